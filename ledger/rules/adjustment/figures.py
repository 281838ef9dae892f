"""The figures of a plan that adjust, the terms that say how, and the steps that change them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from ledger.rules.adjustment.election import rights_for_each_right
from ledger.rules.exact import CENT_PLACES, UNIT_PLACES, Exact
from ledger.rules.prices import PriceBasis, exercise_price


class SplitFamily(Enum):
    """What a split of the common before the Distribution Date does to the Rights (section 11(p), DQ12)."""

    FRACTIONAL_RIGHTS = "fractional_rights"
    EXERCISE_AMOUNT_SCALED = "exercise_amount_scaled"
    EXPANSION_FACTOR = "expansion_factor"
    # Section 11(a)(i): Rights already separate from the common do not multiply, so each buys more Units.
    SEPARATED_RIGHTS = "separated_rights"

    @property
    def brings_rights(self) -> bool:
        """Whether each new share brings its Right (R62), so that the Rights multiply with the shares."""
        return self in (SplitFamily.EXERCISE_AMOUNT_SCALED, SplitFamily.EXPANSION_FACTOR)


@dataclass(frozen=True, slots=True)
class AdjustmentPolicy:
    """The terms that section 11(e) leaves to each agreement: what is rounded to what, and the threshold."""

    price_places: int = CENT_PLACES
    units_places: int = UNIT_PLACES
    threshold: Fraction = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan's adjustable terms are at one instant.

    `purchase_price` is as published, and of what `basis` says: a Unit, a preferred share of `units_in_share` Units, or
    all that a Right buys; None where the paper leaves it open (DQ2). `units_per_right`, `rights_per_share` and
    `exercise_amount` (per Right: it, not the rounded unit price, is what an adjustment keeps whole) are exact.
    `outstanding` is shares of common. `carried` are the price factors that the 1% rule has not released yet, in order
    (R41).
    """

    purchase_price: Fraction
    units_per_right: Fraction
    rights_per_share: Fraction
    exercise_amount: Fraction
    outstanding: Fraction
    carried: tuple[Fraction, ...] = ()
    basis: PriceBasis | None = "per_unit"
    units_in_share: Fraction = Fraction(1)

    @classmethod
    def opening(
        cls,
        *,
        purchase_price: Exact,
        units_per_right: Exact,
        rights_per_share: Exact,
        outstanding: Exact,
        carried: Iterable[Exact] = (),
        basis: PriceBasis | None = "per_unit",
        units_in_share: Exact = 1,
    ) -> "Figures":
        """Figures from which a fold starts; the exercise amount is the price of what a Right buys (R6, R30)."""
        return cls(
            purchase_price=Fraction(purchase_price),
            units_per_right=Fraction(units_per_right),
            rights_per_share=Fraction(rights_per_share),
            exercise_amount=exercise_price(purchase_price, units_per_right, basis, units_in_share),
            outstanding=Fraction(outstanding),
            carried=tuple(Fraction(factor) for factor in carried),
            basis=basis,
            units_in_share=Fraction(units_in_share),
        )

    def amended(self, **stated: Any) -> "Figures":
        """The figures once an amendment states some of them anew: the rest stay, the exercise amount follows.

        A stated price or number of Units is what the amendment says: what the 1% rule carried before it is spent.
        """
        after = replace(self, carried=(), **stated)
        amount = exercise_price(
            after.purchase_price, after.units_per_right, after.basis, after.units_in_share
        )
        return replace(after, exercise_amount=amount)

    @property
    def rights_outstanding(self) -> Fraction:
        """Rights that the outstanding common carries, exact."""
        return self.outstanding * self.rights_per_share


@dataclass(frozen=True, slots=True)
class RightsOffering:
    """Rights or warrants to all holders to buy `new_shares` at `offer_price` (section 11(b), R39)."""

    new_shares: Exact
    offer_price: Exact
    market_price: Exact


@dataclass(frozen=True, slots=True)
class Distribution:
    """Debt, cash (no regular quarterly dividend) or assets worth `fair_value` a share (11(c), R40)."""

    fair_value: Exact
    market_price: Exact


@dataclass(frozen=True, slots=True)
class Split:
    """A stock dividend, subdivision or combination: so many new shares for each old one (R38).

    `of_class` is the class of common that alone is split, of which `class_outstanding` shares are outstanding; "" is
    all common.
    """

    new_shares_per_old: Exact
    family: SplitFamily
    of_class: str = ""
    class_outstanding: Exact = 0


@dataclass(frozen=True, slots=True)
class PriceFactor:
    """A price factor that a certificate of adjustment states itself."""

    factor: Exact


@dataclass(frozen=True, slots=True)
class ReleaseCarried:
    """The longstop of section 11(e): what is carried is made now, however small it is."""


@dataclass(frozen=True, slots=True)
class ExchangeInPart:
    """A portion of all valid Rights exchanged for so many shares each, `shares` in all, while they were attached:
    each share carries what is left (R50).
    """

    portion: Exact
    ratio: Exact
    shares: Exact


@dataclass(frozen=True, slots=True)
class Readjustment:
    """Rights or warrants of an offering that expired unexercised, `issued` of its shares being bought (11(b), R39).

    `outstanding` is what the offering was measured by. `rounding` is its exact price over the published one, which the
    readjustment takes back too; 1 where the 1% rule carried the offering and no price was published.
    """

    offering: RightsOffering
    issued: Exact
    outstanding: Exact
    rounding: Exact = 1


@dataclass(frozen=True, slots=True)
class RightsNumber:
    """The Board's election to change the number of Rights instead of the Units of each (11(i)), for an adjustment that
    moved the published price from `price_before` to `price_after`.
    """

    price_before: Exact
    price_after: Exact

    @property
    def rights_for_each(self) -> Decimal:
        """How many Rights each Right becomes."""
        return rights_for_each_right(self.price_before, self.price_after)


PriceStep = RightsOffering | Distribution | PriceFactor | ReleaseCarried | Readjustment
Step = PriceStep | Split | ExchangeInPart | RightsNumber
