"""A presentation as the rules take it, and what would come of it: the one reader behind page, letter and posting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from certificates.enums import PresentationKind
from certificates.models import (
    Certificate,
    Election,
    LossClaim,
    Presentation,
    RequestedCertificate,
)
from certificates.models.presentation import ON_HAND
from certificates.press import PressError, fit_registration
from certificates.rules.presentations import (
    Descent,
    Loss,
    PresentationFacts,
    Presented,
    Requested,
    descents,
    presentation_findings,
)
from certificates.selectors import stops, voided
from ledger.enums import EntitlementBasis
from ledger.errors import BackOfficeError, Held
from ledger.models import HolderAccount, Plan
from ledger.rules.business_days import BusinessCalendar
from ledger.rules.exact import to_cents
from ledger.rules.exercise import (
    ElectedRights,
    ExerciseSettlement,
    election_findings,
    settle_election,
)
from ledger.rules.findings import Finding, block, hold, is_allowed
from ledger.rules.voiding import legend_required
from ledger.selectors import calendars, reserve, standing, voiding
from ledger.selectors.acts.standing_against import stands_against
from ledger.selectors.entitlements import UNITS, RightBuys, on_exercise
from ledger.selectors.terms import value
from rightsadmin.common import clock

CLOSE = time(17)


@dataclass(frozen=True)
class Settled:
    """What an election buys and how it is settled; `substitute_cash` is the Board's cash beside it, half-up cents."""

    buys: RightBuys
    settlement: ExerciseSettlement
    substitute_cash: Decimal


@dataclass(frozen=True)
class Examination:
    """A presentation examined: every finding at once, and what would be posted where nothing stands against it.

    `descents` name presented and requested certificates by their places in `presented` and `requested`; empty
    where the quantities do not add up. `legends` says for each requested certificate whether it bears the legend,
    `void` for each presented one how many of its Rights are void: nothing is issued for them.
    """

    facts: PresentationFacts
    findings: tuple[Finding, ...]
    presented: tuple[Certificate, ...]
    requested: tuple[RequestedCertificate, ...]
    descents: tuple[Descent, ...]
    legends: tuple[bool, ...]
    settled: Settled | None
    void: tuple[int, ...] = ()

    @property
    def is_in_good_order(self) -> bool:
        """Whether a maker may pass it to the checker."""
        return is_allowed(self.findings)


def examine(presentation: Presentation) -> Examination:
    """The presentation under all rules at the instant of its proper surrender and payment (sections 6, 7, 10, 20)."""
    presented = tuple(_presented_rows(presentation))
    requested = tuple(presentation.requested.select_related("account").order_by("seq"))
    at = surrendered_at(presentation)
    is_exercise = presentation.kind == PresentationKind.EXERCISE
    answer = standing.of(presentation.plan, at).answer("exercisable" if is_exercise else "transferable")
    election = election_of(presentation)
    settled, problems = _settle(presentation, election, at)
    parts = voided.void_of(presented)
    void = tuple(parts.get(row.pk, 0) for row in presented)
    facts = _facts(presentation, presented, void, requested, election, settled)
    findings = [*answer.findings, *presentation_findings(facts), *problems]
    if is_exercise:
        findings += _of_election(facts, election, settled)
    going = _descents(facts)
    legended = voiding.legended(presentation.plan)
    legends = tuple(
        legend_required(
            [
                presentation.is_legend_directed,
                asked.account_id in legended,
                *(
                    presented[step.source].void_legend or presented[step.source].account_id in legended
                    for step in going
                    if step.target == place
                ),
            ]
        )
        for place, asked in enumerate(requested)
    )
    return Examination(
        facts, tuple(dict.fromkeys(findings)), presented, requested, going, legends, settled, void
    )


def surrendered_at(presentation: Presentation) -> datetime:
    """When certificate, form and collected payment were all there: what the rules judge the item by (section 10)."""
    election = election_of(presentation)
    received = presentation.received_at
    if election is None or election.collected_on is None:
        return received
    collected = datetime.combine(election.collected_on, CLOSE, tzinfo=clock.NEW_YORK)
    return max(received, collected) if election.collected_on > clock.new_york_date(received) else received


def election_of(presentation: Presentation) -> Election | None:
    """The form of election that came with it, if one did."""
    return Election.objects.filter(presentation=presentation).first()


def payload(presentation: Presentation, examined: Examination) -> dict[str, Any]:
    """What the checker approves: certificates out and in, legends, and the money, all worked out anew."""
    told: dict[str, Any] = {
        "presentation": str(presentation),
        "kind": presentation.kind,
        "cancelled": [
            {
                "certificate": row.text,
                "account": row.account.number,
                "rights": row.quantity - void,
                "void": void,
            }
            for row, void in zip(examined.presented, examined.void, strict=True)
        ],
        "issued": [
            {
                "account": row.account.number,
                "registration": list(row.account.registration_lines),
                "address": _mailed_to(row.account),
                "rights": row.quantity,
                "void_legend": legend,
            }
            for row, legend in zip(examined.requested, examined.legends, strict=True)
        ],
        "warnings": [finding.sentence for finding in examined.findings],
    }
    election = election_of(presentation)
    if election and (settled := examined.settled):
        told["exercise"] = {
            "rights": election.rights,
            "basis": settled.buys.basis,
            "security": settled.buys.security,
            "price_per_right": ratio(settled.buys.price_per_right),
            "per_right": ratio(settled.buys.per_right),
            "delivered": settled.settlement.delivered,
            "fraction": ratio(settled.settlement.fraction),
            "cash_in_lieu": f"{settled.settlement.cash_in_lieu:f}",
            "substitute_cash": f"{settled.substitute_cash:f}",
            "amount_payable": f"{settled.settlement.amount_payable:f}",
            "tendered": f"{election.tendered:f}",
            "deliver_to": election.deliver_to,
            "deliver_address": list(election.deliver_address),
        }
    return told


def _mailed_to(account: HolderAccount) -> list[str]:
    """Where the certificate goes, as the register has it now."""
    place = (account.city, account.state, account.postal_code, account.country)
    return [*account.address_lines, *filter(None, place)]


@stands_against
def elections_on_hand(plan: Plan) -> list[Finding]:
    """An election that came in time is worked or returned before the Rights end: its holder has done his part."""
    waiting = Presentation.objects.filter(plan=plan, kind=PresentationKind.EXERCISE, status__in=ON_HAND)
    if not (count := waiting.count()):
        return []
    first = waiting.order_by("received_at").first()
    return [
        hold(
            "section 7",
            f"Elections to purchase on hand: {count:,}, the first of them {first}. Post or return each before the "
            "Rights end.",
        )
    ]


def latest_change(presentation: Presentation) -> Any:
    """The latest row of its history: who changed it last, and why."""
    return presentation.history.order_by("-history_id").first()


def version(presentation: Presentation) -> int:
    """A number that grows with every change of the presentation: what a clerk has seen of it."""
    found: int = latest_change(presentation).history_id
    return found


def ratio(number: Fraction) -> str:
    """An exact number as it is kept: "64/7"."""
    return f"{number.numerator}/{number.denominator}"


def calendar_of(plan: Plan, at: datetime) -> BusinessCalendar:
    """The business days that the turnaround of the plan's items is counted in: those of its terms."""
    return calendars.snapshot(value(plan, "business_day.calendar", clock.new_york_date(at)))


def _presented_rows(presentation: Presentation) -> Sequence[Certificate]:
    return list(
        Certificate.objects.filter(presentations__presentation=presentation)
        .select_related("account")
        .defer("content")
        .order_by("number")
    )


def _facts(
    presentation: Presentation,
    presented: Sequence[Certificate],
    void: Sequence[int],
    requested: Sequence[RequestedCertificate],
    election: Election | None,
    settled: Settled | None,
) -> PresentationFacts:
    loss = LossClaim.objects.filter(presentation=presentation).select_related("stop").first()
    return PresentationFacts(
        kind=presentation.kind,
        presented=tuple(
            Presented(
                row.text,
                row.account.number,
                row.quantity - gone,
                stops.state_beneath(row) if gone else row.state,
                row.void_legend,
                tuple(_stops(row, _of_account(row, presented), loss)),
            )
            for row, gone in zip(presented, void, strict=True)
        ),
        requested=tuple(
            Requested(row.account.number, row.quantity, unprintable(row.account)) for row in requested
        ),
        elected=election.rights if election else 0,
        is_surrendered=presentation.is_surrendered,
        is_signed=presentation.is_signed,
        matches_face=presentation.matches_face,
        answers=(presentation.owner_answer, presentation.source_answer),
        guarantee_program=presentation.guarantee_program,
        guarantee_prefix=presentation.guarantee_prefix,
        guarantor=presentation.guarantor,
        tax_due=presentation.tax_due,
        tax_received=presentation.tax_received,
        screened=presentation.is_screening_clear if presentation.screened_on else None,
        legal_ground=presentation.legal_ground,
        legal_papers=frozenset(presentation.legal_papers),
        has_company_word=presentation.company_word_id is not None,
        loss=_loss(loss, presented) if loss else None,
        value=_value(loss, settled, presented),
    )


def _loss(claim: LossClaim, presented: Sequence[Certificate]) -> Loss:
    return Loss(
        claim.circumstance,
        has_stop=any(claim.stop and claim.stop.certificate_id == row.pk for row in presented),
        has_affidavit=claim.affidavit_id is not None,
        has_indemnity=claim.indemnity_id is not None,
        is_waiver_asked=claim.is_waiver_asked,
    )


def _of_account(row: Certificate, presented: Sequence[Certificate]) -> int:
    """The Rights presented together of the certificate's account."""
    return sum(other.quantity for other in presented if other.account_id == row.account_id)


def _stops(row: Certificate, together: int, loss: LossClaim | None) -> list[str]:
    """What stands against the certificate; the stop of the very loss that it is replaced for does not."""
    own = stops.in_force(row)
    if loss and own and loss.stop_id == own.pk:
        return stops.of_account(row, together)
    return stops.against(row, presented=together)


def _value(
    loss: LossClaim | None, settled: Settled | None, presented: Sequence[Certificate]
) -> Decimal | None:
    """The transaction's value in dollars: what is paid for an exercise, the stated value of what was lost."""
    if settled:
        return settled.settlement.amount_payable
    if loss and loss.value_per_right is not None:
        return to_cents(loss.value_per_right * sum(row.quantity for row in presented))
    return None


def unprintable(account: HolderAccount) -> str:
    """Why no certificate can be printed for the account, empty where one can."""
    try:
        fit_registration(account.registration_lines)
    except PressError as error:
        return f"Account {account.number}: {error}"
    return ""


def _settle(
    presentation: Presentation, election: Election | None, at: datetime
) -> tuple[Settled | None, list[Finding]]:
    if presentation.kind != PresentationKind.EXERCISE or election is None:
        return None, []
    try:
        buys = on_exercise(presentation.plan, at)
    except BackOfficeError as error:
        against = hold if isinstance(error, Held) else block
        return None, [against(error.rule or "section 7", error.sentence)]
    problems = _of_the_reserve(presentation.plan, buys, at)
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


def _of_election(
    facts: PresentationFacts, election: Election | None, settled: Settled | None
) -> list[Finding]:
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


def _descents(facts: PresentationFacts) -> tuple[Descent, ...]:
    if not facts.presented or facts.given != facts.asked + facts.elected:
        return ()
    return descents(
        [certificate.rights for certificate in facts.presented],
        [certificate.rights for certificate in facts.requested],
        facts.elected,
    )
