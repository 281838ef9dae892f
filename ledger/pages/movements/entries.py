"""The journal: every entry of a plan."""

from django.db.models import QuerySet

from ledger.enums import Act, PlanState
from ledger.models import Entry
from ledger.pages.base import PlanPage
from ledger.pages.movements.filters import EntryFilter
from ledger.pages.movements.tables import EntryTable
from rightsadmin.common.shells import (
    Action,
    ListShell,
)


class EntryList(PlanPage, ListShell):
    """The journal."""

    section = "entries"
    table_class = EntryTable
    filterset_class = EntryFilter
    default_sort = "-batch"
    noun = "entry"
    nouns = "entries"

    def title(self) -> str:
        return "Entries"

    def lead(self) -> str:
        return (
            "One row for each movement between two accounts. Nothing is ever edited: a wrong "
            "entry is reversed, and both stay."
        )

    def actions(self) -> list[Action]:
        if self.plan().state == PlanState.ADOPTED:
            return self.action_for(
                Act.DIVIDEND, "Post the dividend of Rights", self.url("dividend"), tone="primary"
            )
        return [
            *self.action_for(Act.SHARE_MOVEMENT, "Transfer", self.url("transfer")),
            *self.action_for(Act.SHARE_MOVEMENT, "Issue", self.url("issue")),
            *self.action_for(Act.SHARE_MOVEMENT, "Buy back", self.url("reacquire")),
            *self.action_for(Act.CORRECTION, "Correct a posting", self.url("corrections")),
        ]

    def get_queryset(self) -> QuerySet[Entry]:
        return Entry.objects.filter(batch__plan=self.plan()).select_related(
            "batch__plan", "from_account__holder", "to_account__holder", "reversed_by"
        )
