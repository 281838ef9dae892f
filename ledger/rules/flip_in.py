"""The Flip-In Event: its five limbs, and what each valid Right buys afterwards (rules R27-R31)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ledger.rules.exact import Exact, exact_text
from ledger.rules.findings import Finding, hold
from ledger.rules.registry import decides

# "a value equal to two times the exercise price" (R29), where a plan does not say another multiple.
TWICE = Fraction(2)

UnitValuation = Literal["one_common_share", "appraisal"]


@dataclass(frozen=True, slots=True)
class Shortage:
    """What a Right gets when authorised shares do not suffice (section 11(a)(iii)); per Right, exact.

    Each gets `shares`, worth `value`. A holder who pays the exercise price gets `cash_when_paying` beside
    them, to twice that price; one who surrenders without paying gets `cash_without_paying`, to the Spread.
    """

    shares: Fraction
    value: Fraction
    spread: Fraction
    cash_when_paying: Fraction
    cash_without_paying: Fraction


@decides(
    "R29",
    "Units at half their value",
)
def units_for_exercise_price(
    price_per_right: Exact, market_price: Exact, multiple: Exact = TWICE
) -> Fraction:
    """How many Units (or shares) a Right buys for its exercise price after a Flip-In Event, exact.

    N = multiple x exercise price / market price (R29, section 11(a)(ii)): below one Unit where the market price
    is above the multiple of the exercise price.
    """
    return Fraction(multiple) * Fraction(price_per_right) / Fraction(market_price)


@decides(
    "R8",
    "Value of a Unit",
)
def unit_price(
    valuation: UnitValuation | None, *, told: Exact | None, common: Exact | None, unit: Exact | None
) -> tuple[Fraction | None, tuple[Finding, ...]]:
    """The price of a Unit that a Flip-In is worked out at, None where it is held.

    `told` is what the company certifies for this act, `common` and `unit` the latest prices on record of one common
    share and of one Unit. one_common_share: a Unit is worth what a common share is; appraisal: its own price only.
    """
    if valuation is None:
        return None, (hold("R8", "How a Unit is valued is not confirmed by counsel."),)
    price = told if told is not None else common if valuation == "one_common_share" else unit
    if price is None:
        of = "a common share" if valuation == "one_common_share" else "a Unit"
        return None, (hold("R29", f"No price of {of} is on record: record the price with its paper."),)
    return Fraction(price), ()


def shortage(
    *, price_per_right: Exact, market_price: Exact, rights: Exact, available: Exact, multiple: Exact = TWICE
) -> Shortage:
    """What each of the valid Rights gets when only `available` shares are there for all, pro rata.

    The Current Value is N x M, the Spread what it exceeds the exercise price by (section 11(a)(iii)). Raises
    ValueError where the shares suffice.
    """
    entitlement = units_for_exercise_price(price_per_right, market_price, multiple)
    shares = Fraction(available) / Fraction(rights)
    if shares >= entitlement:
        raise ValueError("the available shares suffice: there is no shortage to make good")
    current_value = entitlement * Fraction(market_price)
    spread = current_value - Fraction(price_per_right)
    value = shares * Fraction(market_price)
    return Shortage(
        shares=shares,
        value=value,
        spread=spread,
        cash_when_paying=current_value - value,
        cash_without_paying=max(spread - value, Fraction(0)),
    )


@decides(
    "R31",
    "Substitutes for Units",
)
def entitlement_findings(
    *, is_price_open: bool, needed: Exact, authorised: Exact | None
) -> tuple[Finding, ...]:
    """What holds the calculation: a price whose basis is open (DQ2), more Units `needed` for all the Rights than the
    `authorised` (None: no order states them) (R31).
    """
    findings = []
    if is_price_open:
        findings.append(
            hold(
                "DQ2",
                "Whether the Purchase Price is of a Unit, of a preferred share or of a Right is not settled.",
            )
        )
    if authorised is not None and Fraction(needed) > Fraction(authorised):
        findings.append(
            hold(
                "R31",
                f"{exact_text(needed)} Units are needed for all the Rights and {exact_text(authorised)} are reserved: "
                "the Board must list what takes the place of Units, and its value.",
            )
        )
    return tuple(findings)
