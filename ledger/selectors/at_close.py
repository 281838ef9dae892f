"""The accounts at the close on the Distribution Date, as the separation rule takes them."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from ledger.models import Hold, Plan
from ledger.rules.carrying import Ratio
from ledger.rules.separation import AccountAtClose, WithholdReason
from ledger.selectors import carrying, transferees, voiding
from ledger.selectors.balances import FOLD

FETCHED_AT_ONCE = 2_000
_ACCOUNTS = f"""
    WITH held AS (
        SELECT holder_id, sum(common) AS common,
               sum(rights) FILTER (WHERE standing = 'valid') AS valid,
               sum(rights) FILTER (WHERE standing = 'void') AS void
        FROM ({FOLD}) f GROUP BY holder_id
    ), stopped AS (
        SELECT account_id, jsonb_agg(jsonb_build_array(kind, quantity::text, reason) ORDER BY id) AS holds
        FROM ledger_hold WHERE from_on <= %(on)s AND (lifted_on IS NULL OR lifted_on > %(on)s) GROUP BY account_id
    )
    SELECT h.id, coalesce(held.common, 0), coalesce(held.valid, 0), coalesce(held.void, 0),
           stopped.holds, cardinality(h.address_lines) > 0 AND h.mail_code <> 'bad',
           h.deceased_on IS NOT NULL, h.is_nominee, h.share_class
    FROM ledger_holderaccount h
    JOIN held ON held.holder_id = h.id
    LEFT JOIN stopped ON stopped.account_id = h.id
    WHERE h.plan_id = %(plan)s
    ORDER BY h.id
"""  # noqa: S608 - composed of our own text, values are parameters


def accounts_at_close(plan: Plan, on: date) -> Iterator[tuple[int, AccountAtClose]]:
    """Each account with a position at the close on `on`, by key, with its void findings and holds; streamed.

    Findings beyond what is void in the ledger already are `void_found`; they never exceed the account's Rights by rule.
    Rights of a transferee that wait for counsel's word are withheld (section 7(e)).
    """
    parameters: dict[str, Any] = {"plan": plan.pk, "on": on, "known": None}
    found, asked = voiding.reached(plan, on), transferees.in_question(plan)
    per_share = carrying.ratios(plan, on)
    bare = carrying.has_bare_issues(plan)
    # A server-side cursor, so that a million accounts are never in memory at once.
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_ACCOUNTS, parameters)
        while rows := cursor.fetchmany(FETCHED_AT_ONCE):
            for row in rows:
                *told, share_class = row
                ratio = per_share.get("" if "" in per_share else share_class, Ratio())
                yield _at_close(
                    *told,
                    found=found.get(row[0], Decimal()),
                    asked=asked.get(row[0], Decimal()),
                    ratio=ratio if bare else None,
                )


def _at_close(
    key: int,
    common: Decimal,
    valid: Decimal,
    void: Decimal,
    holds: str | None,
    has_address: bool,
    deceased: bool,
    nominee: bool,
    *,
    found: Decimal,
    asked: Decimal,
    ratio: Ratio | None,
) -> tuple[int, AccountAtClose]:
    rights = valid + void
    return key, AccountAtClose(
        account=str(key),
        rights=rights,
        void_posted=void,
        void_found=max(found - void, Decimal()),
        withhold=(*(_withhold(*hold) for hold in json.loads(holds or "[]")), *_of_transferee(asked)),
        has_address=has_address,
        is_deceased=deceased,
        is_nominee=nominee,
        shares_without_rights=carrying.bare_of(common, valid, void, ratio) if ratio else Decimal(),
    )


def _of_transferee(asked: Decimal) -> Iterator[WithholdReason]:
    if asked:
        yield WithholdReason(
            kind="transferee",
            sentence=f"{asked.normalize():,f} Rights came from an Acquiring or Adverse Person: they wait for counsel.",
            quantity=asked,
        )


def _withhold(kind: str, quantity: str | None, reason: str) -> WithholdReason:
    return WithholdReason(
        kind=kind,
        sentence=f"{Hold.Kind(kind).label}: {reason}",
        quantity=Decimal(quantity) if quantity else None,
    )
