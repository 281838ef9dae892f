"""SQL files beside the migrations, each with its reverse."""

from pathlib import Path

from django.db.migrations import RunSQL


def run_sql(folder: Path, name: str) -> RunSQL:
    """The migration step that runs `<name>.sql` and, backwards, `<name>.reverse.sql`."""
    return RunSQL((folder / f"{name}.sql").read_text(), (folder / f"{name}.reverse.sql").read_text())


def append_only(*tables: str) -> RunSQL:
    """The migration step that lets rows of these tables be inserted and never changed or deleted."""
    return RunSQL(
        [
            f'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION rightsadmin_append_only()"
            for table in tables
        ],
        [f'DROP TRIGGER append_only ON "{table}"' for table in tables],
    )
