"""The schema comes up from nothing, goes back to nothing, and says what the models and the SQL files say."""

import re
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from certificates.models import NumberSeries
from rightsadmin.checks import data_of_another_version
from rightsadmin.common.sql import Load, pin, texts
from tests import factories

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
MAKES = re.compile(
    r"^CREATE (?:OR REPLACE )?(?:CONSTRAINT )?(FUNCTION|VIEW|TRIGGER) (\w+)(?:[^;]*? ON (\w+))?", re.MULTILINE
)


def catalogue() -> dict[str, str]:
    """What the database holds beside its tables: what it is and is named, and how it is defined."""
    with connection.cursor() as cursor:
        found = {}
        for kind, sql in OBJECTS.items():
            cursor.execute(sql)
            found |= {f"{kind} {name}": definition for name, definition in cursor.fetchall()}
    return found


def in_files() -> list[str]:
    """What the files of sql/functions make, named alike; a name comes twice where two files make it."""
    return [
        f"trigger {name} on {table}" if kind == "TRIGGER" else f"{kind.lower()} {name}"
        for app in APPS
        for text in texts(app).values()
        for kind, name, table in MAKES.findall(text)
    ]


def not_loaded(current: dict[str, str], pins: list[dict[str, str]]) -> list[str]:
    """The lines that a new migration would need, of the pins of an app's migrations in their order."""
    last = {name: pinned for step in pins for name, pinned in step.items()}
    return [
        f'Load({{"{name}": "{pin(current[name])}"}})'
        for name in current
        if last.get(name) != pin(current[name])
    ]


def pins_of(app: str) -> list[dict[str, str]]:
    loader = MigrationLoader(None)
    plan = loader.graph.forwards_plan(loader.graph.leaf_nodes(app)[0])
    steps = (step for key in plan if key[0] == app for step in loader.get_migration(*key).operations)
    return [step.pins for step in steps if isinstance(step, Load)]


@contextmanager
def empty_database():
    """Another, empty database in place of the test's own."""
    name, theirs = "rightsadmin_from_nothing", connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = theirs
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def migrate(**targets: str | None) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets.items()) or executor.loader.graph.leaf_nodes())


def our_tables() -> list[str]:
    return [name for name in connection.introspection.table_names() if name.startswith(APPS)]


@pytest.mark.django_db
def test_migrations_say_what_the_models_say():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_migrations_go_forwards_backwards_and_forwards_again(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), empty_database():
        migrate()
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
    pins = pins_of(app)
    assert not_loaded(texts(app), pins) == []
    assert {name for step in pins for name in step} <= set(texts(app))


def test_an_edit_without_a_migration_is_found():
    pins, current = pins_of("certificates"), texts("certificates")
    current["run_guard"] = current["run_guard"].replace("'cancelled'", "'cancelled', 'proved'")
    line = f'Load({{"run_guard": "{pin(current["run_guard"])}"}})'
    assert not_loaded(current, pins) == [line]
    assert not_loaded(current, [*pins, {"run_guard": pin(current["run_guard"])}]) == []


def test_a_file_that_no_migration_names_is_found():
    assert len(not_loaded(texts("ledger") | {"planted": "SELECT 1;"}, pins_of("ledger"))) == 1


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


@pytest.mark.parametrize(("app", "name"), [(app, name) for app in APPS for name in texts(app)])
def test_each_file_says_what_it_is_for_and_where_from(app, name):
    head = re.match(r"-- (?:Refuses|Keeps|Gives) .*\n(?:-- .*\n)*-- Source: .+\.\nCREATE ", texts(app)[name])
    assert head, f"{app}/sql/functions/{name}.sql begins with what it refuses, keeps or gives, and its source"


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
