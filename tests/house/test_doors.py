"""Every act has a door that a role can reach, and every public service is reached from a door.

What only tests or the demo call, nobody at work can do. The lacks known stand in the list of debts.
"""

import pytest

from ledger.enums import Act, Role
from ledger.permissions import MATRIX, Powers
from ledger.selectors import debts
from tests.house import doors
from tests.house.code import Code, program


def unreached(code: Code, reached: frozenset[str] | set[str]) -> set[str]:
    return doors.services(code) - reached


def without_page(code: Code, pages: dict[str, str]) -> set[str]:
    """The acts that no page names which a role may enter that does them, or whose service no page leads to.

    `pages`: node -> the act that whoever enters must carry, or "".
    """
    staff, named = set(Role.values), set[str]()
    for node, entry in pages.items():
        enter = MATRIX[entry].propose & staff if entry else staff
        named |= {act for act in doors.named(code, node) if MATRIX[Act[act]].propose & enter}
    asked, leads_to = doors.proposers(code), code.reached(set(pages))
    return {act.name for act in Act if act.name not in named or not asked.get(act.name, set()) & leads_to}


def test_every_public_service_is_reached_from_a_door():
    assert unreached(program(), doors.reached()) == set(debts.of_kind("service"))


def test_every_act_is_done_by_a_service_that_a_door_reaches():
    asked = doors.proposers(program())
    lacking = {act.name for act in Act if not asked.get(act.name, set()) & doors.reached()}
    assert lacking == set(debts.of_kind("act"))


def test_every_act_has_a_page_that_a_role_which_may_do_it_can_enter():
    pages = {doors.node_of(view): getattr(view, "act", "") for _, view in doors.views()}
    assert without_page(program(), pages) == set(debts.of_kind("act without a page"))


# ------------------------------------------------------------------------------------------------ planted faults

SOURCES = {
    "ledger.services.calling": (
        "from ledger.enums import Act\n"
        "from ledger.permissions import require_propose\n"
        "def call(*, actor):\n    require_propose(actor, Act.FACT)\n"
        "def forgotten(*, actor):\n    require_propose(actor, Act.VOIDING)\n"
        "def _inner(actor):\n    pass\n"
    ),
    "ledger.pages.calling.views": (
        "from ledger.enums import Act\n"
        "from ledger.services import calling\n"
        "from ledger.services.calling import forgotten\n"
        "class Page:\n"
        "    act = Act.FACT\n"
        "    def perform(self):\n"
        "        return calling.call(actor=self.actor)\n"
    ),
}


@pytest.fixture(scope="module")
def planted() -> Code:
    return Code(SOURCES)


def test_a_service_that_is_only_imported_is_not_reached(planted):
    reached = planted.reached(doors.roots(planted, {"ledger.pages.calling.views.Page"}))
    assert unreached(planted, reached) == {"ledger.services.calling.forgotten"}


def test_what_only_the_demo_calls_is_not_reached():
    sources = SOURCES | {
        "rightsadmin.demo.story": (
            "from ledger.services import calling\ndef tell():\n    calling.forgotten(actor=None)\n"
        ),
        "rightsadmin.management.commands.demo": "from rightsadmin.demo import story\nstory.tell()\n",
    }
    code = Code(sources)
    reached = code.reached(doors.roots(code, {"ledger.pages.calling.views.Page"}), without=doors.NOT_DOORS)
    assert unreached(code, reached) == {"ledger.services.calling.forgotten"}


def test_an_act_without_a_page_is_found(planted):
    acts = {act.name for act in Act}
    assert without_page(planted, {"ledger.pages.calling.views.Page": Act.FACT}) == acts - {"FACT"}


def test_a_page_that_only_others_may_enter_is_no_door(planted, monkeypatch):
    monkeypatch.setitem(MATRIX, Act.FACT, Powers(frozenset({Role.COUNSEL.value})))
    acts = {act.name for act in Act}
    assert without_page(planted, {"ledger.pages.calling.views.Page": Act.HOLDER_IMPORT}) == acts
