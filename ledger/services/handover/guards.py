"""The guards of the tables set aside while a handed-over plan is taken in (docs/decisions/0009)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DataError, IntegrityError, ProgrammingError, connection

from ledger.errors import BadFile, NotAuthorised
from ledger.services.handover.tables import Table

SEALS = ("seal_insert", "seal_update", "seal_delete")


@contextmanager
def guards_set_aside(wanted: list[Table]) -> Iterator[None]:
    """The tables' own triggers do not run within, but those that seal what is written; keys that refer to nothing are
    found at the end. NotAuthorised where the role of the database does not own the tables, BadFile for such keys.
    """
    names = [table.model._meta.db_table for table in wanted]
    try:
        _switch(names, "DISABLE")
    except ProgrammingError as error:
        raise NotAuthorised(
            "Only the owner of the tables may take records in: run the command with the database role that runs the "
            f"migrations ({error})."
        ) from error
    try:
        yield
        _switch(names, "ENABLE")
    except (IntegrityError, DataError) as error:
        raise BadFile(f"The rows cannot be taken in: {error}.") from error


def _switch(names: list[str], how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks outstanding cannot be altered
        for name in names:
            cursor.execute(f'ALTER TABLE "{name}" {how} TRIGGER USER')
            for seal in SEALS:  # what is taken in is sealed like all else
                cursor.execute(f'ALTER TABLE "{name}" ENABLE TRIGGER {seal}')
        if how == "DISABLE":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # rows come table by table, whatever they refer to
