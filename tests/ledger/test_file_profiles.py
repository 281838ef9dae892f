"""Profiles and the files read by them: kept in versions, checked, loaded once, and lists that open no account."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings as hypothesis, strategies as st

from ledger.enums import ImportStatus, Listing
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.holder_files import Chosen, Profile
from ledger.models import AuditEvent, Batch, FileProfile, HolderAccount, HolderImport, SourceDocument
from ledger.plan_files import shipped
from ledger.selectors import holder_files
from ledger.services import imports, plans
from rightsadmin.common.actor import Actor
from tests.ledger.holder_files.shapes import SHAPES
from tests.owner import as_owner

CLERK = Actor(name="A clerk", roles=("clerk",))
RECORD_DATE = date(1998, 12, 4)
OUTSTANDING = 17_890_739
LINES = (
    "HOLDER ID|NAME 1|NAME 2|SSN|MAIL FLAG|SHS HELD",
    "0000000001|CEDE & CO||||17,000,000",
    "0000000002|ANN SMITH &|JOHN SMITH JT TEN|123-45-6789|Q|890,739",
    "TOTAL|||||17,890,739",
)
COLUMNS = (
    ("HOLDER ID", "account"), ("NAME 1", "line1"), ("NAME 2", "line2"), ("SSN", "tin"), ("MAIL FLAG", "mail_code"),
    ("SHS HELD", "shares"),
)  # fmt: skip
PROFILE = Profile(columns=COLUMNS, codes=(("mail_code", "Q", "bad"),))


@pytest.fixture
def plan(db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return plans.load_plan(content=shipped("mim-1998"), actor=Actor.system("test"))


def file(*lines, name="register.txt"):
    return ContentFile("\r\n".join(lines).encode(), name=name)


def kept(version_seen=0, **options):
    said = {"agent": "Example Trust", "name": "Register", "profile": PROFILE, "actor": CLERK}
    return imports.keep_profile(**said | {"version_seen": version_seen} | options)


def checked(plan, *lines, **options):
    said = {"as_of": RECORD_DATE, "actor": CLERK}
    return imports.check(plan=plan, uploaded=file(*(lines or LINES)), **said | options)


def test_a_profile_is_kept_in_versions_and_the_last_is_in_force(db):
    first = kept()
    second = kept(version_seen=1, profile=Profile(columns=COLUMNS))

    assert (first.version, second.version) == (1, 2)
    assert list(holder_files.profiles()) == [second]
    assert Profile.of(FileProfile.objects.get(pk=first.pk).content) == PROFILE
    assert AuditEvent.objects.filter(verb="file_profile.kept").count() == 2
    with pytest.raises(Conflict, match="has a version 2 by now"):
        kept(version_seen=1)
    with pytest.raises(Conflict, match="There is no profile"):
        kept(name="Other", version_seen=1)


def test_a_profile_is_never_changed(db):
    first = kept()
    with pytest.raises(IntegrityError), transaction.atomic(), as_owner():
        FileProfile.objects.filter(pk=first.pk).update(content={})


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"agent": " "}, "Name the agent"),
        ({"name": "=A"}, "formula"),
        ({"profile": Profile(columns=(("A", "account"), ("N", "line1")))}, "the shares"),
    ],
)
def test_a_profile_that_says_too_little_is_not_kept(db, options, words):
    with pytest.raises(RuleViolation, match=words):
        kept(**options)
    assert not FileProfile.objects.exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"columns": (("A", "account"), ("B", "account"))}, "Two columns"),
        ({"columns": (("A", "x"),)}, "nothing that a column can be"),
        ({"columns": COLUMNS, "codes": (("mail_code", "1", "x"),)}, "no meaning of mail_code"),
        ({"columns": COLUMNS, "codes": (("city", "1", "x"),)}, "has no codes"),
        ({"columns": COLUMNS, "cuts": ((5, 2),) * 6}, "ends where it begins"),
        ({"columns": COLUMNS, "cuts": ((1, 2),)}, "needs its place"),
        ({"columns": COLUMNS, "days": "x"}, "forms of a day"),
        ({"columns": ()}, "between 1 and"),
    ],
)
def test_a_profile_that_cannot_be_meant_is_none(options, words):
    with pytest.raises(ValueError, match=words):
        Profile(**options)


def test_examiner_keeps_no_profile(db):
    with pytest.raises(NotAuthorised):
        kept(actor=Actor(name="An examiner", roles=("examiner",)))


def test_a_file_is_checked_by_its_profile_and_loaded_once(plan):
    record = checked(plan, profile=kept())
    assert (record.status, record.errors, record.row_count) == (ImportStatus.CHECKED, [], 2)
    assert record.profile_label == "Example Trust: Register, version 1"
    assert {"row": 4, "field": "shares"}.items() <= record.notes[-1].items()
    assert not HolderAccount.objects.exists()

    imports.load(import_id=record.pk, actor=CLERK)
    second = HolderAccount.objects.get(number="0000000002")
    assert second.registration_lines == ["ANN SMITH &", "JOHN SMITH JT TEN"]
    assert (second.registration, second.mail_code, second.tin_last4) == ("jt_ten", "bad", "6789")
    with pytest.raises(Conflict, match="very file"):
        checked(plan)
    assert HolderAccount.objects.count() == 2


def test_the_number_of_a_taxpayer_stays_nowhere(plan):
    record = imports.load(import_id=checked(plan, profile=kept()).pk, actor=CLERK)

    with default_storage.open(record.storage_name) as stored:
        assert b"123-45-6789" not in stored.read()
    assert "123-45-6789" not in str(record.reading)


def test_without_a_profile_the_header_proposes_and_an_unknown_code_is_named(plan):
    record = checked(plan)

    assert record.profile_label == "As its header proposes"
    assert [(each["row"], each["field"]) for each in record.errors] == [(3, "MAIL FLAG")]


def test_participants_are_held_against_the_depository_and_open_no_account(plan):
    lines = (
        "Participant Number|Participant Name|Position",
        "0005|GOLDSTONE & CO|16,000,000",
        "0901|BANK|1,000,000",
    )
    with pytest.raises(RuleViolation, match="load the holders of record first"):
        checked(plan, *lines)
    imports.load(import_id=checked(plan, profile=kept()).pk, actor=CLERK)
    accounts, batches = HolderAccount.objects.count(), Batch.objects.count()

    short = checked(plan, *lines[:2])
    assert (
        "The participants have 16,000,000 shares, and CEDE & CO holds 17,000,000"
        in short.errors[0]["sentence"]
    )
    record = imports.load(import_id=checked(plan, *lines).pk, actor=CLERK)
    assert (record.listing, record.status) == (Listing.PARTICIPANTS, ImportStatus.LOADED)
    assert SourceDocument.objects.get(pk=record.document_id).title.startswith(
        "List of the depository's participants"
    )
    assert (HolderAccount.objects.count(), Batch.objects.count()) == (accounts, batches)


def test_beneficial_owners_may_be_fewer_than_the_depository_holds_and_not_more(plan):
    imports.load(import_id=checked(plan, profile=kept()).pk, actor=CLERK)
    listed = Chosen(listing=Listing.BENEFICIAL.value)

    few = checked(plan, "NAME|SHARES", "ANN SMITH|60", chosen=listed)
    many = checked(plan, "NAME|SHARES", "ANN SMITH|17,000,001", chosen=listed)
    assert (few.status, few.row_count) == (ImportStatus.CHECKED, 1)
    assert "more than the 17,000,000 of CEDE & CO" in many.errors[0]["sentence"]


def test_a_class_that_the_plan_does_not_have_is_refused(plan):
    lines = ("ACCOUNT|NAME|CLASS|SHARES", "1|A|X|5", "2|B|Y|5")

    assert "is no class of this plan" in checked(plan, *lines).errors[0]["sentence"]


@given(
    content=st.sampled_from([shape.content for shape in SHAPES]),
    place=st.integers(0, 300),
    instead=st.binary(max_size=20),
)
@hypothesis(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_ends_in_a_record_and_changes_nothing(plan, content, place, instead):
    place %= len(content)
    spoiled = ContentFile(content[:place] + instead + content[place:], name="spoiled")
    try:
        record = imports.check(plan=plan, uploaded=spoiled, as_of=RECORD_DATE, actor=CLERK)
    except RuleViolation:
        pass  # a list of participants, and no register to hold it against
    else:
        assert record.status == ImportStatus.REFUSED
        assert HolderImport.objects.get(pk=record.pk).errors == record.errors
    assert not HolderAccount.objects.exists()
    assert not Batch.objects.exists()
