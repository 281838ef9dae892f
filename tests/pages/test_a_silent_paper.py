"""What the paper does not say is asked on a page, and what is read of it there governs."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ledger.models import Approval, DataQualityIssue
from ledger.selectors import law
from ledger.services import approvals
from tests import factories
from tests.ledger.stories import close_questions, pin, plan_with_holders

pytestmark = pytest.mark.django_db
PAPER = {"paper_title": "Press release", "paper_kind": "press_release", "paper_dated_on": "1998-12-15"}


def approve(act):
    approval = Approval.objects.get(act=act, status="pending")
    approvals.approve(
        approval_id=approval.pk, digest_seen=approval.digest, actor=factories.actor("supervisor")
    )


@pytest.mark.parametrize(("ignored", "date_is"), [(True, None), (False, date(1998, 12, 29))])
def test_an_offer_withdrawn_asks_counsel_and_both_readings_govern(as_role, ignored, date_is):
    plan, _ = plan_with_holders()
    clerk = as_role("clerk")
    for kind, told in (
        ("tender_offer", {"occurred_at": "1998-12-14T09:00", "would_own_pct": "51", "person": "Bidder"}),
        ("offer_withdrawn", {"occurred_at": "1998-12-15T08:00", "person": "Bidder"}),
    ):
        answer = clerk.post(reverse("ledger:event-record", args=[plan.slug, kind]), PAPER | told)
        assert answer.status_code == 302, answer.content.decode()
    question = DataQualityIssue.objects.get(plan=plan, code="WITHDRAWN")
    assert question.holds == ["issue", "exercise"]
    shown = clerk.get(reverse("ledger:question", args=[plan.slug, "WITHDRAWN"])).content.decode()
    assert "the paper does not say whether it then counts" in shown
    close_questions(plan, "declaration")
    plan = pin(plan, date(1998, 12, 31))
    page = clerk.get(reverse("ledger:standing", args=[plan.slug])).content.decode()
    assert "the paper does not say whether it then counts" in page
    assert law.distribution(plan).doubtful

    closing = {
        "basis": "counsel",
        "title": "Opinion of counsel",
        "dated_on": "1998-12-31",
        "effective_on": "1998-12-31",
        "text": "So it is read.",
        "reading": "0" if ignored else "1",
    }
    address = reverse("ledger:question-resolve", args=[plan.slug, "WITHDRAWN"])

    def closed(by) -> int:
        opinion = SimpleUploadedFile("Opinion.pdf", b"%PDF-1.4 in our opinion")
        return by.post(address, closing | {"file": opinion}).status_code

    assert closed(clerk) == 422  # counsel's word is counsel's
    assert closed(as_role("counsel")) == 302
    approve("quality")
    decided = law.distribution(plan)
    assert (decided.date, decided.doubtful) == (date_is, None)
