"""The wire: the one format of facts and terms as JSON, read and written here and nowhere else.

Stored facts and terms, plan files, scenario files and forms all speak it. A kind of fact is declared once, in `kinds`.
"""

from ledger.rules.wire.events import read_event, read_events, read_fact, write_fields
from ledger.rules.wire.kinds import KINDS, FactKind
from ledger.rules.wire.steps import read_ratio, read_step, read_steps
from ledger.rules.wire.terms import read_terms

__all__ = [
    "KINDS",
    "FactKind",
    "read_event",
    "read_events",
    "read_fact",
    "read_ratio",
    "read_step",
    "read_steps",
    "read_terms",
    "write_fields",
]
