"""The hand-over archive of a plan: every row for machines and for people, the files they name, and what proves them."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Batch, Plan, Position
from ledger.permissions import require_propose
from ledger.selectors import record_proofs
from ledger.services import audit
from ledger.services.handover import people
from ledger.services.handover.parts import registered
from ledger.services.handover.tables import Table, tables, unclaimed
from rightsadmin.common import clock, storage
from rightsadmin.common.actor import Actor
from rightsadmin.common.archives import Member, zipped
from rightsadmin.common.ranges import PIECE
from rightsadmin.common.signing import sign

FORMAT, VERSION = "rights-plan-handover", 2
SIGNATURE = "manifest.sig"
MANIFEST, README, USERS, BALANCES = "manifest.json", "README.md", "data/users.jsonl", "data/balances.jsonl"
# An archive's directory is read whole into memory: about 100 MB for so many files.
MOST_MEMBERS, MOST_FILES = 200_000, 190_000
USER_COLUMNS = ("id", "username", "first_name", "last_name")


def data_member(table: Table) -> str:
    """Where a table's rows are in the archive."""
    return f"data/{table.label}.jsonl"


def file_member(storage_name: str) -> str:
    """Where a stored file is in the archive."""
    return f"files/{storage_name}"


def export_plan(*, plan: Plan, with_print_files: bool = True, actor: Actor) -> Iterator[bytes]:
    """The archive in pieces, made while it is taken; docs/handover.md says what is in it.

    All rows are of one instant. `with_print_files` False leaves the large print files behind. NotAuthorised without
    the role, RuleViolation where a table is not claimed, Conflict where a stored file is missing: before the first
    piece. Conflict in the middle where a file is not what its hash says: the archive is then broken off.
    """
    require_propose(actor, Act.HANDOVER)
    if left := unclaimed():
        raise RuleViolation(
            f"{', '.join(left)} would be left behind unseen: name each with its reason where its app registers."
        )
    stored = list(stored_files(plan, with_print_files=with_print_files))
    if len(stored) > MOST_FILES:
        raise RuleViolation(
            f"{len(stored):,} stored files are more than the {MOST_FILES:,} that an archive takes: leave the print "
            "files behind and hand the store over beside it."
        )
    if missing := next((name for name, _ in stored if not storage.files().exists(name)), None):
        raise Conflict(
            f"The stored file {missing} is missing: bring it back from the backup, then export again."
        )
    audit.record("handover.exported", plan=plan, target=plan, after={"files": len(stored)}, actor=actor)
    return zipped(_Archive(plan, actor, with_print_files, stored).members(), at=clock.now())


def stored_files(plan: Plan, *, with_print_files: bool) -> Iterator[tuple[str, str]]:
    """Each stored file that the plan's rows name, once: its name and its SHA-256."""
    seen = set()
    for table in tables():
        if not table.has_files or (table.model.__name__ in table.part.pressed and not with_print_files):
            continue
        named = table.rows(plan).exclude(storage_name="").values_list("storage_name", "sha256")
        for name, sha256 in named.iterator():
            if name not in seen:
                seen.add(name)
                yield name, sha256


def user_lines(plan: Plan) -> Iterator[bytes]:
    """The persons of the staff whom rows of the plan name: key, user name and names, nothing else of them."""
    keys: set[int] = set()
    for table in tables():
        for attname in table.users:
            named = table.rows(plan).order_by().exclude(**{attname: None}).values_list(attname, flat=True)
            keys.update(named.distinct())
    for row in get_user_model().objects.filter(pk__in=keys).order_by("pk").values(*USER_COLUMNS):
        yield json.dumps(row).encode() + b"\n"


def balance_lines(plan: Plan) -> Iterator[bytes]:
    """What each ledger account holds, in the order of their keys."""
    held = Position.objects.filter(plan=plan).order_by("pk").values_list("pk", "common", "rights")
    for key, common, rights in held.iterator():
        yield json.dumps([key, str(common), str(rights)]).encode() + b"\n"


def control_totals(plan: Plan) -> dict[str, dict[str, str]]:
    """The totals of every app, exact numbers as text, and the end of the chain of batches."""
    last = Batch.objects.filter(plan=plan).order_by("-number").values("number", "digest").first()
    chain = {"last_batch": str(last["number"]), "last_digest": last["digest"]} if last else {}
    return {part.app: part.totals(plan) for part in registered()} | {"chain": chain}


def differences(plan: Plan, *, read_files: bool) -> list[str]:
    """What the proofs of every app find, in sentences."""
    return [sentence for part in registered() for sentence in part.differences(plan, read_files)]


def differences_of_all_plans() -> list[str]:
    """As `differences`, of every plan, its stored files read; each sentence begins with the plan's short name."""
    return [
        f"{plan.slug}: {sentence}"
        for plan in Plan.objects.order_by("slug")
        for sentence in differences(plan, read_files=True)
    ]


@contextmanager
def _one_instant() -> Iterator[None]:
    """A snapshot: what is read within it is of one instant. Within a caller's transaction it is that one's."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if not nested:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@dataclass
class _Archive:
    plan: Plan
    actor: Actor
    with_print_files: bool
    stored: list[tuple[str, str]]
    sums: list[dict[str, Any]] = field(default_factory=list)

    def members(self) -> Iterator[Member]:
        """All files in their order; each is counted and hashed while it goes, for the manifest at the end."""
        yield self._counted(README, [(Path(settings.BASE_DIR) / "docs" / "handover.md").read_bytes()])
        with _one_instant():
            found = tables()
            told = self._told(found)
            for table in found:
                yield self._counted(data_member(table), table.lines(self.plan))
            yield self._counted(USERS, user_lines(self.plan))
            yield self._counted(BALANCES, balance_lines(self.plan))
            for table in found:
                if not table.is_history:
                    name = f"people/{table.model._meta.verbose_name_plural}.csv".replace(" ", "-")
                    yield self._counted(name, people.rows_of(table, self.plan))
            yield self._counted("people/balances.csv", people.balances(self.plan))
        for name, sha256 in self.stored:
            yield self._counted(file_member(name), _read(name, sha256), deflated=not name.endswith(".pdf"))
        manifest = json.dumps(told | {"members": self.sums}, indent=1).encode()
        yield Member(MANIFEST, [manifest], deflated=True)
        signed = sign(manifest)
        yield Member(
            SIGNATURE, [json.dumps({"key": signed.key, "signature": signed.value}).encode()], deflated=True
        )

    def _told(self, found: list[Table]) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "plan": self.plan.slug,
            "made_at": clock.now().isoformat(),
            "made_by": self.actor.name,
            "with_print_files": self.with_print_files,
            "tables": {table.label: table.columns for table in found},
            "totals": control_totals(self.plan),
            "differences": differences(self.plan, read_files=False),
            "proof": record_proofs.told(clock.now()),
        }

    def _counted(self, name: str, pieces: Iterable[bytes], *, deflated: bool = True) -> Member:
        return Member(name, self._counting(name, pieces), deflated=deflated)

    def _counting(self, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        sha, size, lines = hashlib.sha256(), 0, 0
        for piece in pieces:
            sha.update(piece)
            size += len(piece)
            lines += piece.count(b"\n")
            yield piece
        rows = {"rows": lines} if name.startswith("data/") else {}
        self.sums.append({"name": name, "bytes": size, "sha256": sha.hexdigest()} | rows)


def _read(name: str, sha256: str) -> Iterator[bytes]:
    sha = hashlib.sha256()
    with storage.files().open(name) as stored:
        while piece := stored.read(PIECE):
            sha.update(piece)
            yield piece
    if sha.hexdigest() != sha256:
        raise Conflict(f"The stored file {name} is not what its hash says: the archive is broken off.")
