"""Stored calendars as the rules take them: one version of the closings, immutable."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Q

from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.models import Calendar
from ledger.rules.business_days import BusinessCalendar, Closing

# The calendars already read, by code and version (None: the present one); None outside `remembered`.
_remembered: ContextVar[dict[tuple[str, int | None], BusinessCalendar] | None] = ContextVar(
    "calendars", default=None
)


@contextmanager
def remembered(instead: Mapping[str, BusinessCalendar] | None = None) -> Iterator[None]:
    """Reads each calendar once for all that is asked within; `instead` are taken in place of those present."""
    outer = _remembered.get()
    own: dict[tuple[str, int | None], BusinessCalendar] = {
        (code, None): calendar for code, calendar in (instead or {}).items()
    }
    token = _remembered.set(outer if outer is not None and not own else {**(outer or {}), **own})
    try:
        yield
    finally:
        _remembered.reset(token)


def snapshot(code: str, version: int | None = None) -> BusinessCalendar:
    """The calendar of that code in that version (None: the present one); its version text is the number.

    RuleViolation where there is no such calendar or it never had that version.
    """
    known = _remembered.get()
    if known is None:
        return _read(code, version)
    if (code, version) not in known:
        known[code, version] = _read(code, version)
    return known[code, version]


def snapshot_then(code: str, known_at: datetime | None) -> BusinessCalendar:
    """The calendar in the version that was the present one at an instant (None: now).

    The first version where the calendar was loaded later: nobody counted on any other then.
    """
    if known_at is None:
        return snapshot(code)
    rows = Calendar.history.filter(code=code, history_date__lte=known_at)
    then = rows.order_by("-history_date", "-history_id").values_list("version", flat=True).first()
    return snapshot(code, then or 1)


def _read(code: str, version: int | None) -> BusinessCalendar:
    calendar = Calendar.objects.filter(code=code).first()
    if calendar is None:
        raise RuleViolation(
            f"There is no calendar {code!r}. Load the shipped calendars first.", next_act=Act.CALENDAR
        )
    wanted = calendar.version if version is None else version
    if not 1 <= wanted <= calendar.version:
        raise RuleViolation(
            f"The calendar {code} has versions 1 to {calendar.version}; {wanted} is none of them."
        )
    rows = calendar.closings.filter(
        Q(until_version__isnull=True) | Q(until_version__gt=wanted), since_version__lte=wanted
    )
    told = rows.order_by("date").values_list("date", "effect", "reason", "source")
    return _made(code, str(wanted), calendar.first, calendar.last, tuple(told))


@lru_cache(maxsize=64)
def _made(
    code: str, version: str, first: date, last: date, rows: tuple[tuple[date, str, str, str], ...]
) -> BusinessCalendar:
    """One object for equal rows: the index of its days, which takes longer than to read them, is built once."""
    closings = tuple(
        Closing(
            date=day,
            calendar=code,
            effect="open" if effect == "open" else "closed",
            reason=reason,
            source=source,
        )
        for day, effect, reason, source in rows
    )
    return BusinessCalendar(code, version, first, last, closings)
