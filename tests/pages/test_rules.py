"""The index of the rules is whole."""

from django.urls import reverse
from django.utils.html import escape

from ledger.selectors import debts, rule_book


def test_rules_index_names_every_rule_and_its_function(db, as_role):
    client = as_role("examiner")
    body = client.get(reverse("ledger:rules")).content.decode()
    for rule in rule_book.rules():
        assert f'id="{rule.number}"' in body
        assert escape(rule.lacks or rule.data_only or rule.functions[0].short) in body
    assert body.count("Not yet connected") == len(debts.of_kind("rule"))
    functions = client.get(reverse("ledger:rules") + "?tab=functions").content.decode()
    assert 'id="ledger.rules.course.distribution_date.distribution_date"' in functions
    assert client.get(reverse("ledger:rules") + "?tab=terms").status_code == 200
