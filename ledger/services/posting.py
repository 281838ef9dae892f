"""The only writer of entries: a batch is posted whole, checked, chained by its digest, or not at all.

What moves is made by ledger.rules.postings; here it meets the plan's lock, its days and its accounts.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from django.db import connection, transaction

from ledger.chain import FIRST_DIGEST, batch_digest
from ledger.errors import Conflict, RuleViolation
from ledger.models import Batch, BatchNet, Entry, Holding, LedgerAccount, Plan
from ledger.rules.dates import date_text
from ledger.rules.movements import Movement
from ledger.rules.postings import Statement
from ledger.rules.separation import closed_day_findings
from ledger.rules.vocabulary import BatchKind
from ledger.selectors import shortfalls
from ledger.services import audit, staging, statistics
from ledger.services.findings import require_none_against
from ledger.services.locks import lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

NOTHING = "There is nothing to post."


def post(
    *,
    plan: Plan,
    movements: Iterable[Movement] | Statement,
    source: str,
    legal_basis: str,
    memo: str = "",
    actor: Actor,
) -> Batch:
    """Posts these movements of one act as one batch, or those that its statement selects.

    Raises Conflict where `source` was posted already, RuleViolation where an account would hold less than nothing on
    any day from the legal date to the last one posted, where no legal basis is named, or where the legal date lies
    before the separation. Nothing is written then.
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
        kind, effective_on, movements = _act(movements)
        require_none_against(closed_day_findings(plan.distribution_date, effective_on))
        recorded_at = clock.now()
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence('ledger_batch', 'id'))")
            (batch_id,) = cursor.fetchone()
            count = staging.stage(cursor, plan, movements)
            if not count:
                raise RuleViolation(NOTHING)
            staging.enter(
                cursor,
                plan,
                batch=batch_id,
                kind=kind,
                effective_on=effective_on,
                recorded_at=recorded_at,
            )
            statistics.tell(count, LedgerAccount, Entry, BatchNet, Holding)
            _refuse_negative(plan, batch_id, effective_on)
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


def _act(
    movements: Iterable[Movement] | Statement,
) -> tuple[BatchKind, date, Iterator[Movement] | Statement]:
    """Which act posts for which legal date; the movements are then still to be read."""
    if isinstance(movements, Statement):
        return movements.kind, movements.effective_on, movements
    rows = iter(movements)
    first = next(rows, None)
    if first is None:
        raise RuleViolation(NOTHING)
    return first.kind, first.effective_on, chain([first], rows)


def _refuse_negative(plan: Plan, batch_id: int, effective_on: date) -> None:
    """RuleViolation where an account that this batch takes from would hold less than nothing, now or on any day from
    its legal date on: who, on which day, and how many too few.
    """
    if short := shortfalls.of_entries(plan, batch_id, effective_on):
        raise RuleViolation(
            f"{short.words[:1].upper()}{short.words[1:]} on {date_text(short.on)}. Nothing was posted."
        )
