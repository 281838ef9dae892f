"""What the keyboard reaches: every page by a key of its own, every table that a narrow window makes scroll."""

import re

import pytest

from rightsadmin import navigation
from tests.factories import ROOT


@pytest.mark.django_db
def test_every_entry_has_one_key_that_no_other_has(plan):
    entries = [entry for group in navigation.groups(plan, 0) for entry in group.entries]
    by_key = {entry.key: entry.label for entry in entries}
    assert len(by_key) == len(entries)
    assert all(len(key) == 1 and key.isalnum() for key in by_key)


def test_every_table_that_may_scroll_is_a_named_region_in_the_tab_order():
    reachable = re.compile(r' tabindex="0" role="region" aria-label="[^"]')
    lacking = [
        str(template.relative_to(ROOT))
        for template in sorted((ROOT / "templates").rglob("*.html"))
        for rest in template.read_text(encoding="utf-8").split('<div class="table-wrap"')[1:]
        if not reachable.match(rest)
    ]
    assert lacking == []
