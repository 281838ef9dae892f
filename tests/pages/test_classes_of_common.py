"""Two classes of common by their pages: the control book class by class, a split of one, a percentage of one."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from ledger.models import Approval, ControlBookEntry
from ledger.rules.reconciliation import Outcome
from ledger.selectors import carrying
from ledger.selectors.identities import close_of, prove_identities
from ledger.services import approvals
from ledger.services.terms import record_term
from rightsadmin.common import clock
from tests import factories
from tests.ledger.stories import close_questions

pytestmark = pytest.mark.django_db
PAPER = {"paper_title": "Order of the issuer", "paper_kind": "other", "paper_dated_on": "1998-12-15"}
CLASSES = [
    {"code": "A", "title": "Class A", "rights_per_share": "1"},
    {"code": "B", "title": "Class B", "rights_per_share": "1", "votes": "10"},
]
ACQUIRED = {"pct": "15", "n": 10, "unit": "business_days", "extendable": "before_time", "of_class": "B"}


@pytest.fixture
def plan(db):
    plan = factories.mim_plan()
    close_questions(plan, "split")
    for key, value in (
        ("common.classes", CLASSES),
        ("adjustment.split_family", "fractional_rights"),
        ("distribution.stock_acquisition", ACQUIRED),
    ):
        record_term(
            plan=plan,
            key=key,
            value=value,
            citation="Article IV",
            basis="amendment",
            document=factories.document(plan),
            effective_on=plan.agreement_date,
            actor=factories.actor("supervisor"),
        )
    public = factories.account(plan, "CEDE & CO", "nominee", number="000001", share_class="A")
    founders = factories.account(plan, "FOUNDERS TRUST", "trust", number="000002", share_class="B")
    factories.give_common(plan, {public: 17_000_001, founders: 890_738})
    return plan


def classes_of(plan):
    close = close_of(plan, clock.now())
    return next(identity for identity in prove_identities(close) if identity.code == "classes")


def order(client, plan, **told):
    figures = {
        "as_of": "1998-12-15",
        **{f"{name}_{code}": "0" for name in ("treasury", "reserved") for code in "AB"},
        "outstanding_A": "17000001",
        "outstanding_B": "890738",
    }
    answer = client.post(reverse("ledger:control-book", args=[plan.slug]), PAPER | figures | told)
    if waiting := Approval.objects.filter(act="control_book", status="pending").first():
        approvals.approve(
            approval_id=waiting.pk, digest_seen=waiting.digest, actor=factories.actor("supervisor")
        )
    return answer


def test_the_control_book_is_ordered_and_proved_class_by_class(plan, as_role):
    assert "class" in classes_of(plan).missing
    client = as_role("clerk")
    assert order(client, plan, outstanding_B="").status_code == 422
    assert order(client, plan).status_code == 302
    book = ControlBookEntry.objects.latest("recorded_at")
    assert (book.outstanding, book.by_class["B"]["outstanding"]) == (17_890_739, "890738")
    assert classes_of(plan).outcome is Outcome.HOLDS
    assert "Class B" in client.get(reverse("ledger:plan", args=[plan.slug])).content.decode()
    assert order(client, plan, outstanding_A="17000000", outstanding_B="890739").status_code == 302
    assert [each.key for each in classes_of(plan).differences] == ["class A", "class B"]


def test_a_split_of_one_class_is_previewed_and_proposed(plan, as_role):
    order(as_role("clerk"), plan)
    client, address = as_role("clerk"), reverse("ledger:preview", args=[plan.slug, "adjustment"])
    told = {"kind": "split", "new": "3", "old": "2", "effective_at": "1998-12-15T09:00", "cash_price": "4"}
    unknown = client.get(address, told | {"share_class": "C", "ask": "1"}).content.decode()
    assert "none of the plan" in unknown
    looked = client.get(address, told | {"share_class": "A", "ask": "1"}).content.decode()
    assert "Rights for each share of class A" in looked
    certified = PAPER | {"received_at": "1998-12-15T10:00"}
    assert client.post(address, told | certified | {"share_class": "A"}).status_code == 302
    approval = Approval.objects.get(act="adjustment")
    approvals.approve(
        approval_id=approval.pk, digest_seen=approval.digest, actor=factories.actor("supervisor")
    )
    ratios = carrying.ratios(plan, date(1998, 12, 15))
    assert (ratios["A"].rights * 3, ratios["B"].rights) == (2, 1)
    book = ControlBookEntry.objects.latest("recorded_at")
    assert book.by_class["A"]["outstanding"] == "25500001"
    assert book.outstanding == Decimal(25_500_001 + 890_738)
    assert classes_of(plan).outcome is Outcome.HOLDS


def test_a_percentage_of_one_class_is_shown_of_that_class(plan, as_role):
    order(as_role("clerk"), plan)
    client, address = as_role("clerk"), reverse("ledger:finding-record", args=[plan.slug])
    told = PAPER | {"person": "Founder", "kind": "right_to_acquire", "quantity": "133611", "reason": "Option"}
    assert client.post(address, told).status_code == 422
    assert client.post(address, told | {"share_class": "B"}).status_code == 302
    approval = Approval.objects.get(act="void_finding")
    approvals.approve(
        approval_id=approval.pk, digest_seen=approval.digest, actor=factories.actor("supervisor")
    )
    shown = client.get(reverse("ledger:persons", args=[plan.slug])).content.decode()
    assert "133,611 shares reach it" in shown
