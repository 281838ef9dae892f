"""The pages of mail and vault, without JavaScript: scan, search, stop, put away, destroy; the chain."""

import io
from datetime import date

import pikepdf
import pytest
from django.urls import reverse

from certificates.models import Certificate, DestructionBatch, LostHolder, ReturnedMail, StopOrder, VaultBox
from certificates.services import presentations
from ledger.models import Approval
from ledger.services import plans
from rightsadmin.common.actor import Actor
from tests.certificates.factories import approve, clerk
from tests.certificates.presented import GOOD, cancelled, checked, mailed_plan, received
from tests.factories import actor
from tests.pages.deciding import agreed

pytestmark = pytest.mark.django_db

BUDGET = 30
DAY = "1999-01-04"


@pytest.fixture
def plan():
    """Three certificates in their holders' hands."""
    return mailed_plan(3)


@pytest.fixture
def url(plan):
    return lambda name, *arguments: reverse(f"certificates:{name}", args=[plan.slug, *arguments])


def scan(client, url, code="R-0000001", **others):
    words = {"code": code, "reason": "Moved", "returned_on": DAY, "mailed_on": ""}
    return client.post(url("returned-mail"), words | others, follow=True)


def pinned(plan, day):
    return plans.pin(plan=plan, day=day, actor=Actor.system("tests"))


def test_scan_field_takes_one_certificate_after_the_other(as_role, plan, url):
    client = as_role("clerk")
    assert "autofocus" in client.get(url("returned-mail")).content.decode()

    page = scan(client, url).content.decode()
    assert "R-0000001 is in the vault. The next one." in page
    assert "Mail again by 4 Feb 1999" in page
    assert 'value="Moved"' in page
    again = scan(client, url)
    assert again.status_code == 422
    assert "in the vault already" in again.content.decode()
    scan(client, url, "R-0000002")
    assert ReturnedMail.objects.count() == 2


def test_scan_is_not_offered_to_an_examiner_and_refused(as_role, plan, url):
    client = as_role("examiner")
    assert "Record the return" not in client.get(url("returned-mail")).content.decode()

    assert scan(client, url).status_code == 422
    assert not ReturnedMail.objects.exists()


def test_returned_mail_to_lost_holder_to_search_to_found(as_role, plan, url):
    client = as_role("clerk")
    scan(client, url)
    piece = ReturnedMail.objects.get()
    client.post(url("re-mail", piece.pk), {"remailed_on": DAY, "reason": "Registered mail"})
    assert "Out since 4 Jan 1999" in client.get(url("returned-mail")).content.decode()
    pinned(plan, date(1999, 2, 1))
    assert "came back a second time" in scan(client, url, returned_on="1999-02-01").content.decode()

    lost = LostHolder.objects.get()
    page = client.get(url("lost-holders")).content.decode()
    assert "First later" in page
    assert "1 May 1999" in page
    early = client.post(
        url("lost-search", lost.pk), {"done_on": "1999-02-01", "database": "National", "result": "nothing"}
    )
    assert "counts from 01 May 1999" in early.content.decode()
    pinned(plan, date(1999, 6, 1))
    assert "First now" in client.get(url("lost-holders"), {"only": "due"}).content.decode()
    client.post(
        url("lost-search", lost.pk), {"done_on": "1999-06-01", "database": "National", "result": "nothing"}
    )
    page = client.get(url("lost-holder", lost.pk)).content.decode()
    assert "6 to 12 months after the first search" in page
    assert "The Rights are worth $0.01 at the redemption price." in page

    found = {"lines": "9 New Street", "city": "Albany", "state": "NY", "postal_code": "12207"}
    client.post(url("lost-found", lost.pk), found | {"country": "UNITED STATES", "reason": "His letter"})
    approval = Approval.objects.get(act="holder_edit")
    page = f"/approvals/{approval.pk}/"
    assert "9 New Street" in as_role("supervisor").get(page).content.decode()
    as_role("supervisor").post(page, {"digest": approval.digest, "reason": "Read his letter"})
    assert "No holder is lost." in client.get(url("lost-holders")).content.decode()
    assert "Found" in client.get(url("lost-holders"), {"only": "found"}).content.decode()


def test_exemption_is_offered_with_what_the_records_show(as_role, plan, url):
    client = as_role("clerk")
    scan(client, url)
    piece = ReturnedMail.objects.get()
    client.post(url("re-mail", piece.pk), {"remailed_on": DAY, "reason": "Registered mail"})
    scan(client, url)
    lost = LostHolder.objects.get()

    page = client.get(url("lost-exempt", lost.pk)).content.decode()
    assert "The Rights are worth $0.01 at the redemption price." in page
    client.post(url("lost-exempt", lost.pk), {"exemption": "small", "evidence": "100 Rights at $.0001"})
    assert "Exempt" in client.get(url("lost-holder", lost.pk)).content.decode()


def test_stop_from_the_certificate_to_its_reports_and_back(as_role, plan, url):
    client = as_role("clerk")
    assert url("stop-place", 1) in client.get(url("certificate", 1)).content.decode()
    words = {"kind": "stolen", "from_on": DAY, "authority": "Jane Roe", "reason": "Police report 12"}
    client.post(url("stop-place", 1), words)
    stop = StopOrder.objects.get()

    page = client.get(url("certificate", 1)).content.decode()
    assert "Its stop" in page
    assert "Reported stolen" in page
    page = client.get(url("stop", stop.pk)).content.decode()
    assert "A theft is reported within one business day" in page
    assert "5 Jan 1999" in page
    assert "To send" in page
    taken = b"".join(client.get(url("stop-form", stop.pk)).streaming_content).decode()
    assert "Certificate number,R-0000001" in taken
    client.post(url("stop-report", stop.pk), {"kind": "loss", "sent_on": DAY, "reference": "SIC 1"})
    assert "SIC 1" in client.get(url("stop", stop.pk)).content.decode()
    assert "1 certificate" in client.get(url("certificates"), {"state": "under_stop"}).content.decode()
    client.post(url("stop-lift", stop.pk), {"reason": "Found in a drawer"})
    assert Certificate.objects.get(number=1).state == "lost"
    assert "Reported stolen" in agreed(as_role("supervisor"), "stop_lift")
    assert Certificate.objects.get(number=1).state == "mailed"
    assert "Report of the recovery" in client.get(url("stop", stop.pk)).content.decode()


def test_stop_by_a_role_without_the_act_is_forbidden(as_role, plan, url):
    assert as_role("examiner").get(url("stop-place", 1)).status_code == 403


@pytest.fixture
def batch(as_role, plan, url) -> DestructionBatch:
    """A proposed destruction of a box with one cancelled certificate; Wilma and Walter are its witnesses."""
    cancelled(plan, 1)
    witnesses = [actor("clerk", name).user for name in ("wilma", "walter")]
    client = as_role("clerk")
    assert "R-0000001" in client.get(url("unplaced")).content.decode()
    client.post(url("box-open"), {"label": "A-1", "location": "Shelf 3"})
    box = VaultBox.objects.get()
    assert (
        "put into Box A-1"
        in client.post(url("box", box.pk), {"numbers": "R-0000001"}, follow=True).content.decode()
    )
    assert "in its box" in client.get(url("unplaced")).content.decode()
    assert "Box A-1" in client.get(url("certificate", 1)).content.decode()
    client.post(
        url("destruction-propose"),
        {
            "boxes": [box.pk],
            "method": "Shredded",
            "place": "The vault",
            "first": witnesses[0].pk,
            "second": witnesses[1].pk,
        },
    )
    return DestructionBatch.objects.get()


def test_destruction_is_signed_by_both_witnesses_and_certified(client, batch, as_role, url):
    assert as_role("clerk").get(url("destruction-witness", batch.pk)).status_code == 403
    approve(Approval.objects.get(pk=batch.approval_id))
    for name in ("wilma", "walter"):
        client.force_login(actor("clerk", name).user)
        assert "Sign as witness" in client.get(url("destruction", batch.pk)).content.decode()
        client.post(url("destruction-witness", batch.pk), {"statement": "I saw it shredded"})

    assert Certificate.objects.get(number=1).state == "destroyed"
    paper = client.get(url("destruction-paper", batch.pk))
    with pikepdf.open(io.BytesIO(paper.content)) as pdf:
        assert len(pdf.pages) == 1


def test_certificate_of_destruction_before_its_end_is_refused_in_words(client, batch, as_role, url):
    page = as_role("clerk").get(url("destruction-paper", batch.pk), follow=True).content.decode()

    assert "certified when both witnesses have signed" in page


def test_chain_is_drawn_and_listed(as_role, plan, url):
    own = Certificate.objects.get(number=2)
    presentation = received(plan, "split_up", 2)
    parts = [(own.account, own.quantity - 10), (own.account, 10)]
    presentations.examine(presentation=presentation, evidence=GOOD, requested=parts, actor=clerk())
    checked(presentation)
    client = as_role("examiner")

    page = client.get(url("certificate", 2)).content.decode()
    new = Certificate.objects.filter(ancestry__source=own).order_by("number")
    assert page.count('class="edge"') == 2
    for each in new:
        assert f"{each.quantity:,} Rights of R-0000002 went to {each.text}." in page
        assert url("certificate", each.number) in page
    assert "went to" in client.get(url("certificate", new[0].number)).content.decode()
    listed = client.get(url("certificate-chain", 2)).content.decode()
    assert "2 links" in listed


def test_large_family_is_cut_and_the_rest_linked(as_role, plan, url):
    own = Certificate.objects.get(number=2)
    presentation = received(plan, "denominations", 2)
    parts = [(own.account, 10)] * 9 + [(own.account, own.quantity - 90)]
    presentations.examine(presentation=presentation, evidence=GOOD, requested=parts, actor=clerk())
    checked(presentation)

    page = as_role("examiner").get(url("certificate", 2)).content.decode()

    assert page.count('class="edge"') == 8
    assert "2 more: on the page of R-0000002." in page
    assert url("certificate-chain", 2) in page


def test_certificate_without_a_chain_draws_none(as_role, plan, url):
    assert 'class="chain"' not in as_role("clerk").get(url("certificate", 1)).content.decode()


def test_pages_cost_the_same_with_one_row_and_three(as_role, plan, url, batch, django_assert_max_num_queries):
    client = as_role("clerk")
    client.post(
        url("stop-place", 2), {"kind": "agent", "from_on": DAY, "authority": "Agent", "reason": "Inquiry"}
    )
    scan(client, url, "R-0000003")
    names = ["returned-mail", "lost-holders", "stops", "unplaced", "boxes", "destructions"]

    def costs():
        found = {}
        for name in names:
            with django_assert_max_num_queries(BUDGET) as counted:
                assert client.get(url(name)).status_code == 200
            found[name] = len(counted)
        return found

    costs()
    few = costs()
    stop = StopOrder.objects.get()
    client.post(url("stop-lift", stop.pk), {"reason": "Done"})
    supervisor = as_role("supervisor")
    agreed(supervisor, "stop_lift")
    for kind in ("agent", "death"):
        client.post(
            url("stop-place", 2), {"kind": kind, "from_on": DAY, "authority": "Agent", "reason": "Inquiry"}
        )
        client.post(url("stop-lift", StopOrder.objects.first().pk), {"reason": "Done"})
        agreed(supervisor, "stop_lift")
    scan(client, url, "R-0000002")
    for label in ("B", "C"):
        client.post(url("box-open"), {"label": label, "location": "Shelf"})
    for account in plan.accounts.order_by("pk")[:2]:
        scan(client, url, account.number, mailed_on="1999-01-02")

    assert costs() == few
