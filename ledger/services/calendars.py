"""Calendars in the database: started from the shipped closings, changed row by row, each change a new version."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from ledger.calendars import CALENDAR_CODES, seeded_calendar
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Calendar, CalendarClosing, ConfirmedYear, Plan
from ledger.permissions import require_propose
from ledger.rules.business_days import FIRST_DAY, LAST_DAY, Closing
from ledger.selectors import calendars as selector, law
from ledger.services import audit, deadlines
from ledger.services.locks import lock_calendar, lock_plan
from ledger.terms.declared.ends import CALENDARS
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor


def load_shipped(*, actor: Actor) -> list[Calendar]:
    """The calendars that shipped rows changed: one that lacked is loaded whole; to any other those of days on which it
    never had a row are added, as its next version. What staff added or removed stays. The next sweep of the deadlines
    counts on it.
    """
    require_propose(actor, Act.CALENDAR)
    with transaction.atomic():
        changed = [
            _load(code, actor) if (found := lock_calendar(code)) is None else _extend(found, actor)
            for code in CALENDAR_CODES
        ]
    return [calendar for calendar in changed if calendar]


def _load(code: str, actor: Actor) -> Calendar:
    calendar = audit.stamp(
        Calendar(code=code, title=CALENDARS[code], first=FIRST_DAY, last=LAST_DAY),
        actor=actor,
        reason="shipped",
    )
    calendar.save()
    _write_shipped(calendar, seeded_calendar(code).closings, actor)
    return calendar


def _extend(calendar: Calendar, actor: Actor) -> Calendar | None:
    """The calendar with the shipped rows that it never had; None where it has had them all."""
    had = set(CalendarClosing.objects.filter(calendar=calendar).values_list("date", flat=True))
    lacking = [row for row in seeded_calendar(calendar.code).closings if row.date not in had]
    if not lacking:
        return None
    _raise_version(calendar, actor, "shipped")
    _write_shipped(calendar, lacking, actor)
    return calendar


def _write_shipped(calendar: Calendar, shipped: Sequence[Closing], actor: Actor) -> None:
    rows = [
        CalendarClosing(
            calendar=calendar,
            date=row.date,
            effect=row.effect,
            reason=row.reason[:200],
            source=row.source[:300],
            since_version=calendar.version,
        )
        for row in shipped
    ]
    bulk_create_with_history(
        rows,
        CalendarClosing,
        batch_size=1_000,
        default_user=actor.user,
        default_change_reason=f"{actor.name}: shipped",
    )
    after = {"closings": len(rows), "version": calendar.version}
    audit.record("calendar.changed", plan=None, target=calendar, after=after, actor=actor)


def add_closing(*, code: str, day: date, effect: str, reason: str, source: str, actor: Actor) -> Calendar:
    """A dated row from the next version on: the day is closed, or open where a rule would close it.

    RuleViolation without a reason and a source or outside the calendar; Conflict where the day has a row now.
    """
    if not reason.strip() or not source.strip():
        raise RuleViolation(
            "Say why the day is closed or open, and by which paper: reason and source are needed."
        )
    with transaction.atomic():
        calendar = _locked(code, actor)
        if not calendar.first <= day <= calendar.last:
            raise RuleViolation(f"{day} is outside the calendar {code}, {calendar.first} to {calendar.last}.")
        if calendar.closings.filter(date=day, until_version__isnull=True).exists():
            raise Conflict(f"{day} has a row in {code} already. Remove it first.", next_act=Act.CALENDAR)
        _raise_version(calendar, actor, reason)
        closing = audit.stamp(
            CalendarClosing(
                calendar=calendar,
                date=day,
                effect=effect,
                reason=reason.strip()[:200],
                source=source.strip()[:300],
                since_version=calendar.version,
            ),
            actor=actor,
            reason=reason,
        )
        closing.full_clean(exclude=["calendar"])
        closing.save()
        after = {"date": day.isoformat(), "effect": effect, "source": source, "version": calendar.version}
        audit.record("calendar.changed", plan=None, target=calendar, reason=reason, after=after, actor=actor)
    return calendar


def remove_closing(*, code: str, day: date, reason: str, actor: Actor) -> Calendar:
    """Ends the day's row with the present version; earlier versions keep it. RuleViolation where there is none."""
    if not reason.strip():
        raise RuleViolation("Say why the row is removed, and by which paper.")
    with transaction.atomic():
        calendar = _locked(code, actor)
        rows = CalendarClosing.objects.filter(calendar=calendar, date=day, until_version__isnull=True)
        closing = rows.first()
        if closing is None:
            raise RuleViolation(f"{day} has no row in {code}.")
        _raise_version(calendar, actor, reason)
        closing.until_version = calendar.version
        audit.stamp(closing, actor=actor, reason=reason).save(update_fields=["until_version"])
        before = {"date": day.isoformat(), "effect": closing.effect, "version": calendar.version - 1}
        audit.record(
            "calendar.changed", plan=None, target=calendar, reason=reason, before=before, actor=actor
        )
    return calendar


def confirm_year(*, code: str, year: int, source: str, actor: Actor) -> ConfirmedYear:
    """The calendar's year was held against the paper that announces its closings; what differed is added before.

    RuleViolation without the paper or outside the calendar; Conflict where the year was confirmed already.
    """
    if not source.strip():
        raise RuleViolation("Name the paper that you held the year against.", where="source")
    with transaction.atomic():
        calendar = _locked(code, actor)
        if not calendar.first.year <= year <= calendar.last.year:
            raise RuleViolation(
                f"{year} is outside the calendar {code}, {calendar.first} to {calendar.last}."
            )
        known = ConfirmedYear.objects.filter(calendar=calendar, year=year).first()
        if known:
            raise Conflict(f"{known.confirmed_by} has confirmed {year} already, against {known.source}.")
        confirmed = ConfirmedYear.objects.create(
            calendar=calendar,
            year=year,
            source=source.strip()[:300],
            confirmed_at=clock.now(),
            confirmed_by=actor.name,
        )
        audit.record(
            "calendar.confirmed", plan=None, target=calendar, reason=source, after={"year": year}, actor=actor
        )
        enqueue.on_commit("ledger.sweep_deadlines")
    return confirmed


@dataclass(frozen=True)
class Moved:
    """A computed date that a change of the calendar moves: None where there is no date."""

    plan: Plan
    key: str
    title: str
    before: date | None
    after: date | None


@dataclass(frozen=True)
class CalendarChange:
    """A change that was made: the calendar in its new version, and every date it moved."""

    calendar: Calendar
    moved: tuple[Moved, ...]


def preview_change(*, code: str, day: date, effect: str | None) -> tuple[Moved, ...]:
    """Every date of every living plan that would move if `day` had this row (None: if its row were removed).

    Nothing is written. RuleViolation where there is no such calendar, or no row to remove.
    """
    now = selector.snapshot(code)
    kept = tuple(row for row in now.closings if row.date != day)
    if effect is None and kept == now.closings:
        raise RuleViolation(f"{day} has no row in {code}.")
    row = (
        ()
        if effect is None
        else (Closing(day, code, "open" if effect == CalendarClosing.Effect.OPEN else "closed", "proposed"),)
    )
    changed = replace(now, version=f"{int(now.version) + 1}", closings=kept + row)
    plans = deadlines.living()
    with selector.remembered():
        before = [_told(plan, law.dates(plan)) for plan in plans]
    with selector.remembered({code: changed}):
        after = [_told(plan, law.dates(plan)) for plan in plans]
    return tuple(_moved(plans, before, after))


def change(
    *, code: str, day: date, effect: str | None, reason: str, source: str = "", actor: Actor
) -> CalendarChange:
    """Adds the row, or removes it where `effect` is None, recomputes every living plan and answers what moved.

    Raises as `add_closing` and `remove_closing` do; nothing is changed then.
    """
    with transaction.atomic():
        plans = [lock_plan(plan.pk) for plan in deadlines.living()]
        with selector.remembered():
            before = [_told(plan, law.dates(plan)) for plan in plans]
        if effect is None:
            calendar = remove_closing(code=code, day=day, reason=reason, actor=actor)
        else:
            calendar = add_closing(
                code=code, day=day, effect=effect, reason=reason, source=source, actor=actor
            )
        after = []
        with selector.remembered():
            for plan in plans:
                dates = law.dates(plan)
                after.append(_told(plan, dates))
                deadlines.bring_to_date(plan=plan, actor=actor, dates=dates)
    return CalendarChange(calendar, tuple(_moved(plans, before, after)))


# Key -> title and date.
_Told = dict[str, tuple[str, date | None]]


def _told(plan: Plan, dates: law.Dates) -> _Told:
    """The dates of a plan by key; an occurred Distribution Date stands whatever a calendar says."""
    told: _Told = {row.key: (row.title, row.date) for row in dates.others}
    if plan.distribution_date is None:
        told["distribution_date"] = ("Distribution Date", dates.distribution.date)
    return told


def _moved(plans: Sequence[Plan], before: Sequence[_Told], after: Sequence[_Told]) -> Iterator[Moved]:
    for plan, was, now in zip(plans, before, after, strict=True):
        for key, (title, told) in ({key: (title, None) for key, (title, _) in was.items()} | now).items():
            earlier = was.get(key, (title, None))[1]
            if earlier != told:
                yield Moved(plan, key, title, earlier, told)


def _locked(code: str, actor: Actor) -> Calendar:
    require_propose(actor, Act.CALENDAR)
    calendar = lock_calendar(code)
    if calendar is None:
        raise RuleViolation(f"There is no calendar {code!r}.")
    return calendar


def _raise_version(calendar: Calendar, actor: Actor, reason: str) -> None:
    calendar.version += 1
    audit.stamp(calendar, actor=actor, reason=reason).save(update_fields=["version"])
