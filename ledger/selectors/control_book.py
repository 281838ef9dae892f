"""The control book: what is authorised and issued, as of a day and as known at an instant."""

from datetime import date, datetime

from ledger.models import ControlBookEntry, Plan


def control_book(plan: Plan, on: date, known_at: datetime | None = None) -> ControlBookEntry | None:
    """The entry in force on `on` as known at `known_at` (None: now); None before the first one."""
    entries = ControlBookEntry.objects.filter(plan=plan, as_of__lte=on)
    if known_at is not None:
        entries = entries.filter(recorded_at__lte=known_at)
    return entries.order_by("-as_of", "-recorded_at", "-pk").first()
