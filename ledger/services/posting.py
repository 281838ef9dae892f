"""The only writer of entries: a batch is posted whole, checked, chained by its digest, or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from ledger.chain import FIRST_DIGEST, batch_digest
from ledger.enums import Instrument, Standing, SystemRole
from ledger.errors import Conflict, RuleViolation
from ledger.models import Batch, Entry, HolderAccount, LedgerAccount, Plan
from ledger.services import audit
from ledger.services.locks import lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

# The two accounts from which common and Rights come into being: what they owe is what exists.
SOURCES = (SystemRole.ISSUER_COMMON.value, SystemRole.RIGHTS_SOURCE.value)


@dataclass(frozen=True)
class Movement:
    """A quantity (> 0) of an instrument from one ledger account to another; `reverses` names the entry it undoes."""

    instrument: str
    from_account: int
    to_account: int
    quantity: Decimal
    reverses: int | None = None


def account_of_role(plan: Plan, role: str) -> int:
    """The key of the plan's own ledger account of this role, made when first asked for."""
    return LedgerAccount.objects.get_or_create(
        plan=plan, role=role, defaults={"holder": None, "standing": ""}
    )[0].pk


def account_of_holder(holder: HolderAccount, standing: str = Standing.VALID) -> int:
    """The key of a holder's ledger account in this standing, made when first asked for."""
    return LedgerAccount.objects.get_or_create(
        holder=holder, standing=standing, defaults={"plan_id": holder.plan_id}
    )[0].pk


def post(
    *,
    plan: Plan,
    kind: str,
    effective_on: date,
    source: str,
    legal_basis: str,
    movements: Iterable[Movement],
    memo: str = "",
    actor: Actor,
) -> Batch:
    """Posts these movements as one batch.

    Raises Conflict where `source` was posted already, RuleViolation where an account would hold less than nothing,
    where no legal basis is named, or where the legal date lies before the separation. Nothing is written then.
    """
    rows = [
        (
            movement.instrument,
            movement.from_account,
            movement.to_account,
            movement.quantity,
            movement.reverses,
        )
        for movement in movements
    ]
    if not rows:
        raise RuleViolation("There is nothing to post.")
    values = ", ".join(["(%s, %s::bigint, %s::bigint, %s::numeric, %s::bigint)"] * len(rows))
    sql = f"SELECT * FROM (VALUES {values}) AS m(instrument, from_account_id, to_account_id, quantity, reverses_id)"  # noqa: S608 - placeholders only
    return post_selected(
        plan=plan,
        kind=kind,
        effective_on=effective_on,
        source=source,
        legal_basis=legal_basis,
        sql=sql,
        params=[value for row in rows for value in row],
        memo=memo,
        actor=actor,
    )


def post_selected(
    *,
    plan: Plan,
    kind: str,
    effective_on: date,
    source: str,
    legal_basis: str,
    sql: str,
    params: Sequence[Any],
    memo: str = "",
    actor: Actor,
) -> Batch:
    """Posts as one batch the rows of a SELECT (instrument, from_account_id, to_account_id, quantity, reverses_id).

    The set-based route for hundreds of thousands of movements; raises as `post` does.
    """
    if not legal_basis.strip():
        raise RuleViolation(
            "Name the legal basis: the sentence, resolution or document the posting rests on.", rule="I9"
        )
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        if done := Batch.objects.filter(plan=plan, source=source).first():
            raise Conflict(
                f"This was posted already: batch {done.number} of {done.effective_on} for {source}."
            )
        if plan.distribution_date and effective_on < plan.distribution_date:
            raise RuleViolation(
                f"{effective_on} lies before the separation of {plan.distribution_date}: that day is closed. "
                "Correct by reversal.",
                rule="I5",
            )
        recorded_at = clock.now()
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence('ledger_batch', 'id'))")
            (batch_id,) = cursor.fetchone()
            cursor.execute(
                f"""
                INSERT INTO ledger_entry (batch_id, leg, instrument, from_account_id, to_account_id, quantity, kind,
                                          effective_on, recorded_at, reverses_id)
                SELECT %s, row_number() OVER (), instrument, from_account_id, to_account_id, quantity,
                       %s, %s, %s, reverses_id
                FROM ({sql}) AS movement
                """,  # noqa: S608 - the SELECT is ours, its values are parameters
                [batch_id, kind, effective_on, recorded_at, *params],
            )
            count = cursor.rowcount
            if not count:
                raise RuleViolation("There is nothing to post.")
            _refuse_negative(cursor, batch_id)
            cursor.execute("SELECT ledger_entries_digest(%s)", [batch_id])
            (entries_digest,) = cursor.fetchone()
        last = Batch.objects.filter(plan=plan).order_by("-number").first()
        batch = Batch(
            pk=batch_id,
            plan=plan,
            number=last.number + 1 if last else 1,
            kind=kind,
            effective_on=effective_on,
            recorded_at=recorded_at,
            source=source,
            legal_basis=legal_basis,
            memo=memo,
            entry_count=count,
            posted_by=actor.user,
            posted_by_name=actor.name,
            action=actor.action,
            previous_digest=last.digest if last else FIRST_DIGEST,
        )
        batch.digest = batch_digest(batch, entries_digest)
        batch.save(force_insert=True)
        audit.record(
            "batch.posted",
            plan=plan,
            target=batch,
            after={"digest": batch.digest, "entries": count},
            actor=actor,
        )
    return batch


def reversing(entries: Iterable[Entry]) -> list[Movement]:
    """The movements that undo these entries, each naming the entry it reverses."""
    return [
        Movement(
            entry.instrument, entry.to_account_id, entry.from_account_id, entry.quantity, reverses=entry.pk
        )
        for entry in entries
    ]


def _refuse_negative(cursor: Any, batch_id: int) -> None:
    cursor.execute(
        """
        SELECT p.common, p.rights, p.standing, coalesce(h.number, p.role)
        FROM ledger_position p LEFT JOIN ledger_holderaccount h ON h.id = p.holder_id
        WHERE p.account_id IN (SELECT from_account_id FROM ledger_entry WHERE batch_id = %s)
          AND p.role <> ALL (%s) AND (p.common < 0 OR p.rights < 0)
        ORDER BY 4 LIMIT 1
        """,
        [batch_id, list(SOURCES)],
    )
    if row := cursor.fetchone():
        common, rights, standing, account = row
        instrument, short = (Instrument.COMMON, -common) if common < 0 else (Instrument.RIGHTS, -rights)
        raise RuleViolation(
            f"Account {account} ({standing or 'plan'}) holds {short.normalize():,f} {instrument.label} too few. "
            "Nothing was posted."
        )
