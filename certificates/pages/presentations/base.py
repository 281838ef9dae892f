"""What the pages of presentations share."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from certificates.models import Presentation
from ledger.models import Plan
from ledger.pages.base import PlanPage
from rightsadmin.common.shells import Crumb


class DeskPage(PlanPage):
    """A page of the desk of one plan."""

    section = "presentations"

    def desk_url(self, name: str, *arguments: Any) -> str:
        """The address of a page of this plan's certificates."""
        return reverse(f"certificates:{name}", args=[self.plan().slug, *arguments])


class TicketPage(DeskPage):
    """A page of one item, named by its ticket's number in the address."""

    @cached_property
    def ticket(self) -> Presentation:
        found = Presentation.objects.select_related("plan", "approval", "batch", "run", "company_word")
        return get_object_or_404(found, plan=self.plan(), number=min(self.number("number"), 2**31 - 1))

    def plan(self) -> Plan:
        return super().plan()

    def ticket_url(self) -> str:
        """The address of the ticket."""
        return self.desk_url("presentation", self.kwargs["number"])

    def crumbs(self) -> list[Crumb]:
        return [
            *super().crumbs(),
            Crumb(label="Presentations", url=self.desk_url("presentations")),
            Crumb(label=self.ticket.ticket, url=self.ticket_url()),
        ]
