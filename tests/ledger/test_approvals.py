"""Four eyes: maker and checker differ in the service as in the database, over exactly one payload."""

import threading

import pytest
from django.db import connection

from ledger.enums import Act, ApprovalStatus
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import Approval, AuditEvent
from ledger.permissions import MATRIX, may_approve, may_propose
from ledger.services import approvals, audit, feeds
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.words import SYSTEM, refused


def propose(plan, who="clerk", act=Act.QUALITY, **changes):
    values = {
        "subject": "Close DQ1",
        "target_type": "dataqualityissue",
        "target_id": plan.quality_issues.get(code="DQ1").pk,
        "payload": {"issue": "DQ1", "document": 1},
        "legal_basis": "Counsel's letter",
    }
    return approvals.propose(plan=plan, act=act, actor=factories.actor(who), **(values | changes))


@pytest.fixture
def plan(db):
    return factories.mim_plan()


def test_the_maker_cannot_approve_even_with_both_roles(plan):
    maker = factories.actor("supervisor", "both")
    approval = approvals.propose(
        plan=plan,
        act=Act.QUALITY,
        subject="Close DQ1",
        target_type="dataqualityissue",
        target_id=1,
        payload={},
        legal_basis="Counsel",
        actor=maker,
    )
    with pytest.raises(NotAuthorised, match="needs a second person"):
        approvals.approve(approval_id=approval.pk, digest_seen=approval.digest, actor=maker)
    approval.refresh_from_db()
    assert approval.status == ApprovalStatus.PENDING


def test_a_role_without_the_power_cannot_approve(plan):
    approval = propose(plan)
    for role in ("clerk", "examiner", "administrator"):
        with pytest.raises(NotAuthorised, match="needs the role"):
            approvals.approve(
                approval_id=approval.pk,
                digest_seen=approval.digest,
                actor=factories.actor(role, f"other {role}"),
            )


def test_the_system_proposes_and_approves_nothing(plan):
    with pytest.raises(NotAuthorised):
        approvals.propose(
            plan=plan,
            act=Act.SEPARATION,
            subject="s",
            target_type="t",
            target_id=1,
            payload={},
            legal_basis="b",
            actor=Actor.system("beat"),
        )
    approval = propose(plan)
    with pytest.raises(NotAuthorised):
        approvals.approve(approval_id=approval.pk, digest_seen=approval.digest, actor=Actor.system("beat"))


def test_an_approval_is_over_what_was_read(plan):
    approval = propose(plan)
    with pytest.raises(Conflict, match="What you read"):
        approvals.approve(approval_id=approval.pk, digest_seen="0" * 64, actor=factories.actor("supervisor"))
    assert Approval.objects.get().status == ApprovalStatus.PENDING


def test_the_same_act_waits_once(plan):
    propose(plan)
    with pytest.raises(Conflict, match="waits for a second person already"):
        propose(plan, "counsel")


def test_no_act_without_its_legal_basis(plan):
    with pytest.raises(RuleViolation, match="legal basis"):
        propose(plan, legal_basis="  ")
    assert not Approval.objects.exists()


def test_a_rejection_says_why_and_frees_the_target(plan):
    approval = propose(plan)
    with pytest.raises(RuleViolation, match="Say why"):
        approvals.reject(approval_id=approval.pk, reason="", actor=factories.actor("supervisor"))
    approvals.reject(
        approval_id=approval.pk, reason="The letter is unsigned.", actor=factories.actor("supervisor")
    )
    assert AuditEvent.objects.get(verb="approval.rejected").reason == "The letter is unsigned."
    assert propose(plan).pk != approval.pk


@pytest.mark.parametrize("act", list(Act))
def test_the_matrix_has_a_row_for_each_act_and_of_the_ledger_none_for_an_administrator(act):
    administrator = Actor(name="Administrator", roles=("administrator",))
    examiner = Actor(name="Examiner", roles=("examiner",))
    assert MATRIX[act].propose
    assert may_propose(administrator, act) == (act in {Act.USER, Act.SECOND_FACTOR})
    assert may_propose(examiner, act) == (act in {Act.EXAMINER_PACK, Act.TAKING})
    assert may_approve(administrator, act) == (act in {Act.USER, Act.SECOND_FACTOR})
    assert not may_approve(examiner, act)


@pytest.mark.django_db(transaction=True)
def test_two_supervisors_at_once_one_wins_and_the_other_is_told():
    plan = factories.mim_plan()
    case_paper = factories.opinion(plan)
    from datetime import date

    from ledger.services import questions

    approval = questions.propose_resolution(
        issue=plan.quality_issues.get(code="DQ3"),
        text="Two captions, one meaning.",
        document=case_paper,
        basis="counsel",
        effective_on=date(1998, 12, 15),
        actor=factories.actor("counsel"),
    )
    deciders = [factories.actor("supervisor", "first"), factories.actor("supervisor", "second")]
    start, told = threading.Barrier(2), []

    def decide(actor):
        start.wait()
        try:
            approvals.approve(approval_id=approval.pk, digest_seen=approval.digest, actor=actor)
            told.append("approved")
        except Conflict as error:
            told.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(actor,)) for actor in deciders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(text == "approved" for text in told) == [False, True]
    assert any("was approved by" in text for text in told)


def test_what_takes_a_person_is_not_done_by_a_task(plan):
    with refused("cannot propose an act that needs two persons", NotAuthorised):
        approvals.propose(
            plan=plan,
            act="expiration",
            subject="x",
            target_type="plan",
            target_id=plan.pk,
            payload={},
            legal_basis="x",
            actor=SYSTEM,
        )
    with refused("Only a person has a calendar feed", NotAuthorised):
        feeds.issue_secret(actor=SYSTEM)


def test_an_unknown_verb_and_a_second_carrier_are_faults(plan):
    with pytest.raises(ValueError, match="is not a verb of the audit trail"):
        audit.record("rights.stolen", plan=plan, actor=SYSTEM)
    with pytest.raises(ValueError, match="has a carrier already"):
        approvals.on_approval("voiding")(print)
