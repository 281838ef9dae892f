"""The pages of payments, notices and letters: what they cost, what they refuse, what leaves the house."""

import csv
import io
from datetime import date

import pypdfium2
import pytest
from django.urls import reverse

from certificates.enums import NoticeKind, NoticeStatus, PaymentStatus
from certificates.models import Notice, PaymentList
from certificates.services import notices
from ledger.models import Adjustment, Approval
from ledger.services import adjustments
from ledger.services.acts import redemption
from tests import factories
from tests.certificates.factories import clerk
from tests.ledger.stories import close_questions, decide, plan_with_holders, resolve

pytestmark = pytest.mark.django_db
BUDGET = 30


@pytest.fixture
def redeemed():
    plan, _ = plan_with_holders()
    close_questions(plan, "redemption")
    resolution = resolve(plan, "redemption", "1998-12-15T12:00")
    decide(redemption.propose(resolution=resolution, actor=clerk()))
    return PaymentList.objects.get(plan=plan)


def at(name, plan, *arguments):
    return reverse(f"certificates:{name}", args=[plan.slug, *arguments])


def test_pages_cost_the_same_with_one_row_and_more(
    redeemed, as_role, django_assert_max_num_queries, django_capture_on_commit_callbacks
):
    plan, client = redeemed.plan, as_role("clerk")
    notice = notices.begin(plan=plan, kind=NoticeKind.REDEMPTION, payment_list=redeemed, actor=clerk())
    with django_capture_on_commit_callbacks(execute=True):
        decide(notices.propose(notice=notice, legal_basis="Section 23", actor=clerk()))

    def costs():
        found = {}
        for name, arguments in (
            ("payments", ()),
            ("payment-list", (redeemed.pk,)),
            ("payment-lines", (redeemed.pk,)),
            ("notices", ()),
            ("notice", (notice.pk,)),
            ("notice-begin", ()),
            ("runs", ()),
        ):
            with django_assert_max_num_queries(BUDGET) as counted:
                assert client.get(at(name, plan, *arguments)).status_code == 200
            found[name] = len(counted)
        return found

    costs()
    few = costs()
    for _ in range(2):
        notices.begin(plan=plan, kind=NoticeKind.REDEMPTION, payment_list=redeemed, actor=clerk())
    assert costs() == few


def test_a_list_is_released_and_taken_from_its_page(redeemed, as_role):
    plan, client = redeemed.plan, as_role("clerk")
    page = client.get(at("payment-list", plan, redeemed.pk)).content.decode()
    assert "$1789.0739" in page
    assert "$0.0039" in page
    client.post(at("payment-release", plan, redeemed.pk), {"legal_basis": "Prices and funds of 15 December"})
    decide(Approval.objects.get(target_type="paymentlist"))
    response = client.post(at("payment-file", plan, redeemed.pk))
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert rows[1][7] == "ORIGINAL"
    again = client.post(at("payment-file", plan, redeemed.pk))
    assert "duplicate-1" in again["Content-Disposition"]
    assert b"DUPLICATE 1" in b"".join(again.streaming_content)
    client.post(at("payment-mark", plan, redeemed.pk, 1), {"status": "paid", "reference": "CK 1"})
    assert redeemed.lines.get(place=1).status == PaymentStatus.PAID
    refused = client.post(at("payment-mark", plan, redeemed.pk, 1), {"status": "paid", "reference": "CK 1"})
    assert refused.status_code == 422


def test_an_examiner_sees_and_does_nothing(redeemed, as_role):
    plan, client = redeemed.plan, as_role("examiner")
    assert client.get(at("payment-list", plan, redeemed.pk)).status_code == 200
    assert client.get(at("payment-release", plan, redeemed.pk)).status_code == 403
    assert client.post(at("payment-file", plan, redeemed.pk)).status_code == 403
    assert client.get(at("notice-begin", plan)).status_code == 403
    assert client.get(at("notices", plan)).status_code == 200


def test_a_notice_is_begun_previewed_proposed_pressed_and_mailed_from_its_pages(
    redeemed, as_role, django_capture_on_commit_callbacks
):
    plan, client = redeemed.plan, as_role("clerk")
    assert "list of payments" in client.get(at("notice-begin", plan)).content.decode()
    begun = client.post(at("notice-begin", plan), {"subject": f"redemption:{redeemed.pk}"})
    notice = Notice.objects.get()
    assert begun["Location"] == at("notice", plan, notice.pk)
    preview = client.get(at("notice-preview", plan, notice.pk))
    with pypdfium2.PdfDocument(preview.content) as document:
        assert len(document) == 3
    client.post(at("notice-propose", plan, notice.pk), {"legal_basis": "Section 23"})
    with django_capture_on_commit_callbacks(execute=True):
        decide(Approval.objects.get(target_type="notice"))
    notice.refresh_from_db()
    page = client.get(at("notice", plan, notice.pk)).content.decode()
    assert "letters pressed" in page
    assert "25 December 1998" in page
    assert client.get(at("run", plan, notice.run_id))["Location"] == at("notice", plan, notice.pk)
    assert "No certificates have been pressed" in client.get(at("runs", plan)).content.decode()
    manifest = client.get(at("notice-take", plan, notice.pk, "manifest"))
    assert len(b"".join(manifest.streaming_content).splitlines()) == 4
    client.post(at("notice-mailed", plan, notice.pk), {"on": "1998-12-15"})
    assert Notice.objects.get().status == NoticeStatus.MAILED
    assert "Met" in client.get(at("notices", plan)).content.decode()


def test_a_record_date_too_early_is_refused_on_the_page(as_role):
    plan, _ = plan_with_holders()
    told = {"action": "A split", "record_date": "1998-12-20", "days": "20", "description": "A split."}
    refused = as_role("clerk").post(at("notice-action", plan), told)
    assert refused.status_code == 422
    assert "less than 20 days of notice" in refused.content.decode()
    as_role("clerk").post(at("notice-action", plan), told | {"record_date": "1999-03-01"})
    assert Notice.objects.get().mail_by == date(1999, 2, 9)


def test_the_certificate_of_adjustment_is_made_from_the_record(as_role):
    plan, _ = plan_with_holders()
    decide(
        adjustments.propose(
            plan=plan,
            kind="rights_offering",
            inputs={"new_shares": "2000000", "offer_price": "4", "market_price": "5"},
            effective_at=factories.new_york("1998-12-10T09:00"),
            received_at=factories.new_york("1998-12-11T09:00"),
            document=factories.document(plan, "Certificate of adjustment"),
            actor=clerk(),
        )
    )
    adjustment = Adjustment.objects.get()
    response = as_role("clerk").get(at("letter", plan, "adjustment", adjustment.pk))
    with pypdfium2.PdfDocument(response.content) as document:
        words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    assert "Certificate of Adjustment 1" in words
    assert "$19.60" in words
    assert "17,890,739 shares" in words
