"""Acquiring Persons: what a person or group beneficially owns, exactly, against the threshold (R12, R13, R17, DQ13).

Nothing here declares anybody an Acquiring Person: it says what the recorded facts come to, for the Trigger Case
that an officer's certificate and a second person decide.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from ledger.rules.dates import day_text
from ledger.rules.exact import exact_decimal, exact_text
from ledger.rules.facts import Computed, Notice
from ledger.rules.registry import defines
from ledger.rules.vocabulary import Owned

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from ledger.rules.plan_terms import Comparison, Denominator

# What the percentage counts where the paper does not say more.
COUNTS: tuple[str, ...] = (Owned.HELD, Owned.RIGHT_TO_ACQUIRE)

_RULE = "ledger.rules.acquiring_person.beneficial_ownership"
_SECTION = "Distribution Date, clause (i)(a); R12"
_WHOLE = 100


@dataclass(frozen=True)
class Holding:
    """What one person was found to own beneficially in one way, and why; rights to acquire are not issued yet.

    `share_class` is the class of common, by its code, where the plan has several.
    """

    person: str
    kind: str
    shares: Fraction
    basis: str = ""
    share_class: str = ""


@dataclass(frozen=True)
class Tie:
    """Two persons who are affiliates, associates or act together, from `since` up to, not including, `until`."""

    one: str
    other: str
    since: date
    until: date | None = None
    basis: str = ""


@dataclass(frozen=True)
class Ownership:
    """What a person's group beneficially owns on a date, and whether that reaches its threshold.

    `percent.value` is exact; `group` holds every member's name; `threshold_shares` is the smallest whole number
    of shares that reaches the threshold.
    """

    percent: Computed[Fraction]
    group: tuple[str, ...]
    shares: Fraction
    threshold: Fraction
    threshold_shares: int
    reaches: bool
    notices: tuple[Notice, ...]


def threshold_shares(base: int | Fraction, pct: Fraction, comparison: Comparison = "at_least") -> int:
    """The smallest whole number of shares that is at least (or, where the paper says so, more than) the percentage.

    15% of 17,890,739 are 2,683,610.85, so 2,683,611; more than 15% of 10,000,000 are 1,500,001.
    """
    share = Fraction(base) * pct / _WHOLE
    return floor(share) + 1 if comparison == "more_than" else ceil(share)


def is_reached(percent: Fraction, pct: Fraction, comparison: Comparison) -> bool:
    """Whether the percentage owned reaches the threshold: exactly 15% is “15% or more”, and not “more than 15%”."""
    return percent > pct if comparison == "more_than" else percent >= pct


def group_of(person: str, ties: Iterable[Tie], on: date) -> tuple[str, ...]:
    """The person and everybody tied to him on that date, directly or through others, in name order."""
    standing = [tie for tie in ties if tie.since <= on and (tie.until is None or on < tie.until)]
    found, waiting = {person}, [person]
    while waiting:
        member = waiting.pop()
        for tie in standing:
            other = tie.other if tie.one == member else tie.one if tie.other == member else None
            if other and other not in found:
                found.add(other)
                waiting.append(other)
    return tuple(sorted(found))


def group_since(person: str, ties: Collection[Tie], since: date, until: date) -> dict[str, date]:
    """Name -> the day from which each member was of the person's group, within the days given; himself from the first.

    Who has left it is here as well: what it held while it was of the group was so owned.
    """
    joined: dict[str, date] = {}
    for day in sorted({since, *(tie.since for tie in ties if since < tie.since <= until)}):
        for member in group_of(person, ties, day):
            joined.setdefault(member, day)
    return joined


@defines("Acquiring Person")
def beneficial_ownership(
    person: str,
    holdings: Iterable[Holding],
    outstanding: int | Fraction,
    pct: Fraction,
    on: date,
    *,
    ties: Iterable[Tie] = (),
    comparison: Comparison = "at_least",
    counts: Collection[str] = COUNTS,
    denominator: Denominator = "outstanding",
    measured: Mapping[str, Fraction] | None = None,
) -> Ownership:
    """What the group of a person beneficially owns of the then outstanding shares, and whether that is enough.

    `pct` is the group's threshold. Only what the Agreement `counts` is added up; shares that a member has the right to
    acquire are in the denominator too where the Agreement says so. `outstanding` is positive. `measured` is what a
    share of each class counts in it, by its code: where the percentage is of one class the others are left out, where
    it is of the voting power each share counts its votes; None where every share counts once. R12.
    """
    if outstanding <= 0:
        raise ValueError(f"{outstanding} shares outstanding: a percentage needs a positive number")
    group = group_of(person, ties, on)
    mine = [
        replace(holding, shares=holding.shares * (1 if measured is None else measured[holding.share_class]))
        for holding in holdings
        if holding.person in group
        and holding.kind in counts
        and (measured is None or holding.share_class in measured)
    ]
    shares = sum((holding.shares for holding in mine), Fraction())
    acquirable = sum((each.shares for each in mine if each.kind == Owned.RIGHT_TO_ACQUIRE), Fraction())
    base = Fraction(outstanding) + (acquirable if denominator == "plus_own_rights" else 0)
    percent = _WHOLE * shares / base
    needed, reaches = threshold_shares(base, pct, comparison), is_reached(percent, pct, comparison)
    reason = (
        f"On {day_text(on)} {', '.join(group)} beneficially own {_number(shares)} of {_number(base)} shares, "
        f"{exact_text(percent, 7)}%; {'more than ' if comparison == 'more_than' else ''}{exact_text(pct)}% are "
        f"{needed:,} shares: the threshold is {'reached' if reaches else 'not reached'}."
    )
    inputs = (
        *((holding.person, f"{_number(holding.shares)} {holding.kind}") for holding in mine),
        ("outstanding", _number(Fraction(outstanding))),
        ("denominator", denominator),
        ("counts", ", ".join(counts)),
    )
    return Ownership(
        Computed(percent, reason, _SECTION, _RULE, inputs=inputs),
        group,
        shares,
        pct,
        needed,
        reaches,
        tuple(_notices(reaches=reaches, acquirable=acquirable, denominator=denominator)),
    )


def _number(shares: Fraction) -> str:
    return f"{exact_decimal(shares):,f}"


def _notices(*, reaches: bool, acquirable: Fraction, denominator: Denominator) -> Iterator[Notice]:
    if reaches:
        yield Notice(
            "exceptions_not_listed",
            "The exceptions (the company and its plans, inadvertence, a buy-back, earlier holders) are those that the "
            "plan's terms state, and no other is assumed; a declaration waits for the Board or counsel.",
        )
    if acquirable and denominator == "outstanding":
        yield Notice(
            "denominator",
            f"{_number(acquirable)} shares not yet issued count for the holder and not as outstanding, as this plan "
            "has it.",
        )
