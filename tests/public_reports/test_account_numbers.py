"""An account number can stand in an address, whichever door it comes through, and the one offered is free."""

import pytest
from django.db import IntegrityError, transaction

from ledger.models import HolderAccount
from ledger.selectors.holders import next_number
from tests import factories

ACCOUNT = {
    "registration": "individual",
    "registration_lines": "MARY ROE",
    "lines": "1 Elm St",
    "country": "UNITED STATES",
}


def test_a_number_that_no_address_can_hold_is_refused(plan, as_role):
    clerk = as_role("clerk")
    for number in ("12/34", "..", "#5", "100%", "a b", "５"):
        refused = clerk.post("/plans/mim-1998/accounts/open/", ACCOUNT | {"number": number})
        assert refused.status_code == 422, number
        assert "letters, digits and hyphens" in refused.content.decode(), number
    with pytest.raises(IntegrityError, match="account_number_can_be_written"), transaction.atomic():
        HolderAccount.objects.filter(number="000001").update(number="12/34")
    assert clerk.get("/plans/mim-1998/holders/\x00/").status_code == 404


def test_the_number_offered_is_free_and_none_differs_in_its_case_alone(plan, as_role):
    HolderAccount.objects.filter(number="000001").update(number="98")
    for number in ("99", "100", "A213"):
        factories.account(plan, "JOHN DOE", number=number)
    assert next_number(plan) == "101"
    refused = as_role("clerk").post("/plans/mim-1998/accounts/open/", ACCOUNT | {"number": "a213"})
    assert "Account A213 exists already" in refused.content.decode()
