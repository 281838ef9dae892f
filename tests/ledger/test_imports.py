"""Holder files: what a dry run names, what a load does, and that a refused one changes nothing."""

import hashlib
import io
import re
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db.models import Sum

from ledger.enums import ImportStatus, Registration
from ledger.errors import BadFile, Conflict, NotAuthorised, RuleViolation
from ledger.holder_files import RowError, read_rows
from ledger.holder_files.maker import ACQUIRER_NOMINEE, DEPOSITORY, make
from ledger.models import AuditEvent, Batch, Hold, HolderAccount, HolderImport, LedgerAccount, Party, Position
from ledger.plan_files import shipped
from ledger.services import approvals, imports, plans, shares
from ledger.services.imports import counting
from rightsadmin.common.actor import Actor
from tests import factories

SYSTEM = Actor.system("test")
CLERK = Actor(name="A clerk", roles=("clerk",))
RECORD_DATE = date(1998, 12, 4)
OUTSTANDING = 17_890_739


def made(**options):
    stream = io.BytesIO()
    make(
        stream,
        **(
            {"accounts": 60, "shares": OUTSTANDING, "as_of": RECORD_DATE, "issuer": "MIM CORPORATION"}
            | options
        ),
    )
    return stream.getvalue()


@pytest.fixture
def plan(db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return plans.load_plan(content=shipped("mim-1998"), actor=SYSTEM)


def checked(plan, content, **options):
    arguments = {"plan": plan, "as_of": RECORD_DATE, "actor": CLERK} | options
    return imports.check(uploaded=ContentFile(content, name="holders.csv"), **arguments)


def kept(record):
    with default_storage.open(record.storage_name) as stream:
        return stream.read()


def read(content):
    return list(read_rows(io.BytesIO(content), as_of=RECORD_DATE))


def errors_of(content):
    return [(error.row, error.field) for error in read(content) if isinstance(error, RowError)]


def nothing_loaded(plan):
    return (
        not any(model.objects.exists() for model in (HolderAccount, Party, Hold, LedgerAccount, Batch))
        and not HolderImport.objects.filter(status=ImportStatus.LOADED).exists()
    )


def test_made_file_is_the_same_each_time_and_adds_up():
    first, again, other = made(), made(), made(seed=7)

    assert first == again
    assert first != other
    rows = read(first)
    assert (len(rows), sum(row.shares for row in rows)) == (60, OUTSTANDING)
    assert rows[0].lines == ["CEDE & CO"]
    assert rows[0].shares == max(row.shares for row in rows)
    assert all(row.shares > 0 for row in rows)


def test_made_file_has_every_form_every_script_and_lines_that_fit_a_certificate():
    rows = read(made(accounts=2_500))

    assert {row.registration for row in rows} == set(Registration.values)
    assert max(len(row.lines) for row in rows) == 7
    assert max(len(line) for row in rows for line in row.lines) <= 35
    text = "".join(line for row in rows for line in row.lines)
    for letter in "ÉØΓАד山李김रم":
        assert letter in text
    assert any(note.field == "postal_code" for row in rows for note in row.notes)
    assert any(row.deceased_on for row in rows)
    assert any(row.stop for row in rows)
    assert any(row.mail_code == "bad" for row in rows)


def test_made_file_with_fewer_shares_than_holders_is_refused():
    with pytest.raises(ValueError, match="too few"):
        made(shares=10)


def test_check_changes_nothing_but_its_record(plan):
    record = checked(plan, made())

    assert (record.status, record.error_count, record.row_count) == (ImportStatus.CHECKED, 0, 60)
    assert record.total_shares == record.expected_shares == OUTSTANDING
    assert nothing_loaded(plan)


def test_load_creates_accounts_with_history_and_one_opening_batch(plan):
    record = imports.load(import_id=checked(plan, made()).pk, actor=CLERK)

    assert record.status == ImportStatus.LOADED
    assert HolderAccount.objects.filter(plan=plan).count() == HolderAccount.history.count() == 60
    batch = Batch.objects.get(plan=plan)
    assert (batch.kind, batch.effective_on, batch.entry_count, batch.source) == (
        "opening",
        RECORD_DATE,
        60,
        "opening",
    )
    held = Position.objects.filter(plan=plan, holder__isnull=False)
    assert held.aggregate(total=Sum("common"))["total"] == OUTSTANDING
    assert Position.objects.get(plan=plan, role="issuer_common").common == -OUTSTANDING
    cede = HolderAccount.objects.get(plan=plan, number=DEPOSITORY)
    assert (cede.registration_lines, cede.is_nominee) == (["CEDE & CO"], True)
    assert [(party.role, party.name) for party in cede.parties.all()] == [("nominee", "CEDE & CO")]
    assert cede.history.get().history_change_reason == "A clerk: holder file holders.csv"
    assert record.document.sha256 == record.sha256 == hashlib.sha256(kept(record)).hexdigest()
    assert Hold.objects.count() == Hold.history.count()


def test_taxpayer_numbers_are_kept_nowhere_but_for_their_last_digits(plan):
    content = made()
    record = imports.load(import_id=checked(plan, content).pk, actor=CLERK)
    numbers = set(re.findall(rb"000-\d\d-\d{4}", content))

    assert numbers
    assert not [number for number in numbers if number in kept(record)]

    account = HolderAccount.objects.get(plan=plan, number=ACQUIRER_NOMINEE)
    assert len(account.tin_last4) == 4
    assert account.tin_last4.isdecimal()


def test_same_file_twice_and_a_second_file_are_refused(plan):
    content = made()
    first = checked(plan, content)
    other = checked(plan, made(seed=7))
    imports.load(import_id=first.pk, actor=CLERK)

    with pytest.raises(Conflict, match="very file"):
        checked(plan, content)
    with pytest.raises(Conflict, match="very file"):
        imports.load(import_id=first.pk, actor=CLERK)
    with pytest.raises(Conflict, match="loaded already"):
        imports.load(import_id=other.pk, actor=CLERK)
    assert HolderAccount.objects.count() == 60


def test_bad_file_names_every_row_and_changes_nothing(plan):
    record = checked(plan, made(bad=True))

    assert record.status == ImportStatus.REFUSED
    named = [(error["row"], error["field"]) for error in record.errors]
    assert named == [
        (7, "shares"),
        (8, "shares"),
        (9, "line1"),
        (10, "line1"),
        (11, "line1"),
        (12, "line1"),
        (13, "line1"),
        (14, "opened_on"),
        (15, "tin"),
        (16, "stop_reason"),
        (17, "address1"),
        (19, "account"),
        (64, "accounts"),
        (64, "shares"),
    ]
    assert record.error_count == len(named)
    with pytest.raises(RuleViolation, match="refused"):
        imports.load(import_id=record.pk, actor=CLERK)
    assert nothing_loaded(plan)


def test_file_that_does_not_match_the_control_book_is_refused(plan):
    record = checked(plan, made(shares=OUTSTANDING - 1))

    assert record.status == ImportStatus.REFUSED
    assert [error["field"] for error in record.errors] == ["shares"]
    assert "17,890,739" in record.errors[0]["sentence"]
    assert nothing_loaded(plan)


def test_control_book_changed_after_the_check_stops_the_load(plan):
    record = checked(plan, made())
    book = plan.control_book.get()
    book.pk, book.as_of, book.outstanding = None, RECORD_DATE, Decimal(17_890_000)
    book.save(force_insert=True)

    with pytest.raises(RuleViolation, match="739 apart"):
        imports.load(import_id=record.pk, actor=CLERK)
    assert nothing_loaded(plan)


def test_stored_file_changed_after_the_check_stops_the_load(plan):
    record = checked(plan, made())
    with default_storage.open(record.storage_name, "wb") as stream:
        stream.write(made(seed=7, accounts=61))

    with pytest.raises(Conflict, match="not the one that was checked"):
        imports.load(import_id=record.pk, actor=CLERK)
    assert nothing_loaded(plan)


def test_file_too_large_is_refused_before_it_is_read(plan):
    class Unread(File):
        size = 300 * 1024 * 1024

        def chunks(self, chunk_size=None):
            raise AssertionError("read")

    events = AuditEvent.objects.count()
    with pytest.raises(BadFile, match="314,572,800 bytes"):
        imports.check(plan=plan, uploaded=Unread(None, name="big.csv"), as_of=RECORD_DATE, actor=CLERK)
    assert (HolderImport.objects.count(), AuditEvent.objects.count()) == (0, events)


def test_examiner_cannot_check_or_load(plan):
    record = checked(plan, made())
    examiner = Actor(name="An examiner", roles=("examiner",))
    with pytest.raises(NotAuthorised):
        checked(plan, made(), actor=examiner)
    with pytest.raises(NotAuthorised):
        imports.load(import_id=record.pk, actor=examiner)


def test_windows_1252_is_read_where_the_head_declares_it(plan):
    text = made(seed=3).decode()
    latin = "".join(
        letter if ord(letter) < 0x250 and letter.encode("cp1252", "ignore") else "?" for letter in text
    )
    declared = latin.replace("holders-1,utf-8", "holders-1,windows-1252").encode("cp1252")

    assert "É".encode("cp1252") in declared
    assert checked(plan, declared).status == ImportStatus.CHECKED


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda _: b"", [(1, "record")]),
        (lambda content: b"PK\x03\x04" + content, [(1, "record")]),
        (lambda content: content.decode().encode("utf-16"), [(1, "record")]),
        (lambda content: content.replace(b"utf-8", b"ebcdic", 1), [(1, "encoding")]),
        (lambda content: content.replace(b"1998-12-04", b"1998-12-03", 1), [(1, "as_of")]),
        (lambda content: content.replace(b",line7", b"", 1), [(2, "record")]),
        (lambda content: b"\n".join(content.splitlines()[:-1]), [(62, "record")]),
        (lambda content: content + b"D,1\r\n", [(64, "record")]),
        (
            lambda content: content.replace(b"CEDE & CO", b'"CEDE & CO', 1),
            [(3, "record"), (63, "accounts"), (63, "shares")],
        ),
        (
            lambda content: content.replace(b"CEDE & CO", b"CEDE \xe9 CO", 1),
            [(3, "record"), (63, "accounts"), (63, "shares")],
        ),
        (
            lambda content: content.replace(b"nominee,CEDE", b"club,CEDE", 1),
            [(3, "registration"), (63, "shares")],
        ),
        (lambda content: content.replace(b"BOWLING GREEN STATION", b"", 1), []),
        (lambda content: content.replace(b"P O BOX 20", b"", 1), [(3, "address1"), (63, "shares")]),
        (lambda content: content[:-2] + b"x" * 100_000, [(63, "record")]),
    ],
)
def test_each_fault_of_a_file_is_named(spoil, expected):
    found = errors_of(spoil(made()))
    assert found[: len(expected)] == expected


def test_endless_line_is_never_held_in_memory():
    class Endless(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            buffer[:] = b"a" * len(buffer)
            return len(buffer)

    found = list(read_rows(io.BufferedReader(Endless()), as_of=RECORD_DATE))
    assert [(error.row, error.field) for error in found] == [(1, "record")]


def test_zip_code_gets_its_lost_zero_back_and_nothing_else_changes():
    line = "D,1,individual,A,,,,,,,,S,,,,BOSTON,MA,{},{},,missing,N,1,mail,,,,,1998-01-01"
    heading = made().splitlines()[:2]

    def code(value, country=""):
        body = [*heading, line.format(value, country).encode(), b"T,1,1"]
        (row,) = read(b"\n".join(body))
        return row.postal_code

    assert [code(value) for value in ("2116", "02116", "21161234", "021161234", "02116-1234", "H3B 1K9")] == [
        "02116",
        "02116",
        "02116-1234",
        "02116-1234",
        "02116-1234",
        "H3B 1K9",
    ]
    assert code("2116", "NORWAY") == "2116"


def test_errors_are_counted_beyond_those_kept(plan, monkeypatch):
    monkeypatch.setattr(counting, "KEPT", 2)
    record = checked(plan, made(bad=True))
    assert (record.error_count, len(record.errors)) == (14, 2)


def test_what_is_kept_is_what_was_read_and_the_file_as_it_came_has_its_hash(plan):
    content = made(accounts=400)
    record = checked(plan, content)

    assert record.came_sha256 == hashlib.sha256(content).hexdigest()
    assert record.sha256 == hashlib.sha256(kept(record)).hexdigest()
    assert [replace(row, notes=()) for row in read(kept(record))] == [
        replace(row, notes=()) for row in read(content)
    ]
    assert record.errors == []


def test_nothing_is_kept_of_a_file_that_was_refused(plan):
    record = checked(plan, made(bad=True))

    assert (record.storage_name, record.sha256) == ("", "")


@pytest.mark.scale
def test_hundred_thousand_accounts_load_and_get_their_dividend(plan):
    plans.pin(plan=plan, day=RECORD_DATE, actor=SYSTEM)
    record = checked(plan, made(accounts=100_000))
    began = time.monotonic()
    imports.load(import_id=record.pk, actor=CLERK)
    loaded = time.monotonic()
    approval = shares.propose_dividend(plan=plan, actor=factories.actor("clerk"))
    approvals.approve(
        approval_id=approval.pk, digest_seen=approval.digest, actor=factories.actor("supervisor")
    )
    posted = time.monotonic()

    print(f"100,000 accounts: loaded {loaded - began:.1f} s, dividend {posted - loaded:.1f} s")  # noqa: T201 - the figures
    assert (
        Position.objects.filter(plan=plan, holder__isnull=False).aggregate(total=Sum("rights"))["total"]
        == OUTSTANDING
    )
