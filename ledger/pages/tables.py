"""What tables of several subjects share: a name's column, the words for an account."""

from typing import Any

from ledger.models import (
    LedgerAccount,
)

NAME: dict[str, Any] = {"td": {"class": "is-name"}}


def account_words(account: LedgerAccount) -> str:
    """A ledger account in words: a holder's number and standing, or the plan's own account."""
    if account.holder is None:
        return account.get_role_display()
    return f"{account.holder.number} · {account.get_standing_display()}"
