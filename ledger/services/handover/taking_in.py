"""Taking a handed-over plan into an empty installation: all of it, proved, or nothing.

Keys are kept, because the digests of the batches cover them. The guards of the tables say how rows may come to be in
daily work (a certificate begins as allotted, a run begins before its proof); rows that lived elsewhere do not begin
here. So the owner of the tables sets those triggers aside within the one transaction that fills them: the lock keeps
every other writer out until it ends, CHECKs, keys and uniqueness hold throughout, and proofs stand in for the guards
(docs/decisions/0009).
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import QuerySet

from ledger.enums import Act
from ledger.errors import BadFile, Conflict, RuleViolation
from ledger.models import Approval, Calendar, Plan
from ledger.permissions import require_propose
from ledger.services import audit
from ledger.services.handover import archive, exporting
from ledger.services.handover.archive import FILE_NAME, Handover
from ledger.services.handover.guards import guards_set_aside
from ledger.services.handover.tables import REKEYED, Table, tables
from rightsadmin.common import storage
from rightsadmin.common.actor import Actor
from rightsadmin.common.hashing import digest

ROWS_AT_ONCE = 1_000
BYTES_AT_ONCE = 8 << 20
MOST_USERS = 10_000
LONGEST_USER_NAME = 150


@dataclass(frozen=True)
class TakenIn:
    """What an import did: the plan, its rows and files, and what the reader should compare or know."""

    plan: Plan
    rows: int
    files: int
    manifest_sha256: str
    notes: tuple[str, ...]


def import_plan(*, path: Path, sender_key: str, actor: Actor) -> TakenIn:
    """Takes the plan of the archive at `path` in, which the sender signed with the key that he told by another way.

    Proved before it is kept: each table read back gives the bytes that came, every account's balance and every total is
    as told, every approval has its digest, and ledger and certificates prove as they did. Users come as inactive
    namesakes without a password. BadFile where the archive is damaged, changed, of another version or signed by
    somebody else, Conflict where the installation is not empty, NotAuthorised, also where the database role does not
    own the tables. Nothing is left behind then.
    """
    require_propose(actor, Act.HANDOVER)
    with archive.opened(path) as handover:
        if handover.signed_by != sender_key.strip().lower():
            raise BadFile(
                f"The archive is signed by {handover.signed_by}, and that is not the sender's key {sender_key!r}: it "
                "may be forged. Ask the sender for his key by another way, and for the archive again."
            )
        found = tables()
        _require_same_shape(handover, found)
        with _stored_or_removed() as keep, transaction.atomic():
            return _take_in(handover, found, keep, actor)


def _take_in(handover: Handover, found: list[Table], keep: Callable[[str], None], actor: Actor) -> TakenIn:
    notes = _require_empty(handover, found)
    wanted = [table for table in found if not (table.is_house and Calendar.objects.exists())]
    offsets = {table.label: _highest_key(table) for table in wanted if table.model in REKEYED}
    with guards_set_aside(wanted):
        _bring_users(handover)
        rows = sum(_load(handover, table, offsets.get(table.label, 0)) for table in wanted)
    with connection.cursor() as cursor:
        models = [get_user_model(), *(table.model for table in wanted)]
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    plan = Plan.objects.filter(slug=handover.plan).first()
    if plan is None or Plan.objects.count() != 1:
        raise BadFile("The archive does not hold the one plan that its manifest names.")
    files = _keep_files(handover, found, plan, keep)
    _prove(handover, wanted, plan, offsets)
    notes += [f"Known to the sender: {sentence}" for sentence in handover.differences]
    after = {"manifest": handover.manifest_sha256, "made by": handover.made_by, "rows": rows, "files": files}
    audit.record("handover.imported", plan=plan, target=plan, after=after, actor=actor)
    return TakenIn(plan, rows, files, handover.manifest_sha256, tuple(notes))


def _require_same_shape(handover: Handover, found: list[Table]) -> None:
    ours = {table.label: table.columns for table in found}
    if handover.tables != ours:
        other = sorted(
            label
            for label in ours.keys() | handover.tables.keys()
            if ours.get(label) != handover.tables.get(label)
        )
        raise BadFile(
            f"The archive was made by another version of the program: {', '.join(other)} differ. Take it in with the "
            "version that made it, then upgrade."
        )
    if missing := next((table for table in found if exporting.data_member(table) not in handover.sums), None):
        raise BadFile(f"The archive lacks the rows of {missing.label}.")


def _require_empty(handover: Handover, found: list[Table]) -> list[str]:
    """Conflict unless nothing is here that what comes could be mixed with; the notes are about the calendars."""
    if Plan.objects.exists():
        raise Conflict(
            f"The plan {Plan.objects.first()} is here already: take records into an empty installation."
        )
    for table in found:
        if not table.is_house and table.model not in REKEYED and QuerySet(table.model).exists():
            raise Conflict(f"{table.label} has rows already: take records into an empty installation.")
    came = {row["id"]: row["username"] for row in _users(handover)}
    if taken := get_user_model().objects.filter(pk__in=came).first():
        raise Conflict(
            f"The user {taken.get_username()!r} has the key {taken.pk}, which is {came[taken.pk]!r} in the archive "
            "and the digests cover it: take the records in before the first user is made."
        )
    if not Calendar.objects.exists():
        return []
    return [
        "The calendars of this installation stay; those of the sender are in the archive, to be compared."
    ]


def _highest_key(table: Table) -> int:
    last = QuerySet(table.model).order_by("-pk").values_list("pk", flat=True).first()
    return int(last or 0)


def _users(handover: Handover) -> list[dict[str, Any]]:
    rows = [_row(line, exporting.USERS, exporting.USER_COLUMNS) for line in handover.lines(exporting.USERS)]
    if len(rows) > MOST_USERS or not all(isinstance(row["id"], int) for row in rows):
        raise BadFile(f"{exporting.USERS} does not hold users as an export writes them.")
    return rows


def _bring_users(handover: Handover) -> None:
    """Inactive namesakes: who did what stays readable, and nobody signs in by having worked elsewhere."""
    model = get_user_model()
    model.objects.bulk_create(
        model(
            pk=row["id"],
            username=_namesake(handover.plan, str(row["username"])),
            first_name=row["first_name"],
            last_name=row["last_name"],
            is_active=False,
            password=make_password(None),
        )
        for row in _users(handover)
    )


def _namesake(plan: str, username: str) -> str:
    """A user name that leaves the plain one free for the successor's own staff; handed on again it stays the same."""
    prefix = f"{plan}:"
    return (username if username.startswith(prefix) else prefix + username)[:LONGEST_USER_NAME]


def _row(line: str, member: str, columns: Iterable[str]) -> dict[str, Any]:
    """The object of a line; BadFile unless it has exactly these columns."""
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        raise BadFile(f"{member} has a line that is no JSON: {error}.") from error
    if not isinstance(row, dict) or set(row) != set(columns):
        raise BadFile(f"{member} has a row with other columns than its table.")
    return row


def _load(handover: Handover, table: Table, offset: int) -> int:
    """Writes the table's rows as they came, their keys raised by `offset`; answers how many."""
    member, name = exporting.data_member(table), table.model._meta.db_table
    columns = ", ".join(f'"{column}"' for column in table.columns)
    values = ", ".join(
        f'"{column}" + {int(offset)}' if column == table.pk and offset else f'"{column}"'
        for column in table.columns
    )
    sql = (
        f'INSERT INTO "{name}" ({columns}) SELECT {values} '  # noqa: S608 - names of our own models
        f'FROM jsonb_populate_recordset(NULL::"{name}", %s::jsonb)'
    )
    count = 0
    with connection.cursor() as cursor:
        for lines in _bundles(handover, table, member):
            cursor.execute(sql, [f"[{','.join(lines)}]"])
            count += cursor.rowcount
    if count != handover.sums[member].rows:
        raise BadFile(f"{member} has {count:,} rows, the manifest says {handover.sums[member].rows:,}.")
    return count


def _bundles(handover: Handover, table: Table, member: str) -> Iterator[list[str]]:
    bundle: list[str] = []
    size = 0
    for line in handover.lines(member):
        _row(line, member, table.columns)
        bundle.append(line)
        size += len(line)
        if len(bundle) >= ROWS_AT_ONCE or size >= BYTES_AT_ONCE:
            yield bundle
            bundle, size = [], 0
    if bundle:
        yield bundle


@contextmanager
def _stored_or_removed() -> Iterator[Callable[[str], None]]:
    """Told of each file that is about to be stored; where it all fails, those that were not there before go again."""
    fresh: list[str] = []

    def keep(name: str) -> None:
        if not storage.files().exists(name):
            fresh.append(name)

    try:
        yield keep
    except BaseException:
        for name in fresh:
            storage.files().delete(name)
        raise


def _keep_files(handover: Handover, found: list[Table], plan: Plan, keep: Callable[[str], None]) -> int:
    """Stores the files under their names; BadFile where a row names one that did not come and may not stay behind."""
    count = 0
    for sum_ in handover.stored_files():
        name = sum_.name.removeprefix("files/")
        parsed = FILE_NAME.fullmatch(name)
        if parsed is None:
            raise BadFile(f"{name!r} is no name that a stored file has.")
        keep(name)
        folder = name.rsplit("/", 2)[0]
        storage.store(handover.pieces(sum_.name), folder=folder, suffix=parsed["suffix"] or "")
        count += 1
    for table in found:
        if not table.has_files:
            continue
        named = table.rows(plan).exclude(storage_name="").values_list("storage_name", "sha256")
        left_behind = table.model.__name__ in table.part.pressed and not handover.with_print_files
        for name, sha256 in named.iterator():
            parsed = FILE_NAME.fullmatch(name)
            came = left_behind or exporting.file_member(name) in handover.sums
            if parsed is None or parsed["sha256"] != sha256 or not came:
                raise BadFile(f"{table.label} names the file {name!r}, which did not come with the archive.")
    return count


def _prove(handover: Handover, wanted: list[Table], plan: Plan, offsets: dict[str, int]) -> None:
    for table in wanted:
        member = exporting.data_member(table)
        _require_same(handover, member, table.lines(plan, offsets.get(table.label, 0)))
    _require_same(handover, exporting.BALANCES, exporting.balance_lines(plan))
    if (now := exporting.control_totals(plan)) != handover.totals:
        raise BadFile(f"The totals here are {now}, the manifest says {handover.totals}.")
    for approval in Approval.objects.filter(plan=plan).iterator():
        if digest(approval.payload) != approval.digest:
            raise BadFile(f"“{approval.subject}” is not what was approved: its digest differs.")
    new = [
        sentence
        for sentence in exporting.differences(plan, read_files=handover.with_print_files)
        if sentence not in handover.differences
    ]
    if new:
        raise RuleViolation(f"The records do not prove: {' '.join(new[:10])}")


def _require_same(handover: Handover, member: str, pieces: Iterable[bytes]) -> None:
    """BadFile unless what the database now says is, byte for byte, what came."""
    sha = hashlib.sha256()
    for piece in pieces:
        sha.update(piece)
    if sha.hexdigest() != handover.sums[member].sha256:
        raise BadFile(
            f"{member} read back from the database is not what came: rows of another plan, or changed ones."
        )
