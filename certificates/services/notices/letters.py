"""The letters of an approved notice as items of a run: staged in postal order, chunked, sent to the press."""

import json
from typing import Any

from django.db import connection

from certificates.enums import ChunkState, ItemState, RunKind, RunStatus
from certificates.models import Notice, Run
from certificates.press import PressError
from certificates.selectors import notices as selector
from certificates.selectors.notices import Basis
from certificates.services import runs
from certificates.services.notices.drafting import letter
from ledger.models import Approval
from ledger.services import audit
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

_STAGING = """
    CREATE TEMPORARY TABLE notice_staged (
        place bigint PRIMARY KEY, account_id bigint NOT NULL, quantity bigint NOT NULL, exception text NOT NULL,
        content jsonb) ON COMMIT DROP
"""
_CHUNKS = """
    INSERT INTO certificates_runchunk
        (run_id, seq, item_count, rights, state, claimed_by, attempts, message, differences)
    SELECT %s, (place - 1) / %s + 1 AS seq, count(*), sum(quantity), %s, '', 0, '', '[]'
    FROM notice_staged WHERE exception = '' GROUP BY 2 ORDER BY 2
"""
_ITEMS = """
    INSERT INTO certificates_runitem (run_id, chunk_id, account_id, leg, quantity, content, state, message)
    SELECT %(run)s, k.id, s.account_id, 0, s.quantity, s.content,
           CASE WHEN s.exception = '' THEN %(waiting)s ELSE %(exception)s END, s.exception
    FROM notice_staged s
    LEFT JOIN certificates_runchunk k
        ON s.exception = '' AND k.run_id = %(run)s AND k.seq = (s.place - 1) / %(size)s + 1
    ORDER BY s.place
"""


def make_run(notice: Notice, approval: Approval, actor: Actor) -> Run:
    """The run of the notice, released by this approval once its letters are proved; must be called under the plan's
    lock. A holder whose address cannot be printed is an exception for staff.
    """
    run = Run.objects.create(
        plan=notice.plan,
        kind=RunKind.NOTICE,
        status=RunStatus.PRESSING,
        template_version=notice.template_version,
        face=notice.context,
        face_sha256=notice.context_sha256,
        chunk_size=runs.CHUNK_SIZE,
        created_at=clock.now(),
        created_by=actor.name,
        approval=approval,
    )
    with connection.cursor() as cursor:
        cursor.execute(_STAGING)
        _stage(cursor, notice)
        cursor.execute(_CHUNKS, [run.pk, run.chunk_size, ChunkState.WAITING])
        cursor.execute(
            _ITEMS,
            {
                "run": run.pk,
                "size": run.chunk_size,
                "waiting": ItemState.WAITING,
                "exception": ItemState.EXCEPTION,
            },
        )
        cursor.execute("DROP TABLE notice_staged")
    audit.record(
        "run.created",
        plan=notice.plan,
        target=run,
        reason=str(notice),
        after={"kind": run.kind, "letters": notice.recipients, "face": run.face_sha256},
        actor=actor,
    )
    runs.send_to_press(run)
    return run


def _stage(cursor: Any, notice: Notice) -> None:
    place = 0
    for rows in selector.recipients(Basis.of(notice)):
        with cursor.copy("COPY notice_staged FROM STDIN") as copy:
            for row in rows:
                place += 1
                content, exception = None, ""
                try:
                    made = letter(notice.kind, row)
                except PressError as error:
                    exception = f"Account {row.number}: {error}"[:300]
                else:
                    content = json.dumps(
                        {"account": made.account, "address": made.address, "figures": made.figures},
                        ensure_ascii=False,
                    )
                copy.write_row((place, row.pk, int(row.rights), exception, content))
