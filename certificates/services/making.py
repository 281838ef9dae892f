"""What a run is made of: its numbers, chunks, items and certificates, written here and nowhere else.

Whoever allots, answers a presentation or writes a notice gives rows, in the order in which they are to be printed.
They are staged, and chunks, certificates and items follow in one statement each: a hundred thousand are seconds.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F

from certificates.enums import CertificateState, ChunkState, ItemState
from certificates.models import Certificate, NumberSeries, Run, RunItem
from ledger.models import Plan
from ledger.services import statistics
from rightsadmin.common import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is printed for an account, or why nothing is; a certificate is made where the row has a number of its own.

    `leg` tells several rows of one account apart.
    """

    account: int
    quantity: int
    content: dict[str, Any] | None = None
    exception: str = ""
    number: int | None = None
    content_sha256: str = ""
    leg: int = 0
    void_legend: bool = False
    replaces: int | None = None


@dataclass(frozen=True)
class Made:
    """What the rows came to: pieces to press, their Rights, and the exceptions that staff must see."""

    pieces: int
    rights: int
    exceptions: int


def next_number(plan: Plan) -> int:
    """The first number that the plan never used; must be asked under the plan's lock."""
    series, _ = NumberSeries.objects.get_or_create(plan=plan)
    return series.next_number


def make(run: Run, rows: Iterable[Sequence[Row]]) -> Made:
    """Stages the rows, some thousands at a time, and makes the run of them; must be called under the plan's lock.

    The numbers of the certificates follow one another from `next_number`; they are taken for ever.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STAGING)
        _stage(cursor, rows)
        cursor.execute(_COUNTED)
        pieces, rights, exceptions, numbers = cursor.fetchone()
        values: dict[str, int | str] = {
            "run": run.pk,
            "size": run.chunk_size,
            "chunk": ChunkState.WAITING,
            "waiting": ItemState.WAITING,
            "exception": ItemState.EXCEPTION,
        }
        cursor.execute(_CHUNKS, values)
        if numbers:
            NumberSeries.objects.filter(plan_id=run.plan_id).update(next_number=F("next_number") + numbers)
            _make_certificates(cursor, run)
        cursor.execute(_ITEMS, values)
        cursor.execute("DROP TABLE run_staged")
    statistics.tell(pieces, Certificate, RunItem)
    return Made(pieces, int(rights), exceptions)


# `seq` counts what is printed and gives the chunk; `place` counts the exceptions too, and is the order of the items.
_STAGING = """
    CREATE TEMPORARY TABLE run_staged (
        place bigint PRIMARY KEY, seq bigint, account_id bigint NOT NULL, quantity bigint NOT NULL,
        content jsonb, exception text NOT NULL, number bigint, content_sha256 text NOT NULL, leg int NOT NULL,
        void_legend boolean NOT NULL, replaces_id bigint) ON COMMIT DROP
"""
_COUNTED = """
    SELECT count(seq), coalesce(sum(quantity) FILTER (WHERE seq IS NOT NULL), 0),
           count(*) FILTER (WHERE seq IS NULL), count(number)
    FROM run_staged
"""
_CHUNKS = """
    INSERT INTO certificates_runchunk
        (run_id, seq, item_count, rights, state, claimed_by, attempts, message, differences)
    SELECT %(run)s, (seq - 1) / %(size)s + 1, count(*), sum(quantity), %(chunk)s, '', 0, '', '[]'
    FROM run_staged WHERE seq IS NOT NULL GROUP BY 2 ORDER BY 2
"""
_ITEMS = """
    INSERT INTO certificates_runitem
        (run_id, chunk_id, account_id, leg, quantity, certificate_id, content, state, message)
    SELECT %(run)s, k.id, s.account_id, s.leg, s.quantity, c.id, CASE WHEN c.id IS NULL THEN s.content END,
           CASE WHEN s.seq IS NULL THEN %(exception)s ELSE %(waiting)s END, s.exception
    FROM run_staged s
    LEFT JOIN certificates_runchunk k ON k.run_id = %(run)s AND k.seq = (s.seq - 1) / %(size)s + 1
    LEFT JOIN certificates_certificate c ON c.run_id = %(run)s AND c.number = s.number
    ORDER BY s.place
"""


def _stage(cursor: Any, batches: Iterable[Sequence[Row]]) -> None:
    seq = place = 0
    for rows in batches:
        with cursor.copy("COPY run_staged FROM STDIN") as copy:
            for row in rows:
                place += 1
                seq += not row.exception
                copy.write_row(
                    (
                        place,
                        None if row.exception else seq,
                        row.account,
                        row.quantity,
                        None if row.content is None else json.dumps(row.content, ensure_ascii=False),
                        row.exception,
                        row.number,
                        row.content_sha256,
                        row.leg,
                        row.void_legend,
                        row.replaces,
                    )
                )


def _make_certificates(cursor: Any, run: Run) -> None:
    cursor.execute(
        f"""
        INSERT INTO {Certificate._meta.db_table}
            (plan_id, number, text, account_id, quantity, state, status, void_legend, dated_on, run_id,
             template_version_id, content, content_sha256, replaces_id, void_reason, allotted_at)
        SELECT %s, number, content ->> 'number', account_id, quantity, %s, content ->> 'status', void_legend, %s, %s,
               %s, content, content_sha256, replaces_id, '', %s
        FROM run_staged WHERE number IS NOT NULL ORDER BY number
        """,  # noqa: S608 - the name of our own table
        [
            run.plan_id,
            CertificateState.ALLOCATED,
            run.face["dated_as_of"],
            run.pk,
            run.template_version_id,
            clock.now(),
        ],
    )
