"""What is owed, written with the posting that owes it: set-based for an act, one line for a single exercise.

The database works the amounts out anew from the entries, and they must be those that the second person approved,
which the pure rules worked out: two ways to one list, or no posting.
"""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection, transaction

from certificates.enums import PaymentKind, PaymentListStatus, PaymentStatus
from certificates.models import PaymentLine, PaymentList
from certificates.models.payment import CENTS
from ledger.enums import BatchKind, SystemRole
from ledger.errors import Conflict, RuleViolation
from ledger.models import Approval, Batch, HolderAccount, Plan
from ledger.rules.exact import exact_text
from ledger.rules.payments import CentRounding, PaymentPolicy, payments
from ledger.selectors.alive import ALIVE_AT, alive_at_parameters
from ledger.services import audit
from ledger.services.acts.common import follows
from ledger.services.locks import lock_plan
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor

# The exact amount rounded to the cent, half away from zero as the rules round half up.
ROUNDED = {
    CentRounding.HALF_UP: "round(exact, 2)",
    CentRounding.DOWN: "trunc(exact, 2)",
    CentRounding.UP: "ceil(exact * 100) / 100",
}
_REDEMPTION = """
    SELECT holder_id, quantity, exact, shares,
           CASE WHEN {rounded} >= %(smallest)s THEN {rounded} ELSE 0 END AS paid
    FROM (SELECT holder_id, quantity, {due} FROM held) due
"""
# What is due in cash, and the whole shares of common, by the form that the Board chose (R45).
_IN_COMMON = """
    mod(quantity * %(price)s::numeric, %(market)s::numeric) AS exact,
    div(quantity * %(price)s::numeric, %(market)s::numeric)::bigint AS shares
"""
_IN_CASH = "quantity * %(price)s::numeric AS exact, 0::bigint AS shares"
_IN_ANOTHER_FORM = """
    SELECT holder_id, quantity, exact, shares, 0::numeric AS paid
    FROM (SELECT holder_id, quantity, {due} FROM held) due
"""
_EXCHANGE = """
    SELECT holder_id, quantity, exact, shares, round(exact, 2) AS paid
    FROM (SELECT holder_id, quantity, floor(quantity * %(ratio)s::numeric)::bigint AS shares,
                 (quantity * %(ratio)s::numeric - floor(quantity * %(ratio)s::numeric)) * %(price)s::numeric AS exact
          FROM held) due
"""
# A query of holders and what they held, and its parameters.
Held = tuple[str, dict[str, Any]]
# Whose Rights ended in the batch.
_ENDED = """
    SELECT a.holder_id, sum(e.quantity) AS quantity
    FROM ledger_entry e
    JOIN ledger_ledgeraccount a ON a.id = e.from_account_id
    JOIN ledger_ledgeraccount t ON t.id = e.to_account_id
    WHERE e.batch_id = %(batch)s AND t.role = %(role)s
    GROUP BY a.holder_id
"""
# The same portion of what each holder of an earlier record instant had.
_PORTION_AT = f"""
    SELECT holder_id, trim_scale(round(quantity * %(portion)s::numeric, 10)) AS quantity FROM ({ALIVE_AT}) then_held
"""  # noqa: S608 - composed of our own text, values are parameters
_STAGE = """
    CREATE TEMPORARY TABLE staged_payment ON COMMIT DROP AS
    WITH held AS ({held})
    SELECT row_number() OVER (ORDER BY holder_id) AS place, w.* FROM ({worked}) w
"""
# `lines_digest` is that of the preview, `digest` that of the list; both over every line in order.
_TOTALS = """
    SELECT count(*), count(*) FILTER (WHERE paid = 0), coalesce(sum(quantity), 0), coalesce(sum(shares), 0)::bigint,
           certificates_quotient_text(coalesce(sum(exact), 0), %(divisor)s), (coalesce(sum(paid), 0) * 100)::bigint,
           encode(sha256(convert_to(coalesce(string_agg({line}, '' ORDER BY place), ''), 'UTF8')), 'hex')
    FROM staged_payment
"""
_REDEMPTION_LINE = r"""
    holder_id || '|' || trim_scale(quantity) || '|' || shares || '|' || round(paid, 2) || E'\n'
"""
_EXCHANGE_LINE = r"""
    holder_id || '|' || certificates_fraction_text(quantity) || '|' || shares || '|' || round(paid, 2) || E'\n'
"""
_LINES = """
    INSERT INTO certificates_paymentline
        (payment_list_id, place, account_id, quantity, exact, paid_cents, shares, memo, source, status, reference)
    SELECT %(list)s, place, holder_id, quantity, certificates_quotient_text(exact, %(divisor)s),
           (paid * 100)::bigint, shares, '', '',
           CASE WHEN paid > 0 THEN 'due' ELSE 'nothing' END, ''
    FROM staged_payment ORDER BY place
"""
_DIGEST = r"""
    SELECT encode(sha256(convert_to(coalesce(string_agg(
        account_id || '|' || trim_scale(quantity) || '|' || exact || '|' || paid_cents || '|' || shares || '|' || source
        || E'\n', '' ORDER BY place), ''), 'UTF8')), 'hex')
    FROM certificates_paymentline WHERE payment_list_id = %s
"""
# Whom the lines pay, and where: what the payment file says beside the figures.
_PAYEES = r"""
    SELECT encode(sha256(convert_to(coalesce(string_agg(jsonb_build_array(
        h.number, h.registration_lines, h.address_lines, h.city, h.state, h.postal_code, h.country)::text || E'\n',
        '' ORDER BY l.place), ''), 'UTF8')), 'hex')
    FROM certificates_paymentline l JOIN ledger_holderaccount h ON h.id = l.account_id WHERE l.payment_list_id = %s
"""


@follows(BatchKind.REDEMPTION)
def list_redemption(batch: Batch, approval: Approval, actor: Actor) -> PaymentList:
    """The list of a posted redemption: quantity times price, rounded once a holder by the approved policy (R44).

    In common: the whole shares, and cash for the fraction of one. In another form each line says what that has to be
    worth, and nothing is paid in cash (R45).
    """
    told = approval.payload
    rounding, smallest = CentRounding(told["rounding"]), Decimal(told["smallest_check"])
    worked = _IN_ANOTHER_FORM if told["form"] == "other" else _REDEMPTION
    values = {"price": Decimal(told["price"]), "smallest": smallest}
    if told["form"] == "common":
        values["market"] = Decimal(told["market_price"])
    return of_act(
        batch,
        kind=PaymentKind.REDEMPTION,
        held=ended(batch, SystemRole.RIGHTS_REDEEMED, told["record_at"]),
        worked=worked.format(
            rounded=ROUNDED[rounding], due=_IN_COMMON if told["form"] == "common" else _IN_CASH
        ),
        line=_REDEMPTION_LINE,
        values=values,
        terms={
            "price": Decimal(told["price"]),
            "rounding": rounding.value,
            "smallest_check": smallest,
        },
        approved=(told["holders"], told["rights"], told["shares"], told["paid"], told["lines_digest"]),
        actor=actor,
    )


@follows(BatchKind.EXCHANGE)
def list_exchange(batch: Batch, approval: Approval, actor: Actor) -> PaymentList:
    """The list of a posted exchange: whole shares, and cash in cents, half-up, for each holder's fraction (R50)."""
    told = approval.payload
    terms = {"price": Decimal(told["market_price"]), "ratio": Decimal(told["ratio"])}
    return of_act(
        batch,
        kind=PaymentKind.EXCHANGE,
        held=ended(batch, SystemRole.RIGHTS_EXCHANGED, told["record_at"], Decimal(told["portion"])),
        worked=_EXCHANGE,
        line=_EXCHANGE_LINE,
        values=terms,
        terms=terms | {"rounding": CentRounding.HALF_UP.value},
        approved=(told["holders"], told["exchanged"], told["shares"], told["cash"], told["lines_digest"]),
        actor=actor,
    )


def ended(batch: Batch, role: str, record_at: str | None = None, portion: Decimal = Decimal(1)) -> Held:
    """Whose Rights ended in the batch by going to `role`; those who had them at an earlier record instant are paid for
    that portion of theirs, whoever had them when they ended.
    """
    if record_at:
        at = alive_at_parameters(batch.plan, datetime.fromisoformat(record_at))
        return _PORTION_AT, at | {"portion": portion}
    return _ENDED, {"batch": batch.pk, "role": role}


def of_act(
    batch: Batch,
    *,
    kind: str,
    held: Held,
    worked: str,
    line: str,
    values: dict[str, Decimal],
    terms: dict[str, Any],
    approved: tuple[int, str, int, str, str],
    actor: Actor,
) -> PaymentList:
    """The list of what an act owes: who held what by `held`, worked out and written out line by line.

    `exact` of a line is divided by the value `divisor` (1 where there is none), so that it is exact. Conflict where it
    does not come to what was approved: holders, quantity, shares, dollars, digest of the lines.
    """
    values = {"divisor": Decimal(1)} | values
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS staged_payment")
        cursor.execute(_STAGE.format(held=held[0], worked=worked), {**held[1], **values})
        cursor.execute(_TOTALS.format(line=line), values)
        count, unpaid, quantity, shares, exact, cents, digest = cursor.fetchone()
        found = (count, exact_text(quantity), shares, f"{Decimal(cents) / CENTS:.2f}", digest)
        if found != (*approved[:3], f"{Decimal(approved[3]):.2f}", approved[4]):
            raise Conflict(
                f"The payments worked out from the entries of {batch} ({found[0]} holders, ${found[3]}) are not those "
                f"that were approved ({approved[0]} holders, ${approved[3]}): nothing is posted. Tell whoever keeps "
                "this program."
            )
        made = PaymentList.objects.create(
            plan_id=batch.plan_id,
            kind=kind,
            batch=batch,
            line_count=count,
            unpaid_count=unpaid,
            quantity=quantity,
            shares=shares,
            exact=exact,
            paid_cents=cents,
            digest=digest,
            created_at=clock.now(),
            created_by=actor.name,
            **terms,
        )
        cursor.execute(_LINES, {"list": made.pk, "divisor": values["divisor"]})
        cursor.execute("DROP TABLE staged_payment")
    audit.record("payment.changed", plan=batch.plan, target=made, after=facts(made), actor=actor)
    enqueue.on_commit("ledger.compute_deadlines", plan_id=batch.plan.pk)
    return made


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
    with connection.cursor() as cursor:
        cursor.execute(_DIGEST, [gathered.pk])
        (gathered.digest,) = cursor.fetchone()
    gathered.status = PaymentListStatus.LISTED
    gathered.save()


def payload(listed: PaymentList) -> dict[str, Any]:
    """What a second person approves: the figures of the list, and by a digest whom each of its lines pays and where."""
    with connection.cursor() as cursor:
        cursor.execute(_PAYEES, [listed.pk])
        (payees,) = cursor.fetchone()
        cursor.execute(_DIGEST, [listed.pk])
        (lines,) = cursor.fetchone()
    return facts(listed) | {"lines_sha256": lines, "payees_sha256": payees}


def facts(listed: PaymentList) -> dict[str, Any]:
    """The figures of a list as an approval and the audit trail keep them."""
    return {
        "list": listed.pk,
        "kind": listed.kind,
        "lines": listed.line_count,
        "unpaid": listed.unpaid_count,
        "rights": exact_text(listed.quantity),
        "shares": listed.shares,
        "due": listed.exact,
        "paid": f"{listed.paid:.2f}",
        "remainder": str(listed.remainder),
        "rounding": listed.rounding,
        "smallest_check": f"{listed.smallest_check:.2f}",
        "digest": listed.digest,
    }
