"""A plan is asked only about what its terms provide for: facts, acts of the Board, suppositions."""

import json

import pytest
from django.urls import reverse

from ledger.enums import ResolutionKind
from ledger.models import PlanTerm, SourceDocument
from ledger.pages.events.forms import FORMS as FACTS
from ledger.pages.resolutions.forms import FORMS as ACTS
from ledger.rules.wire import KINDS
from ledger.services import calendars, plans
from ledger.services.terms import record_term
from rightsadmin.common.actor import Actor
from tests.ledger.test_plan_schema import plan_of

# What a plan of 2022 without Adverse Persons, Continuing Directors, Permitted Offers and deferrals is not asked about.
OF_DIRECTORS = ("continuing_directors_lost_majority", "continuing_directors_regained_majority")


def loaded(slug, **changed):
    system, data = Actor.system("tests"), plan_of(slug)
    calendars.load_shipped(actor=system)
    for row in data["terms"]["rows"]:
        row["value"] = changed.get(row["key"].replace(".", "_"), row["value"])
    return plans.load_plan(content=json.dumps(data).encode(), actor=system)


def offered(client, plan, name):
    """(the kinds that the page leads to, all that it says)."""
    body = client.get(reverse(f"ledger:{name}-kinds", args=[plan.slug])).content.decode()
    every = FACTS if name == "event" else ACTS
    return {kind for kind in every if reverse(f"ledger:{name}-record", args=[plan.slug, kind]) in body}, body


def test_a_plan_with_every_provision_is_asked_about_all(plan, as_role):
    for role, name, every in (("clerk", "event", FACTS), ("clerk", "resolution", ACTS)):
        kinds, body = offered(as_role(role), plan, name)
        assert kinds == set(every)
        assert "provide for none of these" not in body


def test_a_plan_is_not_asked_about_facts_and_acts_that_its_terms_do_not_provide_for(db, as_role):
    plan = loaded("twitter-2022")
    kinds, body = offered(as_role("clerk"), plan, "event")
    assert set(FACTS) - kinds == set(OF_DIRECTORS)
    assert f"provide for none of these: {KINDS[OF_DIRECTORS[0]].label}" in body
    kinds, body = offered(as_role("clerk"), plan, "resolution")
    assert set(ACTS) - kinds == {ResolutionKind.ADVERSE_PERSON, ResolutionKind.PERMITTED_OFFER}
    assert "provide for none of these: Declare an Adverse Person; Determine a Permitted Offer." in body


def test_limbs_that_a_plan_does_not_have_ask_for_no_fact(db, as_role):
    plan = loaded("twitter-2022")
    system = Actor.system("tests")
    record_term(
        plan=plan,
        key="flip_in.limbs",
        value=["acquiring_person"],
        citation="Section 11",
        basis="agreement",
        document=SourceDocument.objects.filter(plan=plan).first(),
        effective_on=PlanTerm.objects.filter(plan=plan).first().effective_on,
        actor=system,
    )
    kinds, _ = offered(as_role("clerk"), plan, "event")
    assert {"self_dealing", "interest_increased"} <= set(FACTS)
    assert not {"self_dealing", "interest_increased"} & kinds


@pytest.mark.parametrize(("slug", "has"), [("twitter-2022", False), (None, True)])
def test_what_if_supposes_only_what_the_terms_provide_for(plan, as_role, slug, has):
    asked = loaded(slug) if slug else plan
    url = reverse("ledger:whatif", args=[asked.slug])
    form = as_role("clerk").get(url).context["form"]
    for name in ("declared_pct", "lost_at", "offer_permitted_at"):
        assert (name in form.fields) is has
    told = {"ask": "1", "tab": "dates", "lost_at": f"{asked.agreement_date}T09:00"}
    supposed = as_role("clerk").get(url, told).context["supposed"]
    assert bool(supposed) is has  # what a plan is not asked about is not heard either


def test_only_prongs_that_the_board_may_defer_are_offered_for_a_later_date(plan, db, as_role):
    url = reverse("ledger:resolution-record", args=[plan.slug, "extension"])
    form = as_role("clerk").get(url).context["form"]
    assert [prong for prong, _ in form.fields["prong"].choices] == ["i", "ii"]
    tender = {
        "pct": "15",
        "n": 10,
        "unit": "business_days",
        "extendable": "no",
        "trigger": "commencement",
        "permitted_offer": False,
    }
    other = loaded("twitter-2022", distribution_tender=tender)
    url = reverse("ledger:resolution-record", args=[other.slug, "extension"])
    form = as_role("clerk").get(url).context["form"]
    assert [prong for prong, _ in form.fields["prong"].choices] == ["i"]
