"""A past day, as known then: two times answer."""

import re
from datetime import date

import pytest
from django.urls import reverse

from ledger.models import PlanEvent
from ledger.services import events
from tests import factories


def page(client, plan, name, query="", *arguments):
    response = client.get(reverse(f"ledger:{name}", args=[plan.slug, *arguments]) + query)
    return response.status_code, " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("tab", ["terms", "changes", "facts", "totals"])
def test_as_of_opens_each_part(plan, as_role, tab):
    status, words = page(as_role("examiner"), plan, "asof", f"?tab={tab}&on=1998-12-22")
    assert status == 200
    assert "Tuesday 22 December 1998, as known now." in words


def test_as_of_an_instant_before_anything_was_recorded_knows_nothing(plan, as_role):
    client = as_role("examiner")
    query = "?on=1998-12-22&known=1998-12-22T12:00"
    assert "No term was in force and known." in page(client, plan, "asof", query)[1]
    assert "No account held anything" in page(client, plan, "asof-positions", query)[1]
    assert "Nothing was posted" in page(client, plan, "asof-entries", query)[1]
    assert page(client, plan, "asof", f"{query}&tab=totals")[0] == 200


def test_positions_as_of_a_day_leave_out_what_came_later(plan, as_role):
    client = as_role("examiner")
    late = factories.account(plan, "LATE HOLDER", number="000002")
    factories.give_common(plan, {late: 500}, on=date(1998, 12, 21))
    before = page(client, plan, "asof-positions", "?on=1998-12-20")[1]
    after = page(client, plan, "asof-positions", "?on=1998-12-21")[1]
    assert "17,890,739" in before
    assert "LATE HOLDER" not in before
    assert "LATE HOLDER" in after


def test_reversed_fact_still_stands_as_known_before_its_reversal(plan, as_role):
    client, fact = as_role("examiner"), PlanEvent.objects.get()
    events.reverse_event(
        event=fact, document=factories.document(plan), reason="A slip", actor=factories.actor("clerk")
    )
    assert "No fact had happened" in page(client, plan, "asof", "?tab=facts&on=1998-12-22")[1]


def test_as_of_with_bad_input_answers_today_and_says_so(plan, as_role):
    status, words = page(as_role("examiner"), plan, "asof", "?on=1600-01-01")
    assert status == 200
    assert "The year 1600 cannot be meant" in words
