"""The election to purchase of a presentation: what it buys, how it is settled, what stands against it (section 7)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from certificates.enums import PresentationKind
from certificates.models import (
    Election,
    Presentation,
)
from certificates.rules.presented import PresentationFacts
from ledger.enums import EntitlementBasis
from ledger.errors import BackOfficeError, Held
from ledger.models import Plan
from ledger.rules.exact import to_cents
from ledger.rules.exercise import (
    ElectedRights,
    ExerciseSettlement,
    election_findings,
    settle_election,
)
from ledger.rules.findings import Finding, block, hold
from ledger.selectors import par, reserve
from ledger.selectors.entitlements import UNITS, RightBuys, on_exercise
from rightsadmin.common import clock


@dataclass(frozen=True)
class Settled:
    """What an election buys and how it is settled; `substitute_cash` is the Board's cash beside it, half-up cents."""

    buys: RightBuys
    settlement: ExerciseSettlement
    substitute_cash: Decimal


def election_of(presentation: Presentation) -> Election | None:
    """The form of election that came with it, if one did."""
    return Election.objects.filter(presentation=presentation).first()


def settle(
    presentation: Presentation, election: Election | None, at: datetime
) -> tuple[Settled | None, list[Finding]]:
    """What the election buys and how it is settled, with what stands against working that out."""
    if presentation.kind != PresentationKind.EXERCISE or election is None:
        return None, []
    try:
        buys = on_exercise(presentation.plan, at)
    except BackOfficeError as error:
        against = hold if isinstance(error, Held) else block
        return None, [against(error.rule or "section 7", error.sentence)]
    problems = [
        *_of_the_reserve(presentation.plan, buys, at),
        *par.findings(
            presentation.plan,
            clock.new_york_date(at),
            price=buys.price_per_right,
            per_right=buys.per_right,
            security=buys.security,
        ),
    ]
    settlement = settle_election(
        rights=election.rights,
        price_per_right=buys.price_per_right,
        per_right=buys.per_right,
        market_price=election.market_price or 0,
    )
    if settlement.fraction and election.market_price is None:
        problems.append(
            hold(
                "R42",
                "A fraction is paid in cash, and no market price is on record: ask for the company's certificate.",
            )
        )
    elif settlement.fraction and election.price_document_id is None:
        problems.append(hold("section 20", "The market price rests on no certificate of the company."))
    return Settled(buys, settlement, to_cents(buys.cash_per_right * election.rights)), problems


def _of_the_reserve(plan: Plan, buys: RightBuys, at: datetime) -> list[Finding]:
    """That the Units reserved do not suffice for all Rights, where this election is for Units (R61)."""
    if buys.basis not in (UNITS, EntitlementBasis.FLIP_IN):
        return []
    on = clock.new_york_date(at)
    return list(reserve.reserve(plan, buys.per_right, on).against_exercise())


def of_election(
    facts: PresentationFacts, election: Election | None, settled: Settled | None
) -> list[Finding]:
    """What stands against the election itself: the form, the Rights, the money."""
    if election is None:
        return [block("section 7", "The election to purchase is missing: how many Rights, paid how.")]
    if settled is None:
        return []
    payable = settled.settlement.amount_payable
    told = ElectedRights(
        rights=Decimal(election.rights),
        on_certificate=Decimal(facts.given),
        tendered=election.tendered,
    )
    found = [*election_findings(told, payable)]
    if payable and election.collected_on is None:
        found.append(block("section 7", "The funds are not collected yet."))
    if not payable and election.tendered:
        found.append(block("section 7", f"${election.tendered:,f} was tendered and nothing is payable."))
    return found
