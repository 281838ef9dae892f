"""What must be equal at the close of each day, and what a difference is (operations section 3, I1 to I8).

An identity has two sides, exact; it holds, differs, or cannot be proved because a figure is not stated. A difference
has a key where it can be laid to one (an account, a certificate, a batch), an age, and a value in dollars where one
can be named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ledger.rules.exact import Exact, exact_text, to_cents

if TYPE_CHECKING:
    from datetime import date

    from ledger.rules.business_days import BusinessCalendar

# A record difference older than this many calendar days is reported to the issuer and the regulator (17Ad-11).
AGED_AFTER_DAYS = 30
# The key of a difference that can be laid to no single account, certificate or batch.
WHOLE = "total"


class Outcome(Enum):
    """What the proof of one identity says."""

    HOLDS = "holds"
    DIFFERS = "differs"
    NOT_STATED = "not_stated"


class Measure(Enum):
    """What the two sides count."""

    SHARES = "shares"
    RIGHTS = "Rights"
    UNITS = "Units"
    DOLLARS = "dollars"
    CERTIFICATES = "certificates"
    BATCHES = "batches"
    ACCOUNTS = "accounts"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Difference:
    """One account, certificate or batch where the left side is not the right side."""

    key: str
    left: Fraction
    right: Fraction

    @property
    def amount(self) -> Fraction:
        """Left less right, exact."""
        return self.left - self.right


@dataclass(frozen=True, slots=True)
class Identity:
    """Two sides that must be equal, or of which the left must be at least the right (`at_least`).

    `differences` names at most the first of those that differ, and `differing` counts them all. `missing`, where not
    empty, is the sentence that says which figure lacks: both sides are then nothing. `remedy` says what to do where the
    two sides differ.
    """

    code: str
    title: str
    source: str
    measure: Measure
    left_name: str
    right_name: str
    left: Fraction = Fraction()
    right: Fraction = Fraction()
    at_least: bool = False
    differences: tuple[Difference, ...] = ()
    differing: int = 0
    missing: str = ""
    remedy: str = ""

    @property
    def outcome(self) -> Outcome:
        """HOLDS where the sides agree and nothing below them differs."""
        if self.missing:
            return Outcome.NOT_STATED
        agrees = self.left >= self.right if self.at_least else self.left == self.right
        return Outcome.HOLDS if agrees and not self.differing else Outcome.DIFFERS

    @property
    def is_listed_in_full(self) -> bool:
        """Whether every difference is named: only then is one that is not named healed."""
        return len(self.differences) == self.differing

    @property
    def sentence(self) -> str:
        """What the proof says of this identity, for staff."""
        if self.missing:
            return self.missing
        left = f"{self.left_name} {figure_text(self.left)}"
        right = f"{self.right_name} {figure_text(self.right)}"
        if self.outcome is Outcome.HOLDS:
            return f"{left} {'cover' if self.at_least else 'are'} {right}."
        if self.left == self.right:
            return f"The totals agree at {figure_text(self.left)}, but {self.differing:,} below them differ."
        verb = "do not cover" if self.at_least else "are not"
        differs = f"{left} {verb} {right}: the difference is {figure_text(self.left - self.right)}."
        return f"{differs} {self.remedy}".rstrip()

    def breaks(self) -> tuple[Difference, ...]:
        """The differences to be owned: those named, or the whole where it can be laid to none."""
        if self.outcome is not Outcome.DIFFERS:
            return ()
        return self.differences or (Difference(WHOLE, self.left, self.right),)

    def record(self) -> dict[str, Any]:
        """The identity as it is kept: both sides as exact text."""
        stated = self.outcome is not Outcome.NOT_STATED
        return {
            "code": self.code,
            "title": self.title,
            "source": self.source,
            "measure": self.measure.value,
            "left_name": self.left_name,
            "left": exact_side(self.left) if stated else "",
            "right_name": self.right_name,
            "right": exact_side(self.right) if stated else "",
            "at_least": self.at_least,
            "difference": exact_side(self.left - self.right) if stated else "",
            "differing": self.differing,
            "outcome": self.outcome.value,
            "sentence": self.sentence,
        }


def exact_side(value: Exact) -> str:
    """A side as exact text: a finite decimal, else "numerator/denominator"."""
    exact = Fraction(value)
    shown = exact_text(exact)
    return shown if Fraction(shown) == exact else f"{exact.numerator}/{exact.denominator}"


def figure_text(value: Exact) -> str:
    """A figure for reading: exact where a finite decimal expresses it, else half-up to ten places; by thousands."""
    return f"{Decimal(exact_text(value)):,f}"


@dataclass(frozen=True, slots=True)
class Age:
    """How old a difference is on a day, counted from the day it was found."""

    days: int
    business_days: int

    @property
    def is_aged(self) -> bool:
        """Whether it belongs in the report of aged record differences (17Ad-11)."""
        return self.days > AGED_AFTER_DAYS


def age(found_on: date, on: date, calendar: BusinessCalendar) -> Age:
    """The age on `on`: days and Business Days after `found_on`; none before it."""
    if on <= found_on:
        return Age(0, 0)
    return Age((on - found_on).days, calendar.business_days_between(found_on, on))


@dataclass(frozen=True, slots=True)
class Worth:
    """What a difference is worth: dollars half-up to the cent, or None; and by what it was valued, or why not."""

    dollars: Decimal | None
    basis: str = field(default="")


def worth(amount: Exact, measure: Measure, redemption_price: Decimal | None) -> Worth:
    """The value of a difference of so much (17Ad-11 asks for one), whichever side is the larger.

    Rights have no market of their own while attached, and none is on record after: they are valued at the Redemption
    Price as a floor, and the basis says so. Shares and counts have no price on record, and no value.
    """
    if measure is Measure.DOLLARS:
        return Worth(to_cents(abs(Fraction(amount))), "The amount itself")
    if measure is Measure.RIGHTS:
        if redemption_price is None:
            return Worth(None, "No price of a Right is on record, and the plan has no Redemption Price")
        return Worth(
            to_cents(abs(Fraction(amount)) * Fraction(redemption_price)),
            f"Floor: the Redemption Price of ${redemption_price:f} a Right; no market price is on record",
        )
    if measure in {Measure.SHARES, Measure.UNITS}:
        return Worth(None, f"No price of {measure.value} is on record")
    return Worth(None, "A difference of records, not of securities")
