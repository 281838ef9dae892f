"""Where things stand in the drawings of a plan's dates: pure geometry in whole units; templates/drawings draws it.

Server-drawn, so that the drawing prints, needs no script and says the same as the list beside it.
"""

import itertools
import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 1000
MARGIN = 70
LEAST_STEP = 60  # the weight of a gap beside its days: neighbours stay apart beside a gap of ten years
AXIS_Y = 160
LABEL_HEIGHT = 74  # a date and three lines of words, with air
LABEL_CHARS = 20
LABEL_WIDTH = 136  # room of a label of LABEL_CHARS: two in one lane stand at least so far apart
LINE_HEIGHT = 15
FIRST_LANE, LANE = 24, 68  # from the axis to the end of the nearest stem, and from one lane to the next

CELL = 46
NARROW_CELL = 26
CELL_GAP = 4
STRIP_HEIGHT = 78


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A date of a plan: `state` is done, running, held, expected or superseded; `url` leads to its "why"."""

    on: date
    title: str
    state: str = "done"
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A moment placed: its centre on the axis, the end of its stem, its words line by line."""

    moment: Moment
    x: int
    stem_y: int
    when_y: int
    lines: tuple[tuple[int, str], ...]  # (y, words)


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The whole drawing; `today_x` is None where today lies outside the dates."""

    marks: tuple[Mark, ...]
    today_x: int | None
    today_label: str
    width: int = WIDTH
    top: int = 0
    height: int = 2 * AXIS_Y
    axis_y: int = AXIS_Y
    start_x: int = MARGIN // 2
    end_x: int = WIDTH - MARGIN // 2

    @property
    def bottom(self) -> int:
        return self.top + self.height

    @property
    def today_label_y(self) -> int:
        return self.top + 12

    @property
    def today_y(self) -> int:
        """Where the line of today begins, just below its word."""
        return self.top + 18


def _places(days: Sequence[date]) -> list[int]:
    """An x for each day, in order. Gaps grow with the root of their days: ten days and ten years both stay readable."""
    steps = [
        math.isqrt((later - earlier).days * 16) + LEAST_STEP for earlier, later in itertools.pairwise(days)
    ]
    room = WIDTH - 2 * MARGIN
    total = sum(steps) or 1
    places, walked = [MARGIN if steps else WIDTH // 2], 0
    for step in steps:
        walked += step
        places.append(MARGIN + room * walked // total)
    return places


def timeline(moments: Sequence[Moment], today: date) -> Timeline:
    """The moments in order on one axis, their words in lanes above and below it, and a line for today."""
    ordered = sorted(moments, key=lambda moment: moment.on)
    known = sorted({moment.on for moment in ordered} | {today})
    place_of = dict(zip(known, _places(known), strict=True)) if ordered else {}
    inside = bool(ordered) and ordered[0].on <= today <= ordered[-1].on
    if not inside:
        known = sorted({moment.on for moment in ordered})
        place_of = dict(zip(known, _places(known), strict=True)) if known else {}
    marks = _marks(ordered, place_of)
    stems = [AXIS_Y, *(mark.stem_y for mark in marks)]
    top = min(stems) - LABEL_HEIGHT
    return Timeline(
        marks=marks,
        today_x=place_of[today] if inside else None,
        today_label="Today",
        top=top,
        height=max(stems) + LABEL_HEIGHT - top,
    )


def _marks(ordered: Sequence[Moment], place_of: dict[date, int]) -> tuple[Mark, ...]:
    """Each moment in the first lane with room for its words: as many lanes as it takes."""
    taken: dict[int, int] = {}
    marks = []
    for moment in ordered:
        x = place_of[moment.on]
        lane = next(each for each in _lanes() if x - taken.get(each, -LABEL_WIDTH) >= LABEL_WIDTH)
        taken[lane] = x
        marks.append(_mark(moment, x, lane))
    return tuple(marks)


def _lanes() -> Iterator[int]:
    """Where stems end, in the order in which labels take them: above the axis (negative) and below it in turn."""
    for far in itertools.count(FIRST_LANE, LANE):
        yield from (-far, far)


def _mark(moment: Moment, x: int, lane: int) -> Mark:
    words = textwrap.wrap(moment.title, LABEL_CHARS, max_lines=3, placeholder="…")
    stem_y = AXIS_Y + lane
    # Above the axis the date stands next to the stem and the words over it; below it is the other way round.
    when_y = stem_y - 6 if lane < 0 else stem_y + 12
    top = when_y - LINE_HEIGHT * len(words) if lane < 0 else when_y + LINE_HEIGHT
    lines = tuple((top + LINE_HEIGHT * index, line) for index, line in enumerate(words))
    return Mark(moment=moment, x=x, stem_y=stem_y, when_y=when_y, lines=lines)


@dataclass(frozen=True, kw_only=True)
class StripDay:
    """A day of a count: `number` of the count, or None for a skipped day with its `name`."""

    on: date
    number: int | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class StripCell:
    """A day placed on the strip."""

    day: StripDay
    x: int
    width: int
    state: str  # past, today, ahead, skipped
    last: bool

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True, kw_only=True)
class Strip:
    """Business Days as boxes with their number, skipped days narrow between them."""

    cells: tuple[StripCell, ...]
    width: int
    height: int = STRIP_HEIGHT


def strip(days: Sequence[StripDay], today: date) -> Strip:
    """The days in order; days before today are past, and the last counted one is marked."""
    ordered = sorted(days, key=lambda day: day.on)
    last = max((day.on for day in ordered if day.number is not None), default=None)
    cells, x = [], 1
    for day in ordered:
        width = CELL if day.number is not None else NARROW_CELL
        if day.number is None:
            state = "skipped"
        elif day.on == today:
            state = "today"
        else:
            state = "past" if day.on < today else "ahead"
        cells.append(StripCell(day=day, x=x, width=width, state=state, last=day.on == last))
        x += width + CELL_GAP
    return Strip(cells=tuple(cells), width=max(x - CELL_GAP + 1, 1))
