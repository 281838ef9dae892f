"""The correction of any act: the movements that undo those of one batch."""

from datetime import date

from ledger.rules.postings.statement import Statement
from ledger.rules.vocabulary import BatchKind

_REVERSAL = """
    SELECT e.instrument, t.holder_id, nullif(t.standing, ''), nullif(t.role, ''),
           s.holder_id, nullif(s.standing, ''), nullif(s.role, ''), e.quantity, e.id
    FROM ledger_entry e
    JOIN ledger_ledgeraccount s ON s.id = e.from_account_id
    JOIN ledger_ledgeraccount t ON t.id = e.to_account_id
    WHERE e.batch_id = %(batch)s ORDER BY e.leg
"""


def reversal(batch: int, on: date) -> Statement:
    """Each movement of the batch, by its key, back to where it came from, naming the entry it undoes: the only
    correction there is (I5).
    """
    return Statement(BatchKind.REVERSAL, on, _REVERSAL, {"batch": batch}, reverses=True)
