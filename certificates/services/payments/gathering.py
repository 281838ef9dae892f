"""Single payments: one line each on the plan's open list, which closes with its release."""

from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from certificates.enums import PaymentKind, PaymentListStatus, PaymentStatus
from certificates.models import PaymentLine, PaymentList
from certificates.models.payment import CENTS
from certificates.services.payments import figures, payees
from ledger.errors import Conflict, RuleViolation
from ledger.models import HolderAccount, Plan
from ledger.rules.exact import exact_text
from ledger.rules.payments import CentRounding, PaymentPolicy, payments
from ledger.services import audit
from ledger.services.locks import lock_plan
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor


def record_single(
    *,
    plan: Plan,
    account: HolderAccount,
    quantity: Decimal,
    amount: Fraction,
    source: str,
    memo: str,
    actor: Actor,
) -> PaymentLine:
    """One payment that an exercise owes (cash in lieu of a fraction, section 14), on the plan's open list.

    `amount` is exact and rounded here, half-up, once; `quantity` is the Rights it is for; `source` names what owes it
    ("presentation:17") and `memo` says how it came about ("0.25 of a share at $4.375"). To be called within the
    transaction of the act, whose own approval carries it. Conflict where the source was paid already, RuleViolation
    where nothing is owed.
    """
    if amount <= 0:
        raise RuleViolation(
            f"No payment is owed for {source}: the amount is {exact_text(amount)}.", rule="R42"
        )
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        if PaymentLine.objects.filter(account=account, source=source).exists():
            raise Conflict(f"Account {account.number} was put on a list of payments for {source} already.")
        gathered, _ = PaymentList.objects.get_or_create(
            plan=plan,
            status=PaymentListStatus.OPEN,
            defaults={
                "kind": PaymentKind.CASH_IN_LIEU,
                "rounding": CentRounding.HALF_UP.value,
                "created_at": clock.now(),
                "created_by": actor.name,
            },
        )
        (payment,) = payments([(account.pk, quantity)], amount / Fraction(quantity), PaymentPolicy())
        cents = int(payment.paid * CENTS)
        line = PaymentLine.objects.create(
            payment_list=gathered,
            place=gathered.lines.count() + 1,
            account=account,
            payee=payees.of_account(account),
            quantity=quantity,
            exact=str(payment.exact),
            paid_cents=cents,
            memo=memo[:300],
            source=source,
            status=PaymentStatus.DUE if cents else PaymentStatus.NOTHING,
        )
        audit.record(
            "payment.changed",
            plan=plan,
            target=gathered,
            reason=source,
            after={"account": account.number, "paid": f"{line.paid:.2f}"},
            actor=actor,
        )
        enqueue.on_commit("ledger.compute_deadlines", plan_id=plan.pk)
    return line


def close(gathered: PaymentList) -> None:
    """Closes the open list: totals and digest of its lines; the next single payment begins another list."""
    lines = list(gathered.lines.all())
    gathered.line_count = len(lines)
    gathered.unpaid_count = sum(not line.paid_cents for line in lines)
    gathered.quantity = sum((line.quantity for line in lines), Decimal())
    gathered.exact = str(sum((line.due for line in lines), Fraction()))
    gathered.paid_cents = sum(line.paid_cents for line in lines)
    gathered.digest = figures.lines_digest(gathered)
    gathered.status = PaymentListStatus.LISTED
    gathered.save()
