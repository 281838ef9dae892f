"""The pages of facts: what is told of one, and why it sets nothing off where it does not."""

from datetime import date

import pytest
from django.urls import reverse

from ledger.errors import RuleViolation
from ledger.models import PlanEvent
from ledger.pages import breaks
from ledger.services import deadlines, releases
from ledger.services.events import record_event, write
from ledger.services.terms import record_term
from tests import factories
from tests.ledger import stories


def test_a_fact_below_its_persons_own_threshold_says_that_it_sets_nothing_off(plan, as_role):
    fact = PlanEvent.objects.get()
    client, url = as_role("examiner"), reverse("ledger:event", args=[plan.slug, fact.pk])
    assert "Sets nothing off" not in client.get(url).content.decode()
    record_term(
        plan=plan,
        key="distribution.person_thresholds",
        value=[{"person": fact.person.name, "pct": "20"}],
        citation="Amendment No. 1",
        basis="amendment",
        document=fact.document,
        effective_on=date(1998, 12, 1),
        actor=factories.actor("supervisor"),
    )
    words = client.get(url).content.decode()
    assert "Sets nothing off" in words
    assert "below 20%" in words
    assert "own." in words


def test_a_price_is_recorded_exactly_and_shown_with_its_paper(plan, as_role):
    url = reverse("ledger:event-record", args=[plan.slug, "price"])
    told = {
        "occurred_at": "1998-12-15T16:00",
        "of": "common",
        "amount": "4.0625",
        "paper_title": "Certificate of the company",
        "paper_kind": "officer_certificate",
        "paper_dated_on": "1998-12-15",
    }
    client = as_role("clerk")
    refused = client.post(url, told | {"amount": "0"})
    assert not PlanEvent.objects.filter(kind="price").exists()
    assert "It must be" in refused.content.decode()
    assert client.post(url, told).status_code == 302
    fact = PlanEvent.objects.get(kind="price")
    assert fact.data == {"at": "1998-12-15T16:00:00-05:00", "of": "common", "amount": "4.0625"}
    shown = client.get(reverse("ledger:event", args=[plan.slug, fact.pk])).content.decode()
    assert "4.0625" in shown
    assert "Certificate of the company" in shown


PAPER = {
    "paper_title": "Certificate of the company",
    "paper_kind": "officer_certificate",
    "paper_dated_on": "1998-12-15",
}


@pytest.mark.parametrize(
    ("kind", "told", "data"),
    [
        ("self_dealing", {"is_listed": "true"}, {"is_listed": True}),
        ("self_dealing", {"is_listed": ""}, {}),
        ("interest_increased", {"before": "16", "after": "18.5"}, {"before": "16", "after": "18.5"}),
        (
            "merger_effective",
            {"company_survives": "on", "common_outstanding": "on"},
            {"company_survives": True, "common_outstanding": True},
        ),
        (
            "flip_over_transaction_completed",
            {"transaction": "asset_sale", "pct": "61", "is_of_series": "on"},
            {
                "transaction": "asset_sale",
                "pct": "61",
                "company_survives": False,
                "common_exchanged": False,
                "is_of_series": True,
            },
        ),
    ],
)
def test_what_each_limb_is_judged_by_is_recorded_on_its_page(plan, as_role, kind, told, data):
    url = reverse("ledger:event-record", args=[plan.slug, kind])
    answer = as_role("clerk").post(
        url, {"occurred_at": "1998-12-15T16:00", "person": "Raider LP"} | told | PAPER
    )
    assert answer.status_code == 302
    fact = PlanEvent.objects.get(kind=kind)
    assert fact.data == {"at": "1998-12-15T16:00:00-05:00"} | data
    assert fact.person.name == "Raider LP"


def test_a_sale_without_a_percentage_is_asked_for_one(plan, as_role):
    url = reverse("ledger:event-record", args=[plan.slug, "flip_over_transaction_completed"])
    told = {"occurred_at": "1998-12-15T16:00", "transaction": "asset_sale"} | PAPER
    words = as_role("clerk").post(url, told).content.decode()
    assert "A sale is judged by a percentage" in words
    assert not PlanEvent.objects.filter(kind="flip_over_transaction_completed").exists()


def test_nobody_tells_that_a_transaction_fits(plan):
    with pytest.raises(RuleViolation, match="record the figures instead"):
        record_event(
            plan=plan,
            kind="flip_over_transaction_completed",
            occurred_at=factories.new_york("1998-12-15T16:00"),
            document=factories.document(plan),
            data={"at": "1998-12-15T16:00", "qualifies": True},
            actor=factories.actor("clerk"),
        )


def test_a_fact_that_an_act_wrote_has_no_way_to_be_reversed(plan, as_role):
    client, clerk = as_role("clerk"), factories.actor("clerk")
    stories.close_questions(plan, "declaration")
    stories.decide(
        releases.propose(
            plan=plan,
            person=PlanEvent.objects.get().person,
            why="exempt",
            at=factories.new_york("1998-12-16T10:00"),
            document=factories.document(plan),
            reason="The Board exempts him",
            actor=clerk,
        )
    )
    fact = PlanEvent.objects.get(kind="person_released")
    shown = client.get(reverse("ledger:event", args=[plan.slug, fact.pk])).content.decode()
    assert "/reverse/" not in shown
    refused = client.post(
        reverse("ledger:event-reverse", args=[plan.slug, fact.pk]), PAPER | {"reason": "A slip"}
    )
    assert refused.status_code == 422
    assert "two persons approved" in refused.content.decode()
    assert not PlanEvent.objects.filter(reverses__isnull=False).exists()


def test_a_break_is_named_where_the_date_is_shown_and_in_the_message(plan, as_role):
    clerk = factories.actor("clerk")
    stories.confirm(plan)
    stories.pin(plan, date(1999, 1, 4))
    plan.refresh_from_db()
    deadlines.bring_to_date(plan=plan, actor=clerk)
    before = breaks.open_codes(plan)
    assert not before
    write(
        plan=plan,
        kind="acquiring_person_announced",
        occurred_at=factories.new_york("1998-12-08T10:00"),
        document=factories.document(plan),
        data={"at": "1998-12-08T10:00", "pct": "17"},
        person=PlanEvent.objects.get().person,
        actor=clerk,
    )
    deadlines.bring_to_date(plan=plan, actor=clerk)
    way = f'href="/plans/{plan.slug}/questions/BREAK-1/"'
    told = breaks.with_those_opened("Recorded.", plan, before)
    assert way in told
    assert "has occurred and is on record" in told
    client = as_role("examiner")
    date_row = plan.deadlines.get(key="distribution_date", status="current")
    for page in (
        reverse("ledger:cockpit", args=[plan.slug]),
        reverse("ledger:deadline", args=[plan.slug, date_row.pk]),
    ):
        assert way in client.get(page).content.decode()
