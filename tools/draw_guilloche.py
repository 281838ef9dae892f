"""Draw the guilloche of a certificate template.

    python -m tools.draw_guilloche templates/pdf/rights_certificate/v1

The files it writes are committed and, like the rest of a template version, never edited after first use: a
new design is a new version. Every ornament is a family of phase-shifted curves in few smooth Bézier pieces.
"""

import sys
from collections.abc import Callable, Iterator
from math import cos, hypot, pi, sin
from pathlib import Path

WIDTH, HEIGHT = 1056, 816  # Letter, landscape, in CSS pixels
BAND_OUTER, BAND_INNER = 20, 62
GREEN, TEAL, GOLD = "#12453b", "#3d7d6c", "#a58a4a"
PALE_GREEN, PALE_GOLD = "#cde2d7", "#e6dbb9"

Point = tuple[float, float]
Curve = Callable[[float], Point]


def smooth_path(curve: Curve, pieces: int, *, closed: bool = False) -> str:
    """SVG path data of `curve` over 0..1, in cubic pieces that match its points and tangents."""
    step = 1 / pieces
    points = [curve(index * step) for index in range(pieces + 1)]
    tangents = [_tangent(curve, index * step) for index in range(pieces + 1)]
    data = [f"M{_pair(points[0])}"]
    for index in range(pieces):
        (x0, y0), (x1, y1) = points[index], points[index + 1]
        (dx0, dy0), (dx1, dy1) = tangents[index], tangents[index + 1]
        third = step / 3
        first = (x0 + dx0 * third, y0 + dy0 * third)
        second = (x1 - dx1 * third, y1 - dy1 * third)
        data.append(f"C{_pair(first)} {_pair(second)} {_pair((x1, y1))}")
    return "".join(data) + ("Z" if closed else "")


def stroke(data: str, color: str, width: float) -> str:
    return f'<path d="{data}" fill="none" stroke="{color}" stroke-width="{width}"/>'


def rectangle(inset: float, color: str, width: float) -> str:
    return (
        f'<rect x="{inset}" y="{inset}" width="{WIDTH - 2 * inset}" height="{HEIGHT - 2 * inset}" fill="none" '
        f'stroke="{color}" stroke-width="{width}"/>'
    )


def band(start: Point, end: Point, waves: int, strands: int) -> Iterator[str]:
    """A straight guilloche band: two interlaced families of waves whose height swells and sinks together."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    across = (-along[1], along[0])
    half = (BAND_INNER - BAND_OUTER) / 2 - 4

    def strand(phase: float, frequency: int, height: float) -> Curve:
        def curve(t: float) -> Point:
            swell = 0.66 + 0.34 * cos(2 * pi * waves * t)
            y = half * height * swell * sin(2 * pi * frequency * waves * t + phase)
            return (
                start[0] + along[0] * t * length + across[0] * y,
                start[1] + along[1] * t * length + across[1] * y,
            )

        return curve

    for index in range(strands):
        phase = 2 * pi * index / strands
        yield stroke(smooth_path(strand(phase, 1, 1.0), waves * 4), GREEN, 0.45)
        yield stroke(smooth_path(strand(phase, 2, 0.62), waves * 8), TEAL if index % 2 else GOLD, 0.4)


def rosette(
    center: Point, radius: tuple[float, float], lobes: int, depth: float, rings: int, colors: tuple[str, ...]
) -> Iterator[str]:
    """Rings of a lobed ellipse, each turned and drawn in a little: the engine-turned ornament."""

    def ring(index: int) -> Curve:
        scale = 1 - 0.86 * index / rings
        twist = 2 * pi * index / rings

        def curve(t: float) -> Point:
            angle = 2 * pi * t
            reach = scale * (1 + depth * sin(lobes * angle + twist))
            return center[0] + radius[0] * reach * cos(angle), center[1] + radius[1] * reach * sin(angle)

        return curve

    for index in range(rings):
        yield stroke(smooth_path(ring(index), lobes * 3, closed=True), colors[index % len(colors)], 0.45)


def border() -> str:
    """The frame of both faces: rules, four bands, a rosette on each corner."""
    middle = (BAND_OUTER + BAND_INNER) / 2
    left, right, top, bottom = middle, WIDTH - middle, middle, HEIGHT - middle
    parts = [rectangle(14, GREEN, 4), rectangle(19, GOLD, 0.8)]
    for start, end, waves in (
        ((left, top), (right, top), 20),
        ((left, bottom), (right, bottom), 20),
        ((left, top), (left, bottom), 15),
        ((right, top), (right, bottom), 15),
    ):
        parts.extend(band(start, end, waves, 6))
    parts += [rectangle(BAND_INNER + 1, GREEN, 1.6), rectangle(BAND_INNER + 4, GOLD, 0.6)]
    for x in (left, right):
        for y in (top, bottom):
            parts.append(
                f'<circle cx="{x}" cy="{y}" r="33" fill="#fff" stroke="{GREEN}" stroke-width="1.6"/>'
            )
            parts.append(
                f'<circle cx="{x}" cy="{y}" r="30.5" fill="none" stroke="{GOLD}" stroke-width=".7"/>'
            )
            parts.extend(rosette((x, y), (25, 25), 12, 0.15, 12, (GREEN, TEAL)))
    return _svg(WIDTH, HEIGHT, parts)


def frame() -> str:
    """The plainer frame of the reverse: rules and a small rosette on each corner."""
    parts = [rectangle(18, GREEN, 2.4), rectangle(23, GOLD, 0.6), rectangle(27, GREEN, 0.6)]
    for x in (23, WIDTH - 23):
        for y in (23, HEIGHT - 23):
            parts.append(
                f'<circle cx="{x}" cy="{y}" r="15" fill="#fff" stroke="{GREEN}" stroke-width="1.2"/>'
            )
            parts.extend(rosette((x, y), (11, 11), 8, 0.16, 6, (GREEN, TEAL)))
    return _svg(WIDTH, HEIGHT, parts)


def ornament() -> str:
    """The tapering line under the number of Rights in words: 320 by 10 pixels."""
    width, height = 320, 10

    def strand(phase: float) -> Curve:
        def curve(t: float) -> Point:
            swell = sin(pi * t) ** 2
            return t * width, height / 2 + 4.2 * swell * sin(2 * pi * 9 * t + phase)

        return curve

    return _svg(
        width,
        height,
        [stroke(smooth_path(strand(k * pi / 3), 60), (GREEN, GOLD)[k % 2], 0.5) for k in range(6)],
    )


def background() -> str:
    """The pale tint under the text: one great rosette with a smaller one on either side."""
    parts = list(rosette((WIDTH / 2, 400), (330, 226), 18, 0.10, 26, (PALE_GREEN, PALE_GOLD)))
    for x in (190, WIDTH - 190):
        parts.extend(rosette((x, 400), (96, 150), 10, 0.14, 14, (PALE_GREEN,)))
    return _svg(WIDTH, HEIGHT, parts)


def tablet() -> str:
    """The engraved cartouche behind a figure: 196 by 74 pixels, tinted so that an erasure shows."""
    width, height = 196, 74
    parts = [
        (
            f'<rect x="1" y="1" width="{width - 2}" height="{height - 2}" rx="10" fill="#fff" stroke="{GREEN}" '
            'stroke-width="1.6"/>'
        ),
        (
            f'<rect x="4.5" y="4.5" width="{width - 9}" height="{height - 9}" rx="7" fill="none" stroke="{GOLD}" '
            'stroke-width=".7"/>'
        ),
    ]
    parts.extend(rosette((width / 2, height / 2), (84, 27), 16, 0.10, 14, ("#cfe3d9", "#e7dcb9")))
    return _svg(width, height, parts)


def seal() -> str:
    """The place of the corporate seal: 104 pixels across."""
    size = 104
    parts = list(rosette((size / 2, size / 2), (45, 45), 24, 0.07, 10, (TEAL, GOLD)))
    parts += [
        f'<circle cx="52" cy="52" r="27" fill="#fff" stroke="{GREEN}" stroke-width="1"/>',
        f'<circle cx="52" cy="52" r="24.5" fill="none" stroke="{GOLD}" stroke-width=".6"/>',
    ]
    return _svg(size, size, parts)


def _svg(width: float, height: float, parts: list[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}">\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _tangent(curve: Curve, t: float) -> Point:
    small = 1e-5
    (x0, y0), (x1, y1) = curve(t - small), curve(t + small)
    return (x1 - x0) / (2 * small), (y1 - y0) / (2 * small)


def _pair(point: Point) -> str:
    return ",".join(f"{value:.1f}".removesuffix(".0") for value in point)


def main(folder: Path) -> None:
    for draw in (border, frame, background, ornament, tablet, seal):
        path = folder / f"{draw.__name__}.svg"
        path.write_text(draw())
        print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
