"""The seal of the record: whether every table still holds what was written into it by the program (decision 16).

Asked within one snapshot, so that what others write meanwhile is neither here nor there.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from ledger.models import SealHead
from rightsadmin.common.signing import Signature, is_signed, own_keys

ROWS_OF_A_BLOCK = 1_000
FIRST = "0" * 64
TRIGGERS = 3  # of an insert, an update, a deletion


@dataclass(frozen=True)
class Table:
    """A sealed table: its rows by the seal, the sum of their digests, and whether rows are never changed in it."""

    name: str
    columns: str
    rows: int
    high: int
    low: int
    is_append_only: bool
    triggers: int

    @property
    def of_columns(self) -> str:
        """The digest of its columns: where it is another, the sums of before are of other texts."""
        return digest_of(self.columns)


def tables() -> list[Table]:
    """Every sealed table, in one order, as its seal is now."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT t.name, t.columns, coalesce(sum(s.rows), 0)::bigint,
                   coalesce(sum(s.high), 0), coalesce(sum(s.low), 0),
                   EXISTS (SELECT FROM pg_trigger WHERE tgrelid = to_regclass(t.name) AND tgname = 'append_only'),
                   (SELECT count(*) FROM pg_trigger WHERE tgrelid = to_regclass(t.name) AND tgenabled IN ('O', 'A')
                    AND tgname IN ('seal_insert', 'seal_update', 'seal_delete'))
            FROM ledger_sealedtable t LEFT JOIN (
                SELECT name, rows, high, low FROM ledger_sealblock
                UNION ALL SELECT name, rows, high, low FROM ledger_sealchange) s ON s.name = t.name
            GROUP BY t.name, t.columns ORDER BY t.name
            """
        )
        return [
            Table(name, columns, rows, int(high), int(low), grows, triggers)
            for name, columns, rows, high, low, grows, triggers in cursor.fetchall()
        ]


def differences(names: list[str] | None = None) -> Iterator[str]:
    """A sentence for each block of rows that is not as it was sealed, and each table whose seal is off."""
    for table in tables():
        if names is not None and table.name not in names:
            continue
        if table.triggers != TRIGGERS:
            yield f"The seal of {table.name} is switched off."
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM rightsadmin_seal_differs(%s)", [table.name])
            for block, sealed, found in cursor.fetchall():
                first = block * ROWS_OF_A_BLOCK
                what = (
                    "changed behind the program"
                    if sealed == found
                    else f"{sealed} were sealed, {found} are there"
                )
                yield f"{table.name}, rows {first} to {first + ROWS_OF_A_BLOCK - 1}: {what}."


def content_of(number: int, made_at: datetime, before: SealHead | None, *, holds: bool) -> str:
    """The text of the next head: what every table holds, and of tables that only grow the sum of all rows through the
    last one that the head before knew: those can never differ again.
    """
    knew = json.loads(before.content)["tables"] if before else {}
    told = {}
    for table in tables():
        columns = table.of_columns
        told[table.name] = {
            "columns": columns,
            "rows": table.rows,
            "high": str(table.high),
            "low": str(table.low),
        }
        if table.is_append_only:
            earlier = knew.get(table.name, {})
            through = earlier.get("last", 0) if earlier.get("columns") == columns else 0
            told[table.name] |= {
                "last": _last(table.name),
                "through": through,
                "first": _through(table.name, through),
            }
    return json.dumps(
        {
            "number": number,
            "made_at": made_at.isoformat(),
            "previous": before.digest if before else FIRST,
            "holds": holds,
            "tables": told,
        },
        sort_keys=True,
        separators=(",", ":"),
    )


def digest_of(content: str) -> str:
    """The digest of a head, or of what stands in one."""
    return hashlib.sha256(content.encode()).hexdigest()


def head_differences(outside: dict[str, Any] | None = None) -> Iterator[str]:
    """A sentence for whatever is wrong with the chain of heads, with what the last one signed, and with a head that was
    kept `outside`.
    """
    known, digest, number, last = own_keys(), FIRST, 0, None
    by_number = {}
    for head in SealHead.objects.order_by("number").iterator():
        told = json.loads(head.content)
        if head.number != number + 1 or told["number"] != head.number or told["previous"] != digest:
            yield f"{head} does not follow on the one before it: {head.number - number - 1} lack between them."
        if digest_of(head.content) != head.digest:
            yield f"{head} is not the text that was signed."
        if head.key not in known or not is_signed(head.content.encode(), Signature(head.key, head.signature)):
            yield f"{head} is not signed by this house."
        by_number[head.number] = head.digest
        number, digest, last = head.number, head.digest, told
    if last:
        yield from _broken_promises(last)
    if outside is not None:
        yield from _against(outside, by_number, known)


def _against(outside: dict[str, Any], ours: dict[int, str], known: set[str]) -> Iterator[str]:
    content = outside["content"]
    told = json.loads(content)
    if outside["key"] not in known or not is_signed(
        content.encode(), Signature(outside["key"], outside["signature"])
    ):
        yield "The head of the file is not signed by this house."
    elif ours.get(told["number"]) != digest_of(content):
        yield f"The record lacks proof {told['number']} as the file has it: it was taken away, or is another."
    else:
        yield from _broken_promises(told)


def _broken_promises(told: dict[str, Any]) -> Iterator[str]:
    now = {table.name: table.of_columns for table in tables()}
    for name, row in told["tables"].items():
        if (
            "first" in row
            and now.get(name) == row["columns"]
            and _through(name, row["through"]) != row["first"]
        ):
            yield (
                f"{name}: rows through {row['through']} are not those that proof {told['number']} of {told['made_at']} "
                "signed."
            )


def _through(name: str, last: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM rightsadmin_seal_through(%s, %s)", [name, last])
        return [str(value) for value in cursor.fetchone()]


def _last(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rightsadmin_seal_last(%s)", [name])
        return int(cursor.fetchone()[0])
