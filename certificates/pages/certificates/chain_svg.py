"""Where things stand in the drawing of a certificate's chain: pure geometry in whole units, drawn by a template.

Sources stand left, targets right, a generation a column; every node says its number, Rights and state.
"""

from collections.abc import Sequence
from dataclasses import dataclass

NODE_WIDTH = 148
NODE_HEIGHT = 58
COLUMN = 232
ROW = 74
MARGIN = 8
LINES = (20, 36, 50)  # the baselines of a node's three lines, from its top


@dataclass(frozen=True, kw_only=True)
class Node:
    """A certificate (or an end of Rights) to be placed: `key` names it, `generation` is its column."""

    key: str
    generation: int
    words: tuple[str, ...]
    url: str = ""
    kind: str = ""  # self, bad, end or ""


@dataclass(frozen=True, kw_only=True)
class Edge:
    """So many Rights from one node to another."""

    source: str
    target: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Box:
    """A node placed."""

    node: Node
    x: int
    y: int
    width: int = NODE_WIDTH
    height: int = NODE_HEIGHT

    @property
    def middle(self) -> int:
        return self.y + NODE_HEIGHT // 2

    @property
    def text_x(self) -> int:
        return self.x + 12

    @property
    def lines(self) -> list[tuple[int, str, str]]:
        """(y, words, class) of each line."""
        marks = ("what", "n", "n")
        return [
            (self.y + down, line, mark)
            for down, line, mark in zip(LINES, self.node.words, marks, strict=False)
        ]


@dataclass(frozen=True, kw_only=True)
class Curve:
    """An edge placed: its path, and where its words stand."""

    path: str
    words: str
    x: int
    y: int


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """The whole drawing."""

    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    width: int
    height: int


def drawing(nodes: Sequence[Node], edges: Sequence[Edge]) -> Drawing:
    """The nodes in columns by generation, each column centred, in the order given; the edges between them."""
    columns: dict[int, list[Node]] = {}
    for node in nodes:
        columns.setdefault(node.generation, []).append(node)
    tallest = max(map(len, columns.values()), default=1)
    height = tallest * ROW - (ROW - NODE_HEIGHT) + 2 * MARGIN
    boxes: dict[str, Box] = {}
    for place, generation in enumerate(sorted(columns)):
        column = columns[generation]
        top = (height - (len(column) * ROW - (ROW - NODE_HEIGHT))) // 2
        for row, node in enumerate(column):
            boxes[node.key] = Box(node=node, x=MARGIN + place * COLUMN, y=top + row * ROW)
    width = (len(columns) - 1) * COLUMN + NODE_WIDTH + 2 * MARGIN if columns else 2 * MARGIN
    return Drawing(
        boxes=tuple(boxes.values()),
        curves=tuple(_curve(boxes[edge.source], boxes[edge.target], edge.words) for edge in edges),
        width=width,
        height=height,
    )


def _curve(source: Box, target: Box, words: str) -> Curve:
    start, end = source.x + NODE_WIDTH, target.x
    bend = (start + end) // 2
    path = f"M{start} {source.middle}C{bend} {source.middle} {bend} {target.middle} {end} {target.middle}"
    return Curve(path=path, words=words, x=bend, y=(source.middle + target.middle) // 2 + 4)
