"""The control book: what is authorised and issued, as of a day and as known at an instant."""

from datetime import date, datetime
from decimal import Decimal

from ledger.models import ControlBookEntry, Plan


def control_book(plan: Plan, on: date, known_at: datetime | None = None) -> ControlBookEntry | None:
    """The entry in force on `on` as known at `known_at` (None: now); None before the first one."""
    entries = ControlBookEntry.objects.filter(plan=plan, as_of__lte=on)
    if known_at is not None:
        entries = entries.filter(recorded_at__lte=known_at)
    return entries.order_by("-as_of", "-recorded_at", "-pk").first()


def last_stated(plan: Plan, figure: str, on: date, known_at: datetime | None = None) -> Decimal | None:
    """What the latest order that states it says of `figure` (authorized, units_reserved); None where none does."""
    entries = ControlBookEntry.objects.filter(plan=plan, as_of__lte=on, **{f"{figure}__isnull": False})
    if known_at is not None:
        entries = entries.filter(recorded_at__lte=known_at)
    found: Decimal | None = (
        entries.order_by("-as_of", "-recorded_at", "-pk").values_list(figure, flat=True).first()
    )
    return found
