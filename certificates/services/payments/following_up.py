"""What became of a payment: paid and cashed, returned by the post, or never cashed. Each line, each time, one event."""

from django.db import transaction

from certificates.enums import PaymentStatus
from certificates.models import PaymentLine
from certificates.services.locks import lock_payment
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.permissions import require_propose
from ledger.selectors import plan_day
from ledger.services import audit
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor

# From what a payment may become which.
NEXT = {
    PaymentStatus.DUE: (PaymentStatus.PAID,),
    PaymentStatus.PAID: (PaymentStatus.CASHED, PaymentStatus.RETURNED, PaymentStatus.UNCASHED),
    PaymentStatus.RETURNED: (PaymentStatus.PAID,),
    PaymentStatus.UNCASHED: (PaymentStatus.NOTIFIED, PaymentStatus.PAID, PaymentStatus.CASHED),
    PaymentStatus.NOTIFIED: (PaymentStatus.PAID, PaymentStatus.CASHED),
    PaymentStatus.CASHED: (),
    PaymentStatus.NOTHING: (),
}


def mark(
    *, line: PaymentLine, status: str, reference: str = "", reason: str = "", actor: Actor
) -> PaymentLine:
    """The payment was made (with the number of its check or transfer), was cashed, came back, or was not cashed.

    Conflict where it cannot become that from what it is; RuleViolation for a payment without a reference.
    """
    require_propose(actor, Act.PAYMENT)
    with transaction.atomic():
        line = lock_payment(line.pk)
        before = PaymentStatus(line.status)
        if status not in NEXT[before]:
            raise Conflict(
                f"{line} is {before.label.lower()} and cannot become {PaymentStatus(status).label.lower()}."
            )
        if status == PaymentStatus.PAID and not reference.strip():
            raise RuleViolation("Name the check or transfer by which it was paid.")
        line.status, line.changed_at = status, clock.now()
        line.reference = reference.strip() or line.reference
        if status == PaymentStatus.PAID:
            line.paid_on = plan_day.today(line.payment_list.plan)
        line.save(update_fields=["status", "reference", "changed_at", "paid_on"])
        audit.record(
            "payment.changed",
            plan=line.payment_list.plan,
            target=line.payment_list,
            reason=reason or f"{line}, {line.reference}",
            before={"status": before.value},
            after={"status": status, "place": line.place},
            actor=actor,
        )
        enqueue.on_commit("ledger.compute_deadlines", plan_id=line.payment_list.plan_id)
    return line
