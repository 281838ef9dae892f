"""A stored calendar for reading: one year day by day, the rows behind it, its versions, and what is counted on it."""

import calendar as months
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from ledger.enums import DeadlineStatus
from ledger.models import AuditEvent, Calendar, CalendarClosing, ConfirmedYear, Deadline
from ledger.rules.business_days import BusinessCalendar
from ledger.selectors.calendars import snapshot

_SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of the year: `kind` is business, weekend, closed or open (a row says open against the rule)."""

    on: date
    kind: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Month:
    """One month as weeks of seven, Monday first; None stands before its first and after its last day."""

    name: str
    weeks: tuple[tuple[Day | None, ...], ...]
    business_days: int


@dataclass(frozen=True, kw_only=True)
class Year:
    """A year of a calendar in one version, with the rows that fall in it."""

    year: int
    months: tuple[Month, ...]
    closings: tuple[CalendarClosing, ...]
    version: int

    @property
    def business_days(self) -> int:
        """How many Business Days the year has."""
        return sum(month.business_days for month in self.months)


def year_of(calendar: Calendar, year: int, version: int) -> Year:
    """The year as that version of the calendar has it; days outside the calendar's range are left empty."""
    counted = snapshot(calendar.code, version)
    rows = rows_of(calendar, version).filter(date__year=year).order_by("date")
    named = {row.date: row for row in rows}
    return Year(
        year=year,
        months=tuple(_month(counted, named, year, number) for number in range(1, 13)),
        closings=tuple(rows),
        version=version,
    )


def _month(counted: BusinessCalendar, named: dict[date, CalendarClosing], year: int, number: int) -> Month:
    weeks = []
    business_days = 0
    for week in months.Calendar().monthdatescalendar(year, number):
        days: list[Day | None] = []
        for on in week:
            inside = on.month == number and counted.first <= on <= counted.last
            day = _day(counted, named, on) if inside else None
            business_days += bool(day and counted.is_business_day(on))
            days.append(day)
        weeks.append(tuple(days))
    return Month(name=months.month_name[number], weeks=tuple(weeks), business_days=business_days)


def _day(counted: BusinessCalendar, named: dict[date, CalendarClosing], on: date) -> Day:
    row = named.get(on)
    if row and row.effect == CalendarClosing.Effect.OPEN:
        return Day(on=on, kind="open", name=row.reason)
    if on.weekday() >= _SATURDAY:
        return Day(on=on, kind="weekend", name=counted.holiday_name(on) or "")
    return Day(on=on, kind="closed", name=row.reason) if row else Day(on=on, kind="business")


def rows_of(calendar: Calendar, version: int) -> QuerySet[CalendarClosing]:
    """The rows in force in a version."""
    return calendar.closings.filter(
        Q(until_version__isnull=True) | Q(until_version__gt=version), since_version__lte=version
    )


def closings_on(code: str, version: int, days: Iterable[date]) -> dict[date, CalendarClosing]:
    """Day -> the row that closed it in that version of the calendar; weekends have none."""
    rows = CalendarClosing.objects.filter(
        Q(until_version__isnull=True) | Q(until_version__gt=version),
        calendar__code=code,
        since_version__lte=version,
        date__in=list(days),
    )
    return {row.date: row for row in rows}


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version after the shipped one: the row it added or ended, and the act that made it."""

    number: int
    added: tuple[CalendarClosing, ...]
    ended: tuple[CalendarClosing, ...]
    act: AuditEvent | None


def versions(calendar: Calendar) -> list[Version]:
    """Every version after the first, the latest first."""
    later = calendar.closings.filter(Q(since_version__gt=1) | Q(until_version__isnull=False))
    added: dict[int, list[CalendarClosing]] = {}
    ended: dict[int, list[CalendarClosing]] = {}
    for row in later:
        if row.since_version > 1:
            added.setdefault(row.since_version, []).append(row)
        if row.until_version:
            ended.setdefault(row.until_version, []).append(row)
    acts = _acts(calendar)
    return [
        Version(
            number=number,
            added=tuple(added.get(number, ())),
            ended=tuple(ended.get(number, ())),
            act=acts.get(number),
        )
        for number in range(calendar.version, 1, -1)
    ]


def _acts(calendar: Calendar) -> dict[int, AuditEvent]:
    """Version -> the act that made it, as the act tells: a calendar that came with the schema has none of version 1."""
    events = AuditEvent.objects.filter(
        verb="calendar.changed", object_type="calendar", object_id=calendar.pk
    ).order_by("at", "pk")
    return {_version_made(event): event for event in events}


def _version_made(event: AuditEvent) -> int:
    """The version that the act made: what was added says it, what was removed the one before."""
    made = (event.after or {}).get("version") or (event.before or {})["version"] + 1
    return int(made)


def listed() -> list[tuple[Calendar, int, int]]:
    """Each calendar with how many rows it has now and how many open deadlines count on it."""
    rows = dict(
        CalendarClosing.objects.filter(until_version__isnull=True)
        .order_by()
        .values_list("calendar_id")
        .annotate(Count("pk"))
    )
    deadlines = dict(_open().order_by().values_list("calendar_code").annotate(Count("pk")))
    return [
        (calendar, rows.get(calendar.pk, 0), deadlines.get(calendar.code, 0))
        for calendar in Calendar.objects.all()
    ]


def confirmed(calendar: Calendar, year: int) -> ConfirmedYear | None:
    """Who held the year against its paper; None where nobody has."""
    return ConfirmedYear.objects.filter(calendar=calendar, year=year).first()


def counted_on(code: str) -> QuerySet[Deadline]:
    """The current deadlines that count on the calendar, of all plans, the earliest first."""
    return _open().filter(calendar_code=code).select_related("plan").order_by("date", "pk")


def _open() -> QuerySet[Deadline]:
    return Deadline.objects.filter(
        status=DeadlineStatus.CURRENT, fell_due_at__isnull=True, date__isnull=False
    )
