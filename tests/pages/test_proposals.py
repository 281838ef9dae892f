"""A proposal before it is decided: its maker takes it back, is asked and answers, or leaves; all through pages."""

import pytest
from django.urls import reverse

from ledger.enums import Act, ApprovalStatus
from ledger.errors import Conflict
from ledger.models import Approval, AuditEvent, Resolution
from ledger.selectors import board
from ledger.services import approvals, resolutions, withdrawn_resolutions
from tests import factories
from tests.ledger.stories import announce, close_questions, decide, plan_with_holders
from tests.ledger.words import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    found, _ = plan_with_holders()
    close_questions(found, "extension")
    announce(found)
    return found


def extended(plan, who="clerk", number="R-8"):
    """An extension that the Board adopted, recorded and proposed by one person."""
    return resolutions.record_resolution(
        plan=plan,
        number=number,
        kind="extension",
        adopted_at=factories.new_york("1998-12-15T12:00"),
        text="RESOLVED, that the date is deferred.",
        document=factories.document(plan, "Minutes"),
        data={"prong": "i", "to": "1999-02-16"},
        actor=factories.actor("clerk", who),
    )


def waiting(resolution):
    return Approval.objects.get(act=Act.BOARD_ACT, target_id=resolution.pk)


def page(client, name, approval, **sent):
    url = reverse(f"ledger:{name}", args=[approval.pk])
    return client.post(url, sent) if sent else client.get(url)


def text(answer):
    return answer.content.decode()


def test_the_checker_asks_back_the_maker_answers_and_only_then_it_is_approved(plan, as_role):
    approval = waiting(extended(plan))
    clerk, supervisor, examiner = as_role("clerk"), as_role("supervisor"), as_role("examiner")
    assert page(examiner, "proposal-ask", approval).status_code == 403
    assert page(supervisor, "proposal-withdraw", approval).status_code == 403
    assert reverse("ledger:proposal-ask", args=[approval.pk]) in text(page(supervisor, "approval", approval))
    assert page(supervisor, "proposal-ask", approval, question="Which meeting?").status_code == 302
    assert page(supervisor, "proposal-ask", approval, question="And when?").status_code == 422
    assert "an answer of Clerk Tester" in text(supervisor.get(reverse("ledger:inbox")))
    with refused("Which meeting?", Conflict):
        decide(approval)
    assert "Which meeting?" in text(page(clerk, "approval", approval))
    assert "Which meeting?" in text(page(clerk, "proposal-answer", approval))
    assert page(clerk, "proposal-answer", approval, said="That of 15 December.").status_code == 302
    assert page(clerk, "proposal-answer", approval, said="Again").status_code == 422
    assert "That of 15 December." in text(page(supervisor, "approval", approval))
    sent = {"digest": approval.digest, "reason": "Read", "decision": "confirm"}
    assert page(supervisor, "approval", approval, **sent).status_code == 302
    decided = text(page(clerk, "approval", approval))
    assert "Supervisor Tester" in decided
    assert "Waiting" not in decided
    assert page(clerk, "proposal-withdraw", approval).status_code == 404


def test_the_maker_takes_it_back_and_the_resolution_that_he_alone_recorded_goes_with_it(plan, as_role):
    resolution = extended(plan)
    approval = waiting(resolution)
    assert page(as_role("clerk"), "proposal-withdraw", approval, reason=" ").status_code == 422
    assert page(as_role("clerk"), "proposal-withdraw", approval, reason="Wrong plan").status_code == 302
    approval.refresh_from_db()
    assert (approval.status, approval.decided_by) == (ApprovalStatus.WITHDRAWN, approval.proposed_by)
    assert board.effect_of(resolution) == "withdrawn"
    told = AuditEvent.objects.filter(verb__in=("approval.withdrawn", "resolution.withdrawn"))
    assert {event.reason for event in told} == {"Wrong plan"}
    assert len(told) == 2
    with refused("withdrawn by Clerk Tester already", Conflict):
        decide(approval)


def test_a_resolution_that_another_recorded_stays_when_its_proposal_is_taken_back(plan, as_role):
    resolution = extended(plan, "recorder")
    approvals.reject(approval_id=waiting(resolution).pk, reason="Again", actor=factories.actor("supervisor"))
    again = resolutions.propose_effect(resolution=resolution, actor=factories.actor("clerk"))
    assert page(as_role("clerk"), "proposal-withdraw", again, reason="Not I").status_code == 302
    assert board.effect_of(resolution) == "none"


def test_a_resolution_withdrawn_by_two_persons_takes_its_proposal_out_of_the_queue(plan, as_role):
    resolution = extended(plan)
    decide(
        withdrawn_resolutions.propose(
            resolution=resolution, reason="Another company's", actor=factories.actor("clerk", "other")
        )
    )
    approval = waiting(resolution)
    assert approval.status == ApprovalStatus.WITHDRAWN
    assert "Another company&#x27;s" in text(page(as_role("clerk"), "approval", approval))
    assert approval.subject not in text(as_role("supervisor").get(reverse("ledger:inbox")))


def test_what_somebody_dismissed_had_proposed_lapses(plan, as_role):
    leaver = factories.actor("clerk", "leaver").user
    resolution = extended(plan, "leaver")
    approval = waiting(resolution)
    sent = {"reason": "He left"}
    url = reverse("ledger:user-dismiss", args=[leaver.pk])
    assert as_role("administrator").post(url, sent).status_code == 302
    approval.refresh_from_db()
    assert approval.status == ApprovalStatus.LAPSED
    shown = text(page(as_role("supervisor"), "approval", approval))
    assert "Lapsed by Administrator Tester" in shown
    assert "Leaver Tester, who proposed it, has left." in shown
    with refused("lapsed by Administrator Tester already", Conflict):
        decide(approval)
    again = resolutions.propose_effect(
        resolution=Resolution.objects.get(pk=resolution.pk), actor=factories.actor("clerk")
    )
    other = factories.actor("clerk").user
    other.is_active = False
    other.save()
    with refused("has left: reject it", Conflict):
        decide(again)
