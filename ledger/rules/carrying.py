"""Which shares carry Rights, and how many: the one predicate of dividend, issue, transfer, buy-back and exchange.

A share carries Rights from the dividend on, up to the Distribution Date (R4, R20) or to the instant at which all the
Rights ended, whichever comes first (R46). From then on shares are issued, moved and bought back alone; Rights that
are valid still, because the end is not posted yet, stay with whoever held them at that instant.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ledger.rules.dates import moment_text, new_york_date
from ledger.rules.exact import Exact, exact_decimal, half_up
from ledger.rules.findings import Finding, RuleBreachError, hold
from ledger.rules.movements import ZERO
from ledger.rules.registry import decides

RIGHTS_PLACES = 10  # what the journal holds of a Right
# Of a share: what rounding in ten places can make the shares of void Rights seem more or fewer than they are.
_NEAR = Fraction(1, 10**6)


class Rounding(StrEnum):
    """What becomes of a fractional number of Rights: never rounded, or a whole number of them (`rights.rounding`).

    In ten places the part is kept that goes with shares which move, where an exchange in part has left each share a
    fraction that no decimal expresses. What a new share brings is rounded by nothing but the plan's own term.
    """

    EXACT = "exact"
    HALF_UP = "half_up"
    DOWN = "down"
    TEN_PLACES = "ten_places"


@dataclass(frozen=True, slots=True)
class Ratio:
    """The Rights of one share of a class, exact; `void` those of a share whose Rights are void, which takes no part in
    an exchange and keeps what it had.
    """

    rights: Fraction = Fraction(1)
    rounding: Rounding = Rounding.EXACT
    void: Fraction | None = None

    @property
    def of_void(self) -> Fraction:
        """Void Rights of a share."""
        return self.rights if self.void is None else self.void

    def of(self, shares: Exact) -> Decimal:
        """The Rights that come with so many new shares, by the dividend's own law: as the plan rounds a fraction, and
        RuleBreachError where it rounds none and no decimals express them (R2).
        """
        of_the_plan = Rounding.EXACT if self.rounding is Rounding.TEN_PLACES else self.rounding
        return rights_of(shares, self.rights, of_the_plan)

    def part(self, of: Decimal, portion: Fraction) -> Decimal:
        """That portion of Rights held: exact, or half-up in ten places where Rights are rounded at all."""
        return _placed(Fraction(of) * portion, f"{of.normalize():f} Rights", self.rounding)


@dataclass(frozen=True, slots=True)
class End:
    """The end of all the Rights: `how` (redeemed, exchanged, expired), from which instant on, and whether it is posted.

    `paid_at` is the record instant of who is paid, where the Board named one: up to it what is due for a share's
    Rights goes with the share.
    """

    at: datetime
    how: str
    is_posted: bool = False
    paid_at: datetime | None = None

    @property
    def travels_until(self) -> datetime:
        """The instant up to which a share that moves takes its Rights, or what is due for them, along."""
        return max(self.at, self.paid_at) if self.paid_at else self.at


@dataclass(frozen=True, slots=True)
class Attachment:
    """Whether the shares of a class carry Rights at the instant `at` of the legal day `on`.

    `dividend_posted` tells shares that the dividend still reaches from those issued after it. `distribution` is the
    Distribution Date, None while it has not occurred.
    """

    on: date
    at: datetime
    record_date: date
    dividend_posted: bool = True
    distribution: date | None = None
    end: End | None = None
    ratio: Ratio = Ratio()

    @property
    def is_ended(self) -> bool:
        """Whether all the Rights have ended by law, posted or not."""
        return self.end is not None and self.at >= self.end.at

    @property
    def new_carry(self) -> bool:
        """Whether a share issued now brings its Rights: from the Record Date up to, not including, the Distribution
        Date, and not after the end (R4, R62).
        """
        separated = self.distribution is not None and self.on >= self.distribution
        return self._is_begun and not separated and not self.is_ended

    @property
    def held_carry(self) -> bool:
        """Whether a share that moves takes along the Rights it has.

        Certificates go to the holders of record at the close on the Distribution Date, so that on that day it still
        does (R20, R25).
        """
        separated = self.distribution is not None and self.on > self.distribution
        ended = self.end is not None and self.at >= self.end.travels_until
        return self._is_begun and not separated and not ended

    @property
    def _is_begun(self) -> bool:
        return self.dividend_posted and self.on >= self.record_date

    @property
    def sentence(self) -> str:
        """Why shares move alone, for the batch's memo; empty where they do not."""
        if self.end is None or not self.is_ended:
            return ""
        of_the_day = (
            " A movement of that day counts when it is recorded, and recorded later at the day's close."
            if new_york_date(self.end.at) == self.on
            else ""
        )
        return f"Without Rights: these were {self.end.how} at {moment_text(self.end.at)}.{of_the_day}"


@dataclass(frozen=True, slots=True)
class Carried:
    """The Rights that go with shares: valid ones, and void ones, which stay void (R32)."""

    valid: Decimal = ZERO
    void: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Lots:
    """What the shares of one account carry: all of them, or all but `bare` ones, which were issued without Rights."""

    account: str
    common: Decimal
    valid: Decimal = ZERO
    void: Decimal = ZERO
    bare: Decimal = ZERO
    ratio: Ratio = Ratio()

    @property
    def bearing(self) -> Decimal:
        """The shares that carry Rights."""
        return self.common - self.bare

    def unsaid(self, shares: Decimal, bearing: Decimal | None, void: Decimal | None) -> tuple[Finding, ...]:
        """What only the holder can say of shares that leave the account: which lot they are of, and how many of their
        Rights are void. Nothing is assumed, not even that the oldest go first.
        """
        found = []
        if bearing is None and self.bare and self.bearing and shares < self.common:
            found.append(
                hold(
                    "R4",
                    f"Account {self.account} holds {_shown(self.bearing)} shares that carry Rights and "
                    f"{_shown(self.bare)} that carry none: say how many of those that go carry Rights.",
                )
            )
        going = self._bearing_of(shares, bearing)
        if void is None and self.valid and self.void and ZERO < going < self.bearing:
            found.append(
                hold(
                    "R32",
                    f"Account {self.account} holds {_shown(self.valid)} valid and {_shown(self.void)} void Rights: say "
                    "how many of those that go are void.",
                )
            )
        return tuple(found)

    def going(
        self, shares: Decimal, *, bearing: Decimal | None = None, void: Decimal | None = None
    ) -> Carried:
        """The Rights that go with so many shares: each lot's pro rata, the last share's all that is left.

        `bearing` of the shares carry Rights, and `void` of their Rights are void; None where the account leaves no
        doubt. RuleBreachError where more is told than the account has.
        """
        carrying = self._bearing_of(shares, bearing)
        if not 0 <= carrying <= shares or (self.bare and not shares - self.bare <= carrying <= self.bearing):
            raise RuleBreachError(
                "R4",
                f"account {self.account} holds {_shown(self.bearing)} shares that carry Rights and {_shown(self.bare)} "
                f"that carry none: {_shown(carrying)} of {_shown(shares)} cannot carry them",
            )
        if not carrying:
            if void:
                raise _too_many_void(void, Fraction())
            return Carried()
        if void is None:
            return self._with_nothing_told(carrying)
        of_void = self._shares_of_void(void)
        if of_void > Fraction(carrying) + _NEAR:
            raise _too_many_void(void, Fraction(carrying) * self.ratio.of_void)
        return Carried(self._valid_with(Fraction(carrying) - of_void), void)

    def _with_nothing_told(self, carrying: Decimal) -> Carried:
        """All of both kinds with all the shares; else the one kind pro rata, for `unsaid` asks where there are two."""
        if carrying == self.bearing:
            return Carried(self.valid, self.void)
        if self.valid or not self.void:
            return Carried(self._valid_with(Fraction(carrying)))
        return Carried(void=self.ratio.part(self.void, Fraction(carrying) / Fraction(self.bearing)))

    def _bearing_of(self, shares: Decimal, told: Decimal | None) -> Decimal:
        if told is not None:
            return told
        return min(shares, self.bearing) if self.bare else shares

    def _shares_of_void(self, void: Decimal) -> Fraction:
        """The shares that so many void Rights are on: all that carry any, where the account has no valid ones.

        They are on no fewer shares than void Rights can be on, nor than the valid ones leave.
        """
        if not self.void:
            return Fraction(void) / self.ratio.of_void
        bearing = Fraction(self.bearing)
        fewest = max(
            Fraction(self.void) / self.ratio.of_void, bearing - Fraction(self.valid) / self.ratio.rights
        )
        on = min(fewest, bearing) if self.valid else bearing
        return on * Fraction(void) / Fraction(self.void)

    def _valid_with(self, shares: Fraction) -> Decimal:
        """The valid Rights of so many of the shares that have them."""
        having = Fraction(self.bearing) - self._shares_of_void(self.void)
        if shares <= 0 or (not self.valid and shares <= _NEAR):
            return ZERO
        if shares > having + _NEAR:
            raise RuleBreachError(
                "R20",
                f"account {self.account} holds {_shown(self.bearing)} shares that carry Rights, "
                f"{_part_text(having)} of them valid ones: {_part_text(shares - having)} too few",
            )
        return self.valid if shares >= having else self.ratio.part(self.valid, shares / having)


@decides(
    "R2",
    "Dividend of one Right a share",
)
def rights_of(shares: Exact, rights_per_share: Exact, rounding: Rounding = Rounding.EXACT) -> Decimal:
    """Shares times Rights per share: exact, or a whole number where the plan rounds a fractional one (R2).

    A ratio such as one Right for three shares can leave a holder a number of Rights that no ten decimals
    express; RuleBreachError then, for the separation must not start from a rounded figure.
    """
    rights = Fraction(shares) * Fraction(rights_per_share)
    if rounding is Rounding.HALF_UP:
        return half_up(rights, 0)
    if rounding is Rounding.DOWN:
        return Decimal(rights.numerator // rights.denominator)
    return _placed(rights, f"{shares:f} shares at {rights_per_share} Rights each", rounding)


@decides("R50")
def ratio_after_exchange(rights_per_share: Exact, portion: Exact, ratio: Exact) -> Fraction:
    """The Rights of a share once `portion` of all valid Rights was exchanged for `ratio` shares each (R50).

    What is left of the Rights is on the old shares and the new ones alike: r (1 - p) / (1 + p x ratio x r).
    """
    rights, given = Fraction(rights_per_share), Fraction(portion)
    return rights * (1 - given) / (1 + given * Fraction(ratio) * rights)


def _placed(rights: Fraction, what: str, rounding: Rounding) -> Decimal:
    if (rights * 10**RIGHTS_PLACES).denominator == 1:
        return exact_decimal(rights)
    if rounding is Rounding.EXACT:
        raise RuleBreachError(
            "R2",
            f"{what} make a number of Rights that ten decimals "
            "do not express: let the Board fix how the fraction is paid before it is posted",
        )
    return half_up(rights, RIGHTS_PLACES)


def _too_many_void(void: Decimal, carried: Fraction) -> RuleBreachError:
    return RuleBreachError(
        "R32", f"{_shown(void)} void Rights cannot travel with shares carrying {_part_text(carried)}"
    )


def _shown(quantity: Decimal) -> str:
    return f"{quantity.normalize():,f}"


def _part_text(quantity: Fraction) -> str:
    return _shown(half_up(quantity, RIGHTS_PLACES))
