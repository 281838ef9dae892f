"""“What would happen if the Board did this now”: seen first, then proposed from the same page."""

from ledger.views.previews.page import Previews

__all__ = ["Previews"]
