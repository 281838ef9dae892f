"""A plan handed over and taken in again: whole, proved, or refused without a trace."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from certificates.models import Certificate
from certificates.selectors.verification import verify
from ledger.errors import BackOfficeError, BadFile, Conflict, NotAuthorised
from ledger.models import AuditEvent, Batch, Calendar, Entry, Plan, Position
from ledger.selectors.proof import prove
from ledger.services.handover import taking_in
from ledger.services.handover.exporting import export_plan
from ledger.services.handover.tables import tables, unclaimed
from rightsadmin.common import signing
from rightsadmin.common.actor import Actor
from tests import factories, states
from tests.certificates.conftest import pressed_and_released
from tests.certificates.factories import attached_plan
from tests.owner import as_owner, behind_the_program

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _keys_go_on():
    """Taking a plan in sets the counters of its tables to its keys."""
    yield
    states.keys_go_on()


SYSTEM = Actor.system("tests")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "files")


@pytest.fixture
def issued(db) -> Plan:
    """A separated plan whose certificates are pressed, proved and released."""
    return pressed_and_released(5).plan


def import_plan(**told):
    """Taken in by the owner of the tables, whose guards it sets aside."""
    with as_owner():
        return taking_in.import_plan(**{"sender_key": signing.public_key()} | told)


def archive_of(plan: Plan, tmp_path, **options):
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.zip"
    path.write_bytes(b"".join(export_plan(plan=plan, actor=SYSTEM, **options)))
    return path


def empty_installation(*, with_calendars: bool = True) -> None:
    """What migrations leave behind, and the shipped calendars."""
    keep = set() if not with_calendars else {"calendar", "calendarclosing"}
    models = [
        model
        for app in ("ledger", "certificates")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model._meta.managed and getattr(model, "instance_type", model)._meta.model_name not in keep
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with behind_the_program(), connection.cursor() as cursor:
        names = ", ".join(f'"{model._meta.db_table}"' for model in [*models, get_user_model()])
        cursor.execute(f"TRUNCATE {names} CASCADE")
    if with_calendars and not Calendar.objects.exists():
        from ledger.services import calendars

        calendars.load_shipped(actor=SYSTEM)


def remove_files(settings) -> None:
    from shutil import rmtree

    rmtree(settings.MEDIA_ROOT, ignore_errors=True)


def held(plan: Plan) -> list[tuple]:
    return list(
        Position.objects.filter(plan=plan)
        .order_by("pk")
        .values_list("pk", "holder__number", "standing", "role", "common", "rights")
    )


def rewritten(path, changes: dict[str, bytes], *, manifest: bool, resigned: bool = True) -> None:
    """The archive with other members, the sums in the manifest made to fit where `manifest` is True, signed anew (as
    only the sender can) unless it is not `resigned`.
    """
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members |= changes
    if manifest:
        told = json.loads(members["manifest.json"])
        for row in told["members"]:
            content = members[row["name"]]
            row |= {"bytes": len(content), "sha256": sha256(content).hexdigest()}
        members["manifest.json"] = json.dumps(told).encode()
    if resigned:
        signed = signing.sign(members["manifest.json"])
        members["manifest.sig"] = json.dumps({"key": signed.key, "signature": signed.value}).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def member(path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


@pytest.mark.parametrize("with_calendars", [True, False])
def test_round_trip_keeps_balances_digests_and_certificates(issued, tmp_path, settings, with_calendars):
    path = archive_of(issued, tmp_path)
    before = (
        held(issued),
        list(Batch.objects.order_by("pk").values_list("number", "digest")),
        list(Certificate.objects.order_by("pk").values_list("text", "state", "quantity", "content_sha256")),
        list(AuditEvent.objects.filter(plan=issued).order_by("pk").values_list("verb", "object_id", "at")),
    )
    empty_installation(with_calendars=with_calendars)
    remove_files(settings)

    done = import_plan(path=path, actor=SYSTEM)

    assert before == (
        held(done.plan),
        list(Batch.objects.order_by("pk").values_list("number", "digest")),
        list(Certificate.objects.order_by("pk").values_list("text", "state", "quantity", "content_sha256")),
        list(AuditEvent.objects.filter(plan=done.plan).order_by("pk").values_list("verb", "object_id", "at"))[
            :-1
        ],
    )
    assert (prove(done.plan).differences, verify(done.plan).differences) == ([], [])
    assert Calendar.objects.exists()
    users = get_user_model().objects.order_by("username")
    assert [user.username for user in users] == ["mim-1998:clerk", "mim-1998:counsel", "mim-1998:supervisor"]
    assert not any(user.is_active or user.has_usable_password() or user.groups.exists() for user in users)


def test_round_trip_again_gives_the_same_bytes(issued, tmp_path, settings):
    first = archive_of(issued, tmp_path)
    empty_installation(with_calendars=False)
    done = import_plan(path=first, actor=SYSTEM)
    second = archive_of(done.plan, tmp_path)
    changed = {"data/users.jsonl", "data/ledger.auditevent.jsonl"}
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as other:
        names = [name for name in one.namelist() if name.startswith(("data/", "files/"))]
        assert len(names) > 50
        assert {name for name in names if one.read(name) != other.read(name)} == changed


def test_rows_taken_in_are_worked_on_as_before(issued, tmp_path, settings):
    path = archive_of(issued, tmp_path)
    empty_installation()
    plan = import_plan(path=path, actor=SYSTEM).plan

    new = factories.document(plan, "A later paper")  # the sequences stand behind the keys that came

    assert new.pk == plan.documents.order_by("-pk").first().pk
    with (
        pytest.raises(Exception, match="append-only"),
        as_owner(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM ledger_entry")


def test_print_files_may_stay_behind(issued, tmp_path, settings):
    path = archive_of(issued, tmp_path, with_print_files=False)
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if name.endswith(".pdf")]
    empty_installation()
    remove_files(settings)

    done = import_plan(path=path, actor=SYSTEM)

    assert (prove(done.plan).differences, verify(done.plan, read_files=False).differences) == ([], [])


def test_file_for_people_names_accounts_and_guards_formulas(tmp_path):
    plan = factories.mim_plan()
    hostile = factories.account(plan, postal_code="=1+1")
    factories.give_common(plan, {hostile: 100})
    path = archive_of(plan, tmp_path)

    entries = member(path, "people/entries.csv").decode().splitlines()
    holders = member(path, "people/holder-accounts.csv").decode()

    assert "from account,from account standing,from account role" in entries[0]
    assert len(entries) == Entry.objects.count() + 1
    assert f",{hostile.number},valid," in entries[1]
    assert ",'=1+1," in holders


def test_every_model_is_handed_over_or_named_with_its_reason():
    assert unclaimed() == []
    labels = {table.label for table in tables()}
    assert {"ledger.entry", "ledger.historicalhold", "certificates.runitem", "ledger.party"} <= labels
    assert "ledger.feedsecret" not in labels
    names = [table.model._meta.verbose_name_plural for table in tables() if not table.is_history]
    assert len(names) == len(set(names))  # each is a file for people


def test_stored_files_follow_the_house_convention():
    """A column that names a stored file under another name would leave its file behind."""
    for table in tables():
        for column in table.fields:
            if column.get_internal_type() == "FileField" or "storage" in column.column:
                assert table.is_history or (column.column == "storage_name" and "sha256" in table.columns), (
                    column
                )


def refusal(path, error=BadFile) -> str:
    with pytest.raises(error) as refused:
        import_plan(path=path, actor=SYSTEM)
    assert not Plan.objects.exists()
    assert not Entry.objects.exists()
    assert not get_user_model().objects.exists()
    return str(refused.value)


@pytest.fixture
def attached(tmp_path, settings) -> Iterator:
    """The archive of a small plan, and nothing here any more."""
    path = archive_of(attached_plan(3), tmp_path)
    empty_installation()
    remove_files(settings)
    yield path
    assert not [name for _, names in walked("documents") for name in names]


def walked(folder: str) -> Iterator[tuple[str, list[str]]]:
    """The files that are in the store."""
    if not default_storage.exists(folder):
        return
    folders, names = default_storage.listdir(folder)
    yield folder, names
    for inner in folders:
        yield from walked(f"{folder}/{inner}")


def test_a_flipped_byte_is_refused(attached):
    content = bytearray(attached.read_bytes())
    with zipfile.ZipFile(attached) as archive:
        largest = max(archive.infolist(), key=lambda member: member.compress_size)
    content[largest.header_offset + 30 + len(largest.filename) + largest.compress_size // 2] ^= 1
    attached.write_bytes(content)
    assert "Ask for it again" in refusal(attached) or "ask for it again" in refusal(attached)


def test_a_changed_row_is_refused_by_its_checksum(attached):
    entries = member(attached, "data/ledger.entry.jsonl").replace(b'"100.0000000000"', b'"900.0000000000"')
    rewritten(attached, {"data/ledger.entry.jsonl": entries}, manifest=False)
    assert "is not what the manifest says" in refusal(attached)


def test_a_changed_row_with_fitting_checksums_is_refused_by_the_proofs(attached):
    entries = member(attached, "data/ledger.entry.jsonl").replace(b'"100.0000000000"', b'"900.0000000000"')
    rewritten(attached, {"data/ledger.entry.jsonl": entries}, manifest=True)
    assert "balances.jsonl read back" in refusal(attached)


def test_a_changed_batch_is_refused_by_the_chain_of_digests(attached):
    batches = member(attached, "data/ledger.batch.jsonl").replace(
        b"Form 8-K, Record Date", b"Form 8-K, Other Date"
    )
    rewritten(attached, {"data/ledger.batch.jsonl": batches}, manifest=True)
    assert "its digest differs" in refusal(attached, BackOfficeError)


def test_a_forged_archive_is_refused_however_well_its_sums_fit(attached, settings, tmp_path):
    trail = b"\n".join(member(attached, "data/ledger.auditevent.jsonl").splitlines()[:-1]) + b"\n"
    settings.SEAL_KEY_FILE, key = str(tmp_path / "forger.key"), signing.public_key()
    rewritten(attached, {"data/ledger.auditevent.jsonl": trail}, manifest=True)
    with pytest.raises(BadFile, match="that is not the sender's key"):
        import_plan(path=attached, sender_key=key, actor=SYSTEM)
    assert "is not the sender's key" in verified(attached, key)


def test_an_archive_that_is_changed_after_it_was_signed_or_not_signed_is_refused(attached):
    key = signing.public_key()
    renamed = member(attached, "data/ledger.holderaccount.jsonl").replace(b"NEW YORK", b"GOTHAM")
    rewritten(attached, {"data/ledger.holderaccount.jsonl": renamed}, manifest=True, resigned=False)
    assert "was changed after it was signed" in refusal(attached)
    assert "was changed after it was signed" in verified(attached, key)

    rewritten(attached, {"manifest.sig": b"{}"}, manifest=False, resigned=False)
    assert "signature cannot be read" in refusal(attached)
    with zipfile.ZipFile(attached) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if name != "manifest.sig"}
    with zipfile.ZipFile(attached, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert "is not signed" in refusal(attached)


VERIFY = Path(__file__).resolve().parents[2] / "docs" / "verify.py"


def verified(path, key) -> str:
    """What docs/verify.py says of it, without the program: no Django, no settings."""
    command = [sys.executable, "-I", str(VERIFY), str(path), "--sender-key", key]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]}
    )
    assert done.stderr == ""
    assert (done.returncode == 0) == done.stdout.startswith("Signed by the sender")
    return done.stdout


def test_an_exported_record_is_verified_without_the_program(issued, tmp_path):
    path, key = archive_of(issued, tmp_path), signing.public_key()
    assert f"{Batch.objects.count()} batches and every balance are proved" in verified(path, key)

    entries = member(path, "data/ledger.entry.jsonl")
    more = entries.replace(b'"100.0000000000"', b'"900.0000000000"', 1)
    rewritten(path, {"data/ledger.entry.jsonl": more}, manifest=True)
    told = verified(path, key)
    assert "is not what its digest covers" in told
    assert "does not hold what the entries add up to" in told

    batches = member(path, "data/ledger.batch.jsonl").splitlines(keepends=True)
    changes = {"data/ledger.batch.jsonl": b"".join(batches[1:]), "data/ledger.entry.jsonl": entries}
    rewritten(path, changes, manifest=True)
    told = verified(path, key)
    assert "does not follow on the one before it" in told
    assert "There are entries of no batch" in told

    path.write_bytes(b"PK nothing")
    assert "is no hand-over archive" in verified(path, key)


def test_rows_that_refer_to_nothing_are_refused(attached):
    parties = b'{"id": 1, "role": "owner", "name": "NOBODY", "position": 1, "account_id": 987654}\n'
    rewritten(attached, {"data/ledger.party.jsonl": parties}, manifest=True)
    told = json.loads(member(attached, "manifest.json"))
    next(row for row in told["members"] if row["name"] == "data/ledger.party.jsonl")["rows"] = 1
    rewritten(attached, {"manifest.json": json.dumps(told).encode()}, manifest=False)
    assert "cannot be taken in" in refusal(attached)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"[1]\n", "other columns"),
        (b'{"id": 1}\n', "other columns"),
        (b"{not json}\n", "no JSON"),
        (b"[" * 100_000 + b"\n", "no JSON"),
        (b'{"id": 1}', "not whole"),
        (b"\xff\n", "not UTF-8"),
    ],
)
def test_a_line_that_is_no_row_is_refused(attached, line, sentence):
    rewritten(attached, {"data/ledger.party.jsonl": line}, manifest=True)
    assert sentence in refusal(attached)


@pytest.mark.parametrize("name", ["../../evil", "/etc/passwd", "files/../../evil", "files/documents/x"])
def test_a_member_with_a_name_of_its_own_is_refused(attached, name):
    with zipfile.ZipFile(attached, "a") as archive:
        archive.writestr(name, b"evil")
    told = json.loads(member(attached, "manifest.json"))
    assert "not those that its manifest lists" in refusal(attached)
    told["members"].append({"name": name, "bytes": 4, "sha256": sha256(b"evil").hexdigest()})
    rewritten(attached, {"manifest.json": json.dumps(told).encode()}, manifest=False)
    if name.startswith("files/"):
        assert "no name that a stored file has" in refusal(attached)


def test_a_row_that_names_a_file_elsewhere_is_refused(attached):
    rows = member(attached, "data/ledger.sourcedocument.jsonl").splitlines()
    first = json.loads(rows[0]) | {"storage_name": "../../etc/passwd"}
    content = b"\n".join([json.dumps(first).encode(), *rows[1:]]) + b"\n"
    rewritten(attached, {"data/ledger.sourcedocument.jsonl": content}, manifest=True)
    assert "did not come with the archive" in refusal(attached)


@pytest.mark.parametrize(
    "content", [b"", b"no zip at all", b"PK\x05\x06" + bytes(18)], ids=["empty", "text", "empty zip"]
)
def test_what_is_no_archive_is_refused(tmp_path, content):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert refusal(path)


def test_another_version_is_refused(attached):
    told = json.loads(member(attached, "manifest.json"))
    told["tables"]["ledger.entry"] = ["id"]
    rewritten(attached, {"manifest.json": json.dumps(told).encode()}, manifest=False)
    assert "another version of the program: ledger.entry differ" in refusal(attached)


def test_an_installation_with_a_plan_is_refused(tmp_path):
    plan = attached_plan(2)
    path = archive_of(plan, tmp_path)
    with pytest.raises(Conflict, match="is here already"):
        import_plan(path=path, actor=SYSTEM)


def test_a_user_whose_key_is_taken_is_named(issued, tmp_path):
    path = archive_of(issued, tmp_path)
    empty_installation()
    theirs = json.loads(member(path, "data/users.jsonl").splitlines()[0])
    get_user_model().objects.create_user(pk=theirs["id"], username="newcomer")
    with pytest.raises(Conflict, match="'newcomer' has the key"):
        import_plan(path=path, actor=SYSTEM)
    assert not Plan.objects.exists()


@pytest.mark.parametrize("role", ["clerk", "counsel", "examiner", "administrator"])
def test_records_leave_and_come_by_a_supervisor_only(role, tmp_path):
    plan = attached_plan(2)
    with pytest.raises(NotAuthorised):
        export_plan(plan=plan, actor=factories.actor(role))
    with pytest.raises(NotAuthorised):
        import_plan(path=tmp_path / "x.zip", actor=factories.actor(role))
    assert not AuditEvent.objects.filter(verb="handover.exported").exists()


def test_commands_write_a_new_file_and_take_it_in(tmp_path, settings):
    attached_plan(3)
    target, out = tmp_path / "mim.zip", io.StringIO()
    call_command("export_plan", "mim-1998", "--to", str(target), stdout=out)
    with pytest.raises(CommandError, match="exists already"):
        call_command("export_plan", "mim-1998", "--to", str(target))
    empty_installation()
    remove_files(settings)
    with as_owner():
        call_command("import_plan", str(target), sender_key=signing.public_key(), stdout=out)
    assert "taken in; balances, digests, totals and proofs are those of the sender" in out.getvalue()
    with pytest.raises(CommandError, match="is here already"):
        call_command("import_plan", str(target), sender_key=signing.public_key())
