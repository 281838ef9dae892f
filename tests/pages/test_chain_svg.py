"""Where the certificates of a chain stand in its drawing."""

from certificates.pages.certificates.chain_svg import (
    COLUMN,
    MARGIN,
    NODE_HEIGHT,
    NODE_WIDTH,
    ROW,
    Edge,
    Node,
    drawing,
)


def node(key, generation):
    return Node(key=key, generation=generation, words=(key, "10 Rights", "Mailed"))


def test_sources_stand_left_and_targets_right_each_column_centred():
    drawn = drawing(
        [node("own", 0), node("source", -1), node("a", 1), node("b", 1)],
        [Edge(source="source", target="own", words="20"), Edge(source="own", target="a", words="10")],
    )

    places = {box.node.key: (box.x, box.y) for box in drawn.boxes}
    centred = MARGIN + ROW // 2
    assert places == {
        "source": (MARGIN, centred),
        "own": (MARGIN + COLUMN, centred),
        "a": (MARGIN + 2 * COLUMN, MARGIN),
        "b": (MARGIN + 2 * COLUMN, MARGIN + ROW),
    }
    assert drawn.width == 2 * COLUMN + NODE_WIDTH + 2 * MARGIN
    assert drawn.height == ROW + NODE_HEIGHT + 2 * MARGIN
    middle = centred + NODE_HEIGHT // 2
    assert drawn.curves[0].path.startswith(f"M{MARGIN + NODE_WIDTH} {middle}C")
    assert drawn.curves[0].path.endswith(f" {MARGIN + COLUMN} {middle}")


def test_nothing_is_drawn_of_nothing():
    assert (drawing([], []).boxes, drawing([], []).curves) == ((), ())
