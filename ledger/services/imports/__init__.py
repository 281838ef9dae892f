"""Holder files: checked row by row first, then loaded once, all or nothing; and the profiles by which they are read."""

from ledger.services.imports.checking import check
from ledger.services.imports.loading import load
from ledger.services.imports.profiles import keep_profile

__all__ = ["check", "keep_profile", "load"]
