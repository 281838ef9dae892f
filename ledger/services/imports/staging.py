"""The rows of a holder file on their way into the register: by COPY into a temporary table, and from it by SQL."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from ledger.enums import Standing
from ledger.holder_files import HolderRow
from ledger.models import HolderImport, Plan
from rightsadmin.common import clock

_STAGE = """
    CREATE TEMPORARY TABLE staged_holder (
        number text, registration text, lines text[], roles text[], names text[], address text[], city text,
        state text, postal_code text, country text, is_nominee boolean, tin_status text, tin_last4 text,
        mail_code text, deceased_on date, opened_on date, shares numeric, stop text, stop_quantity numeric,
        stop_reason text, share_class text
    ) ON COMMIT DROP
"""
_COPY = "COPY staged_holder FROM STDIN"
_ACCOUNTS = """
    INSERT INTO ledger_holderaccount (plan_id, number, registration, registration_lines, address_lines, city, state,
        postal_code, country, is_nominee, tin_status, tin_last4, mail_code, deceased_on, opened_on, share_class)
    SELECT %(plan)s, number, registration, lines, address, city, state, postal_code, country, is_nominee, tin_status,
        tin_last4, mail_code, deceased_on, opened_on, share_class
    FROM staged_holder ORDER BY number
"""
# The history row that saving each account one by one would have written.
_ACCOUNT_HISTORY = """
    INSERT INTO ledger_historicalholderaccount (id, plan_id, number, registration, registration_lines, address_lines,
        city, state, postal_code, country, is_nominee, tin_status, tin_last4, mail_code, deceased_on, opened_on,
        share_class, history_date, history_change_reason, history_type, history_user_id)
    SELECT id, plan_id, number, registration, registration_lines, address_lines, city, state, postal_code, country,
        is_nominee, tin_status, tin_last4, mail_code, deceased_on, opened_on, share_class, %(now)s,
        %(reason)s, '+', %(user)s
    FROM ledger_holderaccount WHERE plan_id = %(plan)s
"""
_PARTIES = """
    INSERT INTO ledger_party (account_id, role, name, position)
    SELECT a.id, p.role, p.name, p.position
    FROM staged_holder s JOIN ledger_holderaccount a ON a.plan_id = %(plan)s AND a.number = s.number
    CROSS JOIN LATERAL unnest(s.roles, s.names) WITH ORDINALITY AS p(role, name, position)
"""
_HOLDS = """
    WITH placed AS (
        INSERT INTO ledger_hold (account_id, kind, quantity, reason, from_on, lifted_on)
        SELECT a.id, s.stop, s.stop_quantity, s.stop_reason, %(as_of)s, NULL
        FROM staged_holder s JOIN ledger_holderaccount a ON a.plan_id = %(plan)s AND a.number = s.number
        WHERE s.stop <> ''
        RETURNING *
    )
    INSERT INTO ledger_historicalhold (id, account_id, kind, quantity, reason, from_on, lifted_on,
        history_date, history_change_reason, history_type, history_user_id)
    SELECT id, account_id, kind, quantity, reason, from_on, lifted_on, %(now)s, %(reason)s, '+', %(user)s FROM placed
"""
_LEDGER_ACCOUNTS = """
    INSERT INTO ledger_ledgeraccount (plan_id, holder_id, standing, role)
    SELECT plan_id, id, %(valid)s, '' FROM ledger_holderaccount WHERE plan_id = %(plan)s ORDER BY number
"""


def stage(rows: Iterator[HolderRow]) -> None:
    """Copies the rows into the temporary table, one after the other."""
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        with cursor.copy(_COPY) as copy:
            for row in rows:
                stop = row.stop
                copy.write_row(
                    (
                        row.account,
                        row.registration,
                        row.lines,
                        [role for role, _ in row.parties],
                        [name for _, name in row.parties],
                        row.address,
                        row.city,
                        row.state,
                        row.postal_code,
                        row.country,
                        row.is_nominee,
                        row.tin_status,
                        row.tin_last4,
                        row.mail_code,
                        row.deceased_on,
                        row.opened_on,
                        row.shares,
                        stop.kind if stop else "",
                        stop.quantity if stop else None,
                        stop.reason if stop else "",
                        row.share_class,
                    )
                )
        cursor.execute("ANALYZE staged_holder")


def create_accounts(plan: Plan, record: HolderImport, *, reason: str, user_id: int | None) -> None:
    """Accounts, parties, stops and ledger accounts of the staged rows, with the history that says who and why."""
    values: dict[str, Any] = {
        "plan": plan.pk,
        "as_of": record.as_of,
        "now": clock.now(),
        "reason": reason,
        "user": user_id,
        "valid": Standing.VALID,
    }
    with connection.cursor() as cursor:
        for sql in (_ACCOUNTS, _ACCOUNT_HISTORY, _PARTIES, _HOLDS, _LEDGER_ACCOUNTS):
            cursor.execute(sql, values)
