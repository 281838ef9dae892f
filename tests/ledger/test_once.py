"""For whatever is recorded the Distribution Date is computed once, in the same transaction, and by no task after it."""

from datetime import date

import pytest

from ledger.models import Deadline, Director, PlanEvent
from ledger.plan_files import shipped
from ledger.selectors import plan_day
from ledger.services import (
    adjustments,
    amendments,
    board,
    calendars,
    events,
    history,
    instructions,
    questions,
)
from ledger.services.amendments import TermChange
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.counting import computations
from tests.ledger.stories import READINGS, announce, close_questions, decide, pin, resolve

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")
TODAY = date(1999, 3, 12)


@pytest.fixture
def plan():
    return factories.mim_plan(TODAY)


@pytest.fixture
def computed(django_capture_on_commit_callbacks):
    """Does an act, its tasks on commit included, and answers as of which instant each date was computed."""

    def of(act, *given, **options):
        with computations() as asked, django_capture_on_commit_callbacks(execute=True) as tasks:
            act(*given, **options)
        assert "ledger.compute_deadlines" not in {task.args[0] for task in tasks if hasattr(task, "args")}
        return asked

    return of


def now(plan):
    return plan_day.instant(plan)


def fact(plan, kind, at, data):
    return events.record_event(
        plan=plan,
        kind=kind,
        occurred_at=factories.new_york(at),
        data=data,
        person=events.record_person(plan=plan, name="Raider LP", actor=factories.actor("clerk")),
        document=factories.document(plan),
        actor=factories.actor("clerk"),
    )


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("acquiring_person_announced", {"at": "1999-03-01T09:00", "pct": "16"}),
        ("tender_offer", {"commenced_at": "1999-03-01T09:00", "would_own_pct": "100"}),
        ("became_acquiring_person", {"at": "1999-03-01T09:00"}),
        ("distribution_notice", {}),
    ],
)
def test_a_fact(plan, computed, kind, data):
    assert computed(fact, plan, kind, "1999-03-01T09:00", data) == [now(plan)]


def test_a_reversal(plan, computed):
    event = announce(plan, at="1999-03-01T09:00")
    said = {"document": factories.document(plan), "reason": "Another issuer"}
    assert computed(events.reverse_event, event=event, actor=factories.actor("clerk"), **said) == [now(plan)]


@pytest.mark.parametrize(
    ("kind", "data", "held_as"),
    [
        ("extension", {"prong": "i", "to": "1999-04-15"}, ("extension",)),
        ("redemption", {}, ("redemption",)),
        ("permitted_offer", {}, ()),
    ],
)
def test_a_resolution_is_judged_as_of_its_adoption_and_its_fact_computed_once(
    plan, computed, kind, data, held_as
):
    announce(plan, at="1999-03-01T09:00")
    offered = fact(
        plan,
        "tender_offer",
        "1999-03-08T08:00",
        {"commenced_at": "1999-03-08T08:00", "would_own_pct": "100", "all_shares": True},
    )
    close_questions(plan, *held_as)
    data = {**data, "event": offered.pk} if kind == "permitted_offer" else data
    recorded = PlanEvent.objects.count()
    asked = computed(resolve, plan, kind, "1999-03-12T10:00", **data)
    assert asked.count(now(plan)) == 1
    assert set(asked) == {now(plan), factories.new_york("1999-03-12T10:00")}
    assert PlanEvent.objects.count() == recorded + (2 if kind == "permitted_offer" else 1)


def test_a_change_of_directors(plan, computed):
    clerk = factories.actor("clerk")
    joined = {"name": "New", "joined_on": TODAY, "evidence": "Minutes", "actor": clerk}
    assert computed(board.record_director, plan=plan, **joined) == [now(plan)]
    left = {"left_on": TODAY, "evidence": "Minutes", "actor": clerk}
    old, other = Director.objects.filter(plan=plan)[:2]
    assert computed(board.record_departure, director=old, **left) == [now(plan)]
    tainted = {"tainted_on": TODAY, "taint": "affiliate_or_associate", "evidence": "13D", "actor": clerk}
    assert computed(board.record_taint, director=other, **tainted) == [now(plan)]


@pytest.mark.parametrize("code", ["DQ1", "DQ3"])
def test_the_closing_of_a_question(plan, computed, code):
    approval = questions.propose_resolution(
        issue=plan.quality_issues.get(code=code),
        text="Confirmed by counsel.",
        document=factories.opinion(plan),
        basis="counsel",
        effective_on=date(1998, 11, 24),
        readings=READINGS.get(code, ()),
        actor=factories.actor("counsel"),
    )
    assert computed(decide, approval) == [now(plan)]


def test_an_amendment_of_several_terms(plan, computed):
    approval = amendments.propose(
        resolution=resolve(plan, "amendment", "1999-03-12T10:00"),
        title="Amendment No. 1",
        changes=[
            TermChange("redemption.price", "0.001", "One tenth of a cent."),
            TermChange("distribution.immediate_pct", "35", "Thirty-five percent."),
        ],
        effective_on=TODAY,
        document=factories.document(plan, "Amendment No. 1"),
        certificate=factories.document(plan, "Officer's certificate"),
        actor=factories.actor("clerk"),
    )
    asked = computed(decide, approval)
    assert asked.count(now(plan)) == 1
    assert set(asked) == {now(plan), factories.new_york("1999-03-12T10:00")}  # the Board's power, once more


def test_a_history_of_amendments(plan, computed):
    told = {"plan": plan, "content": shipped("mim-1998-history"), "legal_basis": "Filings"}
    approval = history.propose(**told, actor=factories.actor("supervisor", "drafter"))
    assert computed(decide, approval) == [now(plan)]


def test_an_adjustment(plan, computed):
    factories.give_common(plan, {factories.account(plan): 1_000})
    approval = adjustments.propose(
        plan=plan,
        kind="factor",
        inputs={"factor": "0.9"},
        effective_at=factories.new_york("1999-03-12T09:00"),
        received_at=factories.new_york("1999-03-12T09:00"),
        document=factories.document(plan, "Certificate of adjustment"),
        actor=factories.actor("clerk"),
    )
    assert computed(decide, approval) == [now(plan)]


def test_an_application_for_instructions(plan, computed):
    asked = computed(
        instructions.apply_for_instructions,
        plan=plan,
        question="Are boxes 1 and 2 to be taken as answered?",
        proposed_action="Return the certificate.",
        sent_at=factories.new_york("1999-03-11T10:00"),
        act_after=date(1999, 3, 19),
        document=factories.document(plan, "Application"),
        actor=factories.actor("clerk"),
    )
    assert asked == [now(plan)]
    assert Deadline.objects.filter(plan=plan, kind="instruction_answer", status="current").exists()


def test_a_change_of_a_calendar_computes_what_was_and_what_is(plan, computed):
    announce(plan, at="1999-03-01T09:00")
    closing = {"day": date(1999, 3, 10), "effect": "closed", "reason": "Blizzard", "source": "Order 9"}
    asked = computed(calendars.change, code="ny-banking", actor=SYSTEM, **closing)
    assert asked == [now(plan), now(plan)]


def test_what_is_due_by_then_is_claimed_with_the_fact(plan):
    plan = pin(plan, date(1999, 3, 16))
    announce(plan, at="1999-03-01T09:00")
    row = Deadline.objects.get(plan=plan, key="distribution_date", status="current")
    assert (row.date, row.fell_due_at is not None) == (date(1999, 3, 15), True)
