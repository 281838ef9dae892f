"""What is on record, told so that any change of it shows: rows of every table, stored files, mail, waiting tasks."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core import mail
from django.db import connection, transaction


class Record(NamedTuple):
    """Two of them are equal where nothing was written between them."""

    rows: dict[str, tuple[int, int]]
    files: frozenset[str]
    mails: int
    tasks: int

    def changed(self, before: "Record") -> set[str]:
        """The tables that are not as they were."""
        return {table for table, told in self.rows.items() if told != before.rows[table]}


def on_record() -> Record:
    """Each table with its number of rows and its youngest row version: whatever is written or deleted moves one."""
    with connection.cursor() as cursor:
        cursor.execute(_statement())
        rows = {table: (count, youngest) for table, count, youngest in cursor.fetchall()}
    stored = Path(settings.MEDIA_ROOT)
    files = frozenset(str(path) for path in stored.rglob("*") if path.is_file())
    return Record(rows, files, len(getattr(mail, "outbox", ())), len(connection.run_on_commit))


@contextmanager
def undone() -> Iterator[None]:
    """What is written within is taken back at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@cache
def _statement() -> str:
    tables = sorted(
        connection.introspection.django_table_names()
    )  # of the models: what a load stages is none
    return " UNION ALL ".join(
        f"SELECT '{table}', count(*), coalesce(max(xmin::text::bigint), 0) FROM {table}" for table in tables
    )
