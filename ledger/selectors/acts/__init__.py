"""What would happen if the Board did this now: numbers, holders, cash, and every sentence that stands against it."""

from ledger.selectors.acts.exchange import ExchangeView, exchange
from ledger.selectors.acts.expiration import ExpirationView, expiration
from ledger.selectors.acts.redemption import RedemptionView, redemption

__all__ = [
    "ExchangeView",
    "ExpirationView",
    "RedemptionView",
    "exchange",
    "expiration",
    "redemption",
]
