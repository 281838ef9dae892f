"""Days are New York's, and an end names the last day, which is still in it."""

from datetime import UTC, date, datetime
from unittest import mock

import pytest

from ledger.models import Hold, HolderAccount
from ledger.selectors.at_close import accounts_at_close
from ledger.services import holders
from rightsadmin.common import clock
from tests import factories

HOLD = "/plans/mim-1998/holders/000001/hold/"


def test_an_act_of_the_evening_is_found_under_its_new_york_day(plan, as_role):
    evening = datetime(2026, 11, 24, 1, tzinfo=UTC)
    with mock.patch.object(clock, "now", return_value=evening):
        holders.place_hold(
            account=HolderAccount.objects.get(number="000001"),
            kind="stop",
            reason="evening work",
            from_on=date(1998, 12, 22),
            actor=factories.actor("clerk"),
        )
    for day, is_there in (("2026-11-23", True), ("2026-11-24", False)):
        page = as_role("clerk").get("/audit/", {"since": day, "until": day}).content.decode()
        assert ("evening work" in page) is is_there, day


@pytest.mark.parametrize("last", ["1998-12-30", "1998-12-22"])
def test_a_hold_holds_on_its_last_day_and_is_shown_until_then(plan, as_role, last):
    clerk = as_role("clerk")
    told = {"kind": "stop", "from_on": "1998-12-22", "until_on": last, "reason": "Court order"}
    assert clerk.post(HOLD, told).status_code == 302, "a hold of one day is one"
    on = date.fromisoformat(last)
    assert all(account.withhold for _, account in accounts_at_close(plan, on))
    assert Hold.objects.get().last_on == on
    assert "/holders/000001/" in clerk.get("/plans/mim-1998/holders/", {"only": "held"}).content.decode()
    page = clerk.get("/plans/mim-1998/holders/000001/").content.decode()
    assert '<span class="badge badge--warn">Held</span>' in page
    assert f"{on.day} Dec 1998" in page
