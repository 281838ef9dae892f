"""The index of the rules is whole and true."""

from importlib import import_module

import pytest

from ledger.rules import DEFINED_TERMS, RULES


def named(dotted: str) -> object:
    module, _, name = dotted.rpartition(".")
    return getattr(import_module(module), name)


def test_every_rule_of_the_8k_is_in_the_index():
    assert list(RULES) == [f"R{number}" for number in range(1, 65)]


@pytest.mark.parametrize("number", RULES)
def test_a_rule_has_functions_or_a_reason_why_it_is_data_only(number):
    rule = RULES[number]
    assert rule.about
    assert bool(rule.functions) != bool(rule.data_only)
    for dotted in rule.functions:
        assert (named(dotted).__doc__ or "").strip(), f"{dotted} says nothing"


@pytest.mark.parametrize("term", DEFINED_TERMS)
def test_a_defined_term_leads_to_a_function_that_says_what_is_true(term):
    assert named(DEFINED_TERMS[term]).__doc__
