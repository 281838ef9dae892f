"""By what each kind of step multiplies the Purchase Price: the formulas of section 11."""

from dataclasses import replace
from fractions import Fraction

from ledger.rules.adjustment.figures import (
    Distribution,
    PriceFactor,
    PriceStep,
    Readjustment,
    ReleaseCarried,
    RightsOffering,
)
from ledger.rules.exact import Exact, exact_text
from ledger.rules.registry import decides

NO_CHANGE = Fraction(1)


class AdjustmentError(ValueError):
    """A step that no formula of section 11 answers. `field` names the figure, `message` is for staff."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field} {message}")
        self.field = field
        self.message = message


@decides(
    "R39",
    "Cheap rights and warrants",
)
@decides(
    "R40",
    "Distributions",
)
def price_factor(step: PriceStep, outstanding: Exact) -> Fraction:
    """By what one step multiplies the Purchase Price, before the 1% rule and before rounding.

    A rights offering at or above the market price is no reason to adjust: exactly 1 (R39). A distribution
    worth the market price or more has no factor: AdjustmentError, the company must ask counsel (11(c)).
    """
    match step:
        case RightsOffering(new_shares=new, offer_price=offer, market_price=market):
            if Fraction(offer) >= Fraction(market):
                return NO_CHANGE
            shares_at_market = Fraction(new) * Fraction(offer) / Fraction(market)
            return (Fraction(outstanding) + shares_at_market) / (Fraction(outstanding) + Fraction(new))
        case Distribution(fair_value=fair, market_price=market):
            if Fraction(fair) >= Fraction(market):
                raise AdjustmentError(
                    "fair_value",
                    f"of {exact_text(fair)} a share is not below the market price of {exact_text(market)}: "
                    "the formula of section 11(c) has no answer, ask counsel",
                )
            return (Fraction(market) - Fraction(fair)) / Fraction(market)
        case PriceFactor(factor=factor):
            return Fraction(factor)
        case Readjustment(offering=offering, issued=issued, outstanding=then, rounding=rounding):
            return readjustment_factor(offering, issued, then) * Fraction(rounding)
        case ReleaseCarried():
            return NO_CHANGE


def readjustment_factor(offering: RightsOffering, issued: Exact, outstanding: Exact) -> Fraction:
    """The factor that turns an offering's adjustment into that for the shares in fact issued (R39).

    When offered rights lapse unexercised the price becomes what it would have been for `issued` shares alone.
    AdjustmentError where every share was bought, or the offering changed no price: then nothing is taken back.
    """
    if Fraction(issued) >= Fraction(offering.new_shares):
        raise AdjustmentError("issued", "is every share that was offered: nothing expired unexercised")
    if price_factor(offering, outstanding) == NO_CHANGE:
        raise AdjustmentError("of", "changed no price: there is nothing to take back")
    actual = replace(offering, new_shares=issued)
    return price_factor(actual, outstanding) / price_factor(offering, outstanding)
