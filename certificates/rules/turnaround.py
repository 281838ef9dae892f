"""How fast items are turned around: each month's counts, their ratio, and what a missed standard obliges.

SEC Rule 17Ad-2: nine tenths of a month's routine items are turned around within three Business Days of receipt, else
the regulator is told within ten Business Days of the month's end. 17Ad-3: three such months in a row, or less than
three quarters in two in a row, forbid new business. 17Ad-6: what was received, turned, and is on hand, aged by day.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from ledger.rules.business_days import BusinessCalendar

STANDARD = Fraction(9, 10)
SEVERE = Fraction(3, 4)
NOTICE_DAYS, EXECUTIVE_DAYS = 10, 20
MONTHS_BELOW_STANDARD, MONTHS_BELOW_SEVERE = 3, 2
# Routine items on hand longer than this many Business Days are listed by their age (17Ad-6).
HELD_DAYS = 4
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Item:
    """One item: the Business Day its receipt counts on, the third one after it, and the day it was turned around."""

    credited_on: date
    due_on: date
    turned_on: date | None
    is_routine: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month of New York dates, by its first day."""

    first: date

    @property
    def last(self) -> date:
        """The last day of the month."""
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> "Month":
        """The next month."""
        if self.first.month == _DECEMBER:
            return Month(date(self.first.year + 1, 1, 1))
        return Month(self.first.replace(month=self.first.month + 1))

    @property
    def previous(self) -> "Month":
        """The month before."""
        return month_of(self.first - timedelta(days=1))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


def month_of(day: date) -> Month:
    """The month a day lies in."""
    return Month(day.replace(day=1))


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """A month as of a day: `running` are routine items of the month not turned yet whose time has not run out.

    `held` are the routine items on hand at the close of the month's last Business Day (or of the day, if earlier) for
    longer than four Business Days, by their age: pairs of (Business Days, items). Non-routine ones are counted whole.
    """

    month: Month
    as_of: date
    received: int = 0
    in_time: int = 0
    late: int = 0
    running: int = 0
    other_received: int = 0
    other_turned: int = 0
    other_on_hand: int = 0
    on_hand: int = 0
    held: tuple[tuple[int, int], ...] = ()

    @property
    def ratio(self) -> Fraction | None:
        """Items turned in time among those decided, exact; None where none is."""
        decided = self.in_time + self.late
        return Fraction(self.in_time, decided) if decided else None

    @property
    def is_final(self) -> bool:
        """Whether nothing of the month can still change: it is over and no item is running."""
        return self.as_of > self.month.last and not self.running

    @property
    def may_be_late(self) -> int:
        """How many more of the items received so far may be late before the standard is missed; below 0 it is."""
        return int(self.received * (1 - STANDARD)) - self.late

    @property
    def meets_standard(self) -> bool:
        """At least nine tenths in time; a month without items meets it (17Ad-2)."""
        return self.ratio is None or self.ratio >= STANDARD

    @property
    def is_severe(self) -> bool:
        """Less than three quarters in time (17Ad-3)."""
        return self.ratio is not None and self.ratio < SEVERE


def count(items: Iterable[Item], month: Month, as_of: date, calendar: BusinessCalendar) -> MonthCounts:
    """The counts of the month as of a day; items of other months only count as on hand."""
    totals: Counter[str] = Counter()
    ages: Counter[int] = Counter()
    close = calendar.adjust(min(month.last, as_of), "preceding")
    for item in items:
        turned_on = item.turned_on if item.turned_on and item.turned_on <= as_of else None
        if item.credited_on in month and item.credited_on <= as_of:
            totals[_standing(item, turned_on, as_of)] += 1
        if not item.is_routine and turned_on and turned_on in month:
            totals["other_turned"] += 1
        if item.credited_on <= close and (turned_on is None or turned_on > close):
            totals["on_hand" if item.is_routine else "other_on_hand"] += 1
            if item.is_routine:
                ages[calendar.business_days_between(item.credited_on, close)] += 1
    return MonthCounts(
        month=month,
        as_of=as_of,
        received=totals["in_time"] + totals["late"] + totals["running"],
        in_time=totals["in_time"],
        late=totals["late"],
        running=totals["running"],
        other_received=totals["other_received"],
        other_turned=totals["other_turned"],
        other_on_hand=totals["other_on_hand"],
        on_hand=totals["on_hand"],
        held=tuple(sorted((days, items) for days, items in ages.items() if days > HELD_DAYS)),
    )


def _standing(item: Item, turned_on: date | None, as_of: date) -> str:
    if not item.is_routine:
        return "other_received"
    if turned_on is None:
        return "running" if as_of <= item.due_on else "late"
    return "in_time" if turned_on <= item.due_on else "late"


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a missed standard obliges the agent to, by when (None: from now on), and the rule that says so."""

    sentence: str
    due_on: date | None
    rule: str


def obligations(months: Sequence[MonthCounts], calendar: BusinessCalendar) -> tuple[Obligation, ...]:
    """What the last of consecutive months, the oldest first, obliges to after those before it; none while it runs."""
    if not months or not months[-1].is_final or months[-1].meets_standard:
        return ()
    last = months[-1]
    found = [
        Obligation(
            f"Less than 90% of the routine items of {last.month} were turned around in three Business Days: file the "
            "notice with the regulator.",
            calendar.advance(last.month.last, NOTICE_DAYS),
            "17Ad-2(c)",
        )
    ]
    if _all(months, MONTHS_BELOW_STANDARD, severe=False):
        found.append(
            Obligation("The third month in a row below 90%: take on no new issue.", None, "17Ad-3(a)")
        )
    if _all(months, MONTHS_BELOW_SEVERE, severe=True):
        found += [
            Obligation("The second month in a row below 75%: take on no new issue.", None, "17Ad-3(b)"),
            Obligation(
                "Send a copy of the notice to the chief executive officer of each issuer.",
                calendar.advance(last.month.last, EXECUTIVE_DAYS),
                "17Ad-3(b)",
            ),
        ]
    return tuple(found)


def _all(months: Sequence[MonthCounts], length: int, *, severe: bool) -> bool:
    run = months[-length:]
    return len(run) == length and all(each.is_severe if severe else not each.meets_standard for each in run)
