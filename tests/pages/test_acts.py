"""Acts of the Board before they are done: every page answers, the proposal goes through the service; and the feed."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from ledger.enums import EventKind
from ledger.models import Approval, TriggerCase
from ledger.services import events
from ledger.services.terms import record_term
from tests import factories
from tests.certificates.factories import approve
from tests.ledger.stories import close_questions

QUERIES = {
    "redemption": "?ask=1&rounding=half_up&smallest_check=0",
    "exchange": "?ask=1&portion=1&ratio=1&market_price=4.375&shares_available=40000000",
    "expiration": "",
    "flip-in": "?ask=1&market_price=4.375&available=1000",
    "adjustment": "?ask=1&kind=factor&factor=0.98&effective_at=1998-12-21T09:00",
    "amendment": (
        "?ask=1&effective_on=1998-12-22&key_1=distribution.immediate_pct&term.distribution.immediate_pct=35"
        "&term.distribution.immediate_pct.cite=Section+1+is+amended"
    ),
}
SAID = {
    "redemption": ("$1789.0739", "17,890,739"),
    "exchange": ("17,890,739", "Shares delivered"),
    "expiration": ("DQ1",),
    "flip-in": ("9.1428571", "Shortage"),
    "adjustment": ("$19.60", "was $20.00"),
    "amendment": ("35%", "40%"),
}


def preview(plan, name):
    return reverse("ledger:preview", args=[plan.slug, name])


@pytest.mark.parametrize("name", QUERIES)
def test_preview_shows_what_would_happen_and_does_nothing(plan, as_role, name):
    client = as_role("examiner")
    assert client.get(preview(plan, name)).status_code == 200
    response = client.get(preview(plan, name) + QUERIES[name])
    body = response.content.decode()
    assert response.status_code == 200, body
    for words in SAID[name]:
        assert words in body
    assert ">Propose<" not in body
    assert not Approval.objects.exists()


def test_preview_of_an_unknown_act_is_not_found(plan, as_role):
    assert as_role("clerk").get(preview(plan, "conquest")).status_code == 404


def test_redemption_held_by_an_open_question_is_refused_with_its_sentence(plan, as_role):
    response = as_role("clerk").post(preview(plan, "expiration"), {})
    assert response.status_code == 422
    assert "DQ1" in response.content.decode()
    assert not Approval.objects.exists()


@pytest.mark.parametrize(
    ("told", "status", "words"),
    [
        (
            "&form=common&market_price=4.375&shares_available=1000",
            200,
            ("408.9312", "Shares delivered", "408", "at $4.375"),
        ),
        (
            "&form=common&market_price=4.375&shares_available=400",
            200,
            ("408 shares are needed, 400 authorised",),
        ),
        ("&form=common", 422, ("state the price of a share of common",)),
        ("&form=other&consideration=Warrants", 200, ("Warrants", "nothing is paid in cash here")),
    ],
)
def test_a_redemption_is_previewed_in_the_form_that_the_board_may_choose(plan, as_role, told, status, words):
    response = as_role("clerk").get(preview(plan, "redemption") + QUERIES["redemption"] + told)
    assert response.status_code == status
    for each in words:
        assert each in response.content.decode()


def test_proposal_without_its_papers_names_them(plan, as_role):
    client = as_role("clerk")
    response = client.post(preview(plan, "redemption"), {"rounding": "half_up", "smallest_check": "0"})
    assert response.status_code == 422
    assert "The resolution that ordered it" in response.content.decode()


def test_adjustment_is_proposed_from_the_page(plan, as_role):
    response = as_role("clerk").post(
        preview(plan, "adjustment"),
        {
            "kind": "factor",
            "factor": "0.98",
            "effective_at": "1998-12-21T09:00",
            "received_at": "1998-12-21T15:00",
            "paper_title": "Certificate of adjustment",
            "paper_kind": "officer_certificate",
            "paper_dated_on": "1998-12-21",
        },
    )
    assert response.status_code == 302, response.content.decode()
    approval = Approval.objects.get()
    assert approval.act == "adjustment"
    assert as_role("supervisor").get(response.url).status_code == 200


def test_a_readjustment_is_asked_for_with_the_offering_that_it_takes_back(plan, as_role):
    query = "?ask=1&kind=readjustment&effective_at=1998-12-21T09:00"
    client = as_role("clerk")
    assert b"Needed for this kind." in client.get(preview(plan, "adjustment") + query).content
    response = client.get(preview(plan, "adjustment") + query + "&of=1&issued=0")
    assert response.status_code == 422
    assert "names no adjustment of this plan" in response.content.decode()


def test_an_election_to_change_the_number_of_rights_is_shown_and_proposed_from_the_page(plan, as_role):
    client, url = as_role("clerk"), preview(plan, "adjustment")
    told = {"paper_title": "Certificate", "paper_kind": "officer_certificate", "paper_dated_on": "1998-12-21"}
    figures = {"kind": "factor", "factor": "0.98", "effective_at": "1998-12-21T09:00"}
    assert client.post(url, figures | told | {"received_at": "1998-12-21T09:00"}).status_code == 302
    approve(Approval.objects.get())
    query = "?ask=1&kind=rights_number&effective_at=1998-12-21T17:00"
    assert b"Needed for this kind." in client.get(url + query).content
    body = client.get(url + query + "&of=1&announced_on=1998-12-21").content.decode()
    for words in (
        "Rights for each Right",
        "1.0204",
        "$20.00 ÷ $19.60",
        "Board&#x27;s election under section 11(i)",
    ):
        assert words in body
    asked = {"kind": "rights_number", "of": "1", "effective_at": "1998-12-21T17:00"}
    asked |= told | {"announced_on": "1998-12-21", "received_at": "1998-12-21T17:00"}
    response = client.post(url, asked)
    assert response.status_code == 302, response.content.decode()
    shown = as_role("supervisor").get(response.url).content.decode()
    assert "Number of Rights changed instead of the Units" in shown
    assert "section 11(i)" in shown


def test_preview_that_has_no_answer_says_why(plan, as_role):
    query = "?ask=1&kind=distribution&fair_value=9&market_price=4&effective_at=1998-12-21T09:00"
    response = as_role("clerk").get(preview(plan, "adjustment") + query)
    assert response.status_code == 422
    assert "ask counsel" in response.content.decode()


@pytest.mark.parametrize("name", ["redemption", "exchange", "flip-in", "expiration"])
def test_preview_costs_the_same_with_one_holder_and_three(plan, as_role, django_assert_max_num_queries, name):
    client, url = as_role("examiner"), preview(plan, name) + QUERIES[name]

    def cost():
        with django_assert_max_num_queries(60) as counted:
            assert client.get(url).status_code == 200
        return len(counted)

    one = cost()
    factories.give_common(plan, {factories.account(plan): 3, factories.account(plan): 4})
    assert cost() == one


# ---------------------------------------------------------------------------------------------------------- feed


def feed_address(client):
    body = client.post(reverse("ledger:feed"), {"do": "issue"}).content.decode()
    return body.split('<code class="secret">')[1].split("</code>")[0].removeprefix("http://testserver")


def test_feed_opens_by_its_secret_without_a_session(plan, as_role):
    client, stranger = as_role("clerk"), Client()
    address = feed_address(client)
    response = stranger.get(address)
    assert response["Content-Type"].startswith("text/calendar")
    assert "BEGIN:VCALENDAR" in response.content.decode()
    assert not response.cookies
    assert client.get(reverse("ledger:feed")).content.decode().count(address) == 0


def test_new_secret_ends_the_old_one_and_revoking_ends_all(plan, as_role):
    client, stranger = as_role("clerk"), Client()
    old, new = feed_address(client), feed_address(client)
    assert stranger.get(old).status_code == 404
    assert stranger.get(new).status_code == 200
    assert client.post(reverse("ledger:feed"), {"do": "revoke"}).status_code == 302
    assert stranger.get(new).status_code == 404


def test_feed_of_somebody_without_a_role_is_closed(plan, as_role):
    address = feed_address(as_role("clerk"))
    factories.actor("clerk").user.groups.clear()
    assert Client().get(address).status_code == 404


FLIPPED_IN = {
    "basis": "flip_in",
    "effective_at": "1998-12-21T12:00",
    "security": "Units of preferred stock",
    "market_price": "4.375",
}
CERTIFIED = {
    "paper_title": "Certificate of the market price",
    "paper_kind": "officer_certificate",
    "paper_dated_on": "1998-12-21",
}


@pytest.fixture
def flipped_in(plan):
    """A Flip-In Event on record, and nothing that holds an exercise."""
    close_questions(plan, "exercise", "flip_in", "declaration")
    approve(
        events.propose_case(
            case=TriggerCase.objects.get(plan=plan),
            certificate=factories.document(plan, "Officer's certificate"),
            actor=factories.actor("clerk"),
        )
    )
    return plan


def test_what_a_right_buys_is_worked_out_then_proposed_then_shown_on_the_plan(flipped_in, as_role):
    plan, client = flipped_in, as_role("clerk")
    looked = client.get(preview(plan, "entitlement"), FLIPPED_IN | {"ask": "1"}).content.decode()
    assert "9 1/7" in looked
    assert "2 × 20 ÷ 4.375" in looked
    assert ">Propose<" in looked
    assert not Approval.objects.filter(act="entitlement").exists()

    assert client.post(preview(plan, "entitlement"), FLIPPED_IN | CERTIFIED).status_code == 302

    approve(Approval.objects.get(act="entitlement"))
    page = client.get(reverse("ledger:plan", args=[plan.slug])).content.decode()
    assert "9 1/7 Units of preferred stock" in page


def test_a_flip_over_buys_the_multiple_that_its_own_term_states(flipped_in, as_role):
    plan, client = flipped_in, as_role("clerk")
    close_questions(plan, "flip_over")
    record_term(
        plan=plan,
        key="flip_over.multiple",
        value="3",
        citation="Section 13(a): three times the exercise price.",
        basis="amendment",
        document=factories.document(plan),
        effective_on=date(1998, 12, 1),
        actor=factories.actor("supervisor"),
    )
    merger = {"occurred_at": "1998-12-21T09:00", "transaction": "merger", "common_exchanged": "on"}
    told = CERTIFIED | merger | {"person": "Corlear Partners"}
    assert (
        client.post(reverse("ledger:event-record", args=[plan.slug, EventKind.FLIP_OVER]), told).status_code
        == 302
    )
    bought = FLIPPED_IN | {"basis": "flip_over", "market_price": "40", "security": "Common of Corlear"}
    assert "1 1/2" in client.get(preview(plan, "entitlement"), bought | {"ask": "1"}).content.decode()
    assert client.post(preview(plan, "entitlement"), bought | CERTIFIED).status_code == 302
    approve(Approval.objects.get(act="entitlement"))
    assert "1 1/2 Common of Corlear" in client.get(reverse("ledger:plan", args=[plan.slug])).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"market_price": ""}, "Give the market price"),
        ({"basis": "flip_over"}, "No Flip-Over Event is on record"),
        ({"basis": "substitute"}, "Substitutes need the Board"),
        ({"basis": "substitute", "price_per_right": "1/0"}, "Write it exactly"),
        ({"basis": "substitute", "price_per_right": "1e9"}, "Write it exactly"),
        ({"effective_at": "2030-01-01T00:00"}, "in the future of the plan"),
    ],
)
def test_what_cannot_be_bought_is_refused_with_its_sentence(flipped_in, as_role, wrong, sentence):
    response = as_role("clerk").post(preview(flipped_in, "entitlement"), FLIPPED_IN | CERTIFIED | wrong)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Approval.objects.filter(act="entitlement").exists()


def test_substitutes_rest_on_the_resolution_of_the_board(flipped_in, as_role):
    told = (
        FLIPPED_IN
        | CERTIFIED
        | {
            "basis": "substitute",
            "price_per_right": "20",
            "per_right": "64/7",
            "cash_per_right": "1.25",
        }
    )
    response = as_role("clerk").post(preview(flipped_in, "entitlement"), told)
    assert response.status_code == 422
    assert "Substitutes need the Board" in response.content.decode()


def test_split_is_asked_by_two_whole_numbers_and_waits_for_the_price_of_a_share(plan, as_role):
    close_questions(plan, "split")
    query = "?ask=1&kind=split&new=3&old=2&effective_at=1998-12-21T09:00"
    held = as_role("clerk").get(preview(plan, "adjustment") + query).content.decode()
    assert "the company must state the price of a new share" in held
    priced = as_role("clerk").get(preview(plan, "adjustment") + query + "&cash_price=4.00").content.decode()
    assert "Cash for fractions" in priced
    assert "$2.00" in priced
    told = {
        "kind": "split",
        "new": "3",
        "old": "2",
        "effective_at": "1998-12-21T09:00",
        "received_at": "1998-12-21T10:00",
        "paper_title": "Certificate of the split",
        "paper_kind": "officer_certificate",
        "paper_dated_on": "1998-12-21",
    }
    assert as_role("clerk").post(preview(plan, "adjustment"), told).status_code == 422
    assert (
        as_role("clerk").post(preview(plan, "adjustment"), told | {"cash_price": "4.00"}).status_code == 302
    )
    assert Approval.objects.get(act="adjustment").payload["fractions"]["paid"] == "2.00"
