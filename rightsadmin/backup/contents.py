"""What is in a backup: every table of the database, and every stored file that a row names."""

import os
from dataclasses import dataclass

from django.db import connection

from rightsadmin.embedded.postgres_files import postgres_binaries

FORMAT, VERSION = "rightsadmin-backup", 1
MANIFEST, DATABASE, FILES = "manifest.json", "database.dump", "files/"
#: Who is signed in is no record: nobody is, after a restore.
LEFT_OUT = frozenset({"django_session", "usersessions_usersession"})


@dataclass(frozen=True)
class Sum:
    """The rows of a table: how many, and a number that another row, or another value in one, would change."""

    rows: int
    digest: str


def tables() -> list[str]:
    """The names of all tables of the schema, in one order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace "
            "ORDER BY relname"
        )
        return [name for (name,) in cursor.fetchall()]


def sums() -> dict[str, Sum]:
    """The sum of each table, of one instant where the transaction is a snapshot; of the tables left out, none."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        for name in tables():
            if name not in LEFT_OUT:
                table = connection.ops.quote_name(name)
                cursor.execute(
                    "SELECT count(*), coalesce(sum(hashtextextended(the_row::text, 0)::numeric), 0)::text "  # noqa: S608
                    f"FROM {table} the_row"
                )
                found[name] = Sum(*cursor.fetchone())
    return found


def applied_migrations() -> list[str]:
    """What the schema is of: `app.name`, in one order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY app, name")
        return [name for (name,) in cursor.fetchall()]


def program(name: str) -> list[str]:
    """A program of PostgreSQL, by its path: RIGHTSADMIN_PG_BIN's, else the one that came with the packages."""
    return [str(postgres_binaries(None) / name)]


def where_it_is() -> dict[str, str]:
    """The environment in which PostgreSQL's own programs find the database; a password is in no command line."""
    told = connection.get_connection_params()
    names = {
        "host": "PGHOST",
        "port": "PGPORT",
        "user": "PGUSER",
        "password": "PGPASSWORD",
        "dbname": "PGDATABASE",
        "sslmode": "PGSSLMODE",
        "sslrootcert": "PGSSLROOTCERT",
        "sslcert": "PGSSLCERT",
        "sslkey": "PGSSLKEY",
    }
    return dict(os.environ) | {
        variable: str(told[name]) for name, variable in names.items() if told.get(name)
    }
