"""Every rule, selector and service is there for somebody: a door leads to it, or the list of debts says what lacks.

A debt of the kind "definition" is law that nothing calls yet; what only it calls is its own.
"""

import ast

import pytest

from ledger.selectors import debts
from tests.house import doors
from tests.house.code import BODY, Code, dotted_words, program

ROOMS = ("rules", "selectors", "services")
# What is told there is read by whoever imports it, not called.
TOLD = ("__all__",)


def dead(code: Code, reached: frozenset[str] | set[str], owed: set[str]) -> set[str]:
    """Each definition at the top of a module in these rooms that neither a door nor a debt leads to."""
    alive = reached | code.reached(owed)
    types = annotated(code)
    return {
        node
        for node, module, _ in code.bodies()
        if module.split(".")[1:2] and module.split(".")[1] in ROOMS
        if node not in alive and node.rpartition(".")[2] not in (BODY, *TOLD) and node not in types
    }


def annotated(code: Code) -> set[str]:
    """What stands in an annotation, which the graph leaves out: a type is there for whoever reads."""
    return {
        code.resolve(module, words)
        for _, module, piece in code.bodies()
        for holder in ast.walk(piece)
        for part in (getattr(holder, "annotation", None), getattr(holder, "returns", None))
        if part is not None
        for each in ast.walk(part)
        if (words := dotted_words(each))
    }


def owed() -> set[str]:
    return {name for kind in ("definition", "service") for name in debts.of_kind(kind)}


def test_every_definition_is_reached_from_a_door_or_owed():
    assert dead(program(), doors.reached(), owed()) == set()


def test_law_that_a_door_reaches_is_owed_no_longer():
    assert set(debts.of_kind("definition")) & doors.reached() == set()


@pytest.mark.parametrize("name", sorted(debts.of_kind("definition")))
def test_what_is_owed_is_there(name):
    assert name in program().arrows


def test_a_planted_definition_that_nothing_calls_is_found():
    code = Code(
        {
            "ledger.rules.planted": (
                "LEAST = 1\ndef asked():\n    return LEAST\ndef forgotten():\n    return _helper()\n"
                "def _helper():\n    return 2\ndef owed():\n    return _its_own()\ndef _its_own():\n    return 3\n"
            ),
            "ledger.pages.planted": "from ledger.rules import planted\ndef page():\n    return planted.asked()\n",
        }
    )
    reached = code.reached({"ledger.pages.planted.page"})
    assert dead(code, reached, {"ledger.rules.planted.owed"}) == {
        "ledger.rules.planted.forgotten",
        "ledger.rules.planted._helper",
    }
