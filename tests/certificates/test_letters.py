"""Letters to one person say what their records say."""

import pypdfium2
import pytest

from certificates.enums import PresentationKind, StopKind
from certificates.models import Certificate
from certificates.services import letters, presentations, stops
from ledger.errors import NotAuthorised, RuleViolation
from ledger.models import AuditEvent
from tests import factories
from tests.certificates.factories import RELEASE_DAY, clerk
from tests.certificates.presented import mailed_plan, received

pytestmark = pytest.mark.django_db


def words_of(data):
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def test_the_deficiency_letter_names_every_defect():
    plan = mailed_plan()
    presentation = received(plan, PresentationKind.TRANSFER, 1)
    with pytest.raises(RuleViolation, match="not deficient"):
        letters.deficiency_letter(presentation=presentation, actor=clerk())
    presentation = presentations.send_letter(presentation=presentation, actor=clerk())
    words = words_of(letters.deficiency_letter(presentation=presentation, actor=clerk()))
    assert presentation.letter_defects
    assert all(" ".join(defect.split()) in words for defect in presentation.letter_defects)
    assert AuditEvent.objects.filter(verb="file.downloaded", object_type="presentation").count() == 1


def test_an_item_with_the_company_is_put_to_it_at_its_address_for_notices():
    plan = mailed_plan()
    presentation = received(plan, PresentationKind.TRANSFER, 1)
    with pytest.raises(RuleViolation, match="is not with the company"):
        letters.company_inquiry(presentation=presentation, actor=clerk())
    presentation = presentations.refer_to_company(
        presentation=presentation, reason="May this be transferred?", actor=clerk()
    )
    words = words_of(letters.company_inquiry(presentation=presentation, actor=clerk()))
    assert "100 Clearbrook Road Elmsford, New York 10523" in words
    assert "(IRS employer identification number 05-0489664)" in words
    assert "May this be transferred?" in words
    assert "R-0000001" in words


def test_a_stop_is_confirmed_and_its_affidavit_made():
    plan = mailed_plan()
    certificate = Certificate.objects.get(plan=plan, number=1)
    stop = stops.place_stop(
        certificate=certificate,
        kind=StopKind.LOST,
        reason="Moved house; not found since.",
        authority="The holder's letter",
        from_on=RELEASE_DAY,
        actor=clerk(),
    )
    words = words_of(letters.stop_confirmation(stop=stop, actor=clerk()))
    assert f"Rights Certificate {certificate.text} for {certificate.quantity:,} Rights" in words
    assert "affidavit of loss" in words
    affidavit = words_of(letters.affidavit_of_loss(stop=stop, actor=clerk()))
    assert certificate.account.name in affidavit
    with pytest.raises(NotAuthorised):
        letters.stop_confirmation(stop=stop, actor=factories.actor("examiner"))
