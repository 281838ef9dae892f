"""What each act would do, put for reading: figures, what stands against it, the largest holders, the worksheet."""

from ledger.pages.acts.looks.adjusting import adjustment
from ledger.pages.acts.looks.amending import amendment
from ledger.pages.acts.looks.buying import entitlement, flip_in
from ledger.pages.acts.looks.ends import exchange, expiration, redemption
from ledger.pages.acts.looks.look import Look

__all__ = [
    "Look",
    "adjustment",
    "amendment",
    "entitlement",
    "exchange",
    "expiration",
    "flip_in",
    "redemption",
]
