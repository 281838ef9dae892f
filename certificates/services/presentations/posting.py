"""From the maker to the checker, and then everything at once: cancelled, allotted, posted, sent to the press."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.db.models import Q

from certificates.enums import CertificateState, Circumstance, Fate, PresentationKind, PresentationStatus
from certificates.models import (
    Certificate,
    Election,
    Lineage,
    LossClaim,
    Presentation,
    PresentedCertificate,
    RequestedCertificate,
)
from certificates.selectors import presentations as selector
from certificates.selectors.presentations import Examination, Settled, ratio
from certificates.services import lifecycle, payments
from certificates.services.locks import lock_certificates, lock_presentation
from certificates.services.presentations import issue
from certificates.services.presentations.desk import on_desk
from ledger.enums import Act
from ledger.errors import Conflict
from ledger.models import Approval, Batch, HolderAccount
from ledger.rules import postings
from ledger.rules.exact import exact_text
from ledger.rules.vocabulary import BatchKind
from ledger.selectors import plan_day
from ledger.services import approvals, audit, hands, posting
from ledger.services.findings import require_none_against
from ledger.services.locks import lock_plan
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor

TARGET = "presentation"
STOPS = ("stop.placed", "stop.lifted")
LEGAL_BASES = {
    PresentationKind.EXERCISE: "Agreement, section 7: surrender with the form of election and payment",
    PresentationKind.REPLACEMENT: "Agreement, section 6: mutilated, destroyed, lost or stolen Rights Certificates",
}
TRANSFER_BASIS = "Agreement, section 6: transfer, split-up, combination and exchange of Rights Certificates"


def propose(*, presentation: Presentation, seen: int | None = None, actor: Actor) -> Approval:
    """Passes an item in good order to a checker, over everything that would be posted.

    RuleViolation with every defect at once, Held with every sentence that waits for the company; Conflict where the
    item is not on a maker's desk, or was changed since it was `seen` (selector.version).
    """
    with transaction.atomic():
        lock_plan(presentation.plan_id)
        presentation = on_desk(presentation, seen)
        told = selector.payload(presentation, _in_good_order(presentation))
        rights = sum(row["rights"] for row in told["cancelled"])
        approval = approvals.propose(
            plan=presentation.plan,
            act=Act.PRESENTATION,
            subject=f"{presentation.get_kind_display()} of {rights:,} Rights, {presentation}",
            target_type=TARGET,
            target_id=presentation.pk,
            payload=told,
            legal_basis=LEGAL_BASES.get(PresentationKind(presentation.kind), TRANSFER_BASIS),
            actor=actor,
        )
        presentation.status, presentation.approval = PresentationStatus.IN_CHECK, approval
        audit.stamp(presentation, actor=actor, reason="passed to a checker").save()
    return approval


def _in_good_order(presentation: Presentation) -> Examination:
    examined = selector.examine(presentation)
    require_none_against(examined.findings)
    return examined


@hands.made_of(Act.PRESENTATION)
def _made_of(approval: Approval) -> Iterable[hands.Part]:
    """The item, its certificates with their stops, and the accounts it moves as they were edited of late."""
    presentation = Presentation.objects.get(pk=approval.target_id)
    cancelled = Certificate.objects.filter(presentations__presentation=presentation)
    moved = HolderAccount.objects.filter(
        Q(pk__in=cancelled.values("account"))
        | Q(pk__in=RequestedCertificate.objects.filter(presentation=presentation).values("account"))
    )
    since = min(presentation.received_at, approval.proposed_at - hands.RECENT)
    yield hands.Part(kind=TARGET, keys=[presentation.pk])
    yield hands.Part(kind="certificate", keys=cancelled.values("pk"), verbs=STOPS, since=since)
    yield from hands.edits_of_accounts(approval, moved.values("pk"), since)


@approvals.on_approval(Act.PRESENTATION)
def _post(approval: Approval, actor: Actor) -> None:
    """Works everything out anew and posts it: one transaction, or nothing at all."""
    plan = lock_plan(approval.plan_id)
    presentation = lock_presentation(approval.target_id)
    if presentation.status != PresentationStatus.IN_CHECK:
        raise Conflict(f"{presentation} waits for no checker: {presentation.get_status_display().lower()}.")
    examined = _in_good_order(presentation)
    approvals.require_unchanged(approval, selector.payload(presentation, examined))
    run, issued = issue.issue(presentation, examined, actor)
    _give_up(presentation, examined, actor)
    _keep_lineage(presentation, examined, issued)
    batch = _post_entries(presentation, examined, approval, actor)
    if examined.settled:
        _settle(presentation, examined.settled)
        _owe(presentation, examined, examined.settled, actor)
    PresentedCertificate.objects.filter(presentation=presentation).update(is_open=False)
    presentation.run, presentation.batch, presentation.status = run, batch, PresentationStatus.POSTED
    presentation.ended_at, presentation.turned_on = clock.now(), plan_day.today(plan)
    audit.stamp(presentation, actor=actor, reason="posted").save()
    audit.record("presentation.posted", plan=plan, target=presentation, after=approval.payload, actor=actor)
    enqueue.on_commit("ledger.compute_deadlines", plan_id=plan.pk)


@approvals.on_rejection(Act.PRESENTATION)
def _reject(approval: Approval, actor: Actor) -> None:
    presentation = lock_presentation(approval.target_id)
    presentation.status, presentation.approval = PresentationStatus.RECEIVED, None
    audit.stamp(
        presentation, actor=actor, reason=f"{approval.status}: {approval.decision_reason}"[:100]
    ).save()
    audit.record(
        "presentation.changed",
        plan=presentation.plan,
        target=presentation,
        reason=f"Back on the desk, {approval.status}: {approval.decision_reason}",
        actor=actor,
    )


def _give_up(presentation: Presentation, examined: Examination, actor: Actor) -> None:
    """The presented certificates end: cancelled, or replaced where the paper itself is lost."""
    loss = LossClaim.objects.filter(presentation=presentation).first()
    is_lost = loss is not None and loss.circumstance != Circumstance.MUTILATED
    steps = (
        [CertificateState.REPLACED] if is_lost else [CertificateState.SURRENDERED, CertificateState.CANCELLED]
    )
    for certificate in lock_certificates(certificate.pk for certificate in examined.presented):
        before = certificate.state
        for state in steps:
            lifecycle.move(certificate, state=state, reason=str(presentation), actor=actor)
        audit.record(
            "certificate.changed",
            plan=presentation.plan,
            target=certificate,
            reason=str(presentation),
            before={"state": before},
            after={"state": certificate.state},
            actor=actor,
        )


def _keep_lineage(presentation: Presentation, examined: Examination, issued: list[Certificate]) -> None:
    Lineage.objects.bulk_create(
        Lineage(
            presentation=presentation,
            source=examined.presented[step.source],
            target=None if step.target is None else issued[step.target],
            quantity=step.rights,
            fate=Fate.EXERCISED if step.target is None else Fate.REISSUED,
        )
        for step in examined.descents
    )
    # What is void of a certificate ends with its paper: nothing is issued for it.
    Lineage.objects.bulk_create(
        Lineage(presentation=presentation, source=source, quantity=void, fate=Fate.VOID)
        for source, void in zip(examined.presented, examined.void, strict=True)
        if void
    )


def _post_entries(
    presentation: Presentation, examined: Examination, approval: Approval, actor: Actor
) -> Batch | None:
    """The movements between owners and of what was exercised; none where the Rights stay where they are."""
    kind = BatchKind.EXERCISE if presentation.kind == PresentationKind.EXERCISE else BatchKind.RIGHTS_TRANSFER
    movements = postings.surrender(
        (
            (
                examined.presented[step.source].account.pk,
                None if step.target is None else examined.requested[step.target].account.pk,
                step.rights,
            )
            for step in examined.descents
        ),
        kind,
        plan_day.today(presentation.plan),
    )
    if not movements:
        return None
    return posting.post(
        plan=presentation.plan,
        movements=movements,
        source=f"presentation:{presentation.pk}",
        legal_basis=approval.legal_basis,
        memo=str(presentation),
        actor=actor,
    )


def _settle(presentation: Presentation, settled: Settled) -> None:
    """Keeps what the election bought, exactly as it was approved."""
    settlement = settled.settlement
    Election.objects.filter(presentation=presentation).update(
        basis=settled.buys.basis,
        security=settled.buys.security,
        price_per_right=ratio(settled.buys.price_per_right),
        per_right=ratio(Fraction(settlement.per_right)),
        delivered=settlement.delivered,
        fraction=ratio(settlement.fraction),
        cash_in_lieu=settlement.cash_in_lieu,
        substitute_cash=settled.substitute_cash,
        amount_payable=settlement.amount_payable,
        record_on=clock.new_york_date(selector.surrendered_at(presentation)),
    )


def _owe(presentation: Presentation, examined: Examination, settled: Settled, actor: Actor) -> None:
    """Puts what the company owes in cash on the open list of payments: the fraction, and the Board's substitute."""
    election = Election.objects.get(presentation=presentation)
    fraction, price = settled.settlement.fraction, election.market_price or Decimal()
    owed = {
        "fraction": (fraction * Fraction(price), f"{exact_text(fraction)} of one at ${price.normalize():f}"),
        "substitute": (
            settled.buys.cash_per_right * election.rights,
            f"${exact_text(settled.buys.cash_per_right)} a Right",
        ),
    }
    for what, (amount, memo) in owed.items():
        if amount:
            payments.record_single(
                plan=presentation.plan,
                account=examined.presented[0].account,
                quantity=Decimal(election.rights),
                amount=amount,
                source=f"{TARGET}:{presentation.pk}:{what}",
                memo=f"{presentation}: {memo}",
                actor=actor,
            )
