"""What each act moves: an event in, the movements it causes out.

A movement takes a quantity of common or Rights from one place to another, so nothing appears or vanishes
(I1). Before the Distribution Date every movement of common brings its Rights along (R4, R20, R22, R62).
"""

from ledger.rules.movements import (
    Account,
    Instrument,
    Kind,
    Movement,
    Place,
    Position,
    Role,
    Standing,
)
from ledger.rules.postings.acts import (
    exchange,
    exercise,
    expiration,
    redemption,
    reversal,
    separation,
    transfer_of_rights,
    voiding,
)
from ledger.rules.postings.attached import (
    Attachment,
    change_rights_number,
    dividend,
    issue,
    opening,
    reacquisition,
    rights_of,
    split,
    transfer,
)

__all__ = [
    "Account",
    "Attachment",
    "Instrument",
    "Kind",
    "Movement",
    "Place",
    "Position",
    "Role",
    "Standing",
    "change_rights_number",
    "dividend",
    "exchange",
    "exercise",
    "expiration",
    "issue",
    "opening",
    "reacquisition",
    "redemption",
    "reversal",
    "rights_of",
    "separation",
    "split",
    "transfer",
    "transfer_of_rights",
    "voiding",
]
