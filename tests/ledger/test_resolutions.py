"""Board resolutions: the power each kind uses, and the sentence that refuses it out of time or out of power."""

from datetime import date

import pytest

from ledger.errors import Conflict, Held, NotAuthorised, RuleViolation
from ledger.models import Approval, PlanEvent, Resolution
from ledger.selectors import law
from ledger.services import approvals, events, questions, resolutions
from tests import factories
from tests.ledger.stories import READINGS

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    plan = factories.mim_plan(pinned_on=date(1999, 3, 31))
    jane = factories.account(plan)
    factories.give_common(plan, {jane: 17_890_739})
    return plan


def announce(plan, at="1999-03-01T09:00", pct="16"):
    return events.record_event(
        plan=plan,
        kind="acquiring_person_announced",
        occurred_at=factories.new_york(at),
        data={"at": at, "pct": pct},
        document=factories.document(plan, "Schedule 13D"),
        person=events.record_person(plan=plan, name="Raider LP", actor=factories.actor("clerk")),
        actor=factories.actor("clerk"),
    )


def resolve(plan, number="2", kind="extension", at="1999-03-12T10:00", role="clerk", **data):
    resolution = resolutions.record_resolution(
        plan=plan,
        number=number,
        kind=kind,
        adopted_at=factories.new_york(at),
        text="RESOLVED.",
        document=factories.document(plan, "Minutes"),
        data=data,
        actor=factories.actor(role),
    )
    for approval in Approval.objects.filter(act="board_act", target_id=resolution.pk):
        approvals.approve(
            approval_id=approval.pk, digest_seen=approval.digest, actor=factories.actor("supervisor")
        )
    return resolution


def close(plan, *codes):
    for code in codes:
        approval = questions.propose_resolution(
            issue=plan.quality_issues.get(code=code),
            text="Counsel confirms the plain reading.",
            document=factories.opinion(plan),
            basis="counsel",
            effective_on=date(1998, 11, 24),
            readings=READINGS.get(code, ()),
            actor=factories.actor("counsel"),
        )
        approvals.approve(
            approval_id=approval.pk, digest_seen=approval.digest, actor=factories.actor("supervisor")
        )


def test_an_extension_waits_for_the_open_questions_about_it(plan):
    announce(plan)
    with pytest.raises(Held, match="DQ8"):
        resolve(plan, prong="i", to="1999-04-15")
    assert not Resolution.objects.filter(number="2").exists()


def test_an_extension_before_the_lapse_moves_the_date(plan):
    announce(plan)
    close(plan, "DQ8", "DQ10")
    resolution = resolve(plan, prong="i", to="1999-04-15")
    assert "such later date" in resolution.verdict
    assert PlanEvent.objects.get(resolution=resolution).kind == "board_extension"
    row = law.distribution(plan).prongs[0]
    assert (row.date, row.status) == (date(1999, 4, 15), "EXTENDED")


@pytest.mark.parametrize("at", ["1999-03-15T17:00", "1999-03-16T09:00"])
def test_an_extension_at_five_sharp_or_later_is_late(plan, at):
    announce(plan)
    close(plan, "DQ8", "DQ10")
    with pytest.raises(RuleViolation, match="had not this power"):
        resolve(plan, at=at, prong="i", to="1999-04-15")
    assert law.distribution(plan).date == date(1999, 3, 15)


def test_prongs_iii_and_iv_are_never_extended(plan):
    announce(plan, pct="42")
    close(plan, "DQ8", "DQ10")
    with pytest.raises(RuleViolation, match="never extended"):
        resolve(plan, at="1999-03-01T10:00", prong="iii", to="1999-04-15")


def test_an_adverse_person_below_ten_percent_is_blocked(plan):
    with pytest.raises(RuleViolation, match="below “at least 10%”"):
        resolve(plan, kind="adverse_person", pct="9.5", person="Raider LP")


def test_a_permitted_offer_replaces_the_offer_and_stops_prong_ii(plan):
    offer = events.record_event(
        plan=plan,
        kind="tender_offer",
        occurred_at=factories.new_york("1999-03-08T08:00"),
        data={"commenced_at": "1999-03-08T08:00", "would_own_pct": "100", "all_shares": True},
        person=events.record_person(plan=plan, name="Raider LP", actor=factories.actor("clerk")),
        document=factories.document(plan, "Offer to purchase"),
        actor=factories.actor("clerk"),
    )
    assert law.distribution(plan).date == date(1999, 3, 22)
    resolve(plan, kind="permitted_offer", at="1999-03-12T12:00", event=offer.pk)
    assert law.distribution(plan).date is None
    offer.refresh_from_db()
    assert offer.reversed_by.memo.startswith("Replaced by the offer as designated")


def test_a_resolution_is_recorded_once_by_those_who_may(plan):
    resolve(plan, kind="other")
    with pytest.raises(Conflict, match="recorded already"):
        resolve(plan, kind="other")
    with pytest.raises(NotAuthorised):
        resolve(plan, number="3", kind="other", role="examiner")


def test_a_resolution_that_cannot_be_read_names_its_field(plan):
    with pytest.raises(RuleViolation, match="prong"):
        resolve(plan, to="1999-04-15")
