"""A paper that terms, facts and acts rest on: what is known of it, and the file itself."""

import mimetypes
from functools import cached_property
from pathlib import PurePath

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.text import slugify

from ledger.models import SourceDocument
from ledger.pages.base import PlanPage, history_panel
from ledger.pages.beside import LEAD, beside_panel, rule_page
from ledger.pages.papers import kept_text
from ledger.selectors import paper_law
from ledger.selectors.paper_law import Claim
from ledger.services import taking
from ledger.services.stored import checked
from rightsadmin.common import formatting
from rightsadmin.common.downloads import download
from rightsadmin.common.shells import Action, Crumb, DetailShell, Fact, FactsPanel, Panel, TakeShell

OF_ANY_KIND = "application/octet-stream"


class _OfOnePaper(PlanPage):
    section = "plan"

    @cached_property
    def paper(self) -> SourceDocument:
        """The paper of the address."""
        return get_object_or_404(SourceDocument, plan=self.plan(), pk=self.number("pk"))

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Papers", url=f"{self.url('plan')}?tab=papers")]


class Paper(_OfOnePaper, DetailShell):
    """What is known of a paper, and the way to open it."""

    def get_object(self) -> SourceDocument:
        return self.paper

    def title(self) -> str:
        return self.paper.title

    def lead(self) -> str:
        return f"Dated {formatting.long_date(self.paper.dated_on)}"

    def actions(self) -> list[Action]:
        if not self.paper.is_kept:
            return []
        opened = Action(label="Open the paper", url=self.url("paper-file", self.paper.pk), tone="primary")
        beside = Action(label="Beside the law", url=self.url("paper-law", self.paper.pk))
        return [opened, *([beside] if self.paper.has_text else [])]

    def panels(self, tab: str) -> list[Panel]:
        paper = self.paper
        return [
            FactsPanel(
                title="The paper",
                facts=[
                    Fact(label="Kind", value=paper.kind.replace("_", " ")),
                    Fact(label="Dated", value=formatting.long_date(paper.dated_on)),
                    Fact(
                        label="Filed", value=formatting.long_date(paper.filed_on) if paper.filed_on else "—"
                    ),
                    Fact(
                        label="Recorded", value=formatting.instant(paper.recorded_at), hint=paper.recorded_by
                    ),
                    Fact(label="Excerpt", value=paper.excerpt or "—"),
                    Fact(label="SHA-256", value=paper.sha256 or "The paper itself is not on file"),
                ],
            ),
            history_panel(plan=self.plan(), object_type="sourcedocument", object_id=paper.pk),
        ]


class PaperLaw(_OfOnePaper, DetailShell):
    """The kept paper sentence by sentence, and what rests on each."""

    def get_object(self) -> SourceDocument:
        return self.paper

    def title(self) -> str:
        return f"{self.paper.title}, beside the law"

    def lead(self) -> str:
        return LEAD

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label=self.paper.title, url=self.url("paper", self.paper.pk))]

    def panels(self, tab: str) -> list[Panel]:
        if not self.paper.has_text:
            raise Http404
        found = paper_law.of_plan(self.plan(), self.paper, kept_text(self.paper))
        return [beside_panel(found, self.request.GET, self._way)]

    def _way(self, claim: Claim) -> str:
        if claim.kind == "term":
            return f"{self.url('plan')}?tab=terms#term-{claim.key}"
        if claim.kind == "rule":
            return rule_page(claim.key)
        return self.url(claim.kind, claim.key)  # a question or a deadline


class PaperTake(_OfOnePaper, TakeShell):
    """The file, checked against its hash."""

    def take(self) -> HttpResponseBase:
        paper = self.paper
        if not paper.is_kept:
            raise Http404
        name = PurePath(paper.storage_name)
        kind = mimetypes.guess_type(name.name)[0] or OF_ANY_KIND
        file = checked(paper, f"“{paper.title}”")
        taking.take_file(plan=self.plan(), target=paper, what="the paper", actor=self.actor)
        return download(file, kind=kind, name=f"{slugify(paper.title)[:80] or 'paper'}{name.suffix}")

    def back(self) -> str:
        return self.url("paper", self.paper.pk)
