"""Every way to change one row behind the program: each value of it, its removal, one more. All guards are set aside."""

from collections.abc import Iterator

from django.db import connection, transaction

# By the beginning of a column's type: what it is changed to, and what a row that is made up has there.
CHANGES = (
    (
        "character",
        "overlay(coalesce({0}, '') placing CASE WHEN left({0}, 1) = 'x' THEN 'y' ELSE 'x' END from 1)",
        "'a'",
    ),
    ("text", "coalesce({0}, '') || 'x'", "'a'"),
    ("boolean", "NOT coalesce({0}, false)", "false"),
    ("date", "coalesce({0}, DATE '1998-11-24') + 1", "DATE '1998-11-24'"),
    ("timestamp", "coalesce({0}, now()) + interval '1 second'", "now()"),
    ("jsonb", "jsonb_build_array({0}, 'x')", "'{{}}'"),
    ("uuid", "gen_random_uuid()", "gen_random_uuid()"),
    ("bytea", "coalesce({0}, '') || 'x'", "''"),
    ("inet", "inet '10.9.8.7'", "inet '10.0.0.1'"),
    ("numeric", "-coalesce({0}, 0) - 1", "1"),
    ("bigint", "-coalesce({0}, 0) - 1", "1"),
    ("integer", "-coalesce({0}, 0) - 1", "1"),
    ("smallint", "-coalesce({0}, 0) - 1", "1"),
)


def missed_of(table: str) -> tuple[int, list[str]]:
    """How many changes of one row of the table were tried, and those of them that its seal did not tell."""
    tried, missed = 0, list[str]()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT key FROM ledger_sealedtable WHERE name = %s", [table])
        (key,) = cursor.fetchone()
        _set_guards_aside(cursor, table)
        _begin_with_a_row(cursor, table, key)
        assert not _told(cursor, table), table
        for name, statement in _attempts(cursor, table, key):
            point = transaction.savepoint()
            cursor.execute(statement)
            assert cursor.rowcount == 1, statement
            tried += 1
            if not _told(cursor, table):
                missed.append(f"{table}: {name}")
            transaction.savepoint_rollback(point)
        transaction.set_rollback(True)
    return tried, missed


def _columns(cursor, table: str) -> list[tuple[str, str, bool]]:
    cursor.execute(
        "SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [table],
    )
    return cursor.fetchall()


def _set_guards_aside(cursor, table: str) -> None:
    cursor.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('c', 'u', 'x')",
        [table],
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}" CASCADE')
    cursor.execute(
        "SELECT indexrelid::regclass::text FROM pg_index "
        "WHERE indrelid = %s::regclass AND indisunique AND NOT indisprimary",
        [table],
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP INDEX {name} CASCADE")
    cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER ALL')


def _begin_with_a_row(cursor, table: str, key: str) -> None:
    cursor.execute(f'SELECT count(*) FROM "{table}"')
    if cursor.fetchone()[0]:
        return
    named = [(name, kind) for name, kind, is_needed in _columns(cursor, table) if is_needed]
    values = ", ".join("'{}'" if kind.endswith("[]") else _of(kind)[2].format() for _, kind in named)
    cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER seal_insert')
    columns = ", ".join(f'"{name}"' for name, _ in named)
    cursor.execute(f'INSERT INTO "{table}" ({columns}) OVERRIDING SYSTEM VALUE VALUES ({values})')
    cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER ALL')


def _attempts(cursor, table: str, key: str) -> Iterator[tuple[str, str]]:
    columns = _columns(cursor, table)
    one = f'"{key}" = (SELECT min("{key}") FROM "{table}")'
    for name, kind, _ in columns:
        changed = f'array_append("{name}", NULL)' if kind.endswith("[]") else _of(kind)[1].format(f'"{name}"')
        yield f"{name} changed", f'UPDATE "{table}" SET "{name}" = {changed} WHERE {one}'
    yield "a row removed", f'DELETE FROM "{table}" WHERE {one}'
    names = ", ".join(f'"{name}"' for name, _, _ in columns)
    copied = ", ".join(f'-"{name}" - 5' if name == key else f'"{name}"' for name, _, _ in columns)
    yield (
        "a row put in",
        f'INSERT INTO "{table}" ({names}) OVERRIDING SYSTEM VALUE SELECT {copied} FROM "{table}" WHERE {one}',
    )


def _of(kind: str) -> tuple[str, str, str]:
    return next(row for row in CHANGES if kind.startswith(row[0]))


def _told(cursor, table: str) -> bool:
    cursor.execute("SELECT count(*) FROM rightsadmin_seal_differs(%s)", [table])
    return cursor.fetchone()[0] > 0
