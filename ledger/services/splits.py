"""The posting of a split: every line staged, then one statement however many holders there are; the control book
follows exactly what was posted.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import connection

from ledger.models import Approval, Batch, Plan, SourceDocument
from ledger.rules import postings
from ledger.rules.splits import SplitLine, SplitTerms, SplitTotals
from ledger.rules.vocabulary import Instrument, Standing, SystemRole
from ledger.selectors import splits
from ledger.services import control_book, posting
from rightsadmin.common.actor import Actor

# Lines held in memory at once, however many holders there are.
COPIED_AT_ONCE = 5_000
_STAGE = """
    CREATE TEMPORARY TABLE staged_split (
        holder_id bigint, standing text, role text, instrument text NOT NULL, quantity numeric NOT NULL
    ) ON COMMIT DROP
"""


def post(
    plan: Plan, terms: SplitTerms, on: date, *, source: str, memo: str, approval: Approval, actor: Actor
) -> tuple[Batch | None, SplitTotals]:
    """The batch of the split, None where nobody holds a share, and what it came to."""
    totals = SplitTotals()
    lines = splits.lines(plan, terms, on, totals)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS staged_split")
        cursor.execute(_STAGE)
        # Read first: nothing else can be asked during a COPY.
        while some := list(islice(lines, COPIED_AT_ONCE)):
            _copy(cursor, [row for line in some for row in _rows(line)])
        if totals.treasury:
            _copy(cursor, [(None, None, SystemRole.TREASURY, Instrument.COMMON, totals.treasury)])
    if not totals.accounts and not totals.treasury:
        return None, totals
    batch = posting.post(
        plan=plan,
        movements=postings.split(on),
        source=source,
        legal_basis=approval.legal_basis,
        memo=memo,
        actor=actor,
    )
    return batch, totals


def change_control_book(
    plan: Plan, totals: SplitTotals, on: date, document: SourceDocument, actor: Actor
) -> None:
    """Outstanding shares follow those posted, class by class, the treasury's split as its shares do; what is reserved
    only the issuer's next order changes.
    """
    control_book.change(plan, on, totals.by_class, document=document, reason=document.title, actor=actor)


def _rows(line: SplitLine) -> Iterator[tuple[Any, ...]]:
    for standing, instrument, quantity in (
        (Standing.VALID, Instrument.COMMON, line.shares),
        (Standing.VALID, Instrument.RIGHTS, line.valid),
        (Standing.VOID, Instrument.RIGHTS, line.void),
    ):
        if quantity:
            yield line.account, standing, None, instrument, quantity


def _copy(cursor: Any, rows: list[tuple[int | None, str | None, str | None, str, Decimal]]) -> None:
    with cursor.copy(
        "COPY staged_split (holder_id, standing, role, instrument, quantity) FROM STDIN"
    ) as copy:
        for row in rows:
            copy.write_row(row)
