"""What if: the same rules on hypothetical facts and figures. Nothing is stored; the state of the page is its URL."""

from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from ledger.errors import BackOfficeError
from ledger.pages.base import PlanPage
from ledger.pages.deadlines.views import STATE_TONES
from ledger.pages.whatif.figures import KINDS, AdjustmentForm, FiguresForm
from ledger.pages.whatif.forms import CaseForm, WhatIfForm
from ledger.permissions import may_rehearse
from ledger.rules.business_days import OutOfRange
from ledger.rules.exact import exact_text
from ledger.rules.facts import BadInput, Computed
from ledger.rules.wire import read_events
from ledger.selectors import law, plan_day, provided, whatif
from ledger.selectors.terms import distribution_terms
from ledger.selectors.whatif import Calculations, Case, answer, read_cases, worksheet
from ledger.services.deadlines import PRONG_TITLES
from ledger.timeline_svg import Strip, StripDay, strip
from rightsadmin.common import formatting
from rightsadmin.common.htmx import finish
from rightsadmin.common.shells import Action, Crumb, Tab

MOST_CASES = 25
TABS = (
    Tab(name="dates", label="Dates"),
    Tab(name="figures", label="Figures"),
    Tab(name="case", label="Pasted case"),
)


class WhatIf(PlanPage):
    """Suppose something happened: when would the Distribution Date be, what would a Right buy?"""

    section = "whatif"
    template_name = "ledger/whatif/page.html"

    def title(self) -> str:
        return "What if"

    def lead(self) -> str:
        return "The rules of the plan on facts that have not happened."

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Trigger cockpit", url=self.url("cockpit"))]

    def actions(self) -> list[Action]:
        found = [Action(label="What if announced today", url=self.url("whatif") + "?suppose=announced-today")]
        if may_rehearse(self.actor):
            found.append(Action(label="Rehearse a story", url=reverse("rehearsal", args=[self.plan().slug])))
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.GET.get("suppose") == "announced-today":
            return HttpResponseRedirect(self.url("whatif") + "?" + urlencode(self._announced_today()))
        return self._show()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answers a pasted case, which may be too long for an address; it changes nothing."""
        return self._show()

    def _announced_today(self) -> dict[str, str]:
        """The questions of “what if announced today”: the plan's own percentage, this noon in New York."""
        plan = self.plan()
        today = plan_day.today(plan)
        terms = distribution_terms(plan, today)
        # Where a Stock Acquisition Date is on record a later announcement restarts nothing: ask it by itself then.
        has_begun = law.distribution(plan).stock_acquisition_date is not None
        percent = terms.stock_acquisition.pct if terms.stock_acquisition else terms.immediate_pct
        found = {"ask": "1", "announced_at": f"{today.isoformat()}T12:00"}
        found |= {} if has_begun else {"with_recorded": "on"}
        return found | ({"announced_pct": exact_text(percent)} if percent is not None else {})

    @cached_property
    def _tab(self) -> str:
        if self.request.method == "POST":
            return "case"
        asked = self.request.GET.get("tab", "")
        return asked if asked in {tab.name for tab in TABS} else TABS[0].name

    def _show(self) -> HttpResponse:
        shown = {"dates": self._dates, "figures": self._figures, "case": self._case}[self._tab]()
        bad = any(
            form.is_bound and form.errors for form in (shown.get("form"),) if isinstance(form, forms.Form)
        )
        context = {"tabs": TABS, "open_tab": self._tab, **shown}
        response = render(
            self.request, self.template_name, context | self.page_context(), status=422 if bad else 200
        )
        return finish(self.request, response)

    # ---------------------------------------------------------------------------------------------- dates

    def _dates(self) -> dict[str, Any]:
        asked = "ask" in self.request.GET
        found = provided.provided(self.plan())
        form = WhatIfForm(
            self.request.GET if asked else None,
            initial={"with_recorded": True},
            has=partial(provided.has, found),
        )
        shown: dict[str, Any] = {
            "form": form,
            "part": "ledger/whatif/dates.html",
            "groups": _groups(
                [(each.title, [form[name] for name in each.fields]) for each in form.suppositions]
            ),
        }
        if not asked or not form.is_valid():
            return shown
        try:
            decided = whatif.hypothesis(
                self.plan(), read_events(form.events()), with_recorded=form.cleaned_data["with_recorded"]
            )
        except (BadInput, OutOfRange, BackOfficeError) as refusal:
            form.add_error(None, self.words_of(refusal))
            return shown
        return shown | {"answer": self._told(decided), "supposed": _supposed_words(form)}

    def _told(self, decided: law.Dates) -> dict[str, Any]:
        """A decision for the template: the four prongs with their strips, the deadlines, the warnings."""
        today = plan_day.today(self.plan())
        distribution = decided.distribution
        return {
            "distribution": distribution,
            "calendar": decided.calendar,
            "prongs": [
                {
                    "row": row,
                    "title": PRONG_TITLES[row.prong],
                    "state": formatting.state_words(row.status),
                    "governs": row.prong in distribution.governing,
                    "tone": STATE_TONES.get(row.status, ""),
                    "strip": _strip(row.computed, today),
                }
                for row in distribution.prongs
            ],
            "deadlines": decided.deadlines,
            "today": today,
        }

    # -------------------------------------------------------------------------------------------- figures

    def _figures(self) -> dict[str, Any]:
        asked = self.request.GET.get("kind", "")
        kind = asked if asked in KINDS else next(iter(KINDS))
        form_class = KINDS[kind][1]
        bound = "ask" in self.request.GET
        form = form_class(
            self.request.GET if bound else None,
            initial={} if bound else whatif.starting_figures(self.plan(), kind),
        )
        shown: dict[str, Any] = {
            "form": form,
            "part": "ledger/whatif/figures.html",
            "kind": kind,
            "kinds": [(name, label) for name, (label, _) in KINDS.items()],
            "figures": [form[name] for name in form.base_fields],
            "steps": _groups(form.step_groups()) if isinstance(form, AdjustmentForm) else [],
        }
        if bound and form.is_valid():
            shown |= self._worked(form, kind)
        return shown

    def _worked(self, form: FiguresForm, kind: str) -> dict[str, Any]:
        calculation = form.calculation(kind)
        try:
            return {"worked": {"answer": _answer_words(answer(calculation)), "lines": worksheet(calculation)}}
        except BadInput as refusal:
            form.add_error(None, self.words_of(refusal))
            return {}

    # ----------------------------------------------------------------------------------------------- case

    def _case(self) -> dict[str, Any]:
        form = CaseForm(self.request.POST if self.request.method == "POST" else None)
        shown: dict[str, Any] = {"form": form, "part": "ledger/whatif/case.html"}
        if not form.is_bound or not form.is_valid():
            return shown
        try:
            cases = _cases(form.cleaned_data["case"])
            return shown | {"answers": [self._answered(case) for case in cases]}
        except BadInput as refusal:
            form.add_error("case", self.words_of(refusal))
            return shown

    def _answered(self, case: Case) -> dict[str, Any]:
        try:
            if isinstance(case.question, Calculations):
                worked = [
                    {
                        "kind": item["kind"],
                        "answer": _answer_words(answer(item, place)),
                        "lines": worksheet(item),
                    }
                    for place, item in (
                        (f"calculations[{index}]", item) for index, item in enumerate(case.question.items)
                    )
                ]
                return {"label": case.name or case.label, "worked": worked}
            decided = law.supposed(case.question.terms, case.question.events).dates()
        except (BadInput, OutOfRange) as error:
            raise case.blame(error) from None
        return {"label": case.name or case.label, "answer": self._told(decided)}


def _cases(text: str) -> list[Case]:
    cases = read_cases(text)
    if len(cases) > MOST_CASES:
        raise BadInput("", f"at most {MOST_CASES} cases at once; manage.py simulate has no such limit")
    return cases


def _groups(groups: list[tuple[str, list[forms.BoundField]]]) -> list[dict[str, Any]]:
    """Groups of fields for the page: the first stands open, and every one that is filled or wrong."""
    return [
        {
            "title": title,
            "fields": fields,
            "open": number == 0
            or any(field.errors or (field.form.is_bound and _is_filled(field)) for field in fields),
        }
        for number, (title, fields) in enumerate(groups)
    ]


def _is_filled(field: forms.BoundField) -> bool:
    first_choice = next((value for value, _ in getattr(field.field, "choices", [])), "")
    return field.data not in (None, "", False, first_choice)


def _strip(computed: Computed[Any], today: date) -> Strip | None:
    if not computed.counted:
        return None
    days = [StripDay(on=day.date, number=day.number) for day in computed.counted]
    days += [StripDay(on=day.date, name=day.name) for day in computed.skipped]
    return strip(days, today)


def _supposed_words(form: WhatIfForm) -> list[tuple[str, list[tuple[str, str]]]]:
    def words(value: Any) -> str:
        if value is True:
            return "yes"
        if isinstance(value, Decimal):
            return f"{formatting.quantity(value)}%"  # every number of a supposition is a percentage
        if hasattr(value, "astimezone"):
            return formatting.instant(value)
        if hasattr(value, "isoformat"):
            return formatting.long_date(value)
        return str(value)

    return [(title, [(label, words(value)) for label, value in filled]) for title, filled in form.supposed()]


def _answer_words(answered: dict[str, Any]) -> list[tuple[str, str]]:
    """An answer for reading: its names in words, its lists in one line."""
    return [
        (
            name.replace("_", " ").capitalize(),
            ", ".join(f"{part:,}" if isinstance(part, int) else str(part) for part in value) or "none"
            if isinstance(value, list)
            else f"{value:,}"
            if isinstance(value, int)
            else str(value),
        )
        for name, value in answered.items()
    ]
