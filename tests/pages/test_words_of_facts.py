"""What is stored of facts, terms and acts stands on pages in words: no instant of a machine, no stored name."""

import re
from datetime import date

import pytest
from django.urls import reverse

from ledger.enums import EventKind
from ledger.errors import RuleViolation
from ledger.rules.wire import KINDS, write_fields
from ledger.services import amendments, events
from ledger.services.amendments import TermChange
from rightsadmin.common import formatting
from tests import factories
from tests.ledger.stories import announce, plan_with_holders, resolve
from tests.ledger.test_amendments import propose

pytestmark = pytest.mark.django_db
RAW = re.compile(r"\d{4}-\d{2}-\d{2}T\d|[{}]|\b[a-z]+(?:_[a-z]+)+\b|\bpct\b|\b(?:True|False|None)\b")


def words(page: str) -> str:
    """What a reader sees of the main part of a page."""
    main = page[page.index("<main") : page.index("</main>")]
    shown = re.sub(r"<(script|style|option|textarea)\b.*?</\1>", " ", main, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


def told_of(plan, kind, data, at="1998-12-15T08:30"):
    clerk = factories.actor("clerk")
    return events.record_event(
        plan=plan,
        kind=kind,
        occurred_at=factories.new_york(at),
        document=factories.document(plan),
        data=data,
        person=events.record_person(plan=plan, name="Bidder", actor=clerk),
        actor=clerk,
    )


@pytest.fixture
def offered(db):
    plan, _ = plan_with_holders()
    at = factories.new_york("1998-12-15T08:30")
    data = write_fields(
        KINDS[EventKind.TENDER_OFFER], {"would_own_pct": "51.5", "commenced_at": at, "all_shares": True}
    )
    return plan, told_of(plan, EventKind.TENDER_OFFER, data)


def test_a_fact_and_its_case_are_told_in_words(offered, as_role):
    plan, fact = offered
    case = fact.case
    client = as_role("clerk")
    for url in (
        reverse("ledger:event", args=[plan.slug, fact.pk]),
        reverse("ledger:case", args=[plan.slug, case.pk]),
    ):
        shown = words(client.get(url).content.decode())
        assert not RAW.findall(shown), shown
        assert "51.5%" in shown
        assert "For all outstanding shares yes" in shown
        assert "15 Dec 1998, 8:30 a.m. EST" in shown


def test_every_case_and_fact_of_an_announcement_is_told_in_words(as_role):
    plan, _ = plan_with_holders()
    fact = announce(plan)
    client = as_role("examiner")
    page = client.get(reverse("ledger:event", args=[plan.slug, fact.pk])).content.decode()
    assert not RAW.findall(words(page))
    assert "Percentage announced" in page


def test_the_approval_of_an_amendment_names_the_term_and_its_values_in_words(as_role):
    plan = factories.mim_plan()
    approval = propose(
        plan,
        TermChange("purchase_price.amount", "70", "The Purchase Price shall be $70."),
        at="1998-12-15T12:00",
    )
    page = as_role("supervisor").get(reverse("ledger:approval", args=[approval.pk])).content.decode()
    assert not RAW.findall(words(page))
    assert "Purchase Price" in page


def test_one_paper_is_not_both_the_amendment_and_the_officers_certificate():
    plan = factories.mim_plan()
    change = TermChange("purchase_price.amount", "70", "The Purchase Price shall be $70.")
    one = factories.document(plan, "Amendment No. 1")
    resolution = resolve(plan, "amendment", "1998-12-15T12:00")
    for other in (one, factories.document(plan, "Amendment No. 1")):
        with pytest.raises(RuleViolation, match="are two papers"):
            amendments.propose(
                resolution=resolution,
                title="Amendment No. 1",
                changes=[change],
                effective_on=date(1998, 12, 15),
                document=one,
                certificate=other,
                actor=factories.actor("clerk"),
            )


def test_a_stored_instant_without_a_zone_is_new_yorks():
    assert formatting.recorded("1998-12-15T08:30") == "15 Dec 1998, 8:30 a.m. EST"
    assert formatting.label("would_own_pct") == "would own percentage"
