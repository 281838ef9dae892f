"""The plan page: where it stands, its dates, its terms with their sentences, its papers."""

from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from ledger.enums import Act, IssueStatus, Severity
from ledger.models import (
    ControlBookEntry,
    DataQualityIssue,
    Director,
    Entitlement,
    Plan,
    PlanTerm,
    Signatory,
)
from ledger.pages.base import PlanPage, end_told, history_panel
from ledger.pages.corrections.tables import NOT_IN_SHORT, BatchTable
from ledger.pages.papers import Places
from ledger.pages.plans.tables import PLAN_TONES
from ledger.pages.questions.tables import ISSUE_TONES, QuestionTable
from ledger.permissions import may_propose
from ledger.selectors import balances, corrections, exhibits, plan_day, timeline
from ledger.selectors.control_book import by_class, control_book
from ledger.selectors.terms import terms_as_of
from ledger.terms import REGISTRY, in_one_line, term_words
from rightsadmin.common import formatting
from rightsadmin.common.shells import Action, DetailShell, Fact, FactsPanel, Panel, Tab, TablePanel

RECENT_BATCHES = 6
QUESTIONS_SHOWN = 5
CITATION_WORDS = 22  # longer sentences open on a click


class PlanDetail(PlanPage, DetailShell):
    """One plan."""

    section = "plan"

    def get_object(self) -> Plan:
        return self.plan()

    def title(self) -> str:
        return self.plan().name

    def crumbs(self) -> list[Any]:
        return []

    def lead(self) -> str:
        return f"Rights Agreement dated {formatting.long_date(self.plan().agreement_date)}"

    def status(self) -> tuple[str, str]:
        if end := end_told(self.request, self.plan()):
            return end.heading, "bad" if end.is_come else "warn"
        return self.plan().get_state_display(), PLAN_TONES.get(self.plan().state, "")

    def actions(self) -> list[Action]:
        return [
            *self.action_for(Act.CONTROL_BOOK, "Change the control book", self.url("control-book")),
            *(
                []
                if self.plan().amendments.exists()
                else self.action_for(Act.HISTORY, "Amendments of the past", self.url("past"))
            ),
            *self.action_for(Act.PIN_DAY, "Replay a day", self.url("pin")),
            *self.action_for(Act.HANDOVER, "Hand over", self.url("handover")),
        ]

    def tabs(self) -> list[Tab]:
        return [
            Tab(name="overview", label="Overview"),
            Tab(name="terms", label="Terms"),
            Tab(name="board", label="Board and officers"),
            Tab(name="papers", label="Papers"),
            Tab(name="history", label="History"),
        ]

    def panels(self, tab: str) -> list[Panel]:
        return {
            "overview": self._overview,
            "terms": self._terms,
            "board": self._board,
            "papers": self._papers,
            "history": self._history,
        }[tab]()

    def _history(self) -> list[Panel]:
        return [history_panel(plan=self.plan())]

    def _overview(self) -> list[Panel]:
        plan = self.plan()
        today = plan_day.today(plan)
        terms = terms_as_of(plan, max(today, plan.agreement_date))
        dates = timeline.moments(plan, terms)
        issues = self._open_issues()
        return [
            Panel(
                title="Timeline",
                template="ledger/plans/timeline.html",
                data={"timeline": timeline.drawing(plan, dates), "moments": dates},
                wide=True,
            ),
            TablePanel(
                title="Open questions",
                note="Each holds acts until counsel or the Board closes it and a second person agrees.",
                table=QuestionTable(issues[:QUESTIONS_SHOWN], exclude=("opened_at", "severity")),
                empty="None is open.",
                more_url=self.url("questions"),
                more_label=f"All {issues.count()} in the register",
            ),
            *self._entitlements(),
            TablePanel(
                title="Latest batches",
                table=BatchTable(
                    corrections.with_pairs(plan).order_by("-number")[:RECENT_BATCHES], exclude=NOT_IN_SHORT
                ),
                empty="Nothing is posted yet.",
                more_url=self.url("entries"),
                more_label="All entries",
            ),
            self._figures(today),
            self._header(terms),
        ]

    def _entitlements(self) -> list[Panel]:
        """What a Right buys since an event or by resolution, the latest first, and the way to what it buys now."""
        rows = (
            Entitlement.objects.filter(plan=self.plan()).select_related("document").order_by("-effective_at")
        )
        facts = [
            Fact(
                label=f"From {formatting.instant(row.effective_at)}",
                value=f"{formatting.mixed(Fraction(row.per_right))} {row.security}",
                hint=f"{row.get_basis_display()}; {row.document.title}",
                url=reverse("ledger:approval", args=[row.approval_id]),
            )
            for row in rows
        ]
        now = Fact(label="Now", value="What a Right buys, why, and by which words", url=self.url("right"))
        return [FactsPanel(title="What a Right buys", facts=[*facts, now])]

    def _open_issues(self) -> QuerySet[DataQualityIssue]:
        return (
            DataQualityIssue.objects.filter(plan=self.plan(), severity=Severity.HOLD)
            .exclude(status=IssueStatus.RESOLVED)
            .select_related("plan")
            .order_by("pk")
        )

    def _figures(self, today: date) -> Panel:
        plan = self.plan()
        book = control_book(plan, today)
        held = balances.totals(plan)
        figures = [
            Fact(
                label="Control book",
                value=formatting.quantity(book.outstanding) if book else "—",
                hint=f"outstanding as of {formatting.short_date(book.as_of)}"
                if book
                else "nothing recorded yet",
            ),
            Fact(
                label="Common in the ledger",
                value=formatting.quantity(held.common_outstanding),
                hint=_agreement(book, held.common_outstanding),
            ),
            Fact(label="Rights outstanding", value=formatting.quantity(held.rights_outstanding)),
            Fact(label="Valid, attached", value=formatting.quantity(held.valid)),
            Fact(label="In certificates", value=formatting.quantity(held.certificated)),
            Fact(label="Void", value=formatting.quantity(held.void)),
            Fact(label="Withheld", value=formatting.quantity(held.withheld)),
        ]
        if book:
            figures += [
                Fact(label="Treasury", value=formatting.quantity(book.treasury)),
                Fact(label="Reserved for plans", value=formatting.quantity(book.reserved)),
                *(
                    Fact(
                        label=f"Class {code}",
                        value=formatting.quantity(issued.outstanding),
                        hint="outstanding",
                    )
                    for code, issued in by_class(book).items()
                ),
            ]
        return FactsPanel(title="Figures", facts=figures, aside=True)

    def _header(self, terms: dict[str, PlanTerm]) -> Panel:
        shown = (
            "issuer.name",
            "issuer.state",
            "issuer.address",
            "issuer.commission_file",
            "issuer.ein",
            "agent.name",
            "purchase_price.amount",
        )
        facts = [
            Fact(
                label=REGISTRY[key].label,
                value=in_one_line(key, terms[key].value),
                url=f"?tab=terms#term-{key}",
            )
            for key in shown
            if key in terms
        ]
        return FactsPanel(title="The plan", facts=facts, aside=True)

    def _terms(self) -> list[Panel]:
        plan = self.plan()
        on = max(plan_day.today(plan), plan.agreement_date)
        terms = terms_as_of(plan, on)
        issues = DataQualityIssue.objects.filter(plan=plan).exclude(status=IssueStatus.RESOLVED)
        doubts: dict[str, list[DataQualityIssue]] = {}
        for issue in issues:
            for key in issue.term_keys:
                doubts.setdefault(key, []).append(issue)
        places = Places()
        rows = [
            {
                "key": key,
                "label": kind.label,
                "parts": term_words(key, terms[key].value),
                "term": terms[key],
                "doubts": doubts.get(key, []),
                "place": places.of(terms[key].document, terms[key].citation, plan),
                "is_long": len(terms[key].citation.split()) > CITATION_WORDS,
            }
            for key, kind in REGISTRY.items()
            if key in terms
        ]
        return [
            Panel(
                title=f"Terms in force on {formatting.long_date(on)}",
                note="Each cites the sentence it comes from; an earlier term stays on file.",
                template="ledger/plans/terms.html",
                data={"rows": rows, "plan": plan, "tones": ISSUE_TONES},
                flush=True,
            )
        ]

    def _board(self) -> list[Panel]:
        plan = self.plan()
        return [
            Panel(
                title="Directors",
                template="ledger/plans/board.html",
                data={
                    "directors": Director.objects.filter(plan=plan),
                    "signatories": Signatory.objects.filter(plan=plan).select_related("incumbency"),
                    "may_end": may_propose(self.actor, Act.INSTRUCTION),
                    "plan": plan,
                },
                flush=True,
            )
        ]

    def _papers(self) -> list[Panel]:
        plan = self.plan()
        on = max(plan_day.today(plan), plan.agreement_date)
        return [
            Panel(
                title="The agreement’s papers",
                note="Until 4.1 and 4.2 are on file every letter says that it rests on the summary only.",
                template="ledger/plans/exhibits.html",
                data={"exhibits": exhibits.checklist(plan, on), "slug": plan.slug},
                flush=True,
            ),
            Panel(
                title="Source documents",
                template="ledger/plans/papers.html",
                data={"documents": plan.documents.all(), "slug": plan.slug},
                flush=True,
            ),
        ]


def _agreement(book: ControlBookEntry | None, held: Any) -> str:
    if book is None:
        return ""
    return (
        "equals the control book"
        if book.outstanding == held
        else f"differs from the control book by {formatting.quantity(held - book.outstanding)}"
    )
