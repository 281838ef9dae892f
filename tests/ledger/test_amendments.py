"""Amendments by the Board, and the plan's own later history: what was in force at T, as known at K."""

from datetime import date

import pytest

from ledger.errors import BadFile, Conflict, Held, RuleViolation
from ledger.models import Amendment, PlanEvent, TriggerCase
from ledger.plan_files import shipped
from ledger.selectors import law, terms
from ledger.services import amendments, counsel, history as history_service
from ledger.services.amendments import TermChange
from rightsadmin.common import clock
from tests import factories
from tests.ledger.stories import announce, decide, pin, plan_with_holders, resolve, tie

pytestmark = pytest.mark.django_db
LATER = TermChange("redemption.price", "0.001", "The Redemption Price shall be $.001.")
LONGER = TermChange(
    "distribution.stock_acquisition",
    {"pct": "15", "n": 20, "unit": "business_days", "extendable": "before_time"},
    "Twenty business days.",
)


@pytest.fixture
def plan():
    return factories.mim_plan()


def propose(plan, *changes, at="1998-12-15T12:00", effective_on=date(1998, 12, 15), **data):
    return amendments.propose(
        resolution=resolve(plan, "amendment", at, **data),
        title="Amendment No. 1",
        changes=changes,
        effective_on=effective_on,
        document=factories.document(plan, "Amendment No. 1, signed by the Rights Agent"),
        certificate=factories.document(plan, "Officer's certificate of compliance"),
        actor=factories.actor("clerk"),
    )


def approved_as_a_cure(approval):
    """Held until counsel gives the word that it cures, and approved on it."""
    with pytest.raises(Held, match="counsel says which one it does"):
        decide(approval)
    assert not Amendment.objects.exists()
    counsel.give_word(
        approval=approval,
        category="cure",
        reason="It cures a slip.",
        document=factories.opinion(approval.plan),
        actor=factories.actor("counsel"),
    )
    decide(approval)
    assert Amendment.objects.get().category == "cure"


def test_an_amendment_changes_terms_from_its_day_and_keeps_the_old(plan):
    before = clock.now()
    approval = propose(plan, LATER, effective_on=date(1998, 12, 16))
    assert terms.value(plan, "redemption.price", date(1998, 12, 16)) == "0.0001"
    decide(approval)
    assert terms.value(plan, "redemption.price", date(1998, 12, 15)) == "0.0001"
    assert terms.value(plan, "redemption.price", date(1998, 12, 16)) == "0.001"
    assert terms.value(plan, "redemption.price", date(1998, 12, 16), before) == "0.0001"
    (change,) = Amendment.objects.get().changes
    assert (change["key"], change["before"], change["after"]) == ("redemption.price", "0.0001", "0.001")


def test_an_amendment_keeps_a_term_of_several_fields_before_and_after(plan):
    tender = {**terms.value(plan, "distribution.tender", date(1998, 12, 15)), "pct": "20"}
    decide(propose(plan, TermChange("distribution.tender", tender, "Twenty percent.")))
    (change,) = Amendment.objects.get().changes
    before, after = change["before"], change["after"]
    assert {name: (before[name], after[name]) for name in after if before[name] != after[name]} == {
        "pct": ("15", "20")
    }


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (TermChange("redemption.price", "0.0001", "The same."), "changes nothing"),
        (TermChange("redemption.price", 1, "One."), "exact decimal"),
        (TermChange("redemption.price", "0.001", " "), "Cite the sentence"),
    ],
)
def test_a_change_that_is_none_is_refused(plan, change, sentence):
    with pytest.raises(RuleViolation, match=sentence):
        propose(plan, change)
    assert not Amendment.objects.exists()


def test_an_amendment_is_never_back_dated(plan):
    with pytest.raises(RuleViolation, match="never back-dated"):
        propose(plan, LATER, effective_on=date(1998, 12, 14))


def test_none_in_the_freeze(plan):
    clerk = factories.actor("clerk")
    from ledger.services import events

    events.record_event(
        plan=plan,
        kind="continuing_directors_lost_majority",
        occurred_at=factories.new_york("1998-12-10T09:00"),
        data={"at": "1998-12-10T09:00"},
        document=factories.document(plan),
        actor=clerk,
    )
    with pytest.raises(RuleViolation, match="the last frozen day is"):
        propose(plan, LATER)


def test_after_separation_only_with_a_category_and_never_the_redemption_period():
    plan, _ = plan_with_holders()
    announce(plan)
    plan = pin(plan, date(1999, 1, 5))
    late = "1999-01-05T12:00"
    approved_as_a_cure(propose(plan, LATER, at=late, effective_on=date(1999, 1, 5)))
    with pytest.raises(RuleViolation, match="cannot be amended once it is over"):
        propose(plan, LONGER, at=late, effective_on=date(1999, 1, 5), number="R-3")


def test_what_takes_effect_after_the_distribution_date_is_judged_by_what_may_be_amended_then():
    plan, _ = plan_with_holders()
    announce(plan)
    later = date(1999, 1, 5)
    approval = propose(plan, LATER, effective_on=later)
    assert approval.payload["counsels_word"] == "awaited"
    approved_as_a_cure(approval)
    with pytest.raises(RuleViolation, match="cannot be amended once it is over"):
        propose(plan, LONGER, effective_on=later, number="R-3")
    before = propose(plan, LONGER, effective_on=date(1998, 12, 29), number="R-4")
    assert before.payload["counsels_word"] == "not needed"


# --- the later history of the plan of 1998 ----------------------------------------------------------------


@pytest.fixture
def history(plan):
    known_before = clock.now()
    decide(
        history_service.propose(
            plan=plan,
            content=shipped("mim-1998-history"),
            legal_basis="Filings of the company",
            actor=factories.actor("supervisor", "drafter"),
        )
    )
    return known_before, list(plan.amendments.order_by("number"))


def test_six_amendments_two_of_them_without_terms_and_said_so(plan, history):
    _, rows = history
    assert [row.effective_on.year for row in rows] == [1998, 1999, 2002, 2006, 2009, 2010]
    assert all("not seen" in row.note for row in rows if not row.changes and row.effective_on.year < 2000)


@pytest.mark.parametrize(
    ("on", "immediate", "permitted", "expiry", "heartland"),
    [
        (date(1998, 12, 13), "40", True, "1998-11-24", None),
        (date(1999, 5, 20), "40", True, "1998-11-24", None),
        (date(2002, 12, 2), "40", True, "1998-11-24", None),
        (date(2002, 12, 3), None, False, "2012-11-24", None),
        (date(2006, 12, 13), None, False, "2012-11-24", "20"),
        (date(2009, 3, 3), None, False, "2012-11-24", "20"),
        (date(2009, 3, 4), None, False, "2012-11-24", "22.5"),
        (date(2010, 1, 24), None, False, "2012-11-24", "22.5"),
    ],
)
def test_the_terms_as_of_each_day(plan, history, on, immediate, permitted, expiry, heartland):
    known_before, _ = history
    told = terms.terms_as_of(plan, on)
    assert told["distribution.immediate_pct"].value == immediate
    assert told["distribution.tender"].value["permitted_offer"] is permitted
    assert told["expiration.final"].value == expiry
    own = told.get("distribution.person_thresholds")
    assert (own.value[0]["pct"] if own else None) == heartland
    unknown = terms.terms_as_of(plan, on, known_before)
    assert unknown["distribution.immediate_pct"].value == "40"
    assert "distribution.person_thresholds" not in unknown


@pytest.mark.parametrize(
    ("at", "pct", "name", "opens"),
    [
        ("2006-12-08T09:00", "18.5", "Heartland Advisors, Inc.", True),
        ("2006-12-14T09:00", "18.5", "Heartland Advisors, Inc.", False),
        ("2009-03-03T09:00", "20", "Heartland Advisors, Inc.", True),
        ("2009-03-04T09:00", "20", "Heartland Advisors, Inc.", False),
        ("2009-03-04T09:00", "22.5", "Heartland Advisors, Inc.", True),
        ("2009-03-04T09:00", "15", "Somebody Else", True),
    ],
)
def test_a_named_person_has_the_threshold_of_the_day(plan, history, at, pct, name, opens):
    plan = pin(plan, date.fromisoformat(at[:10]))
    announce(plan, at=at, pct=pct, name=name)
    assert TriggerCase.objects.filter(plan=plan).exists() is opens
    assert bool(law.distribution(plan).pending) is opens
    why = law.why_without_effect(PlanEvent.objects.get(plan=plan))
    assert (why == "") is opens
    assert opens or "That percentage is Heartland Advisors, Inc.’s own" in why


def test_an_ally_of_a_named_person_shares_its_threshold(plan, history):
    plan = pin(plan, date(2009, 3, 5))
    tie(plan, "Heartland Value Fund", "Heartland Advisors, Inc.", date(2006, 1, 1))
    announce(plan, at="2009-03-05T09:00", pct="21", name="Heartland Value Fund")
    assert not TriggerCase.objects.exists()


def test_a_history_is_loaded_once_and_only_for_its_plan(plan, history):
    def propose(content):
        told = {"plan": plan, "content": content, "legal_basis": "Filings"}
        return history_service.propose(**told, actor=factories.actor("supervisor"))

    with pytest.raises(Conflict, match="amendments already"):
        propose(shipped("mim-1998-history"))
    with pytest.raises(BadFile, match="another plan"):
        propose(b'{"plan": "x", "amendments": []}')
    with pytest.raises(BadFile, match="not JSON"):
        propose(b"\xff")


def test_a_proposed_history_records_nothing_and_says_what_each_amendment_replaces(plan):
    told = {"plan": plan, "content": shipped("mim-1998-history"), "legal_basis": "Filings"}
    approval = history_service.propose(**told, actor=factories.actor("supervisor"))
    assert not plan.amendments.exists()
    own = [row for row in approval.payload["changes"] if row["key"] == "distribution.person_thresholds"]
    assert [row["before"] for row in own[1:]] == [row["after"] for row in own[:-1]]  # as amended before


def test_held_sentences_reach_the_clerk(plan):
    plan = pin(plan, date(1999, 1, 5))
    announce(plan)
    with pytest.raises((Held, RuleViolation)):
        propose(plan, LATER, at="1998-12-30T12:00", effective_on=date(1998, 12, 30))
