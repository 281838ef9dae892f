"""Functions, triggers and views of the database: each stands once, as its current text, and migrations load it.

`<app>/sql/functions/<name>.sql` is one object as it is now: a function, with the triggers that run it, or a view. Its
first lines say what it refuses, keeps or gives, and from which source. A migration names the file and the digest of the
text that it was written for: `Load({"run_guard": "3f0c2a9d51e7"})`. To change an object, edit its file and name it
again in a new migration, with the digest of the new text: without one no database is migrated, and the message tells
the line to write (docs/decisions/0012).

A migration never runs a text that it was not written for. Where the file says something else by now, a later migration
names it and loads it; so a text may use every table that is there when it was last changed, and on an empty database
each object is made once. Backwards nothing is undone, since the older text is no longer there and the newer guard is
better than none: triggers and views go with their tables, and `DropFunctions`, the first step of an app, takes the
functions when the tables are gone, with the triggers that an app has on the tables of another.
"""

import hashlib
import re
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import CommandError
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
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


def pins_of(app_label: str) -> list[dict[str, str]]:
    """What the migrations of the app say of the texts they load, in their order."""
    loader = MigrationLoader(None)
    plan = loader.graph.forwards_plan(loader.graph.leaf_nodes(app_label)[0])
    steps = (step for key in plan if key[0] == app_label for step in loader.get_migration(*key).operations)
    return [step.pins for step in steps if isinstance(step, Load)]


def unloaded(current: dict[str, str], pins: list[dict[str, str]]) -> list[str]:
    """A sentence for each text that is not the last one a migration was written for, and for each that is gone."""
    last = {name: pinned for step in pins for name, pinned in step.items()}
    gone = [f"{name}.sql is named by a migration and is not there." for name in last.keys() - current.keys()]
    return gone + [
        f'{name}.sql is not the text that a migration loads last: write one with Load({{"{name}": "{pin(text)}"}}).'
        for name, text in current.items()
        if last.get(name) != pin(text)
    ]


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
        """CommandError where a file says something else, or is gone, and no later migration was written for that."""
        current = texts(app_label)
        stale = any(pin(current.get(name, "")) != pinned for name, pinned in self.pins.items())
        if stale and (wrong := unloaded(current, pins_of(app_label))):
            raise CommandError(" ".join([f"In {app_label}/sql/functions:", *wrong]))
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
                schema_editor.execute(f"DROP FUNCTION IF EXISTS {name} CASCADE", params=None)

    def describe(self) -> str:
        return "Drop the functions, backwards"
