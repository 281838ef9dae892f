"""The page of what a Right buys: its figure, why, by which words of the plan's paper, and what it waits for."""

from datetime import date

import pytest
from django.urls import reverse

from ledger.enums import EventKind
from ledger.services import events
from tests import factories
from tests.ledger.stories import announce, close_questions, confirm, plan_with_holders

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return plan_with_holders(pinned_on=date(1998, 12, 31))[0]


def shown(plan, client, **asked):
    return client.get(reverse("ledger:right", args=[plan.slug]), asked).content.decode()


def state_price(plan, amount, of="common", at="1998-12-16T16:00"):
    events.record_event(
        plan=plan,
        kind=EventKind.PRICE_STATED,
        occurred_at=factories.new_york(at),
        document=factories.document(plan, "Certificate of the company"),
        data={"at": at, "of": of, "amount": amount},
        actor=factories.actor("clerk"),
    )


def test_it_waits_for_what_the_price_is_of_and_leads_there(plan, as_role):
    words = shown(plan, as_role("clerk"))
    assert "is not settled" in words
    assert reverse("ledger:questions", args=[plan.slug]) in words


def test_it_shows_the_unit_for_its_price_with_the_words_of_the_paper(plan, as_role):
    close_questions(plan, "exercise")
    words = shown(plan, as_role("examiner"))
    assert "1 Units of 1/1,000 share of Series A Junior Participating Preferred Stock" in words
    assert "$20.00 for each Unit: $20.00 for 1 Units." in words
    assert "Form 8-K of MIM Corporation: “Each Right will entitle the registered holder" in words


def test_after_a_confirmed_flip_in_it_is_the_multiple_at_the_price_on_record_or_asked(plan, as_role):
    close_questions(plan, "exercise", "flip_in", "declaration")
    announce(plan, "1998-12-15T09:00")
    confirm(plan)
    client = as_role("clerk")
    assert "No price of a common share is on record" in shown(plan, client)
    state_price(plan, "4.00")
    assert "2 × $20.00 ÷ $4.00 = 10 Units" in shown(plan, client)
    assert "2 × $20.00 ÷ $5.00 = 8 Units" in shown(plan, client, at="", market_price="5")
    assert "1 Units of" in shown(plan, client, at="1998-12-14T12:00", market_price="")
