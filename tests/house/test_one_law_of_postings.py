"""What an act moves is stated once, in ledger/rules/postings, and nothing else can be posted."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from ledger.rules.movements import Movement
from ledger.rules.postings import Statement

ROOT = Path(__file__).resolve().parent.parent.parent
THE_LAW = "ledger/rules/postings/"
THE_POSTER = "ledger/services/staging.py"
# What is posted is made of these; a copy of one with other figures is one too.
MADE = {"Movement", "Statement"}
FIGURES = {one.name for made in (Movement, Statement) for one in fields(made)}


def made_elsewhere(path: str, source: str) -> Iterator[str]:
    """Where a file that is not the law makes a movement or a statement, under whatever name it imported them."""
    if path.startswith(THE_LAW):
        return
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ledger.rules")
        for alias in node.names
        if alias.name in MADE
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if name in MADE | names:
                yield f"{path}:{node.lineno}: makes a {name}"
            if name == "replace" and names and FIGURES & {given.arg for given in node.keywords}:
                yield f"{path}:{node.lineno}: copies one with other figures"


def entered_elsewhere(path: str, source: str) -> Iterator[str]:
    """Where a file that is not the poster writes entries or stages movements for it, by SQL or by the model."""
    if path == THE_POSTER:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = " ".join(node.value.lower().split())
            if "into ledger_entry " in text or "copy ledger_entry " in text or "staged_movement" in text:
                yield f"{path}:{node.lineno}: writes entries"
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called.startswith("Entry.objects.") and "create" in called:
                yield f"{path}:{node.lineno}: makes an Entry"


def _files() -> Iterator[tuple[str, str]]:
    for folder in ("ledger", "certificates", "rightsadmin"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), path.read_text()


@pytest.mark.parametrize("finds", [made_elsewhere, entered_elsewhere])
def test_what_moves_is_decided_in_one_place(finds):
    assert [found for path, source in _files() for found in finds(path, source)] == []


@pytest.mark.parametrize(
    ("finds", "planted"),
    [
        (made_elsewhere, "from ledger.rules.movements import Movement as M\nM(1, 2)"),
        (made_elsewhere, "from ledger.rules import movements\nmovements.Movement(1, 2)"),
        (made_elsewhere, "from ledger.rules import postings\npostings.Statement(kind, on, 'SELECT 1')"),
        (
            made_elsewhere,
            "from dataclasses import replace\nfrom ledger.rules.postings import Statement\nreplace(statement, sql=own)",
        ),
        (entered_elsewhere, "cursor.execute(f'INSERT INTO\\n ledger_entry (batch_id) SELECT {batch}')"),
        (entered_elsewhere, "cursor.copy('COPY ledger_entry FROM STDIN')"),
        (entered_elsewhere, "cursor.execute('DELETE FROM staged_movement WHERE leg = 1')"),
        (entered_elsewhere, "Entry.objects.bulk_create(entries)"),
    ],
)
def test_a_planted_second_statement_is_found(finds, planted):
    assert list(finds("ledger/services/planted.py", planted))
