"""The scratch place: one transaction that is always rolled back, stored files in memory, the clock held.

Nothing is enqueued, for tasks are sent on commit and there is none; nothing is left on the disk or in the database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from rightsadmin.common import clock, storage
from rightsadmin.common.clock import HeldClock


@contextmanager
def place(instant: datetime) -> Iterator[HeldClock]:
    """Within it, what is written is gone afterwards, and the time is that of the clock it gives."""
    with storage.kept_in_memory(), clock.held(instant) as held, transaction.atomic():
        try:
            yield held
        finally:
            transaction.set_rollback(True)


@contextmanager
def attempt() -> Iterator[None]:
    """Within it, an error undoes all that was written since it began; at its end is checked what a commit checks."""
    with transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
