"""The tests run as the application's role of the database; what only its owner may do is done within `as_owner`.

A test database is made by the server's superuser, whose connections then take the application's role; as the owner
they lay it down for a while. That the application's own login cannot do so is tried in tests/database/test_roles.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from rightsadmin.embedded.postgres import APPLICATION

ROLE = {"assume_role": APPLICATION}  # an option of Django's for every new connection


def become_application() -> None:
    """From here on every connection of this process has the application's role."""
    connection.close()
    connection.settings_dict["OPTIONS"] |= ROLE


def become_owner() -> None:
    """From here on every connection of this process is the owner's again."""
    connection.close()
    connection.settings_dict["OPTIONS"].pop("assume_role", None)


@contextmanager
def as_owner() -> Iterator[None]:
    """The test's connection is the owner's within; after an error in its transaction the rollback ends it."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        yield
        cursor.execute(f"SET ROLE {APPLICATION}")


@contextmanager
def behind_the_program() -> Iterator[None]:
    """As somebody who owns the server and has set every guard aside: what no role of the program can do."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = DEFAULT")
