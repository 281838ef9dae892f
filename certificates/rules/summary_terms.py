"""What the Summary of Rights tells, and the words that its parts share."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from certificates.rules.content import PriceBasis
from ledger.rules.exact import Exact, exact_text
from ledger.rules.plan_terms import Comparison, PlanTerms


@dataclass(frozen=True)
class ClassTold:
    """A class of common: its code, its title, and the Rights of each of its shares."""

    code: str
    title: str
    rights_per_share: Exact


@dataclass(frozen=True, kw_only=True)
class SummaryTerms:
    """The terms in force that the summary tells; None where the plan has no such term or it is in question."""

    issuer: str
    common: str
    common_par: Decimal
    rights_per_share: Exact
    classes: tuple[ClassTold, ...] = ()  # empty: one class of common
    record_date: date
    preferred: str
    preferred_par: Decimal
    unit_denominator: int
    units_per_right: Decimal
    purchase_price: Decimal
    price_basis: PriceBasis | None
    dates: PlanTerms
    expiration: date | None
    flip_in_multiple: Decimal
    flip_in_increase: Decimal
    flip_over_assets: Decimal
    flip_over_multiple: Decimal
    adverse_person: bool
    continuing_directors: bool
    redemption_price: Decimal
    exchange_ratio: Decimal | None
    adjustment_threshold: Decimal

    @property
    def shares(self) -> str:
        """The shares that bring Rights, by the title of each class."""
        return " and ".join(each.title for each in self.classes) or self.common


def persons(*, adverse_person: bool) -> str:
    """The persons whose Rights become void, as the plan defines them."""
    return "an Acquiring Person or an Adverse Person" if adverse_person else "an Acquiring Person"


def percent(value: Fraction | Decimal) -> str:
    """A percentage as the summary writes it."""
    return f"{exact_text(value)}%"


def reaching(pct: Fraction, comparison: Comparison) -> str:
    """What reaches a threshold: "15% or more", or "more than 15%" where the paper says so."""
    return f"more than {percent(pct)}" if comparison == "more_than" else f"{percent(pct)} or more"
