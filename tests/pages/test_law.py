"""The pages of the law: hypotheses are marked and stored nowhere, two times answer, the index and matrix are whole."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse

from ledger.enums import Act
from ledger.models import Deadline, Director, PlanEvent
from ledger.selectors import rule_book
from ledger.services import board, events
from tests import factories

CALCULATIONS = [{"kind": "thresholds", "outstanding": "17890739", "percents": ["10", "15", "40"]}]


def page(client, plan, name, query="", *arguments):
    response = client.get(reverse(f"ledger:{name}", args=[plan.slug, *arguments]) + query)
    return response.status_code, " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# ------------------------------------------------------------------------------------------------------ what if


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
    assert "outside the calendars" in words


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
    for expected in ("9.1428571", "914", "$1.25", "$2000.00", "÷ (0.50 × 4.375)"):
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


# ---------------------------------------------------------------------------------------------------- two times


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
    assert "The calendars reach from" in words


# ------------------------------------------------------------------------------------------------------ the Board


def test_board_shows_standing_and_majority_on_a_day(plan, as_role):
    status, words = page(as_role("examiner"), plan, "board", "?on=1998-12-01")
    assert status == 200
    assert "A majority" in words
    assert "was a member before the date of the Agreement (limb (i))" in words


def test_lost_majority_freezes_and_names_the_legal_risk(plan, as_role):
    clerk = factories.actor("clerk")
    for director in Director.objects.filter(plan=plan)[:4]:
        board.record_departure(director=director, left_on=date(1998, 12, 10), evidence="Minutes", actor=clerk)
    for number in range(3):
        board.record_director(
            plan=plan, name=f"New {number}", joined_on=date(1998, 12, 10), evidence="Minutes", actor=clerk
        )
    _, words = page(as_role("examiner"), plan, "board", "?on=1998-12-15")
    assert "No majority" in words
    assert "Frozen until the end of Tuesday 8 June 1999" in words
    assert "DQ15" in words


def test_director_is_recorded_through_the_page(plan, as_role):
    client = as_role("clerk")
    url = reverse("ledger:director-join", args=[plan.slug])
    assert client.get(url).status_code == 200
    names = list(Director.objects.filter(plan=plan).values_list("name", flat=True))
    response = client.post(
        url,
        {
            "name": "Ada New",
            "joined_on": "1998-12-20",
            "approved_on": "1998-12-19",
            "approved_by": names[:4],
            "evidence": "Minutes of 19 December 1998",
        },
    )
    assert response.status_code == 302
    assert "4 of" in page(client, plan, "board", "?on=1998-12-21")[1]
    refused = client.post(url, {"name": "", "joined_on": "x", "evidence": ""})
    assert refused.status_code == 422


def test_leaving_and_taint_are_acts_of_those_who_may(plan, as_role):
    director = Director.objects.filter(plan=plan).first()
    for name in ("director-leave", "director-taint"):
        url = reverse(f"ledger:{name}", args=[plan.slug, director.pk])
        assert as_role("clerk").get(url).status_code == 200
        assert as_role("examiner").get(url).status_code == 403
    as_role("clerk").post(
        reverse("ledger:director-taint", args=[plan.slug, director.pk]),
        {"tainted_on": "1998-12-15", "taint": "acquiring_person", "evidence": "Schedule 13D"},
    )
    director.refresh_from_db()
    assert director.tainted_on == date(1998, 12, 15)


# -------------------------------------------------------------------------------------------------- rules, matrix


def test_rules_index_names_every_rule_and_its_function(db, as_role):
    client = as_role("examiner")
    body = client.get(reverse("ledger:rules")).content.decode()
    for number in rule_book.numbers():
        assert f'id="{number}"' in body
    functions = client.get(reverse("ledger:rules") + "?tab=functions").content.decode()
    assert 'id="ledger.rules.distribution_date.distribution_date"' in functions
    assert client.get(reverse("ledger:rules") + "?tab=terms").status_code == 200


def test_matrix_has_a_row_for_every_act(db, as_role):
    body = as_role("clerk").get(reverse("ledger:matrix")).content.decode()
    for act in Act:
        assert str(act.label) in body


# ------------------------------------------------------------------------------------------------------- queries


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("asof-positions", "?on=1998-12-22"),
        ("asof-entries", "?on=1998-12-22"),
        ("asof", "?tab=facts&on=1998-12-22"),
        ("asof", "?tab=totals&on=1998-12-22"),
        ("board", ""),
        ("whatif", "?ask=1&with_recorded=on&announced_at=1998-12-18T10:00&announced_pct=15"),
    ],
)
def test_page_costs_the_same_with_one_row_and_three(
    plan, as_role, django_assert_max_num_queries, name, query
):
    client = as_role("examiner")
    url = reverse(f"ledger:{name}", args=[plan.slug]) + query

    def cost():
        with django_assert_max_num_queries(40) as counted:
            assert client.get(url).status_code == 200
        return len(counted)

    one = cost()
    clerk = factories.actor("clerk")
    factories.give_common(
        plan, {factories.account(plan): 3, factories.account(plan): 4}, on=date(1998, 12, 7)
    )
    for number in range(2):
        board.record_director(
            plan=plan, name=f"New {number}", joined_on=date(1998, 12, 20), evidence="Minutes", actor=clerk
        )
        at = factories.new_york(f"1998-12-1{6 + number}T10:00")
        events.record_event(
            plan=plan,
            kind="became_acquiring_person",
            occurred_at=at,
            document=factories.document(plan),
            data={"at": at.isoformat()},
            actor=clerk,
        )
    assert cost() == one


def test_nobody_without_a_role_sees_them(plan, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody"))
    for url in (
        reverse("ledger:rules"),
        reverse("ledger:matrix"),
        *(
            reverse(f"ledger:{name}", args=[plan.slug])
            for name in ("whatif", "asof", "asof-entries", "board")
        ),
    ):
        assert client.get(url).status_code == 403
