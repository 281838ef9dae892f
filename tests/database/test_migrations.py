"""The schema comes up from nothing, goes back to nothing, and says what the models and the SQL files say."""

import re
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from certificates.models import NumberSeries
from rightsadmin.checks import data_of_another_version
from rightsadmin.common import sql
from rightsadmin.common.sql import Load, pin, pins_of, texts, unloaded
from tests import factories
from tests.owner import as_owner, become_application, become_owner
from tools import pytest_services

APPS = ("ledger", "certificates")
OBJECTS = {
    "function": """
        SELECT p.proname, pg_get_functiondef(p.oid) FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace
          AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = p.oid AND deptype = 'e')""",
    "trigger": """
        SELECT tgname || ' on ' || relname, pg_get_triggerdef(t.oid) || ' ' || tgenabled::text
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'public'::regnamespace AND NOT tgisinternal""",
    "view": "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public'",
}
# Every table gets its own from a function, after every migration: tests/ledger/test_record_proof.py
SEALS = re.compile(r"trigger seal_(insert|update|delete) on ")
MAKES = re.compile(
    r"^CREATE (?:OR REPLACE )?(?:CONSTRAINT )?(FUNCTION|VIEW|TRIGGER) (\w+)(?:[^;]*? ON (\w+))?", re.MULTILINE
)


@pytest.fixture(autouse=True)
def _as_owner(request):
    """Who changes the schema is its owner."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        with as_owner():
            yield
    else:
        yield


def catalogue() -> dict[str, str]:
    """What the database holds beside its tables: what it is and is named, and how it is defined."""
    with connection.cursor() as cursor:
        found = {}
        for kind, question in OBJECTS.items():
            cursor.execute(question)
            found |= {f"{kind} {name}": definition for name, definition in cursor.fetchall()}
    return {name: definition for name, definition in found.items() if not SEALS.match(name)}


def in_files() -> list[str]:
    """What the files of sql/functions make, named alike; a name comes twice where two files make it."""
    return [
        f"trigger {name} on {table}" if kind == "TRIGGER" else f"{kind.lower()} {name}"
        for app in APPS
        for text in texts(app).values()
        for kind, name, table in MAKES.findall(text)
    ]


@contextmanager
def migrated_database():
    """Another database in place of the test's own, come up from nothing: a copy of the template that was migrated so
    for this run, or, on a server that has none, migrated here.
    """
    name, theirs = "rightsadmin_from_nothing", connection.settings_dict["NAME"]
    template = pytest_services.template_of_test_databases().get("TEMPLATE")
    become_owner()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        if not template:
            migrate()
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = theirs
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        become_application()


def migrate(**targets: str | None) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets.items()) or executor.loader.graph.leaf_nodes())


def our_tables() -> list[str]:
    return [name for name in connection.introspection.table_names() if name.startswith(APPS)]


@pytest.mark.django_db
def test_migrations_say_what_the_models_say():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_migrations_go_forwards_backwards_and_forwards_again(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), migrated_database():
        tables, objects = our_tables(), catalogue()
        assert tables
        assert objects

        migrate(certificates=None)
        assert {name.split("_")[0] for name in our_tables()} == {"ledger"}
        assert not [name for name in catalogue() if "certificates_" in name]
        migrate(ledger=None)
        assert (our_tables(), catalogue()) == ([], {})

        migrate()
        assert (our_tables(), catalogue()) == (tables, objects)


# ------------------------------------------------------------------------------------------------ the SQL files


@pytest.mark.django_db
def test_each_object_of_the_database_stands_in_one_file():
    assert sorted(in_files()) == sorted(catalogue())


@pytest.mark.django_db
def test_an_object_without_a_file_is_found():
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIEW planted AS SELECT 1")
    assert set(catalogue()) - set(in_files()) == {"view planted"}


@pytest.mark.django_db
def test_each_object_of_the_database_is_what_its_file_says():
    """To load a file again changes nothing, neither what it makes nor whether it is switched on."""
    before = catalogue()
    with connection.cursor() as cursor:
        for app in APPS:
            for name, text in texts(app).items():
                cursor.execute(text)
                assert catalogue() == before, f"{app}/sql/functions/{name}.sql"


@pytest.mark.parametrize("app", APPS)
def test_each_file_is_loaded_by_a_migration_that_was_written_for_it(app):
    assert unloaded(texts(app), pins_of(app)) == []


def test_an_edit_without_a_migration_is_found():
    pins, current = pins_of("certificates"), texts("certificates")
    current["run_guard"] = current["run_guard"].replace("'cancelled'", "'cancelled', 'proved'")
    (sentence,) = unloaded(current, pins)
    assert f'Load({{"run_guard": "{pin(current["run_guard"])}"}})' in sentence
    assert unloaded(current, [*pins, {"run_guard": pin(current["run_guard"])}]) == []


def test_a_file_that_no_migration_names_and_a_name_without_its_file_are_found():
    pins, current = pins_of("ledger"), texts("ledger")
    assert len(unloaded(current | {"planted": "SELECT 1;"}, pins)) == 1
    assert len(unloaded(current, [*pins, {"planted": "0123456789ab"}])) == 1


@pytest.mark.django_db
def test_no_database_is_migrated_past_an_edit_without_a_migration(monkeypatch):
    edited = texts("certificates") | {"series_guard": "SELECT 1;"}
    monkeypatch.setattr(sql, "texts", {"certificates": edited}.__getitem__)
    pins = next(pins for pins in pins_of("certificates") if "series_guard" in pins)
    with (
        pytest.raises(CommandError, match=r"sql/functions: series_guard\.sql is not the text"),
        connection.schema_editor() as editor,
    ):
        Load(pins).database_forwards("certificates", editor, None, None)


def test_the_words_above_an_object_may_change_without_a_migration():
    text = texts("certificates")["run_guard"]
    assert pin(f"-- More words.\n{text}") == pin(text)


@pytest.mark.django_db
def test_a_migration_leaves_a_text_alone_that_it_was_not_written_for():
    """The series may fall while its guard is gone; only the migration written for today's text brings it back."""
    NumberSeries.objects.create(plan=factories.mim_plan(), next_number=5)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks outstanding cannot be altered
        cursor.execute("DROP FUNCTION certificates_series_guard() CASCADE")
    before = catalogue()
    with connection.schema_editor() as editor:
        Load({"series_guard": "0123456789ab"}).database_forwards("certificates", editor, None, None)
    assert catalogue() == before
    NumberSeries.objects.update(next_number=4)

    with connection.schema_editor() as editor:
        Load({"series_guard": pin(texts("certificates")["series_guard"])}).database_forwards(
            "certificates", editor, None, None
        )
    assert "trigger series_guard on certificates_numberseries" in catalogue()
    with pytest.raises(IntegrityError, match="only rises"), transaction.atomic():
        NumberSeries.objects.update(next_number=3)


# --------------------------------------------------------------------------------------- data of other versions


@pytest.mark.django_db
def test_data_of_another_version_is_refused_with_what_to_do():
    assert data_of_another_version(databases=["default"]) == []
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '0002_journal_and_guards', now())"
        )
    (error,) = data_of_another_version(databases=["default"])
    assert "ledger.0002_journal_and_guards" in error.msg
    assert "./run reset" in error.hint
