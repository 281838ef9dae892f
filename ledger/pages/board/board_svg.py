"""The terms of directors as bars on one axis of years: pure geometry; templates/drawings/board.html draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LABEL_WIDTH = 190
CHART_WIDTH = 760
ROW_HEIGHT = 30
TOP = 26
BAR_HEIGHT = 16
MOST_YEARS = 12  # written below the axis; more are thinned out


@dataclass(frozen=True, kw_only=True)
class Service:
    """One director's time in office; `until` None: still there. `standing` is the status on the day asked about."""

    name: str
    since: date
    until: date | None
    standing: str


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A service placed."""

    service: Service
    x: int
    y: int
    width: int

    @property
    def text_y(self) -> int:
        return self.y + BAR_HEIGHT - 4


@dataclass(frozen=True, kw_only=True)
class Board:
    """The drawing: bars, the years of the axis, the day asked about, and the frozen spans as (x, width)."""

    bars: tuple[Bar, ...]
    years: tuple[tuple[int, int], ...]  # (x, year)
    on_x: int
    frozen: tuple[tuple[int, int], ...]
    height: int
    width: int = LABEL_WIDTH + CHART_WIDTH
    bar_height: int = BAR_HEIGHT
    top: int = TOP

    @property
    def bottom(self) -> int:
        return self.height - 4


def board(services: Sequence[Service], on: date, frozen: Sequence[tuple[date, date]] = ()) -> Board:
    """The services from the first joining to the last day any of the dates names, with the day asked about."""
    dates = [on, *(s.since for s in services), *(s.until for s in services if s.until)]
    dates += [day for span in frozen for day in span]
    first, last = min(dates), max(dates)
    first = date(first.year, 1, 1)
    span = max((last - first).days, 1) * 21 // 20 + 1  # a little room after the last day

    def x(day: date) -> int:
        return LABEL_WIDTH + CHART_WIDTH * (day - first).days // span

    bars = tuple(
        Bar(
            service=service,
            x=x(service.since),
            y=TOP + ROW_HEIGHT * row,
            width=max(x(service.until) if service.until else LABEL_WIDTH + CHART_WIDTH, x(service.since) + 3)
            - x(service.since),
        )
        for row, service in enumerate(services)
    )
    years = list(range(first.year, last.year + 1))
    step = -(-len(years) // MOST_YEARS)
    return Board(
        bars=bars,
        years=tuple((x(date(year, 1, 1)), year) for year in years[::step]),
        on_x=x(on),
        frozen=tuple((x(start), max(x(end) - x(start), 2)) for start, end in frozen),
        height=TOP + ROW_HEIGHT * max(len(services), 1) + 8,
    )
