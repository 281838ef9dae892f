"""What if: hypotheses are marked and stored nowhere, figures show their worksheet."""

import json
import re

import pytest
from django.urls import reverse

from ledger.models import Deadline, PlanEvent

CALCULATIONS = [{"kind": "thresholds", "outstanding": "17890739", "percents": ["10", "15", "40"]}]


def page(client, plan, name, query="", *arguments):
    response = client.get(reverse(f"ledger:{name}", args=[plan.slug, *arguments]) + query)
    return response.status_code, " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_what_if_announced_today_fills_in_the_plan_and_shows_four_prongs(plan, as_role):
    client = as_role("examiner")
    response = client.get(reverse("ledger:whatif", args=[plan.slug]) + "?suppose=announced-today")
    assert response.status_code == 302
    assert "announced_at=1998-12-22T12%3A00" in response.url
    assert "announced_pct=15" in response.url
    body = client.get(response.url).content.decode()
    assert "Hypothetical, not stored" in body
    assert body.count('class="prong ') == 4


def test_what_if_counts_as_the_rules_do_and_stores_nothing(plan, as_role):
    before = (PlanEvent.objects.count(), Deadline.objects.count())
    query = "?ask=1&announced_at=1998-12-18T10:00&announced_pct=15"
    status, words = page(as_role("clerk"), plan, "whatif", query)
    assert status == 200
    assert (
        "Tuesday 5 January 1999" in words
    )  # ten Business Days after 18 December: Christmas and New Year skipped
    assert (PlanEvent.objects.count(), Deadline.objects.count()) == before


def test_what_if_names_what_an_event_lacks(plan, as_role):
    status, words = page(as_role("clerk"), plan, "whatif", "?ask=1&announced_at=1998-12-18T10:00")
    assert status == 422
    assert "Needed for this event." in words


def test_what_if_refuses_a_day_outside_the_calendars(plan, as_role):
    status, words = page(
        as_role("clerk"), plan, "whatif", "?ask=1&announced_at=2050-01-03T10:00&announced_pct=20"
    )
    assert status == 422
    assert "cannot be meant" in words


@pytest.mark.parametrize(
    "kind", ["thresholds", "flip_in", "flip_over", "redemption", "exchange", "adjustment"]
)
def test_figures_of_every_kind_open_with_those_of_the_plan(plan, as_role, kind):
    status, _ = page(as_role("clerk"), plan, "whatif", f"?tab=figures&kind={kind}")
    assert status == 200


def test_figures_show_their_worksheet(plan, as_role):
    query = (
        "?tab=figures&kind=flip_in&ask=1&purchase_price=20&units_per_right=1&market_price=4.375&rights=100"
    )
    status, words = page(as_role("clerk"), plan, "whatif", query)
    assert status == 200
    for expected in ("9.1428571", "914", "$1.25", "$2000.00", "2 × 20 ÷ 4.375"):
        assert expected in words


def test_adjustment_works_out_its_steps(plan, as_role):
    query = (
        "?tab=figures&kind=adjustment&ask=1&purchase_price=20&units_per_right=1&rights_per_share=1"
        "&outstanding=17890739&s1_kind=split&s1_new_shares_per_old=2&s1_family=fractional_rights"
    )
    status, words = page(as_role("clerk"), plan, "whatif", query)
    assert status == 200
    assert "Step 1: split" in words


def test_pasted_case_is_answered_and_a_wrong_one_names_its_place(plan, as_role):
    client, url = as_role("clerk"), reverse("ledger:whatif", args=[plan.slug]) + "?tab=case"
    answered = client.post(url, {"case": json.dumps({"name": "sums", "calculations": CALCULATIONS})})
    assert answered.status_code == 200
    assert "1,789,074" in answered.content.decode()
    refused = client.post(url, {"case": '{"terms": {}, "events": []}'})
    assert refused.status_code == 422
    assert "case 1: terms.business_day: is missing" in refused.content.decode()
