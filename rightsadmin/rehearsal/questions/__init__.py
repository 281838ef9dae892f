"""What a story can ask: each question with the function that answers it, as pages ask their selectors."""

from collections.abc import Callable
from typing import Any

from ledger.rules.wire.reader import Reader
from rightsadmin.rehearsal.questions import dates, holder_files, money, register, texts
from rightsadmin.rehearsal.questions.moment import Moment

__all__ = ["QUESTIONS", "Moment"]

QUESTIONS: dict[str, Callable[[Moment, Reader], dict[str, Any]]] = {
    "distribution": dates.distribution,
    "standing": dates.standing,
    "totals": register.totals,
    "positions": register.positions,
    "thresholds": dates.thresholds,
    "beneficial": register.beneficial,
    "what_a_right_buys": money.what_a_right_buys,
    "preview": money.preview,
    "payments": money.payments,
    "legal_basis": texts.legal_basis,
    "summary_of_rights": texts.summary_of_rights,
    "holder_file": holder_files.holder_file,
}
