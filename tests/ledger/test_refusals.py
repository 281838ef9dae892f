"""What no service takes: a paper of another plan, what has not happened yet, an act on no words, an act done already.

Each refusal names its reason, and nothing at all is written.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from ledger.errors import Conflict
from ledger.models import DataQualityIssue, Deadline, Director, Resolution, TriggerCase
from ledger.plan_files import shipped
from ledger.services import (
    adjustments,
    agent,
    amendments,
    board,
    control_book,
    deadlines,
    entitlements,
    events,
    instructions,
    plans,
    posting,
    questions,
    resolutions,
    signatories,
    terms,
)
from ledger.services.signatories import Named
from rightsadmin.common import clock
from tests import factories
from tests.ledger.stories import READINGS, announce, close_questions, decide, plan_with_holders
from tests.ledger.words import (
    DAY,
    SYSTEM,
    appointed,
    asked,
    bought,
    certificate,
    certified,
    instructed,
    order,
    refused,
    resolved,
    term,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return plan_with_holders()[0]


@pytest.fixture
def paper(plan):
    return factories.document(plan)


@pytest.fixture
def foreign(plan):
    """A paper of another plan."""
    content = shipped("mim-1998").replace(b'"slug": "mim-1998"', b'"slug": "other"')
    return factories.document(plans.load_plan(content=content, actor=SYSTEM), "Their paper")


@pytest.fixture
def notice(plan, paper):
    close_questions(plan, "agent_change")
    terms.record_term(**term(plan, paper, effective_on=date(1998, 11, 24)))
    return agent.record_notice(
        plan=plan,
        kind="removal",
        given_on=date(1998, 12, 14),
        document=paper,
        actor=factories.actor("clerk"),
    )


def test_a_paper_of_another_plan_supports_nothing(plan, paper, notice, foreign):
    clerk = factories.actor("clerk")
    amended = resolutions.write(
        Resolution(
            plan=plan,
            number="R-9",
            kind="amendment",
            adopted_at=factories.new_york("1998-12-15T12:00"),
            effective_at=factories.new_york("1998-12-15T12:00"),
            text="RESOLVED, that the plan is amended.",
            document=paper,
            recorded_at=clock.now(),
        ),
        actor=clerk,
    )
    amendment = {
        "resolution": amended,
        "title": "First",
        "changes": [],
        "effective_on": DAY,
        "document": paper,
        "certificate": factories.document(plan, "Certificate of compliance"),
        "actor": clerk,
    }
    for act in (
        lambda: adjustments.propose(**certificate(plan, foreign)),
        lambda: agent.record_notice(plan=plan, kind="removal", given_on=DAY, document=foreign, actor=clerk),
        lambda: agent.propose_change(**appointed(notice, foreign)),
        lambda: amendments.propose(**amendment | {"document": foreign}),
        lambda: amendments.propose(**amendment | {"certificate": foreign}),
        lambda: control_book.record_control_book(**order(plan, foreign)),
        lambda: entitlements.propose(**bought(plan, foreign)),
        lambda: instructions.apply_for_instructions(**asked(plan, foreign)),
        lambda: signatories.record_incumbency(**certified(plan, foreign)),
        lambda: signatories.record_incumbency(
            **certified(plan, paper, named=[Named("An Officer", "Treasurer", foreign)])
        ),
        lambda: terms.record_term(**term(plan, foreign)),
    ):
        with refused("“Their paper” is a paper of another plan"):
            act()
    with refused("is of another plan"):
        instructions.record_instruction(**instructed(plan, foreign))
    with refused("Name at least one term that changes"):
        amendments.propose(**amendment)


def test_what_has_not_happened_is_not_recorded(plan, paper):
    clerk, tomorrow = factories.actor("clerk"), clock.now() + timedelta(days=1)
    today, early = clock.today(), factories.new_york("1998-12-15T09:59")
    later = factories.new_york("1998-12-16T10:00")
    fact = {"plan": plan, "kind": "distribution_notice", "document": paper, "actor": clerk}
    removal = {"plan": plan, "kind": "removal", "document": paper, "actor": clerk}
    for told, act, words in (
        (
            "lies in the future of this plan",
            adjustments.propose,
            certificate(plan, paper, effective_at=later, received_at=later),
        ),
        (
            "had not happened when it was received",
            adjustments.propose,
            certificate(plan, paper, received_at=early),
        ),
        (
            "cannot have been given yet",
            agent.record_notice,
            removal | {"given_on": today + timedelta(days=1)},
        ),
        ("This lies in the future", events.record_event, fact | {"occurred_at": tomorrow}),
        (
            "cannot have been received yet",
            instructions.record_instruction,
            instructed(plan, paper, received_at=tomorrow),
        ),
        (
            "cannot have been sent yet",
            instructions.apply_for_instructions,
            asked(plan, paper, sent_at=tomorrow, act_after=today + timedelta(days=9)),
        ),
        (
            "cannot have adopted this yet",
            resolutions.record_resolution,
            resolved(plan, paper, adopted_at=tomorrow),
        ),
    ):
        with refused(told):
            act(**words)


def test_an_act_on_no_words_is_none(plan, paper, notice):
    clerk = factories.actor("clerk")
    director = Director.objects.filter(plan=plan, left_on=None).first()
    closing = {
        "issue": DataQualityIssue.objects.get(plan=plan, code="DQ1"),
        "text": "As counsel says.",
        "document": paper,
        "basis": "counsel",
        "effective_on": DAY,
        "actor": clerk,
    }
    joined = {"plan": plan, "joined_on": DAY, "evidence": "Minutes", "actor": clerk}
    for told, act, words in (
        (
            "Name the evidence",
            board.record_departure,
            {"director": director, "left_on": DAY, "evidence": " ", "actor": clerk},
        ),
        ("Name the director and the evidence", board.record_director, joined | {"name": " "}),
        ("its title is empty", factories.document, {"plan": plan, "title": " "}),
        ("Name the person", events.record_person, {"plan": plan, "name": " ", "actor": clerk}),
        ("Give what the instr", instructions.record_instruction, instructed(plan, paper, text=" ")),
        ("the name under it", instructions.record_instruction, instructed(plan, paper, signer_name=" ")),
        ("Give the question", instructions.apply_for_instructions, asked(plan, paper, question=" ")),
        ("agent will do if", instructions.apply_for_instructions, asked(plan, paper, proposed_action=" ")),
        (
            "name a day after",
            instructions.apply_for_instructions,
            asked(plan, paper, act_after=date(1998, 12, 10)),
        ),
        ("the text is empty", questions.propose_resolution, closing | {"text": " "}),
        ("is closed by counsel", questions.propose_resolution, closing | {"basis": "seed"}),
        (
            "is not about the term redemption.price",
            questions.propose_resolution,
            closing | {"readings": (questions.TermReading("redemption.price", "1", "x"),)},
        ),
        ("Give the text of the", resolutions.record_resolution, resolved(plan, paper, text=" ")),
        ("Name who certifies", signatories.record_incumbency, certified(plan, paper, certified_by=" ")),
        ("at least one officer", signatories.record_incumbency, certified(plan, paper, named=[])),
        (
            "names one person twice",
            signatories.record_incumbency,
            certified(
                plan, paper, named=[Named("An Officer", "Treasurer"), Named("AN OFFICER", "President")]
            ),
        ),
        (
            "ends before it begins",
            signatories.record_incumbency,
            certified(plan, paper, until_on=DAY - timedelta(days=1)),
        ),
        ("Give the successor's name", agent.propose_change, appointed(notice, paper, address=" ")),
        ("Cite the sentence", terms.record_term, term(plan, paper, citation=" ")),
        ("Name the paper of the", terms.record_term, term(plan, None)),
        (
            "cannot be less than nothing",
            control_book.record_control_book,
            order(plan, paper, treasury=Decimal(-1)),
        ),
        (
            "There is nothing to post",
            posting.post,
            {"plan": plan, "movements": [], "source": "x", "legal_basis": "x", "actor": SYSTEM},
        ),
    ):
        with refused(told):
            act(**words)


def test_what_was_done_is_not_done_twice(plan, paper):
    clerk, counsel, _ = (factories.actor(role) for role in ("clerk", "counsel", "supervisor"))
    event = announce(plan)
    due = Deadline.objects.filter(plan=plan, status="current").first()
    deadlines.acknowledge(deadline=due, actor=clerk)
    due.refresh_from_db()
    assert (due.acknowledged_by, due.acknowledged_at is None) == ("Clerk Tester", False)
    taint = {
        "director": Director.objects.filter(plan=plan, left_on=None).first(),
        "tainted_on": DAY,
        "taint": "representative_or_nominee",
        "evidence": "Schedule 13D",
        "actor": counsel,
    }
    board.record_taint(**taint)
    reversal = {"event": event, "document": paper, "actor": clerk}
    with refused("Say why the fact was wrong"):
        events.reverse_event(**reversal, reason=" ")
    close_questions(plan, "declaration")
    case = TriggerCase.objects.get(plan=plan)
    approval = events.propose_case(case=case, certificate=paper, actor=clerk)
    events.reverse_event(**reversal, reason="Another Raider")
    with refused("was acknowledged already", Conflict):
        deadlines.acknowledge(deadline=due, actor=clerk)
    with refused("is recorded as such since", Conflict):
        board.record_taint(**taint)
    with refused("was reversed already", Conflict):
        events.reverse_event(**reversal, reason="Again")
    case.refresh_from_db()
    assert case.status == "closed"
    with refused("is closed without effect already", Conflict):
        events.propose_case(case=case, certificate=paper, actor=clerk)
    with refused("is closed without effect already", Conflict):
        decide(approval)


def test_a_closed_question_is_not_closed_again(plan, paper):
    close_questions(plan, "expiry")
    issue = DataQualityIssue.objects.filter(plan=plan, status="resolved").first()
    opinion = factories.opinion(plan)
    with refused("was closed already", Conflict):
        questions.propose_resolution(
            issue=issue,
            text="Once more.",
            document=opinion,
            basis="counsel",
            effective_on=DAY,
            readings=READINGS[issue.code],
            actor=factories.actor("counsel"),
        )
