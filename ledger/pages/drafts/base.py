"""What the pages of drafts share."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse

from ledger.enums import Act
from ledger.models import PlanDraft
from ledger.pages.base import LedgerPage
from ledger.permissions import may_propose
from ledger.selectors import drafts as selector
from rightsadmin.common.shells import Crumb, FormShell


class OfDrafts(LedgerPage):
    """A page of the drafts."""

    section = "drafts"

    def crumbs(self) -> list[Crumb]:
        return [Crumb(label="New plans", url=reverse("ledger:drafts"))]

    @cached_property
    def draft(self) -> PlanDraft:
        """The draft that the page is about."""
        return get_object_or_404(selector.listed(), pk=self.number("pk"))

    @property
    def is_written(self) -> bool:
        """Whether this person may still write in the draft."""
        is_over = self.draft.plan_id or self.draft.dropped_at
        return may_propose(self.actor, Act.PLAN_LOAD) and not is_over

    def address(self, name: str) -> str:
        """The address of a page of this draft."""
        return reverse(f"ledger:{name}", args=[self.draft.pk])


class OfOneDraft(OfDrafts, FormShell):
    """A form of one draft."""

    act = Act.PLAN_LOAD

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label=self.draft.name, url=self.address("draft"))]

    def success_url(self) -> str:
        return self.address("draft")
