"""The queue: what holders sent in, by the day it is due."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from certificates.models import Presentation
from certificates.pages.presentations.base import DeskPage
from certificates.pages.presentations.filters import PresentationFilter
from certificates.pages.presentations.tables import PresentationTable
from certificates.selectors import desk
from ledger.enums import Act
from rightsadmin.common.shells import Action, ListShell


class PresentationList(DeskPage, ListShell):
    """The items of a plan, those on hand first asked for."""

    table_class = PresentationTable
    filterset_class = PresentationFilter
    default_sort = "due_on"
    noun = "item"
    empty = "No item is here."

    def title(self) -> str:
        return "Presentations"

    def lead(self) -> str:
        return (
            "What holders send in. A routine item is turned around within three business days of its receipt; "
            "the day of receipt does not count (17Ad-2)."
        )

    def actions(self) -> list[Action]:
        return self.action_for(
            Act.PRESENTATION, "Receive an item", self.desk_url("presentation-receive"), tone="primary"
        )

    @cached_property
    def table_options(self) -> dict[str, Any]:  # type: ignore[override]
        return {"calendar": desk.turnaround_calendar(self.plan())}

    def get_queryset(self) -> QuerySet[Presentation]:
        return desk.queue(self.plan())
