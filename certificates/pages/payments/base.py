"""What the pages of payments share."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse

from certificates.models import PaymentList
from ledger.pages.base import PlanPage
from rightsadmin.common.shells import Crumb


class PaymentsPage(PlanPage):
    """A page of the payments of a plan."""

    section = "payments"

    @cached_property
    def listed(self) -> PaymentList:
        """The list that the address names."""
        return get_object_or_404(
            PaymentList.objects.select_related("plan", "approval", "batch"),
            plan=self.plan(),
            pk=self.number("pk"),
        )

    def here(self, name: str, *arguments: object) -> str:
        """The address of a page of payments."""
        return reverse(f"certificates:{name}", args=[self.plan().slug, *arguments])

    def crumbs(self) -> list[Crumb]:
        found = [*super().crumbs(), Crumb(label="Payments", url=self.here("payments"))]
        if "pk" in self.kwargs:
            found.append(
                Crumb(label=f"List {self.kwargs['pk']}", url=self.here("payment-list", self.number("pk")))
            )
        return found
