"""Who would hold less than nothing, and on which day: of a batch as posted, and of one as if it were undone (I1)."""

from datetime import date
from typing import Any

from django.db import connection

from ledger.models import Batch, Plan
from ledger.rules.corrections import Short
from ledger.rules.vocabulary import SOURCES

# What each account that a batch takes from is short of now: the lowest number first.
_NOW = """
    SELECT %(on)s::date, coalesce(h.number, p.role), coalesce(nullif(p.standing, ''), 'plan'),
           CASE WHEN p.common < 0 THEN 'common' ELSE 'rights' END,
           CASE WHEN p.common < 0 THEN -p.common ELSE -p.rights END
    FROM ledger_position p LEFT JOIN ledger_holderaccount h ON h.id = p.holder_id
    WHERE p.account_id IN (SELECT from_account_id FROM ledger_entry WHERE batch_id = %(batch)s)
      AND p.role <> ALL (%(sources)s) AND (p.common < 0 OR p.rights < 0)
    ORDER BY 2 LIMIT 1
"""
# The same on every day from a day on, of the accounts on one side of the batch's entries: the first day first.
_ON_A_DAY = """
    WITH taken AS MATERIALIZED (
        SELECT DISTINCT {giving} AS account_id FROM ledger_entry WHERE batch_id = %(batch)s
    ), held AS (
        SELECT account_id, instrument, effective_on,
               sum(sum(quantity)) OVER (PARTITION BY account_id, instrument ORDER BY effective_on) AS held
        FROM (
            SELECT t.account_id, e.instrument, e.effective_on, e.quantity
            FROM taken t JOIN ledger_entry e ON e.to_account_id = t.account_id
            UNION ALL
            SELECT t.account_id, e.instrument, e.effective_on, -e.quantity
            FROM taken t JOIN ledger_entry e ON e.from_account_id = t.account_id
            {further}
        ) moved
        GROUP BY account_id, instrument, effective_on
    )
    SELECT held.effective_on, coalesce(h.number, a.role), coalesce(nullif(a.standing, ''), 'plan'), instrument, -held
    FROM held
    JOIN ledger_ledgeraccount a ON a.id = held.account_id
    LEFT JOIN ledger_holderaccount h ON h.id = a.holder_id
    WHERE held.effective_on >= %(on)s AND held.held < 0 AND a.role <> ALL (%(sources)s)
    ORDER BY 1, 2, instrument LIMIT 1
"""
_UNDONE = """
            UNION ALL
            SELECT to_account_id, instrument, %(on)s::date, -quantity FROM ledger_entry WHERE batch_id = %(batch)s
            UNION ALL
            SELECT from_account_id, instrument, %(on)s::date, quantity FROM ledger_entry
            WHERE batch_id = %(batch)s AND from_account_id IN (SELECT account_id FROM taken)
"""


def of_entries(plan: Plan, batch_id: int, effective_on: date) -> Short | None:
    """The first that these entries, in the journal already, leave short: now, or on any day from their legal date on
    where movements of later days were posted before them.
    """
    is_dated_back = Batch.objects.filter(plan=plan, effective_on__gt=effective_on).exists()
    text = _ON_A_DAY.format(giving="from_account_id", further="") if is_dated_back else _NOW
    return _first(text, batch_id, effective_on)


def if_undone(batch: Batch, on: date) -> Short | None:
    """The first that the reversal of the batch, for this legal date, would leave short."""
    text = _ON_A_DAY.format(giving="to_account_id", further=_UNDONE)
    return _first(text, batch.pk, on)


def _first(text: str, batch_id: int, on: date) -> Short | None:
    parameters: dict[str, Any] = {"batch": batch_id, "on": on, "sources": list(SOURCES)}
    with connection.cursor() as cursor:
        cursor.execute(text, parameters)
        row = cursor.fetchone()
    return Short(*row) if row else None
