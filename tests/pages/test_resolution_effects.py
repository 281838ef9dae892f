"""An act of the Board that two persons give its effect: it waits, is sent back, is proposed again, has it."""

from datetime import date

import pytest
from django.urls import reverse

from ledger.errors import Conflict, Held, RuleViolation
from ledger.models import Approval, Resolution
from ledger.selectors import law, standing
from ledger.services import approvals, resolutions
from ledger.services.acts import redemption
from tests import factories
from tests.ledger.stories import close_questions, decide, pin


def test_an_extension_sent_back_is_proposed_again_from_its_page(plan, as_role):
    close_questions(plan, "extension")
    adopted = resolutions.record_resolution(
        plan=plan,
        number="R-7",
        kind="extension",
        adopted_at=factories.new_york("1998-12-15T12:00"),
        text="RESOLVED, that the date is deferred.",
        document=factories.document(plan, "Minutes"),
        data={"prong": "i", "to": "1999-02-16"},
        actor=factories.actor("clerk"),
    )
    url = reverse("ledger:resolution", args=[plan.slug, adopted.pk])
    client = as_role("clerk")
    page = client.get(url).content.decode()
    assert "Waits for a second person" in page
    before = law.distribution(plan).date
    waiting = Approval.objects.get(act="board_act", target_id=adopted.pk)
    assert f'href="{reverse("ledger:approval", args=[waiting.pk])}"' in page
    approvals.reject(approval_id=waiting.pk, reason="Read it again", actor=factories.actor("supervisor"))
    assert "Propose its effect again" in client.get(url).content.decode()
    assert client.post(url).status_code == 302
    assert law.distribution(plan).date == before
    decide(Approval.objects.get(act="board_act", target_id=adopted.pk, status="pending"))
    assert law.distribution(plan).date > before
    assert "In effect" in client.get(url).content.decode()
    assert Resolution.objects.filter(plan=plan, number="R-7").count() == 1


def redeem(plan):
    close_questions(plan, "redemption")
    pin(plan, date(1998, 12, 15))
    return resolutions.record_resolution(
        plan=plan,
        number="R-3",
        kind="redemption",
        adopted_at=factories.new_york("1998-12-14T10:00"),
        text="RESOLVED, that the Rights are redeemed.",
        document=factories.document(plan, "Minutes"),
        data={"in_whole": True},
        actor=factories.actor("clerk"),
    )


def test_a_redemption_recorded_by_one_person_ends_nothing_and_is_withdrawn_by_two(plan, as_role):
    adopted = redeem(plan)
    url = reverse("ledger:resolution", args=[plan.slug, adopted.pk])
    clerk = as_role("clerk")
    assert "Waits for a second person" in clerk.get(url).content.decode()
    stands = standing.of(plan)
    assert stands.answer("ends_at").verdict == "held"
    assert "Resolution R-3" in stands.answer("redeemable").sentence
    for page in ("standing", "cockpit", "deadlines"):
        shown = clerk.get(reverse(f"ledger:{page}", args=[plan.slug])).content.decode()
        assert "R-3" in shown
        assert "second person" in shown
    with pytest.raises(Held, match="waits for a second person"):
        resolutions.record_resolution(
            plan=plan,
            number="R-4",
            kind="redemption",
            adopted_at=factories.new_york("1998-12-14T11:00"),
            text="RESOLVED, that the Rights are redeemed.",
            document=factories.document(plan, "Minutes"),
            data={"in_whole": True},
            actor=factories.actor("clerk"),
        )
    with pytest.raises(Held, match="waits for a second person"):
        redemption.propose(resolution=adopted, actor=factories.actor("clerk"))
    decide(Approval.objects.get(act="board_act", target_id=adopted.pk))
    assert standing.of(plan).answer("rights_exist").verdict == "no"
    page = clerk.get(url).content.decode()
    assert "In effect" in page
    assert "Work out its posting" in page
    withdraw = reverse("ledger:resolution-withdraw", args=[plan.slug, adopted.pk])
    assert withdraw in page
    assert as_role("examiner").get(withdraw).status_code == 403
    assert clerk.post(withdraw, {"reason": ""}).status_code == 422
    assert clerk.post(withdraw, {"reason": "It is another company's"}).status_code == 302
    assert standing.of(plan).answer("rights_exist").verdict == "no"
    decide(Approval.objects.get(act="withdraw_resolution", target_id=adopted.pk))
    assert standing.of(plan).answer("rights_exist").verdict == "yes"
    assert "Withdrawn" in clerk.get(url).content.decode()
    with pytest.raises(Conflict, match="withdrawn"):
        resolutions.propose_effect(resolution=adopted, actor=factories.actor("clerk"))
    with pytest.raises(RuleViolation, match="withdrawn"):
        redemption.propose(resolution=adopted, actor=factories.actor("clerk"))


def test_what_is_withdrawn_before_its_effect_never_has_one(plan, as_role):
    adopted = redeem(plan)
    clerk = as_role("clerk")
    clerk.post(reverse("ledger:resolution-withdraw", args=[plan.slug, adopted.pk]), {"reason": "Not ours"})
    decide(Approval.objects.get(act="withdraw_resolution", target_id=adopted.pk))
    with pytest.raises(Conflict, match="withdrawn"):
        decide(Approval.objects.get(act="board_act", target_id=adopted.pk))
    assert standing.of(plan).answer("rights_exist").verdict == "yes"


@pytest.mark.parametrize(
    ("kind", "told", "day"),
    [
        (
            "redemption",
            {"in_whole": "on", "form": "cash", "adopted_at": "1998-12-14T10:00"},
            date(1998, 12, 15),
        ),
        ("extension", {"prong": "i", "to": "1999-02-16", "adopted_at": "1998-12-15T12:00"}, None),
    ],
)
def test_what_a_page_recorded_is_approved_as_it_was_proposed(plan, as_role, kind, told, day):
    close_questions(plan, kind)
    if day:
        pin(plan, day)
    paper = {"paper_title": "Minutes", "paper_kind": "resolution", "paper_dated_on": "1998-12-14"}
    form = {"number": "R-9", "text": "RESOLVED."} | paper | told
    url = reverse("ledger:resolution-record", args=[plan.slug, kind])
    answer = as_role("clerk").post(url, form)
    assert answer.status_code == 302
    waiting = Approval.objects.get(act="board_act", status="pending")
    page = reverse("ledger:approval", args=[waiting.pk])
    answer = as_role("supervisor").post(
        page, {"digest": waiting.digest, "reason": "Read", "decision": "confirm"}
    )
    assert answer.status_code == 302
    waiting.refresh_from_db()
    assert waiting.status == "approved"
