"""Rows are locked in one place an app, each aggregate by one helper; nothing else waits for a row."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("ledger", "certificates", "rightsadmin")
LOCKS = {"ledger/services/locks.py", "certificates/services/locks.py"}
# Statements that take work, not locks: they skip what another worker takes at this moment and never wait for it.
TAKES_WORK = {
    ("certificates/services/claims.py", "claim"),
    ("certificates/services/claims.py", "free_stale"),
}
RAW = re.compile(r"\bFOR\s+(NO\s+KEY\s+)?UPDATE\b|pg_(try_)?advisory|LOCK\s+TABLE|SET\s+LOCAL\s+lock_timeout")


def test_every_row_lock_is_in_the_house_of_locks():
    found = set()
    for path, function, node in _of_the_product():
        if isinstance(node, ast.Attribute) and node.attr == "select_for_update":
            found.add((path, function))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and RAW.search(node.value):
            found.add((path, function))

    assert {(path, function) for path, function in found if path not in LOCKS} == TAKES_WORK


def test_what_takes_work_skips_what_others_take():
    for path, function, node in _of_the_product():
        if (path, function) not in TAKES_WORK or not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr == "select_for_update":
            assert "skip_locked" in {keyword.arg for keyword in node.keywords}, f"{path}: {function}"


def _of_the_product():
    for app in APPS:
        for file in sorted((ROOT / app).rglob("*.py")):
            if "migrations" in file.parts:
                continue
            path = file.relative_to(ROOT).as_posix()
            for top in ast.parse(file.read_text()).body:
                for node in ast.walk(top):
                    yield path, getattr(top, "name", ""), node
