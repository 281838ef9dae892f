"""What the pages of notices share."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse

from certificates.models import Notice
from ledger.pages.base import PlanPage
from rightsadmin.common.shells import (
    Crumb,
)


class NoticesPage(PlanPage):
    section = "notices"

    @cached_property
    def notice(self) -> Notice:
        """The notice that the address names."""
        return get_object_or_404(
            Notice.objects.select_related(
                "plan", "template_version", "payment_list__batch", "adjustment", "run__plan"
            ),
            plan=self.plan(),
            pk=self.number("pk"),
        )

    def here(self, name: str, *arguments: object) -> str:
        """The address of a page of notices."""
        return reverse(f"certificates:{name}", args=[self.plan().slug, *arguments])

    def crumbs(self) -> list[Crumb]:
        found = [*super().crumbs(), Crumb(label="Notices", url=self.here("notices"))]
        if "pk" in self.kwargs:
            label, url = str(self.notice), self.here("notice", self.notice.pk)
            found.append(Crumb(label=label, url=url))
        return found

    def success_url(self) -> str:
        """Back to the notice."""
        return self.here("notice", self.notice.pk)
