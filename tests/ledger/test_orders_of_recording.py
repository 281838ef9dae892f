"""Whatever was recorded first, the same facts and acts give the same dates, open cases and answers."""

import random
from itertools import pairwise

import pytest
from django.db import transaction

from ledger.enums import CaseStatus
from ledger.errors import Conflict
from ledger.models import TriggerCase
from ledger.selectors import law, standing
from ledger.selectors.acts import standing_against
from ledger.services import deadlines, events, releases
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import announce, close_questions, decide, plan_with_holders

pytestmark = pytest.mark.django_db


def exempt(plan, name, at):
    clerk = factories.actor("clerk")
    decide(
        releases.propose(
            plan=plan,
            person=events.record_person(plan=plan, name=name, actor=clerk),
            why="exempt",
            at=factories.new_york(at),
            document=factories.document(plan),
            reason="The Board exempts it",
            actor=clerk,
        )
    )


def test_a_person_exempted_before_is_confirmed_by_nobody_though_the_exemption_came_in_later():
    plan, _ = plan_with_holders()
    close_questions(plan, "declaration")
    announce(plan)
    case = TriggerCase.objects.get(plan=plan)
    certificate, clerk = factories.document(plan), factories.actor("clerk")
    waiting = events.propose_case(case=case, certificate=certificate, actor=clerk)
    exempt(plan, "Raider LP", "1998-12-14T09:00")
    case.refresh_from_db()
    assert case.status == CaseStatus.CLOSED
    with pytest.raises(Conflict, match="is closed without effect already"):
        decide(waiting)
    assert not standing_against.findings(plan)


def test_a_confirmed_case_closes_where_an_exemption_of_before_comes_in():
    plan, _ = plan_with_holders()
    close_questions(plan, "declaration")
    announce(plan)
    case = TriggerCase.objects.get(plan=plan)
    decide(
        events.propose_case(case=case, certificate=factories.document(plan), actor=factories.actor("clerk"))
    )
    exempt(plan, "Raider LP", "1998-12-14T09:00")
    case.refresh_from_db()
    assert case.status == CaseStatus.CLOSED


def test_a_case_opens_again_where_what_closed_it_is_reversed():
    plan, _ = plan_with_holders()
    clerk = factories.actor("clerk")
    told = {"plan": plan, "document": factories.document(plan), "actor": clerk}
    person = events.record_person(plan=plan, name="Raider LP", actor=clerk)
    for kind, at, data in (
        ("tender_offer", "1998-12-10T09:00", {"commenced_at": "1998-12-10T09:00", "would_own_pct": "40"}),
        ("offer_withdrawn", "1998-12-11T09:00", {"at": "1998-12-11T09:00"}),
    ):
        last = events.record_event(
            **told, kind=kind, occurred_at=factories.new_york(at), data=data, person=person
        )
    case = TriggerCase.objects.get(plan=plan)
    before = case.status
    events.reverse_event(event=last, document=told["document"], reason="Another offer", actor=clerk)
    case.refresh_from_db()
    assert (before in {CaseStatus.CLOSED, CaseStatus.OPEN}, case.status) == (True, CaseStatus.OPEN)


def history(seed):
    """Facts and acts at distinct instants: who is announced at how much, and who is exempted when."""
    choose = random.Random(seed)  # noqa: S311 - a history, no secret
    hours = choose.sample(range(9, 19), 4)
    return [
        (choose.choice("PQ"), choose.choice(["14", "15.5", "18", "exempt"]), f"1998-12-10T{hour:02d}:00")
        for hour in hours
    ]


def announced(plan, name, at, pct):
    clerk = factories.actor("clerk")
    events.record_event(
        plan=plan,
        kind="acquiring_person_announced",
        occurred_at=factories.new_york(at),
        data={"at": at, "pct": pct},
        person=events.record_person(plan=plan, name=name, actor=clerk),
        document=factories.document(plan),
        actor=clerk,
    )


def carried(plan, told):
    with transaction.atomic():
        for name, what, at in told:
            if what == "exempt":
                exempt(plan, name, at)
            else:
                announced(plan, name, at, what)
        deadlines.bring_to_date(plan=plan, actor=Actor.system("tests"))
        rows = TriggerCase.objects.filter(plan=plan, status=CaseStatus.OPEN)
        answer = (
            law.distribution(plan).date,
            law.distribution(plan).stock_acquisition_date,
            sorted(rows.values_list("person__name", "event__occurred_at", "prong")),
            [str(finding) for finding in standing_against.findings(plan)],
            {name: (answer.verdict, answer.sentence) for name, answer in standing.of(plan).answers().items()},
        )
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("seed", range(5))
def test_standing_and_cases_are_those_of_the_facts_whatever_came_in_first(seed):
    plan, _ = plan_with_holders()
    close_questions(plan, "declaration")
    told = history(seed)
    orders = [sorted(told, key=lambda row: row[2]), sorted(told, key=lambda row: row[2], reverse=True), told]
    for one, other in pairwise([carried(plan, order) for order in orders]):
        assert one == other
