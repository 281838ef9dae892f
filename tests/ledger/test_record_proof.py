"""The whole record is sealed, and signed each night: what is changed behind the program, with or without the seal, is
told. That each value of each table is sealed is tried in tests/house/test_the_story.py.
"""

import json
from io import StringIO

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from ledger.models import AuditEvent, Plan, SealHead
from ledger.selectors import seal
from ledger.services import record_proof
from rightsadmin.common import signing
from rightsadmin.common.actor import Actor
from tests import factories
from tests.owner import as_owner, behind_the_program

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")
NO_RECORD = {
    "django_session",
    "usersessions_usersession",
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "auth_group_permissions",
    "ledger_heartbeat",
    "ledger_sealblock",
    "ledger_sealchange",
    "ledger_sealedtable",
    "ledger_sealhead",
}


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def prove():
    return record_proof.prove(actor=SYSTEM)


def kept_outside(head):
    return {"content": head.content, "key": head.key, "signature": head.signature}


@pytest.fixture
def proved():
    """A record of some rows, proved twice: what the first proof knew is signed by the second."""
    plan = factories.mim_plan()
    factories.account(plan)
    prove()
    return prove()


def test_every_table_is_sealed_but_those_that_are_no_record():
    managed = {
        model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed
    }
    tables = {table.name: table for table in seal.tables()}

    assert set(tables) == managed - NO_RECORD | {"auth_group"} - NO_RECORD
    assert all(table.triggers == seal.TRIGGERS for table in tables.values())
    assert tables["ledger_auditevent"].is_append_only


def test_what_the_program_writes_is_sealed_with_it_and_a_refused_act_leaves_the_seal_as_it_was(proved):
    assert (proved.number, proved.holds, proved.differences) == (2, True, [])
    point = transaction.savepoint()
    factories.account(Plan.objects.get())
    assert list(seal.differences()) == []
    transaction.savepoint_rollback(point)
    assert record_proof.differences() == []


def test_the_applications_role_writes_no_seal(proved):
    for sql in (
        "UPDATE ledger_sealblock SET rows = rows + 1",
        "DELETE FROM ledger_sealchange",
        "INSERT INTO ledger_sealchange (name, block, rows, high, low) VALUES ('ledger_plan', 0, 1, 0, 0)",
        "UPDATE ledger_sealedtable SET columns = ''",
        "UPDATE ledger_sealhead SET holds = true",
        "DELETE FROM ledger_sealhead",
        "ALTER TABLE ledger_plan DISABLE TRIGGER seal_update",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            run(sql)


def test_a_table_of_ones_own_in_front_of_the_seal_keeps_nothing_out_of_it(proved):
    run(
        "CREATE TEMPORARY TABLE ledger_sealchange (name text, block bigint, rows bigint, high numeric, low numeric)"
    )
    factories.account(Plan.objects.get())
    run("DROP TABLE pg_temp.ledger_sealchange")

    assert list(seal.differences()) == []


def test_what_was_changed_with_its_seal_is_not_what_an_earlier_proof_signed(proved):
    with behind_the_program():
        run(
            "UPDATE ledger_auditevent SET actor_name = 'Nobody' WHERE id = (SELECT min(id) FROM ledger_auditevent)"
        )
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run("UPDATE ledger_sealedtable SET columns = '' WHERE name = 'ledger_auditevent'")
        run("SELECT rightsadmin_seal_tables()")  # the seal is made anew of what is there

    assert list(seal.differences()) == []
    (told,) = seal.head_differences()
    assert told.startswith("ledger_auditevent: rows through ")
    assert "are not those that proof 2 of" in told


def test_a_seal_that_is_switched_off_is_told():
    with as_owner():
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run("ALTER TABLE ledger_plan DISABLE TRIGGER seal_update")

    assert list(seal.differences()) == ["The seal of ledger_plan is switched off."]


def change(head, **columns):
    sets = ", ".join(f"{name} = %s" for name in columns)
    with behind_the_program():
        run(f"UPDATE ledger_sealhead SET {sets} WHERE id = %s", *columns.values(), head.pk)


def test_the_chain_of_proofs_tells_what_was_taken_out_of_it_or_put_into_it(proved):
    first = SealHead.objects.get(number=1)
    with behind_the_program():
        run("DELETE FROM ledger_sealhead WHERE id = %s", first.pk)
    assert list(seal.head_differences()) == [
        "Proof 2 of the record does not follow on the one before it: 1 lack between them."
    ]


@pytest.mark.parametrize("told", ["text", "signature", "key"])
def test_a_proof_that_was_written_anew_is_told(proved, told):
    other = proved.content.replace('"holds":true', '"holds":false')
    wrong = signing.sign(b"something else")
    if told == "text":
        change(proved, content=other)
    elif told == "signature":
        change(proved, content=other, digest=seal.digest_of(other), signature=wrong.value)
    else:
        change(proved, key="00" * 32)
    assert "Proof 2 of the record is not signed by this house." in list(seal.head_differences())


def test_a_proof_kept_outside_is_missed_where_it_was_taken_away(proved):
    outside = kept_outside(proved)
    assert record_proof.differences(outside) == []

    with behind_the_program():
        run("DELETE FROM ledger_sealhead WHERE id = %s", proved.pk)
    (told,) = record_proof.differences(outside)
    assert told.startswith("The record lacks proof 2 as the file has it")

    forged = outside | {"content": outside["content"].replace('"holds":true', '"holds":false')}
    (told,) = record_proof.differences(forged)
    assert told == "The head of the file is not signed by this house."


def test_a_proof_of_a_record_that_differs_says_so_and_is_signed(proved):
    factories.actor("clerk")
    with behind_the_program():
        run("UPDATE auth_user SET first_name = 'Mallory'")
    head = prove()

    assert not head.holds
    assert json.loads(head.content)["holds"] is False
    assert all(told.startswith("auth_user, rows ") for told in head.differences)
    assert AuditEvent.objects.filter(verb="record.proved").latest("pk").after["differences"] == len(
        head.differences
    )


def test_a_proof_never_changes(proved):
    with pytest.raises(IntegrityError, match="append-only"), as_owner():
        run("UPDATE ledger_sealhead SET holds = false")


def test_a_table_that_a_migration_changes_is_sealed_anew_on_the_trail(proved):
    from rightsadmin import database_roles

    with as_owner():
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run("ALTER TABLE ledger_director ADD COLUMN more int NOT NULL DEFAULT 7")
        database_roles.seal(using="default")

    assert AuditEvent.objects.get(verb="record.sealed_anew").after == {"tables": ["ledger_director"]}
    assert record_proof.differences() == []


def test_the_command_names_what_differs_and_ends_with_one(proved, tmp_path):
    out = StringIO()
    file = tmp_path / "head.json"
    file.write_text(json.dumps(kept_outside(proved)))
    call_command("verify", head=file, stdout=out)
    assert out.getvalue().endswith("The record is proved.\n")

    with behind_the_program():
        run(
            "UPDATE ledger_planterm SET citation = 'elsewhere' WHERE id = (SELECT min(id) FROM ledger_planterm)"
        )
    with pytest.raises(CommandError, match="DIFFERS"):
        call_command("verify", stdout=out)
    assert "ledger_planterm, rows " in out.getvalue()

    file.write_text("{}")
    with pytest.raises(CommandError, match="is no signed head"):
        call_command("verify", head=file)


def test_a_key_that_others_may_read_signs_nothing(settings, tmp_path):
    settings.SEAL_KEY_FILE = str(tmp_path / "seal.key")
    mine = signing.sign(b"record")
    assert signing.is_signed(b"record", mine)
    assert not signing.is_signed(b"another", mine)
    assert not signing.is_signed(b"record", signing.Signature("no key", mine.value))

    (tmp_path / "seal.key").chmod(0o644)
    with pytest.raises(ImproperlyConfigured, match="Others may read"):
        signing.sign(b"record")
    settings.SEAL_KEY_IS_MADE = False
    (tmp_path / "seal.key").unlink()
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        signing.sign(b"record")
    settings.SEAL_KEYS_OF_BEFORE = [mine.key]
    settings.SEAL_KEY_IS_MADE = True
    assert mine.key in signing.own_keys()
    assert signing.sign(b"record").key != mine.key
