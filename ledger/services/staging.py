"""Movements on their way into the journal: staged in the order given, their accounts opened, then entered at once."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from typing import Any

from psycopg.types.json import Jsonb

from ledger.models import LedgerAccount, Plan
from ledger.rules.movements import Movement, Place, Position
from ledger.rules.postings import COLUMNS, Statement
from ledger.rules.vocabulary import BatchKind

# Movements held in memory at once, however many there are.
COPIED_AT_ONCE = 5_000

_STAGE = """
    CREATE TEMPORARY TABLE staged_movement (
        leg integer GENERATED ALWAYS AS IDENTITY, instrument text,
        source_account bigint, source_standing text, source_role text,
        target_account bigint, target_standing text, target_role text,
        quantity numeric, reverses bigint
    ) ON COMMIT DROP
"""
_ROLES = """
    SELECT source_role FROM staged_movement WHERE source_role IS NOT NULL
    UNION SELECT target_role FROM staged_movement WHERE target_role IS NOT NULL
"""
# A holder's account in a standing is opened by the first movement that touches it.
_OPEN = """
    INSERT INTO ledger_ledgeraccount (plan_id, holder_id, standing, role)
    SELECT holder.plan_id, holder.id, place.standing, ''
    FROM (
        SELECT source_account AS holder_id, source_standing AS standing FROM staged_movement
        UNION SELECT target_account, target_standing FROM staged_movement
    ) place
    JOIN ledger_holderaccount holder ON holder.id = place.holder_id
    LEFT JOIN ledger_ledgeraccount opened
        ON opened.holder_id = place.holder_id AND opened.standing = place.standing
    WHERE opened.id IS NULL ORDER BY holder.id, place.standing
"""
_ENTER = """
    INSERT INTO ledger_entry (batch_id, leg, instrument, from_account_id, to_account_id, quantity, kind,
                              effective_on, recorded_at, reverses_id)
    SELECT %(batch)s, staged.leg, staged.instrument,
           coalesce(source.id, (%(roles)s::jsonb ->> staged.source_role)::bigint),
           coalesce(target.id, (%(roles)s::jsonb ->> staged.target_role)::bigint),
           staged.quantity, %(kind)s, %(effective_on)s, %(recorded_at)s, staged.reverses
    FROM staged_movement staged
    LEFT JOIN ledger_ledgeraccount source
        ON source.holder_id = staged.source_account AND source.standing = staged.source_standing
    LEFT JOIN ledger_ledgeraccount target
        ON target.holder_id = staged.target_account AND target.standing = staged.target_standing
    ORDER BY staged.leg
"""


def stage(cursor: Any, plan: Plan, movements: Iterable[Movement] | Statement) -> int:
    """Stages the movements in their order; answers how many. ValueError where they are not of one act and one day."""
    cursor.execute(_STAGE)
    if isinstance(movements, Statement):
        cursor.execute(
            f"INSERT INTO staged_movement ({', '.join(movements.columns)}) {movements.sql}",
            {"plan": plan.pk, **movements.parameters},
        )
        return int(cursor.rowcount)
    rows, count, acts = iter(movements), 0, set[tuple[BatchKind, date]]()
    # Read first: nothing else can be asked during a COPY, and the rows may come out of the database themselves.
    while some := list(islice(rows, COPIED_AT_ONCE)):
        with cursor.copy(f"COPY staged_movement ({', '.join(COLUMNS)}, reverses) FROM STDIN") as copy:
            for row in some:
                copy.write_row(
                    (row.instrument, *_columns(row.source), *_columns(row.target), row.quantity, row.reverses)
                )
        count += len(some)
        acts.update((row.kind, row.effective_on) for row in some)
    if len(acts) > 1:
        raise ValueError(f"one batch is one act on one day, not {sorted(acts)}")
    return count


def enter(
    cursor: Any, plan: Plan, *, batch: int, kind: BatchKind, effective_on: date, recorded_at: datetime
) -> None:
    """Enters what is staged as the batch's entries, opening the accounts that no movement touched before."""
    cursor.execute("ANALYZE staged_movement")
    cursor.execute(_ROLES)
    roles = {role: _of_role(plan, role) for (role,) in cursor.fetchall()}
    cursor.execute(_OPEN)
    cursor.execute(
        _ENTER,
        {
            "batch": batch,
            "roles": Jsonb(roles),
            "kind": kind,
            "effective_on": effective_on,
            "recorded_at": recorded_at,
        },
    )
    cursor.execute("DROP TABLE staged_movement")


def _of_role(plan: Plan, role: str) -> int:
    return LedgerAccount.objects.get_or_create(
        plan=plan, role=role, defaults={"holder": None, "standing": ""}
    )[0].pk


def _columns(place: Place) -> tuple[object, ...]:
    return (place.account, place.standing, None) if isinstance(place, Position) else (None, None, place)
