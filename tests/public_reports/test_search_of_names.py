"""A holder is found as the list shows the name, and as people type it; marks find nobody."""

import pytest
from django.db import connection

from ledger.selectors import names
from tests import factories

NAMES = {
    "S1": ["JOHN A SMITH &", "MARY B SMITH JT TEN"],
    "S2": ["PATRICK O'BRIEN"],
    "S3": ["SEAN O’NEILL"],
    "S4": ["José Núñez"],
    "S5": ["JÜRGEN WEIß"],
    "S6": ["İBRAHİM ØRSTED"],
    "S7": ['JACK "BUD" DOE'],
    "S8": ["BACK\\SLASH LLC"],
}
FOUND = {
    "JOHN A SMITH & MARY B SMITH JT TEN": "S1",
    "smith john": "S1",
    "O’BRIEN": "S2",
    "OBRIEN": "S2",
    "O'NEILL": "S3",
    "nunez": "S4",
    "Jose\u0301": "S4",
    "WEISS": "S5",
    "ibrahim orsted": "S6",
    'JACK "BUD" DOE': "S7",
    "jack\u00a0 doe": "S7",
    "BACK\\SLASH": "S8",
    "s8": "S8",
}


@pytest.mark.django_db
def test_accounts_are_found_as_people_type_their_names(plan, as_role):
    for account, lines in NAMES.items():
        factories.account(plan, number=account, registration_lines=lines)
    for words, number in FOUND.items():
        assert [account.number for account in names.accounts(words)] == [number], words
    for mark in ('"', "{", "}", ",", "&", "' !", "\x00"):
        assert not names.accounts(mark).exists(), mark
    assert not names.accounts("smith patrick").exists()
    page = as_role("clerk").get("/plans/mim-1998/holders/", {"q": "smith john"}).content.decode()
    assert "/holders/S1/" in page
    assert "/holders/S2/" not in page
    assert "S2" in as_role("clerk").get("/search/", {"q": "obrien"}).content.decode()


@pytest.mark.django_db
def test_a_million_names_are_searched_by_their_index():
    with connection.cursor() as cursor:
        # a small table would be read as a whole, or by any index that puts it in order
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    assert "account_found_as" in names.accounts("smith john").order_by().explain()
