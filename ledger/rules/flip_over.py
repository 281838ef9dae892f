"""The Flip-Over Event: when it can occur, its three limbs, what each Right buys then (R33-R36, section 13).

8-K: "In the event (a "Flip-Over Event") that, at any time following the Stock Acquisition Date or at a time
that Continuing Directors ... constitute less than a majority of the Company's Board of Directors, ..."
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from fractions import Fraction

from ledger.rules.exact import Exact, exact_text
from ledger.rules.findings import Finding, block, hold, is_allowed
from ledger.rules.flip_in import units_for_exercise_price
from ledger.rules.registry import decides

HALF = Fraction(50)


class FlipOverLimb(Enum):
    """The three limbs, by their number in the 8-K (R34)."""

    COMPANY_NOT_SURVIVOR = "i"
    COMMON_CONVERTED = "ii"
    ASSETS_SOLD = "iii"


@dataclass(frozen=True, slots=True)
class AssetSale:
    """One sale or transfer of a series: the percent of the assets and of the earning power that left."""

    assets: Fraction
    earning_power: Fraction


@dataclass(frozen=True, slots=True)
class FlipOverFact:
    """A completed transaction and what its limb asks.

    `certificate` names the officer's certificate, empty while there is none. `principal_party` issues the
    stock (DQ6), empty while nobody is named. (i) asks `company_survives`; (ii) `common_converted`, all or in
    part; (iii) the `sales`, which are added up.
    """

    limb: FlipOverLimb
    at: datetime
    principal_party: str = ""
    certificate: str = ""
    company_survives: bool = False
    common_converted: bool = True
    sales: tuple[AssetSale, ...] = ()


@dataclass(frozen=True, slots=True)
class FlipOverAssessment:
    """A transaction and what is said against it; with no findings it is a Flip-Over Event."""

    fact: FlipOverFact
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> bool:
        """Whether the transaction is a Flip-Over Event on what is recorded."""
        return is_allowed(self.findings)


def flip_over(
    fact: FlipOverFact,
    *,
    stock_acquisition_at: datetime | None,
    continuing_directors_are_majority: bool,
    at_least_half: bool = True,
) -> FlipOverAssessment:
    """Whether a transaction is a Flip-Over Event.

    Either gate opens the window (R33): the Stock Acquisition Date has come, or Continuing Directors are less
    than a majority; the second needs no Acquiring Person. `at_least_half`: 50% suffices, as the 8-K says;
    some agreements ask for more than 50%. Without an officer's certificate or a Principal Party it is held.
    """
    findings = list(_limb_findings(fact, at_least_half=at_least_half))
    after_acquisition = stock_acquisition_at is not None and fact.at >= stock_acquisition_at
    if not after_acquisition and continuing_directors_are_majority:
        findings.append(
            block("R33", "No Stock Acquisition Date has come and Continuing Directors are a majority.")
        )
    if not fact.certificate:
        findings.append(hold("R34", f"No officer's certificate proves limb ({fact.limb.value})."))
    if not fact.principal_party:
        findings.append(hold("DQ6", "Name the Principal Party whose common stock the Rights will buy."))
    return FlipOverAssessment(fact, tuple(findings))


@decides(
    "R35",
    "Flip-over entitlement",
    "common stock of the Acquiring Person or Adverse Person having a value equal to two "
    "times the exercise price of the Right",
)
def shares_for_exercise_price(price_per_right: Exact, market_price: Exact) -> Fraction:
    """How many shares of the Principal Party a Right buys for its exercise price, exact (R35, section 13).

    `price_per_right` is that just before the first Flip-In or Flip-Over Event: 20 and 32.50 give 1.2307692.
    """
    return units_for_exercise_price(price_per_right, market_price)


def sold(sales: Iterable[AssetSale]) -> AssetSale:
    """What a series of sales comes to together (R34)."""
    listed = tuple(sales)
    return AssetSale(
        sum((sale.assets for sale in listed), Fraction(0)),
        sum((sale.earning_power for sale in listed), Fraction(0)),
    )


def _limb_findings(fact: FlipOverFact, *, at_least_half: bool) -> Iterable[Finding]:
    match fact.limb:
        case FlipOverLimb.COMPANY_NOT_SURVIVOR if fact.company_survives:
            yield block("R34", "The company survives the merger: not limb (i).")
        case FlipOverLimb.COMMON_CONVERTED if not fact.common_converted:
            yield block("R34", "None of the common is converted or exchanged: not limb (ii).")
        case FlipOverLimb.ASSETS_SOLD:
            total = sold(fact.sales)
            most = max(total.assets, total.earning_power)
            if most < HALF or (most == HALF and not at_least_half):
                yield block(
                    "R34",
                    f"{exact_text(total.assets)}% of the assets and {exact_text(total.earning_power)}% of "
                    "the earning power were sold: not limb (iii).",
                )
        case _:
            pass
