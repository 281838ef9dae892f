"""Functions, triggers and views of the database: each stands once, as its current text, and migrations load it.

`<app>/sql/functions/<name>.sql` is one object as it is now: a function, with the triggers that run it, or a view. Its
first lines say what it refuses, keeps or gives, and from which source. A migration names the file and the digest of the
text that it was written for: `Load({"run_guard": "3f0c2a9d51e7"})`. To change an object, edit its file and name it
again in a new migration, with the digest of the new text; tests/database/test_migrations.py finds an edit without one
and tells the line to write (docs/decisions/0012).

A migration never runs a text that it was not written for. Where the file says something else by now, a later migration
names it and loads it; so a text may use every table that is there when it was last changed, and on an empty database
each object is made once. Backwards nothing is undone, since the older text is no longer there and the newer guard is
better than none: triggers and views go with their tables, and `DropFunctions`, the first step of an app, takes the
functions when the tables are gone.
"""

import hashlib
import re
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

FUNCTION = re.compile(r"^CREATE OR REPLACE FUNCTION (\w+)", re.MULTILINE)


def texts(app_label: str) -> dict[str, str]:
    """The current text of each object of the app, by its file's name."""
    folder = Path(apps.get_app_config(app_label).path) / "sql" / "functions"
    return {file.stem: file.read_text() for file in sorted(folder.glob("*.sql"))}


def pin(text: str) -> str:
    """What a migration says of a text: the digest of its lines but the comments."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("--")]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


class _OfSql(Operation):
    """A step that changes no model."""

    reduces_to_sql = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models stay as they are."""


class Load(_OfSql):
    """Loads the texts of these names, in this order, each where it is still the one that is pinned here."""

    serialization_expand_args = ["pins"]

    def __init__(self, pins: dict[str, str]) -> None:
        self.pins = pins

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """KeyError where a file of such a name is gone: what is dropped is named by no migration any more."""
        current = texts(app_label)
        for name, pinned in self.pins.items():
            if pin(current[name]) == pinned:
                schema_editor.execute(current[name], params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """What is loaded stays until its tables go."""

    def describe(self) -> str:
        return f"Load {', '.join(self.pins)}"


class DropFunctions(_OfSql):
    """The first step of an app: backwards, when its tables are gone, its functions go too."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Nothing is there yet."""

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for text in texts(app_label).values():
            for name in FUNCTION.findall(text):
                schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}", params=None)

    def describe(self) -> str:
        return "Drop the functions, backwards"
