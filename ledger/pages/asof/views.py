"""As of T, known at K: the terms, facts, entries, positions and totals of any day as they were known at any instant."""

from datetime import date, datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from ledger.models import Entry, HolderAccount, PlanTerm
from ledger.pages.asof.forms import AsOfForm
from ledger.pages.base import PlanPage
from ledger.pages.events.tables import EventTable
from ledger.pages.holders.tables import HolderTable
from ledger.pages.movements.tables import EntryTable
from ledger.pages.plans.views import CITATION_WORDS
from ledger.selectors import as_of, balances, plan_day
from ledger.selectors.control_book import control_book
from ledger.selectors.law import distribution
from ledger.selectors.terms import terms_as_of
from ledger.terms import REGISTRY, term_words
from rightsadmin.common import clock, formatting
from rightsadmin.common.shells import DetailShell, Fact, FactsPanel, ListShell, Panel, TablePanel

TABS = (
    ("terms", "Terms", "asof"),
    ("changes", "Changes of terms", "asof"),
    ("facts", "Facts", "asof"),
    ("totals", "Totals", "asof"),
    ("positions", "Positions", "asof-positions"),
    ("entries", "Entries", "asof-entries"),
)
MOST_FACTS = 500


class _AsOf(PlanPage):
    """The question (`?on=&known=&since=`) that all parts share; bad input asks of today, known now, and says so."""

    section = "asof"
    part = ""  # the tab that a list page is

    @cached_property
    def form(self) -> AsOfForm:
        plan = self.plan()
        today = plan_day.today(plan)
        first = {"on": today, "since": plan.agreement_date}
        asked = "on" in self.request.GET
        return AsOfForm(self.request.GET if asked else None, initial=first)

    @cached_property
    def _asked(self) -> dict[str, Any]:
        return self.form.cleaned_data if self.form.is_bound and self.form.is_valid() else {}

    @property
    def on(self) -> date:
        """T, the legal date."""
        return self._asked.get("on") or plan_day.today(self.plan())

    @property
    def known(self) -> datetime | None:
        """K, the instant; None is now."""
        return self._asked.get("known")

    @property
    def since(self) -> date:
        """The other day of a comparison."""
        return self._asked.get("since") or self.plan().agreement_date

    def title(self) -> str:
        return "As of"

    def lead(self) -> str:
        known = f"known at {formatting.instant(self.known)}" if self.known else "as known now"
        return f"{formatting.long_date(self.on)}, {known}."

    @property
    def open_part(self) -> str:
        """The tab that is open."""
        asked = self.request.GET.get("tab", "")
        return self.part or (
            asked if asked in {name for name, _, url in TABS if url == "asof"} else TABS[0][0]
        )

    def page_context(self) -> dict[str, Any]:
        query = urlencode(
            {
                name: value
                for name, value in self.request.GET.items()
                if name in {"on", "known", "since"} and value and "\x00" not in value
            }
        )
        return super().page_context() | {
            "ask": self.form,
            "open_part": self.open_part,
            "printed_at": clock.now(),
            "parts": [
                {
                    "name": name,
                    "label": label,
                    "url": f"{self.url(url)}?{urlencode({'tab': name}) if url == 'asof' else ''}&{query}".replace(
                        "?&", "?"
                    ).rstrip("&?"),
                }
                for name, label, url in TABS
            ],
        }


class AsOf(_AsOf, DetailShell):
    """Terms, their changes between two days, facts and totals."""

    template_name = "ledger/asof/page.html"

    def get_object(self) -> Any:
        return self.plan()

    def panels(self, tab: str) -> list[Panel]:
        return {
            "terms": self._terms,
            "changes": self._changes,
            "facts": self._facts,
            "totals": self._totals,
        }[self.open_part]()

    def _terms(self) -> list[Panel]:
        terms = terms_as_of(self.plan(), self.on, self.known)
        rows = [_term_row(key, terms[key]) for key in REGISTRY if key in terms]
        return [
            Panel(
                title=f"Terms in force on {formatting.long_date(self.on)}",
                note=f"{formatting.plural(len(rows), 'term')}. Each cites the sentence it comes from.",
                template="ledger/plans/terms.html" if rows else "ledger/asof/none.html",
                data={"rows": rows, "plan": self.plan()},
                flush=True,
            )
        ]

    def _changes(self) -> list[Panel]:
        earlier, later = sorted((self.since, self.on))
        changes = [
            {
                "key": change.key,
                "label": change.label,
                "before": term_words(change.key, change.before.value) if change.before else [],
                "after": term_words(change.key, change.after.value) if change.after else [],
                "term": change.after,
                "old": change.before,
            }
            for change in as_of.term_changes(self.plan(), earlier, later, self.known)
        ]
        return [
            Panel(
                title=f"From {formatting.long_date(earlier)} to {formatting.long_date(later)}",
                note=f"{formatting.plural(len(changes), 'term differs', 'terms differ')}.",
                template="ledger/asof/changes.html",
                data={"changes": changes},
                flush=True,
            )
        ]

    def _facts(self) -> list[Panel]:
        rows = as_of.facts(self.plan(), self.on, self.known)
        return [
            TablePanel(
                title="Facts that had happened",
                note="A fact reversed by then is left out; one reversed later still stands here.",
                table=EventTable(rows[:MOST_FACTS]),
                empty="No fact had happened on what was known.",
            )
        ]

    def _totals(self) -> list[Panel]:
        plan = self.plan()
        held = balances.totals(plan, self.on, self.known)
        book = control_book(plan, self.on, self.known)
        decided = distribution(plan, self.on, self.known) if terms_as_of(plan, self.on, self.known) else None
        ended = [
            Fact(
                label=formatting.state_words(role.removeprefix("rights_")), value=formatting.quantity(amount)
            )
            for role, amount in held.ended.items()
            if amount
        ]
        return [
            FactsPanel(
                title="Rights",
                facts=[
                    Fact(label="Issued", value=formatting.quantity(held.issued)),
                    Fact(label="Outstanding", value=formatting.quantity(held.rights_outstanding)),
                    Fact(label="Valid, attached", value=formatting.quantity(held.valid)),
                    Fact(label="In certificates", value=formatting.quantity(held.certificated)),
                    Fact(label="Void", value=formatting.quantity(held.void)),
                    Fact(label="Withheld", value=formatting.quantity(held.withheld)),
                    *ended,
                ],
            ),
            FactsPanel(
                title="Common",
                facts=[
                    Fact(label="In the ledger", value=formatting.quantity(held.common_outstanding)),
                    Fact(
                        label="Control book",
                        value=formatting.quantity(book.outstanding) if book else "nothing recorded by then",
                        hint=f"as of {formatting.short_date(book.as_of)}" if book else "",
                    ),
                    Fact(label="Treasury", value=formatting.quantity(held.treasury)),
                ],
            ),
            FactsPanel(
                title="Distribution Date on what was known",
                facts=[
                    Fact(
                        label="Date",
                        value=formatting.long_date(decided.date) if decided and decided.date else "none",
                        hint=decided.computed.reason if decided else "The plan had no terms then.",
                    )
                ],
            ),
        ]


def _term_row(key: str, term: PlanTerm) -> dict[str, Any]:
    return {
        "key": key,
        "label": REGISTRY[key].label,
        "parts": term_words(key, term.value),
        "term": term,
        "doubts": [],
        "is_long": len(term.citation.split()) > CITATION_WORDS,
    }


class _AsOfList(_AsOf, ListShell):
    template_name = "ledger/asof/list.html"


class AsOfPositions(_AsOfList):
    """What each account held that day."""

    part = "positions"
    table_class = HolderTable
    default_sort = "number"
    noun = "account"
    empty = "No account held anything on what was known."

    def get_queryset(self) -> QuerySet[HolderAccount]:
        return as_of.holdings(self.plan(), self.on, self.known)


class AsOfEntries(_AsOfList):
    """The entries that make up that day."""

    part = "entries"
    table_class = EntryTable
    default_sort = "-effective_on"
    noun = "entry"
    nouns = "entries"
    empty = "Nothing was posted by then."

    def get_queryset(self) -> QuerySet[Entry]:
        return as_of.entries(self.plan(), self.on, self.known).select_related(
            "batch__plan", "from_account__holder", "to_account__holder", "reversed_by"
        )
