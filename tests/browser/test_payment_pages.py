"""A redemption paid and told in a real browser: released, taken, noticed, mailed; axe finds nothing on the way."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from certificates.models import Notice, PaymentList
from ledger.services import plans
from ledger.services.acts import redemption
from rightsadmin.common.actor import Actor
from tests.browser.test_accessibility import RULES
from tests.certificates.factories import clerk
from tests.ledger.stories import close_questions, decide, resolve

pytestmark = pytest.mark.browser


@pytest.fixture
def redeemed(plan):
    """The small plan redeemed by the Board; nothing is paid and nobody was told."""
    close_questions(plan, "redemption")
    resolution = resolve(plan, "redemption", "1998-12-30T12:00")
    plans.pin(plan=plan, day=plan.pinned_on, actor=Actor.system("tests"))
    decide(redemption.propose(resolution=resolution, actor=clerk()))
    return PaymentList.objects.get(plan=plan)


def test_a_redemption_is_paid_and_told_from_the_pages(redeemed, signed_in):
    page, found = signed_in("clerk"), []

    def look():
        violations = Axe().run(page, options=RULES).response["violations"]
        found.extend(f"{page.url}: {each['id']} at {each['nodes'][0]['target']}" for each in violations)

    page.goto("/plans/mim-1998/payments/")
    look()
    page.get_by_role("link", name=f"List {redeemed.pk}").click()
    expect(page.get_by_text("$1789.0739")).to_be_visible()
    look()
    page.get_by_role("link", name="Propose the release").click()
    look()
    page.get_by_label("Certificate of prices and funds").fill("Certificate of 30 December; funds collected")
    page.get_by_role("button", name="Propose the release").click()
    second = signed_in("supervisor")
    second.goto("/approvals/")
    second.get_by_role("link", name="Release $1,789").click()
    second.get_by_label("Your reason").fill("Compared with the list.")
    second.get_by_role("button", name="Approve").click()
    page.reload()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take the payment file").click()
    assert taken.value.suggested_filename == f"payments-{redeemed.pk}-original.csv"

    page.goto("/plans/mim-1998/notices/begin/")
    look()
    page.get_by_label(f"list of payments {redeemed.pk}").check()
    page.get_by_role("button", name="Begin the notice").click()
    look()
    with page.expect_download() as draft:
        page.get_by_role("link", name="Preview (PDF)").click()
    assert draft.value.suggested_filename.startswith("draft-redemption")
    page.get_by_role("link", name="Propose the notice").click()
    look()
    page.get_by_role("button", name="Propose the notice").click()
    second.goto("/approvals/")
    second.get_by_role("link", name="Notice of redemption").click()
    second.get_by_label("Your reason").fill("Read the preview.")
    second.get_by_role("button", name="Approve").click()
    page.goto(f"/plans/mim-1998/notices/{Notice.objects.get().pk}/")
    expect(page.get_by_text("6 of 6 letters pressed")).to_be_visible()
    look()
    page.get_by_role("link", name="Record the mailing").click()
    page.get_by_label("Mailed on").fill("1998-12-31")
    page.get_by_role("button", name="Record the mailing").click()
    page.goto("/plans/mim-1998/notices/")
    expect(page.get_by_role("row", name="Notice of redemption")).to_contain_text("Met")
    look()
    page.goto("/plans/mim-1998/notices/action/")
    look()
    assert found == []
