"""What would happen if the Board did this now: numbers, holders, cash, and every sentence that stands against it."""

from ledger.selectors.acts.adjustment import AdjustmentView, adjustment
from ledger.selectors.acts.exchange import ExchangeView, exchange
from ledger.selectors.acts.expiration import ExpirationView, expiration
from ledger.selectors.acts.redemption import RedemptionView, redemption

__all__ = [
    "AdjustmentView",
    "ExchangeView",
    "ExpirationView",
    "RedemptionView",
    "adjustment",
    "exchange",
    "expiration",
    "redemption",
]
