"""What an act owes, written with the posting that owes it, set-based.

The database works the amounts out anew from the entries, and they must be those that the second person approved,
which the pure rules worked out: two ways to one list, or no posting.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from certificates.enums import PaymentKind
from certificates.models import PaymentList
from certificates.models.payment import CENTS
from certificates.services.payments import figures, payees
from ledger.enums import BatchKind, SystemRole
from ledger.errors import Conflict
from ledger.models import Approval, Batch
from ledger.rules.exact import exact_text
from ledger.rules.payments import CentRounding
from ledger.selectors.alive import ALIVE_AT, alive_at_parameters
from ledger.services import audit
from ledger.services.acts.common import follows
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
_LINES = f"""
    INSERT INTO certificates_paymentline
        (payment_list_id, place, account_id, payee, quantity, exact, paid_cents, shares, memo, source, status,
         reference)
    SELECT %(list)s, place, holder_id, {payees.OF_ACCOUNT}, quantity,
           certificates_quotient_text(exact, %(divisor)s), (paid * 100)::bigint, shares, '', '',
           CASE WHEN paid > 0 THEN 'due' ELSE 'nothing' END, ''
    FROM staged_payment JOIN ledger_holderaccount h ON h.id = holder_id ORDER BY place
"""  # noqa: S608 - composed of our own text, values are parameters


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
    audit.record("payment.changed", plan=batch.plan, target=made, after=figures.facts(made), actor=actor)
    enqueue.on_commit("ledger.compute_deadlines", plan_id=batch.plan.pk)
    return made
