"""What belongs to a rehearsal alone is used by nothing else: the held clock, and stored files kept in memory."""

import re

from tests.house.code import product

OF_A_REHEARSAL = re.compile(r"\b(clock\.held|kept_in_memory|HeldClock)\b")
OWN = ("rightsadmin.rehearsal", "rightsadmin.common.clock", "rightsadmin.common.storage")
# Where stored files lie is asked of `files()`, so that a rehearsal's lie apart; the demo tells people a path.
KNOW_THE_STORE = {"rightsadmin.common.storage", "rightsadmin.management.commands.demo_summary"}


def test_only_a_rehearsal_holds_the_clock_or_keeps_files_in_memory():
    found = {name for name, source in product().items() if OF_A_REHEARSAL.search(source)}
    assert {name for name in found if not name.startswith(OWN)} == set()


def test_one_module_knows_where_stored_files_lie():
    assert {name for name, source in product().items() if "default_storage" in source} == KNOW_THE_STORE
