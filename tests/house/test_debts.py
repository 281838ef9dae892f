"""The list of debts itself: kinds that a test compares with what it finds, each name once, a reason and a cure."""

import ast
from collections import Counter

from ledger.selectors import debts
from tests.house.code import program

# Each kind, and the test that holds it exact.
KINDS = {
    "rule": "test_rules_in_stories",
    "defined term": "test_rules_in_stories",
    "definition": "test_nothing_is_dead",
    "service": "test_doors",
    "act": "test_doors",
    "act without a page": "test_sentences",
    "term": "test_words",
    "hold": "test_words",
    "member": "test_words",
    "sentence": "test_sentences",
    "refusal": "test_sentences",
    "table": "test_one_writer",
}


def test_every_debt_is_of_a_kind_that_a_test_compares():
    assert {debt.kind for debt in debts.debts()} <= set(KINDS)


def test_every_debt_stands_once_with_its_reason_and_what_mends_it():
    assert max(Counter((debt.kind, debt.name) for debt in debts.debts()).values()) == 1
    assert all(debt.why.endswith(".") and debt.mended.endswith(".") for debt in debts.debts())


def test_a_trigger_case_is_closed_by_more_than_the_reversal_of_its_fact():
    closing = {
        node
        for node, function in program().functions.items()
        if ".services." in node
        and "CaseStatus.CLOSED" in ast.unparse(function)
        and "close(" in ast.unparse(function)
    }
    assert closing > {"ledger.services.events.reverse"}
