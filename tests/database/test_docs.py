"""docs/database.md says of every SQL file what the file says of itself."""

import re
from pathlib import Path

import pytest

from rightsadmin.common.sql import texts

APPS = ("ledger", "certificates")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "database.md"
HEAD = re.compile(r"((?:-- .*\n)+)-- Source: (.+)\.\n(?!--)")
TABLES = re.compile(r"^CREATE [^;]*?TRIGGER \w+ [^;]*? ON (\w+)", re.MULTILINE)


def row(app: str, name: str) -> str:
    """The row of the page, made from the file."""
    text = texts(app)[name]
    head = HEAD.match(text)
    assert head, f"{app}/sql/functions/{name}.sql begins with what it refuses, keeps or gives, and its source"
    words = " ".join(line.removeprefix("-- ") for line in head[1].splitlines())
    assert re.match(r"(Refuses|Keeps|Gives) .+\.$", words), f"{app}/sql/functions/{name}.sql: {words}"
    on = ", ".join(table.removeprefix(f"{app}_") for table in TABLES.findall(text))
    return f"| `{name}` | {on} | {words} | {head[2]} |"


@pytest.mark.parametrize("app", APPS)
def test_the_page_has_the_row_of_every_file(app):
    _, _, section = PAGE.read_text().partition(f"## {app.capitalize()}\n")
    rows = [line for line in section.partition("\n## ")[0].splitlines() if line.startswith("| `")]
    assert rows == [row(app, name) for name in texts(app)]
