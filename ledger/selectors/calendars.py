"""Stored calendars as the rules take them: one version of the closings, immutable."""

from django.db.models import Q

from ledger.errors import RuleViolation
from ledger.models import Calendar
from ledger.rules.business_days import BusinessCalendar, Closing


def snapshot(code: str, version: int | None = None) -> BusinessCalendar:
    """The calendar of that code in that version (None: the present one); its version text is the number.

    RuleViolation where there is no such calendar or it never had that version.
    """
    calendar = Calendar.objects.filter(code=code).first()
    if calendar is None:
        raise RuleViolation(f"There is no calendar {code!r}. Load the shipped calendars first.")
    wanted = calendar.version if version is None else version
    if not 1 <= wanted <= calendar.version:
        raise RuleViolation(
            f"The calendar {code} has versions 1 to {calendar.version}; {wanted} is none of them."
        )
    rows = calendar.closings.filter(
        Q(until_version__isnull=True) | Q(until_version__gt=wanted), since_version__lte=wanted
    )
    closings = tuple(
        Closing(
            date=day,
            calendar=code,
            effect="open" if effect == "open" else "closed",
            reason=reason,
            source=source,
        )
        for day, effect, reason, source in rows.order_by("date").values_list(
            "date", "effect", "reason", "source"
        )
    )
    return BusinessCalendar(code, str(wanted), calendar.first, calendar.last, closings)
