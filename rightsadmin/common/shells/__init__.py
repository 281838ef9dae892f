"""The pages everything reuses: a list, a detail, a form, a confirmation of consequences, an act, a file to take.

Each works without JavaScript; htmx only replaces a part of the same URL. A view declares what it shows and names one
selector or service; permissions are asked again in the service, here they only decide what is shown.
"""

from rightsadmin.common.shells.act import ActShell
from rightsadmin.common.shells.base import Action, Crumb, Shell, actor_of
from rightsadmin.common.shells.confirm import Confirmation, ConfirmShell, Figure
from rightsadmin.common.shells.detail import (
    DetailShell,
    Fact,
    FactsPanel,
    HistoryItem,
    HistoryPanel,
    Panel,
    Tab,
    TablePanel,
)
from rightsadmin.common.shells.form import FieldGroup, FormShell
from rightsadmin.common.shells.listing import ListShell
from rightsadmin.common.shells.take import TakeShell

__all__ = [
    "ActShell",
    "Action",
    "ConfirmShell",
    "Confirmation",
    "Crumb",
    "DetailShell",
    "Fact",
    "FactsPanel",
    "FieldGroup",
    "Figure",
    "FormShell",
    "HistoryItem",
    "HistoryPanel",
    "ListShell",
    "Panel",
    "Shell",
    "Tab",
    "TablePanel",
    "TakeShell",
    "actor_of",
]
