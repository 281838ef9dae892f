"""The clock of the house, as the jobs last saw it."""

from ledger.models import HouseClock


def alarm() -> str:
    """Why the clock waits for a person; "" where it does not."""
    row = HouseClock.objects.first()
    return row.alarm if row else ""
