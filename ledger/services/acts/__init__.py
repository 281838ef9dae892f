"""Acts that end Rights: each previewed, proposed over the preview's digest, posted by a second person's yes."""

from ledger.services.acts import exchange, expiration, redemption

__all__ = ["exchange", "expiration", "redemption"]
