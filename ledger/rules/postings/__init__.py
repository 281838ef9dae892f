"""What each act moves: the one statement of it, and what is posted is made nowhere else.

An act on named accounts is a function that yields movements. An act on all holders at once is a function that gives
the statement which selects them in the database. A movement takes a quantity of common or Rights from one place to
another, so nothing appears or vanishes (I1). Before the Distribution Date every movement of common brings its Rights
along (R4, R20, R22, R62).
"""

from ledger.rules.postings.at_once import (
    dividend,
    exchange,
    expiration,
    opening,
    redemption,
    rights_number,
    split,
)
from ledger.rules.postings.attached import delivery, issue, reacquisition, transfer
from ledger.rules.postings.of_rights import separation, surrender, voiding
from ledger.rules.postings.reversal import reversal
from ledger.rules.postings.statement import COLUMNS, Statement

__all__ = [
    "COLUMNS",
    "Statement",
    "delivery",
    "dividend",
    "exchange",
    "expiration",
    "issue",
    "opening",
    "reacquisition",
    "redemption",
    "reversal",
    "rights_number",
    "separation",
    "split",
    "surrender",
    "transfer",
    "voiding",
]
