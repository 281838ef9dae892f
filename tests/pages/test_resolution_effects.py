"""An act of the Board that two persons give its effect: it waits, is sent back, is proposed again, has it."""

from django.urls import reverse

from ledger.models import Approval, Resolution
from ledger.selectors import law
from ledger.services import approvals, resolutions
from tests import factories
from tests.ledger.stories import close_questions, decide


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
    assert "Waits for a second person" in client.get(url).content.decode()
    before = law.distribution(plan).date
    waiting = Approval.objects.get(act="board_act", target_id=adopted.pk)
    approvals.reject(approval_id=waiting.pk, reason="Read it again", actor=factories.actor("supervisor"))
    assert "Propose its effect again" in client.get(url).content.decode()
    assert client.post(url).status_code == 302
    assert law.distribution(plan).date == before
    decide(Approval.objects.get(act="board_act", target_id=adopted.pk, status="pending"))
    assert law.distribution(plan).date > before
    assert "In effect" in client.get(url).content.decode()
    assert Resolution.objects.filter(plan=plan, number="R-7").count() == 1
