"""Acquiring Persons: what a person or group beneficially owns, exactly, against the threshold (R12, R13, R17, DQ13).

8-K: "a person or group of affiliated or associated persons (an "Acquiring Person") has acquired, obtained the
right to acquire, or otherwise obtained beneficial ownership of 15% or more of the then outstanding shares".

Nothing here declares anybody an Acquiring Person: it says what the recorded facts come to, for the Trigger Case
that an officer's certificate and a second person decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Literal

from ledger.rules.dates import day_text
from ledger.rules.exact import exact_text
from ledger.rules.facts import Computed, Holding, Notice

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

# Whether shares a person may still acquire also count as outstanding is for each Agreement to say (13d-3(d)).
Denominator = Literal["outstanding", "outstanding_and_rights_to_acquire"]

_RULE = "ledger.rules.acquiring_person.beneficial_ownership"
_SECTION = "Distribution Date, clause (i)(a); R12"
_WHOLE = 100


@dataclass(frozen=True)
class PersonThreshold:
    """A threshold of its own for one person, by amendment: in force from `since` up to, not including, `until`."""

    person: str
    pct: Fraction
    since: date
    until: date | None = None

    def applies(self, person: str, on: date) -> bool:
        """Whether the threshold is that person's on that date."""
        return self.person == person and self.since <= on and (self.until is None or on < self.until)


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
    of shares at or above the threshold.
    """

    percent: Computed[Fraction]
    group: tuple[str, ...]
    shares: int
    threshold: Fraction
    threshold_shares: int
    reaches: bool
    notices: tuple[Notice, ...]


def threshold_shares(outstanding: int | Fraction, pct: Fraction) -> int:
    """The smallest whole number of shares that is at least `pct` percent of those outstanding.

    15% of 17,890,739 are 2,683,610.85, so 2,683,611.
    """
    return ceil(Fraction(outstanding) * pct / _WHOLE)


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


def threshold_of(
    group: Iterable[str], plan_pct: Fraction, own: Iterable[PersonThreshold], on: date
) -> Fraction:
    """The threshold of a group on a date: the plan's, or the highest that an amendment gave one of its members."""
    members = set(group)
    given = [threshold.pct for threshold in own for name in members if threshold.applies(name, on)]
    return max(given, default=plan_pct)


def beneficial_ownership(
    person: str,
    holdings: Iterable[Holding],
    outstanding: int,
    plan_pct: Fraction,
    on: date,
    *,
    ties: Iterable[Tie] = (),
    own_thresholds: Iterable[PersonThreshold] = (),
    denominator: Denominator = "outstanding",
) -> Ownership:
    """What the group of a person beneficially owns of the then outstanding shares, and whether that is enough.

    Shares that a member has the right to acquire count in the numerator; in the denominator only where the
    Agreement says so. At least, not more than: exactly 15% reaches 15%. `outstanding` is positive. R12.
    """
    if outstanding <= 0:
        raise ValueError(f"{outstanding} shares outstanding: a percentage needs a positive number")
    group = group_of(person, ties, on)
    mine = [holding for holding in holdings if holding.person in group]
    rights_to_acquire = sum(holding.rights_to_acquire for holding in mine)
    shares = sum(holding.shares for holding in mine) + rights_to_acquire
    base = outstanding + (rights_to_acquire if denominator == "outstanding_and_rights_to_acquire" else 0)
    percent = Fraction(_WHOLE * shares, base)
    pct = threshold_of(group, plan_pct, own_thresholds, on)
    needed = threshold_shares(base, pct)
    reaches = percent >= pct
    reason = (
        f"On {day_text(on)} {', '.join(group)} beneficially own {shares:,} of {base:,} shares, "
        f"{exact_text(percent, 7)}%; {exact_text(pct)}% are {needed:,} shares: the threshold is "
        f"{'reached' if reaches else 'not reached'}."
    )
    inputs = (
        *((holding.person, f"{holding.shares:,} + {holding.rights_to_acquire:,}") for holding in mine),
        ("outstanding", f"{outstanding:,}"),
        ("denominator", denominator),
    )
    return Ownership(
        Computed(percent, reason, _SECTION, _RULE, inputs=inputs),
        group,
        shares,
        pct,
        needed,
        reaches,
        _notices(reaches=reaches, rights_to_acquire=rights_to_acquire, denominator=denominator),
    )


def _notices(*, reaches: bool, rights_to_acquire: int, denominator: Denominator) -> tuple[Notice, ...]:
    found = []
    if reaches:
        found.append(
            Notice(
                "exceptions_not_listed",
                "The exceptions (the company and its plans, inadvertence, a buy-back, earlier holders) are those that "
                "the plan's terms state, and no other is assumed; a declaration waits for the Board or counsel (DQ13).",
            )
        )
    if rights_to_acquire and denominator == "outstanding":
        found.append(
            Notice(
                "denominator",
                f"{rights_to_acquire:,} shares not yet issued count for the holder and not as outstanding; the "
                "Agreement may say otherwise (R12).",
            )
        )
    return tuple(found)
