"""Letters to one person say what their records say."""

import pypdfium2
import pytest
from django.urls import reverse

from certificates.enums import PresentationKind, StopKind
from certificates.models import Certificate
from certificates.services import letters, presentations, stops
from ledger.errors import NotAuthorised, RuleViolation
from ledger.models import AuditEvent
from ledger.services import addresses, audit
from tests import factories
from tests.certificates.factories import RELEASE_DAY, clerk
from tests.certificates.presented import mailed_plan, received
from tests.ledger.stories import decide

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


def test_the_old_address_is_told_of_a_change(client):
    plan = mailed_plan()
    account = Certificate.objects.filter(plan=plan).first().account
    old, old_city = account.address_lines[0], account.city
    change = decide(
        addresses.propose(
            account=account,
            address_lines=["PO BOX 666"],
            city="GOTHAM",
            state="NJ",
            postal_code="07001",
            country="US",
            reason="A letter",
            actor=clerk(),
        )
    )
    client.force_login(clerk().user)
    assert f"account {account.number} that it was changed" in client.get(reverse("my-day")).content.decode()
    holder = reverse("ledger:holder", args=[plan.slug, account.number])
    assert "Not made yet" in client.get(holder).content.decode()

    letter = client.get(reverse("certificates:letter", args=[plan.slug, "address", change.pk]))
    words = words_of(letter.content)
    assert old in words
    assert old_city in words
    assert "GOTHAM, NJ, UNITED STATES" in words
    assert "PO BOX 666" not in words

    assert "Not made yet" not in client.get(holder).content.decode()
    assert "that it was changed" not in client.get(reverse("my-day")).content.decode()


def test_what_is_no_approved_change_of_an_address_is_told_nobody():
    account = factories.account(factories.mim_plan())
    account.address_lines = []
    audit.stamp(account, actor=clerk()).save()
    proposed = addresses.propose(
        account=account,
        address_lines=["1 MAIN STREET"],
        city="ALBANY",
        state="NY",
        postal_code="12207",
        country="US",
        reason="A letter",
        actor=clerk(),
    )
    with pytest.raises(RuleViolation, match="is no approved change"):
        letters.address_confirmation(change=proposed, actor=clerk())
    with pytest.raises(RuleViolation, match="there was no address before"):
        letters.address_confirmation(change=decide(proposed), actor=clerk())
