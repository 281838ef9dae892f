"""Panels that another app adds to the page of a holder: the ledger imports nothing of it."""

from collections.abc import Callable

from ledger.models import HolderAccount
from rightsadmin.common.shells import Panel

Supplier = Callable[[HolderAccount], list[Panel]]
_SUPPLIERS: list[Supplier] = []


def add(supplier: Supplier) -> None:
    """Adds the supplier's panels to every holder's page, below what the account holds."""
    _SUPPLIERS.append(supplier)


def panels(account: HolderAccount) -> list[Panel]:
    """What was added for the account."""
    return [panel for supplier in _SUPPLIERS for panel in supplier(account)]
