"""The house plan holds: no import points up (docs/architecture.md), and now() has one caller."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CLOCKS = {(owner, name) for owner in ("datetime", "date", "timezone") for name in ("now", "utcnow", "today")}
STANDARD_LIBRARY_ONLY = ("ledger/rules", "certificates/rules")
# Inside an app, from the ground up: a room may import those below it and its own.
FLOORS = (
    ("enums", "errors", "terms", "rules"),
    ("models", "permissions", "chain"),
    ("selectors",),
    ("services",),
    ("pages", "tasks", "admin", "urls", "management"),
)
FLOOR = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}


def _modules(*folders: str) -> Iterator[tuple[Path, set[str]]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            tree = ast.parse(path.read_text())
            names = {
                name
                for node in ast.walk(tree)
                for name in (
                    [alias.name for alias in node.names]
                    if isinstance(node, ast.Import)
                    else [f"{node.module}.{alias.name}" for alias in node.names]
                    if isinstance(node, ast.ImportFrom) and node.module and not node.level
                    else []
                )
            }
            yield path.relative_to(ROOT), names


def _room(dotted: str, app: str) -> str:
    parts = dotted.split(".")
    return parts[1] if parts[0] == app and len(parts) > 1 else ""


@pytest.mark.parametrize("folder", STANDARD_LIBRARY_ONLY)
def test_rules_import_no_framework(folder):
    allowed_project = ("ledger.rules", "certificates.rules")
    for path, names in _modules(folder):
        for name in names:
            top = name.split(".")[0]
            assert top not in {"django", "celery", "rightsadmin", "weasyprint", "psycopg"}, (
                f"{path} imports {name}"
            )
            if top in {"ledger", "certificates"}:
                assert name.startswith(allowed_project), f"{path} imports {name}"


def test_ledger_never_imports_certificates():
    for path, names in _modules("ledger"):
        assert not [name for name in names if name.split(".")[0] == "certificates"], path


def test_common_imports_no_app():
    for path, names in _modules("rightsadmin/common"):
        assert not [name for name in names if name.split(".")[0] in {"ledger", "certificates"}], path


@pytest.mark.parametrize("app", ["ledger", "certificates"])
def test_no_import_points_up(app):
    for path, names in _modules(app):
        own = FLOOR.get(path.with_suffix("").parts[1])
        if own is None:
            continue
        for name in names:
            other = FLOOR.get(_room(name, app))
            assert other is None or other <= own, f"{path} (floor {own}) imports {name} (floor {other})"


def test_the_clock_is_the_only_caller_of_now():
    for folder in ("ledger", "certificates", "rightsadmin"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.relative_to(ROOT).as_posix() == "rightsadmin/common/clock.py":
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    asked = (getattr(node.func.value, "id", ""), node.func.attr)
                    assert asked not in CLOCKS, path
