"""What the paper says is on its pages: the list of exhibits, the price as filed, the specimen of a certificate."""

from datetime import date

import pytest
from django.urls import reverse

from ledger.enums import Basis
from ledger.services import documents
from ledger.services.terms import record_term
from tests import factories
from tests.ledger.stories import close_questions


def test_the_exhibits_of_the_agreement_are_a_checklist(plan, as_role):
    url = f"{reverse('ledger:plan', args=[plan.slug])}?tab=papers"
    client = as_role("examiner")
    before = client.get(url).content.decode()
    assert "Certificate of Designations of Series A Junior Participating Preferred Stock" in before
    assert before.count("Missing") == 4
    paper = documents.record_document(
        plan=plan,
        title="Certificate of Designations",
        kind="exhibit 4.2",
        dated_on=date(1998, 12, 3),
        content=[b"%PDF-1.4"],
        actor=factories.actor("clerk"),
    )
    after = client.get(url).content.decode()
    assert after.count("Missing") == 3
    assert f'<a href="{reverse("ledger:paper", args=[plan.slug, paper.pk])}">' in after


def test_the_plan_shows_the_number_its_paper_has_of_the_issuer(plan, as_role):
    shown = as_role("clerk").get(reverse("ledger:plan", args=[plan.slug])).content.decode()
    assert "IRS employer identification number" in shown
    assert "05-0489664" in shown


def test_the_price_as_filed_stands_beside_its_readings(plan, as_role):
    client = as_role("clerk")
    asked = client.get(reverse("ledger:question", args=[plan.slug, "DQ2"])).content.decode()
    assert "“$20.00 per share, in cash”" in asked
    assert "As filed" not in client.get(reverse("ledger:question", args=[plan.slug, "DQ1"])).content.decode()


def test_the_specimen_is_shown_from_the_list_of_certificates(plan, as_role):
    client = as_role("examiner")
    listed = reverse("certificates:certificates", args=[plan.slug])
    specimen = reverse("certificates:certificate-specimen", args=[plan.slug])
    assert specimen in client.get(listed).content.decode()
    held = client.get(specimen, follow=True)
    assert held.redirect_chain
    assert "Close DQ2 first" in held.content.decode()
    close_questions(plan, "issue")
    shown = client.get(specimen)
    assert (shown.status_code, shown["Content-Type"]) == (200, "application/pdf")


@pytest.mark.parametrize(("par", "refused"), [("0.0001", False), ("19999.99", False), ("20000.01", True)])
def test_no_adjustment_brings_the_price_of_a_unit_below_its_par(plan, as_role, par, refused):
    close_questions(plan, "exercise")
    record_term(
        plan=plan,
        key="unit.par",
        value=par,
        citation=f"par value ${par} per share",
        basis=Basis.AMENDMENT,
        document=factories.document(plan),
        effective_on=date(1998, 12, 16),
        actor=factories.actor("supervisor"),
    )
    told = {"ask": "1", "kind": "release", "effective_at": "1998-12-21T10:00"}
    url = reverse("ledger:preview", args=[plan.slug, "adjustment"])
    assert ("below its par of" in as_role("clerk").get(url, told).content.decode()) is refused
