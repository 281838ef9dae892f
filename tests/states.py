"""States of the database that many tests begin from: made once in each process, then put back row by row.

``@made_once`` is for the steps of a story that the factories tell through the real services: a plan separated
and mailed is seconds of work, and its rows are back in some hundredths of one. A step is known by what was
called with what, after which steps, with which patches; so a story of three steps that another test told up to
the second is told from there. A test finds what the services wrote, to the row, and what they asked to do on
commit is asked again. After any other write, and on a server that is not our own, the services are called as
ever: only in our own may we switch triggers off.
"""

import functools
import inspect
import os
import pickle
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from rightsadmin.celery import app
from tools import pytest_services

P = ParamSpec("P")
T = TypeVar("T")
Key = tuple[object, ...]

#: How rightsadmin.common.storage names a file.
STORED = re.compile(rb"[a-z-]+/[0-9a-f]{2}/[0-9a-f]{64}(?:\.[a-z]+)?")
#: What every test begins with, by table: the groups, the shipped calendars, what Django writes.
_base: dict[str, bytes] = {}
_counts: dict[str, int] = {}
_kept: dict[Key, "_State"] = {}


@dataclass(frozen=True)
class _State:
    rows: dict[str, bytes]
    files: dict[str, bytes]
    on_commit: tuple[Callable[[], object], ...]
    told: bytes  # the arguments as the step left them, and what it returned


@dataclass
class _Test:
    """The test that runs now: its patches, and the last step of its transaction."""

    patches: pytest.MonkeyPatch | None = None
    step: Key = ()
    writes: int = 0
    transaction: str | None = None
    savepoints: tuple[str, ...] = ()


_test = _Test()


def are_shared() -> bool:
    """Only in a server of our own; and not where it must be known what each test runs (tools/mutation)."""
    return pytest_services.database_is_thrown_away() and os.environ.get("RIGHTSADMIN_SHARED_STATES") != "0"


def remember_base() -> None:
    """The database as it is now is what every test begins with."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        _counts.update({name: 0 for (name,) in cursor.fetchall()})
        _counts.update(_count_rows(cursor))
        _base.update(_rows(cursor, (table for table, count in _counts.items() if count)))


def return_to_base() -> None:
    """What tests committed is gone; the groups and calendars are there as before, under their own keys."""
    with transaction.atomic(), connection.cursor() as cursor:
        _put(cursor, _base, instead_of=[table for table, count in _count_rows(cursor).items() if count])


def keys_go_on() -> None:
    """Counters that a test set back, as taking in a plan does, stand far ahead again: no kept state has such keys."""
    beside = connection.copy()  # the test's own transaction may have failed
    with beside.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, coalesce(last_value, 1) + 1000000) "
            "FROM pg_sequences WHERE schemaname = 'public'"
        )
    beside.close()


def begin_test(patches: pytest.MonkeyPatch) -> None:
    """Every test tells its patches: what is made under a patch is another thing."""
    _test.patches, _test.step, _test.transaction = patches, (), None


def made_once(make: Callable[P, T]) -> Callable[P, T]:
    """Calls the step once; each later call with the same arguments, after the same steps, puts back what it made
    and returns a copy of what it returned.
    """
    signature = inspect.signature(make)

    @functools.wraps(make)
    def step(*args: P.args, **kwargs: P.kwargs) -> T:
        before = _place() if are_shared() else None
        if before is None:
            return make(*args, **kwargs)
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        given = tuple(bound.arguments.values())
        key: Key = (before, make.__module__, make.__qualname__, _frozen(given), _surroundings())
        if not _can_be_key(key):
            return make(*args, **kwargs)
        if key in _kept:
            given_then, result = pickle.loads(_put_back(_kept[key]))  # noqa: S301 - our own
            for argument, then in zip(given, given_then, strict=True):
                if isinstance(argument, Model):  # the step changed it in memory too
                    argument.__dict__.update(then.__dict__)
        else:
            asked, stored, written = len(connection.run_on_commit), _files(), _writes()
            result = make(*args, **kwargs)
            rows = _rows_since(written)
            _kept[key] = _State(
                rows=rows,
                files=_files_since(rows, stored),
                on_commit=tuple(function for _, function, _ in connection.run_on_commit[asked:]),
                told=pickle.dumps((given, result)),
            )
        _remember_place(key)
        return result

    return step


# ---------------------------------------------------------------------------------------------- where a test is


def _place() -> Key | None:
    """The last step of this test when nothing was written since; () at the beginning; None anywhere else."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            return () if _count_rows(cursor) == _counts else None
    if not connection.atomic_blocks[0]._from_testcase:
        return None
    running = _transaction()
    if running is None:
        return ()
    is_same = (
        _test.transaction == running
        and _test.writes == sum(_writes().values())
        and _test.savepoints == tuple(connection.savepoint_ids[: len(_test.savepoints)])
    )
    return _test.step if is_same else None


def _remember_place(key: Key) -> None:
    if connection.in_atomic_block:
        _test.step, _test.transaction = key, _transaction()
        _test.writes, _test.savepoints = sum(_writes().values()), tuple(connection.savepoint_ids)


def _transaction() -> str | None:
    """The transaction's number, which it takes with its first write."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned()::text")
        return cursor.fetchone()[0]


def _writes() -> dict[str, int]:
    """How often this connection wrote into each table lately; it counts on until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return {table: count for table, count in cursor.fetchall() if count}


def _surroundings() -> Key:
    """What a step may depend on besides the rows and its arguments."""
    patches, items = (_test.patches._setattr, _test.patches._setitem) if _test.patches else ((), ())
    return (
        connection.in_atomic_block,  # if not, what is asked on commit has been done
        app.conf.task_always_eager,
        *((repr(target), name, _frozen(getattr(target, name))) for target, name, _ in patches),
        *((id(mapping), name, _frozen(mapping.get(name))) for mapping, name, _ in items),
    )


def _can_be_key(key: Key) -> bool:
    try:
        hash(key)
    except TypeError:
        return False
    return True


def _frozen(value: object) -> object:
    """What can be a key for a value: rows by their keys, functions by themselves."""
    if isinstance(value, dict):
        return tuple((_frozen(name), _frozen(item)) for name, item in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(_frozen, value))
    return value


# --------------------------------------------------------------------------------------------- rows and files


def _rows_since(written: dict[str, int]) -> dict[str, bytes]:
    """All rows of each table that the step wrote into."""
    with connection.cursor() as cursor:
        if connection.in_atomic_block:
            return _rows(cursor, [table for table, count in _writes().items() if count != written.get(table)])
        rows = _rows(cursor, [table for table, count in _count_rows(cursor).items() if count])
        return {table: data for table, data in rows.items() if data != _base.get(table)}


def _files_since(rows: dict[str, bytes], stored: dict[str, tuple[int, int]]) -> dict[str, bytes]:
    folder = Path(settings.MEDIA_ROOT)
    new = {name for name, told in _files().items() if told != stored.get(name)}
    named = {
        name.decode() for data in rows.values() for name in STORED.findall(data)
    }  # and what was there already
    return {name: (folder / name).read_bytes() for name in new | named if (folder / name).is_file()}


def _files() -> dict[str, tuple[int, int]]:
    """The stored files, each with what tells that it was written anew."""
    folder = Path(settings.MEDIA_ROOT)
    found = {path: path.stat() for path in folder.rglob("*") if path.is_file()}
    return {str(path.relative_to(folder)): (stat.st_mtime_ns, stat.st_size) for path, stat in found.items()}


def _put_back(state: _State) -> bytes:
    with transaction.atomic(), connection.cursor() as cursor:
        _put(cursor, state.rows, instead_of=list(state.rows))
    for name, content in state.files.items():
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if connection.in_atomic_block:
        for function in state.on_commit:
            transaction.on_commit(function)
    return state.told


def _put(cursor: CursorWrapper, rows: dict[str, bytes], *, instead_of: list[str]) -> None:
    """Rows come back as they were written, with no guard asked again and nothing written twice."""
    cursor.execute("SELECT current_user")
    (role,) = cursor.fetchone()
    deletions = (f'DELETE FROM "{table}"' for table in instead_of)
    cursor.execute("; ".join(["RESET ROLE", "SET LOCAL session_replication_role = replica", *deletions]))
    for table, data in rows.items():
        with cursor.cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT binary)') as copy:
            copy.write(data)
    # a test's transaction goes on
    cursor.execute(f"SET LOCAL session_replication_role = origin; SET ROLE {role}")


def _count_rows(cursor: CursorWrapper) -> dict[str, int]:
    cursor.execute(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM \"{table}\"" for table in _counts))
    return dict(cursor.fetchall())


def _rows(cursor: CursorWrapper, tables: Iterable[str]) -> dict[str, bytes]:
    found = {}
    for table in tables:
        with cursor.cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as copy:
            found[table] = b"".join(copy)
    return found
