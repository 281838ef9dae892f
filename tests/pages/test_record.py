"""The proof of the whole record on its page, on my day and in the mail."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from ledger.models import AuditEvent
from ledger.selectors import record_proofs
from ledger.services import record_proof
from ledger.tasks import prove_record
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.test_record_proof import run
from tests.owner import behind_the_program

pytestmark = pytest.mark.django_db


def test_the_night_proves_the_record_and_mails_the_signed_head(client, mailoutbox, tmp_path):
    factories.mim_plan()
    supervisor, examiner = factories.actor("supervisor").user, factories.actor("examiner").user
    factories.actor("clerk")
    prove_record()

    (message,) = mailoutbox
    assert sorted(message.bcc) == sorted({supervisor.email, examiner.email})
    assert message.subject == "Proof 1 of the record: holds"
    ((name, content, _),) = message.attachments
    (tmp_path / name).write_text(content)
    call_command("verify", head=tmp_path / name)

    client.force_login(examiner)
    listed = client.get(reverse("ledger:record")).content.decode()
    assert "is as it was written" in listed
    page = client.get(reverse("ledger:record-proof", args=[1])).content.decode()
    assert record_proofs.last().digest in page
    taken = client.get(reverse("ledger:record-head", args=[1]))
    assert json.loads(taken.content) == json.loads(content)
    assert AuditEvent.objects.get(verb="file.downloaded").reason == "the signed head"


def test_a_record_that_differs_is_told_on_its_page_on_my_day_and_in_the_mail(client, mailoutbox):
    factories.mim_plan()
    supervisor = factories.actor("supervisor").user
    with behind_the_program():
        run(
            "UPDATE ledger_planterm SET citation = 'elsewhere' WHERE id = (SELECT min(id) FROM ledger_planterm)"
        )
    record_proof.prove_and_tell(actor=Actor.system("tests"))

    assert mailoutbox[0].subject == "Proof 1 of the record: DIFFERS in 1 places"
    client.force_login(supervisor)
    assert "Proof 1 of the record: 1 differences" in client.get(reverse("my-day")).content.decode()
    assert "Proof 1 of the record: 1 differences" in client.get(reverse("ledger:record")).content.decode()
    page = client.get(reverse("ledger:record-proof", args=[1])).content.decode()
    assert "ledger_planterm, rows " in page
    assert "changed behind the program" in page


def test_a_record_that_was_not_proved_lately_is_told(monkeypatch):
    assert record_proofs.alarm() == ""
    factories.actor("supervisor")
    head = record_proof.prove(actor=Actor.system("tests"))
    assert record_proofs.alarm() == ""
    monkeypatch.setattr("rightsadmin.common.clock.now", lambda: head.made_at + record_proofs.LATE_AFTER * 2)
    assert record_proofs.alarm().startswith("the record was not proved since ")
