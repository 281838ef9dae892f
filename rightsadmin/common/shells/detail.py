"""The detail shell: one thing, as declared panels on tabs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rightsadmin.common.htmx import finish
from rightsadmin.common.shells.base import Shell
from rightsadmin.common.tables import HouseTable


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A label and its value, with the source it cites and a page that says more."""

    label: str
    value: Any
    hint: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A box drawn by its own template; `data` is what that template shows."""

    title: str
    template: str
    data: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    more_url: str = ""
    more_label: str = "Show all"
    flush: bool = False  # the content reaches the edges, as tables do
    aside: bool = False  # stands in the narrow column
    wide: bool = False  # stands above the columns, over the whole width


@dataclass(frozen=True, kw_only=True)
class FactsPanel(Panel):
    """Facts, one below the other."""

    facts: Sequence[Fact]
    template: str = "partials/panel_facts.html"


@dataclass(frozen=True, kw_only=True)
class TablePanel(Panel):
    """A short table: the first rows of a list that has its own page."""

    table: HouseTable
    empty: str = "Nothing yet."
    template: str = "partials/panel_table.html"
    flush: bool = True


@dataclass(frozen=True, kw_only=True)
class HistoryItem:
    """One act: who, when, what in a sentence, why; `changes` are (field, before, after)."""

    at: datetime
    who: str
    sentence: str
    reason: str = ""
    changes: Sequence[tuple[str, str, str]] = ()
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class HistoryPanel(Panel):
    """Acts, the latest first."""

    items: Sequence[HistoryItem]
    title: str = "History"
    template: str = "partials/panel_history.html"


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A part of the page with an address of its own (`?tab=name`)."""

    name: str
    label: str
    count: int | None = None


class DetailShell(Shell):
    """One object. Subclasses name `get_object`, `tabs` and `panels`; only the open tab's panels are made."""

    template_name = "shells/detail.html"
    object: Any

    def get_object(self) -> Any:
        """The object, or Http404."""
        raise NotImplementedError

    def status(self) -> tuple[str, str] | None:
        """The badge beside the title: words and tone."""
        return None

    def tabs(self) -> list[Tab]:
        """The tabs; a page of one tab has none."""
        return []

    def panels(self, tab: str) -> list[Panel]:
        """The panels of the named tab ("" where there are no tabs)."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        tabs = self.tabs()
        names = [tab.name for tab in tabs]
        asked = request.GET.get("tab", "")
        open_tab = asked if asked in names else next(iter(names), "")
        panels = self.panels(open_tab)
        context = {
            "object": self.object,
            "status": self.status(),
            "tabs": tabs,
            "open_tab": open_tab,
            "wide": [panel for panel in panels if panel.wide],
            "panels": [panel for panel in panels if not panel.aside and not panel.wide],
            "asides": [panel for panel in panels if panel.aside],
        }
        return finish(request, render(request, self.template_name, context | self.page_context()))
