"""What the database refuses to the application and to the reader, tried with logins of their own."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from ledger.models import Calendar
from rightsadmin.embedded.postgres import APPLICATION
from tests.owner import as_owner
from tools import pytest_services

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not pytest_services.database_is_thrown_away(), reason="roles may sign in only on a server of our own"
    ),
]

READER = "rightsadmin_reader"
#: Rows that a form's parts are written anew with, and what is no record.
DELETED = {
    "auth_user_groups",
    "auth_user_user_permissions",
    "django_session",
    "mfa_authenticator",
    "usersessions_usersession",
    "ledger_calendarclosing",
    "ledger_feedsecret",
    "ledger_party",
    "certificates_election",
    "certificates_lossclaim",
    "certificates_requestedcertificate",
}


@contextmanager
def signed_in(role: str) -> Iterator[psycopg.Connection]:
    """A connection whose login is the role's own: there is nothing above it to go back to."""
    told = connection.get_connection_params() | {"user": role}
    with psycopg.connect(
        host=told["host"], dbname=told["dbname"], user=told["user"], autocommit=True
    ) as beside:
        yield beside


@pytest.fixture(scope="module")
def reader(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), as_owner(), connection.cursor() as cursor:
        cursor.execute(f"ALTER ROLE {READER} LOGIN")
    return READER


def tables() -> list[str]:
    return sorted(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    )


# Functions of the owner write them.
OF_THE_SEAL = {"ledger_sealblock", "ledger_sealchange", "ledger_sealedtable"}


def granted(role: str, right: str) -> set[str]:
    """The tables on which the role has the right, wholly or for some column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' "
            f"AND has_table_privilege('{role}', c.oid, '{right}')"
        )
        return {name for (name,) in cursor.fetchall()}


def refused(role: str, statement: str) -> None:
    with signed_in(role) as beside, pytest.raises(psycopg.errors.InsufficientPrivilege):
        beside.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "SET ROLE postgres",
        "ALTER TABLE ledger_entry DISABLE TRIGGER USER",
        "DROP TRIGGER append_only ON ledger_entry",
        "DROP TABLE ledger_historicalplan",
        "ALTER TABLE ledger_plan DROP CONSTRAINT plan_separated_has_distribution_date",
        "CREATE TABLE planted (id int)",
        "CREATE FUNCTION planted() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER FUNCTION rightsadmin_append_only() RENAME TO planted",
        "CREATE ROLE planted",
        "ALTER ROLE rightsadmin_application SUPERUSER",
        "SELECT setval('ledger_batch_id_seq', 1)",
        "COPY ledger_entry TO '/tmp/entries'",
        "COPY ledger_entry TO PROGRAM 'cat'",
        "INSERT INTO auth_group (name) VALUES ('planted')",
        "UPDATE django_migrations SET name = 'planted'",
    ],
)
def test_the_application_has_no_power_over_the_house(statement):
    refused(APPLICATION, statement)


def test_the_application_gives_itself_nothing():
    with signed_in(APPLICATION) as beside:
        beside.execute("SELECT rightsadmin_grant()")  # which is for whoever owns the tables
        beside.execute("GRANT DELETE ON ledger_entry TO rightsadmin_application")
    assert granted(APPLICATION, "DELETE") == DELETED


def test_the_application_empties_no_table():
    assert granted(APPLICATION, "TRUNCATE") == set()


def test_the_application_changes_and_deletes_nothing_append_only():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only'")
        append_only = {name for (name,) in cursor.fetchall()}
    assert append_only
    assert append_only & (granted(APPLICATION, "UPDATE") | granted(APPLICATION, "DELETE")) == set()


def test_the_application_deletes_only_what_is_written_anew():
    assert granted(APPLICATION, "DELETE") == DELETED


def test_the_application_reads_and_writes_every_table_of_ours():
    ours = {name for name in tables() if name.startswith(("ledger_", "certificates_"))}
    assert ours - granted(APPLICATION, "SELECT") == set()
    assert ours - granted(APPLICATION, "INSERT") == OF_THE_SEAL


def test_no_table_of_record_is_emptied_even_by_its_owner():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'no_truncate'")
        guarded = {name for (name,) in cursor.fetchall()}
    ours = {name for name in tables() if name.startswith(("ledger_", "certificates_"))}
    assert guarded == ours | {"auth_user", "auth_user_groups"}
    with (
        signed_in(connection.settings_dict["USER"]) as owner,
        pytest.raises(psycopg.errors.CheckViolation, match="never emptied"),
    ):
        owner.execute("TRUNCATE ledger_auditevent CASCADE")


def test_the_reader_reads_and_writes_nothing(reader):
    assert {name for name in tables() if name.startswith("certificates_")} - granted(
        reader, "SELECT"
    ) == set()
    for right in ("INSERT", "UPDATE", "DELETE", "TRUNCATE"):
        assert granted(reader, right) == set()
    with signed_in(reader) as beside:
        assert beside.execute("SELECT count(*) FROM ledger_calendar").fetchone() == (
            Calendar.objects.count(),
        )
        beside.execute("SELECT username FROM auth_user")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT password FROM auth_user",
        "SELECT * FROM django_session",
        "SELECT * FROM ledger_feedsecret",
        "INSERT INTO ledger_auditevent DEFAULT VALUES",
    ],
)
def test_the_reader_sees_no_secret(reader, statement):
    refused(reader, statement)
