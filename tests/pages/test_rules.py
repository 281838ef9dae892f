"""The index of the rules is whole."""

from django.urls import reverse

from ledger.selectors import rule_book


def test_rules_index_names_every_rule_and_its_function(db, as_role):
    client = as_role("examiner")
    body = client.get(reverse("ledger:rules")).content.decode()
    for number in rule_book.numbers():
        assert f'id="{number}"' in body
    functions = client.get(reverse("ledger:rules") + "?tab=functions").content.decode()
    assert 'id="ledger.rules.distribution_date.distribution_date"' in functions
    assert client.get(reverse("ledger:rules") + "?tab=terms").status_code == 200
