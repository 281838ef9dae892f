"""The index of the rules is whole and true: built from what registered itself, in the paper's words."""

import pytest

from ledger.rules import registry
from ledger.selectors import debts, rule_book
from ledger.selectors.paper_places import place
from ledger.selectors.rules_document import FILE, text


def test_every_rule_of_the_8k_is_in_the_index():
    assert [rule.number for rule in rule_book.rules()] == [f"R{number}" for number in range(1, 65)]


@pytest.mark.parametrize("rule", rule_book.rules(), ids=lambda rule: rule.number)
def test_a_rule_says_what_it_is_about_in_the_papers_words_and_what_decides_it(rule):
    assert rule.about
    assert rule.quoted
    assert sum(map(bool, (rule.functions, rule.data_only, rule.lacks))) == 1


@pytest.mark.parametrize("term", rule_book.defined_terms(), ids=lambda term: term.name)
def test_a_defined_term_leads_to_a_function_or_says_what_is_lacking(term):
    assert bool(term.functions) != bool(term.lacks)


@pytest.mark.parametrize("name", rule_book.functions())
def test_what_decides_says_what_is_true(name):
    assert rule_book.functions()[name].says, f"{name} says nothing"


def test_the_debts_of_the_index_are_those_not_connected_and_no_others():
    lacking = {rule.number for rule in registry.rules() if not rule.is_connected}
    assert set(debts.of_kind("rule")) == lacking
    assert set(debts.of_kind("defined term")) == {
        term for term, deciders in registry.terms().items() if not deciders
    }


def test_words_the_paper_does_not_have_are_refused():
    with pytest.raises(ValueError, match="does not say 'on the first of May'"):
        place("The Rights are not exercisable until ... on the first of May")


def test_a_rule_is_said_once_to_be_about_something(monkeypatch):
    monkeypatch.setattr(registry, "_rules", {})
    registry.data_only("R1", "Issuer", "Plan header.")
    with pytest.raises(ValueError, match="R1 is said to be about 'Issuer' and about 'Filing'"):
        registry.data_only("R1", "Filing", "Plan header.")


def test_the_page_of_the_docs_is_what_the_registry_says():
    assert FILE.read_text() == text(), "run `./run manage write_rules` and commit docs/rules.md"
