"""The release of a list of payments: proposed over its digest and totals, done by a second person; the file is made."""

from collections.abc import Iterable

from django.db import transaction

from certificates.enums import PaymentListStatus
from certificates.models import PaymentLine, PaymentList
from certificates.services.locks import lock_payment_list
from certificates.services.payments import figures, files, gathering, payees
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Approval
from ledger.services import approvals, audit, hands
from ledger.services.locks import lock_plan
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor

TARGET = "paymentlist"


def propose_release(*, payment_list: PaymentList, legal_basis: str, actor: Actor) -> Approval:
    """Proposes the list to a second person; an open one is closed by it and takes no further payment.

    `legal_basis` names the certificate of prices and the funds collected: the agent pays only then (section 14).
    Conflict where it waits or was released already, RuleViolation where it has no line.
    """
    with transaction.atomic():
        plan = lock_plan(payment_list.plan_id)
        listed = lock_payment_list(payment_list.pk)
        if listed.status == PaymentListStatus.OPEN:
            if not listed.lines.exists():
                raise RuleViolation(f"{listed} has no payment.", rule="R42")
            gathering.close(listed)
        if listed.status != PaymentListStatus.LISTED:
            raise Conflict(f"{listed} is {listed.get_status_display().lower()} and cannot be proposed.")
        payees.bring_to_date(listed)
        approval = approvals.propose(
            plan=plan,
            act=Act.PAYMENT,
            subject=f"Release ${listed.paid:,.2f} to {listed.line_count - listed.unpaid_count:,} holders: {listed}",
            target_type=TARGET,
            target_id=listed.pk,
            payload=figures.payload(listed),
            legal_basis=legal_basis,
            actor=actor,
        )
        listed.status, listed.approval = PaymentListStatus.AWAITING_RELEASE, approval
        listed.save(update_fields=["status", "approval"])
    return approval


@hands.made_of(Act.PAYMENT)
def _made_of(approval: Approval) -> Iterable[hands.Part]:
    """The list, and the accounts it pays as they were edited of late."""
    paid = PaymentLine.objects.filter(payment_list=approval.target_id).values("account")
    yield hands.Part(kind=TARGET, keys=[approval.target_id])
    yield from hands.edits_of_accounts(approval, paid)


@approvals.on_approval(Act.PAYMENT)
def _release(approval: Approval, actor: Actor) -> None:
    lock_plan(approval.plan_id)
    listed = lock_payment_list(approval.target_id)
    if listed.status != PaymentListStatus.AWAITING_RELEASE:
        raise Conflict(f"{listed} is {listed.get_status_display().lower()} and does not wait for release.")
    payees.require_unchanged(listed)
    approvals.require_unchanged(approval, figures.payload(listed))
    listed.status, listed.released_at = PaymentListStatus.RELEASED, clock.now()
    listed.save(update_fields=["status", "released_at"])
    made = files.make(listed, copy=1)
    audit.record(
        "payment.changed",
        plan=approval.plan,
        target=listed,
        before={"status": PaymentListStatus.AWAITING_RELEASE},
        after={"status": PaymentListStatus.RELEASED, "file": made.sha256},
        actor=actor,
    )
    enqueue.on_commit("ledger.compute_deadlines", plan_id=listed.plan_id)


@approvals.on_rejection(Act.PAYMENT)
def _reject(approval: Approval, actor: Actor) -> None:
    listed = lock_payment_list(approval.target_id)
    listed.status, listed.approval = PaymentListStatus.LISTED, None
    listed.save(update_fields=["status", "approval"])
    audit.record(
        "payment.changed",
        plan=approval.plan,
        target=listed,
        reason=approval.decision_reason,
        before={"status": PaymentListStatus.AWAITING_RELEASE},
        after={"status": PaymentListStatus.LISTED},
        actor=actor,
    )
