"""Calendars: each year day by day, the rows behind it, its versions; and a change, with what it would move."""

from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ledger.enums import Act
from ledger.models import Calendar, CalendarClosing
from ledger.pages.base import LedgerPage
from ledger.pages.calendars.forms import ClosingForm, ReasonForm, YearForm
from ledger.selectors import calendar_year
from ledger.services import calendars
from rightsadmin.common import clock, formatting
from rightsadmin.common.hashing import digest
from rightsadmin.common.shells import Action, Crumb, DetailShell, FieldGroup, FormShell, Panel, Tab

MOST_DEADLINES = 50


class CalendarList(LedgerPage, DetailShell):
    """The calendars of the house."""

    section = "calendars"

    def get_object(self) -> Any:
        return None

    def title(self) -> str:
        return "Calendars"

    def lead(self) -> str:
        return (
            "Monday to Friday less the dated closings below, each with its reason and source. A computed date names "
            "the version it was counted on."
        )

    def panels(self, tab: str) -> list[Panel]:
        return [
            Panel(
                title="Business-day calendars",
                template="ledger/calendars/list.html",
                data={"calendars": calendar_year.listed(), "year": clock.today().year},
                flush=True,
            )
        ]


class _OfOneCalendar(LedgerPage):
    section = "calendars"

    @cached_property
    def calendar(self) -> Calendar:
        return get_object_or_404(Calendar, code=self.kwargs["code"])

    def crumbs(self) -> list[Crumb]:
        return [Crumb(label="Calendars", url=reverse("ledger:calendars"))]

    def address(self, name: str, *arguments: object) -> str:
        """The address of a page of this calendar."""
        return reverse(f"ledger:{name}", args=[self.calendar.code, *arguments])


class CalendarDetail(_OfOneCalendar, DetailShell):
    """One calendar: a year (`?year=`) in a version (`?version=`, the present one by default)."""

    def get_object(self) -> Calendar:
        return self.calendar

    def title(self) -> str:
        return self.calendar.title

    def lead(self) -> str:
        first, last = self.calendar.first.year, self.calendar.last.year
        return f"{self.calendar.code}, {first} to {last}. A day outside is refused, never guessed."

    def status(self) -> tuple[str, str]:
        shown, present = self._version(), self.calendar.version
        return (f"Version {present}", "ok") if shown == present else (f"Version {shown} of {present}", "warn")

    def actions(self) -> list[Action]:
        year = self._year()
        confirm = self.address("calendar-confirm", year)
        return [
            *([] if self._confirmed() else self.action_for(Act.CALENDAR, f"Confirm {year}", confirm)),
            *self.action_for(
                Act.CALENDAR, "Add a closing", self.address("calendar-add") + f"?year={year}", tone="primary"
            ),
        ]

    def _confirmed(self) -> str:
        """Who has held the year against which paper; "" where nobody has."""
        known = calendar_year.confirmed(self.calendar, self._year())
        return f"Confirmed by {known.confirmed_by}, against {known.source}." if known else ""

    def tabs(self) -> list[Tab]:
        return [
            Tab(name="year", label="Year"),
            Tab(name="versions", label="Versions", count=self.calendar.version),
            Tab(
                name="deadlines",
                label="Counted on it",
                count=calendar_year.counted_on(self.calendar.code).count(),
            ),
        ]

    def panels(self, tab: str) -> list[Panel]:
        return {"year": self._panels_of_year, "versions": self._versions, "deadlines": self._deadlines}[tab]()

    def _number(self, name: str, least: int, most: int, default: int) -> int:
        asked = self.request.GET.get(name, "")
        return (
            min(max(int(asked), least), most)
            if asked.isdecimal() and len(asked) <= len(str(most))
            else default
        )

    def _year(self) -> int:
        first, last = self.calendar.first.year, self.calendar.last.year
        return self._number("year", first, last, clock.today().year)

    def _version(self) -> int:
        return self._number("version", 1, self.calendar.version, self.calendar.version)

    def _panels_of_year(self) -> list[Panel]:
        calendar, year, version = self.calendar, self._year(), self._version()
        shown = calendar_year.year_of(calendar, year, version)
        changes = self.action_for(Act.CALENDAR, "", "") and version == calendar.version
        return [
            Panel(
                title=f"{year}",
                note=f"{shown.business_days} Business Days in version {version}. "
                + (self._confirmed() or "Nobody has confirmed this year."),
                template="ledger/calendars/year.html",
                wide=True,
                data={
                    "year": shown,
                    "calendar": calendar,
                    "versions": range(calendar.version, 0, -1),
                    "today": clock.today(),
                    "earlier": year - 1 if year > calendar.first.year else None,
                    "later": year + 1 if year < calendar.last.year else None,
                },
            ),
            Panel(
                title=f"The rows of {year}",
                note="Closed days, and days that might be taken for closings and are none.",
                template="ledger/calendars/rows.html",
                wide=True,
                data={"rows": shown.closings, "calendar": calendar, "may_change": changes},
                flush=True,
            ),
        ]

    def _versions(self) -> list[Panel]:
        return [
            Panel(
                title="Versions",
                note="Nothing is overwritten: an earlier version still answers as it did.",
                template="ledger/calendars/versions.html",
                data={"versions": calendar_year.versions(self.calendar), "calendar": self.calendar},
                flush=True,
            )
        ]

    def _deadlines(self) -> list[Panel]:
        return [
            Panel(
                title="Open deadlines counted on this calendar",
                note=f"The next {MOST_DEADLINES}. A change of the calendar recomputes them.",
                template="ledger/calendars/deadlines.html",
                data={"deadlines": calendar_year.counted_on(self.calendar.code)[:MOST_DEADLINES]},
                flush=True,
            )
        ]


class _Change(_OfOneCalendar, FormShell):
    """A change in two steps on one page: what would move, then the same again with the word to do it."""

    template_name = "ledger/calendars/change.html"
    act = Act.CALENDAR
    submit_label = "Show what would move"
    _done_at = ""

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label=self.calendar.title, url=self.address("calendar"))]

    def changed_day(self, form: forms.Form) -> date:
        """The day the change is about."""
        raise NotImplementedError

    def effect(self, form: forms.Form) -> str | None:
        """What the day becomes; None where its row goes."""
        raise NotImplementedError

    preview: dict[str, Any] | None = None

    def extra_context(self) -> dict[str, Any]:
        return {"preview": self.preview, "calendar": self.calendar}

    def success_url(self) -> str:
        return self._done_at

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The first time shows what would move; the second, if the same would still move, does it."""
        form = self.form_class(request.POST, **self.form_options())
        if not form.is_valid():
            return self._show(form)
        try:
            moved = calendars.preview_change(
                code=self.calendar.code, day=self.changed_day(form), effect=self.effect(form)
            )
        except self.refusals as refusal:
            form.add_error(None, self.words_of(refusal))
            return self._show(form)
        shown = _digest_of(form, moved)
        if form.cleaned_data["seen"] == shown:
            return super().post(request, *args, **kwargs)
        self.preview = {"moved": moved, "changed": bool(form.cleaned_data["seen"])}
        self.submit_label = "Change the calendar"
        data = request.POST.copy()
        data["seen"] = shown
        form.data = data
        return self._show(form)

    def perform(self, form: forms.Form) -> str:
        day, told = self.changed_day(form), form.cleaned_data
        change = calendars.change(
            code=self.calendar.code,
            day=day,
            effect=self.effect(form),
            reason=told["reason"],
            source=told.get("source", ""),
            actor=self.actor,
        )
        self._done_at = f"{self.address('calendar')}?year={day.year}"
        moved = formatting.plural(len(change.moved), "date moved", "dates moved")
        return f"{change.calendar.code} is now version {change.calendar.version}; {moved}."


def _digest_of(form: forms.Form, moved: tuple[calendars.Moved, ...]) -> str:
    """The change and what it would move: if either differs at the second post, the page is shown again."""
    asked = {name: str(value) for name, value in form.cleaned_data.items() if name != "seen"}
    return digest([asked, [[each.plan.slug, each.key, each.before, each.after] for each in moved]])


class CalendarAdd(_Change):
    """A day closed, or open where a rule would close it."""

    form_class = ClosingForm
    groups = (
        FieldGroup(title="The day", fields=("day", "effect")),
        FieldGroup(title="Why, and by which paper", fields=("reason", "source")),
    )

    def title(self) -> str:
        return "Add a closing"

    def lead(self) -> str:
        return f"{self.calendar.title} becomes version {self.calendar.version + 1}."

    def changed_day(self, form: forms.Form) -> date:
        day: date = form.cleaned_data["day"]
        return day

    def effect(self, form: forms.Form) -> str:
        return str(form.cleaned_data["effect"])


class CalendarRemove(_Change):
    """A row that goes from the next version on."""

    form_class = ReasonForm
    groups = (FieldGroup(title="Why it goes", fields=("reason",)),)

    @cached_property
    def _row(self) -> CalendarClosing:
        return get_object_or_404(
            CalendarClosing, calendar=self.calendar, pk=self.number("pk"), until_version=None
        )

    def title(self) -> str:
        return f"Remove {formatting.long_date(self._row.date)}"

    def lead(self) -> str:
        return f"{self._row.get_effect_display()}: {self._row.reason}. {self._row.source}"

    def changed_day(self, form: forms.Form) -> date:
        return self._row.date

    def effect(self, form: forms.Form) -> None:
        return None


class YearConfirm(_OfOneCalendar, FormShell):
    """A year of the calendar, held against the paper that announces its closings."""

    act = Act.CALENDAR
    form_class = YearForm
    submit_label = "Confirm the year"

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label=self.calendar.title, url=self.success_url())]

    def title(self) -> str:
        return f"Confirm {self.kwargs['year']}"

    def lead(self) -> str:
        return f"{self.calendar.title}: its Business Days of {self.kwargs['year']} are those of the paper."

    def perform(self, form: forms.Form) -> str:
        told = form.cleaned_data
        row = calendars.confirm_year(
            code=self.calendar.code, year=self.kwargs["year"], source=told["source"], actor=self.actor
        )
        return f"{row.year} is confirmed."

    def success_url(self) -> str:
        return f"{self.address('calendar')}?year={self.kwargs['year']}"
