"""A paper comes off a form by one way, and what a page found once it keeps by one way."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _pages_with(pattern):
    return {
        path.relative_to(ROOT).as_posix()
        for app in ("ledger", "certificates")
        for path in (ROOT / app / "pages").rglob("*.py")
        if re.search(pattern, path.read_text())
    }


def test_pages_record_papers_in_one_place():
    assert _pages_with(r"\brecord_document\b") == {"ledger/pages/papers.py"}


def test_pages_keep_what_they_found_as_cached_properties():
    assert _pages_with(r"__dict__") == set()
