"""The pages of instructions and of the Rights Agent."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ledger.models import AgentNotice, InstructionApplication, Signatory, WrittenInstruction
from tests import factories
from tests.ledger.test_instructions import instruct
from tests.pages.test_pages import INLINE

pytestmark = pytest.mark.django_db

PAPER = {"paper_title": "Letter", "paper_kind": "officer_certificate", "paper_dated_on": "1998-12-15"}
BUDGET = 20


def url(plan, name, *arguments):
    return reverse(f"ledger:{name}", args=[plan.slug, *arguments])


def post(client, address, **told):
    response = client.post(address, PAPER | told)
    assert response.status_code == 302, response.content.decode()
    return response


def test_clerk_certifies_records_and_asks_again(plan, as_role):
    client = as_role("clerk")
    post(
        client,
        url(plan, "application-record"),
        question="May we?",
        proposed_action="We return it.",
        sent_at="1998-12-14T10:00",
        act_after="1998-12-21",
    )
    officer = Signatory.objects.get(plan=plan, name="Barry A. Posner")
    told = {
        "kind": "notice",
        "text": "<b>Mail</b> it.",
        "channel": "courier",
        "received_at": "1998-12-16T10:00",
        "signed_on": "1998-12-15",
        "signatory": officer.pk,
        "answers": InstructionApplication.objects.get().pk,
        "compared": "yes",
        "paper_file": SimpleUploadedFile("letter.txt", b"Mail it."),
    }
    page = client.get(post(client, url(plan, "instruction-record"), **told).url).content.decode()
    assert "&lt;b&gt;Mail&lt;/b&gt;" in page
    assert "No incumbency certificate names Barry A. Posner" in page
    post(
        client,
        url(plan, "incumbency"),
        party="issuer",
        certified_by="Eleanor M. Whitcomb",
        certified_by_title="Chairman",
        from_on="1998-12-01",
        officers="Barry A. Posner; Vice President and General Counsel\n\nJane Doe; Treasurer",
        bears_specimens="on",
    )
    instruction = WrittenInstruction.objects.get()
    post(client, url(plan, "instruction-check", instruction.pk), compared="yes")
    assert "May be acted on" in client.get(url(plan, "instruction", instruction.pk)).content.decode()
    board = client.get(url(plan, "plan") + "?tab=board").content.decode()
    assert "Jane Doe" in board
    assert "specimen on file" in board
    post(client, url(plan, "office-end", officer.pk), until_on="1999-01-31", reason="Letter of 31 January")
    officer.refresh_from_db()
    assert officer.until_on == date(1999, 1, 31)


def test_officers_that_cannot_be_read_are_named_by_their_line(plan, as_role):
    response = as_role("clerk").post(url(plan, "incumbency"), PAPER | {"officers": "A; President\nB"})
    assert response.status_code == 422
    assert "Line 2: write name; title" in response.content.decode()


def test_pages_cost_the_same_with_one_row_and_three(plan, as_role, django_assert_max_num_queries):
    client = as_role("clerk")
    notice = AgentNotice.objects.create(
        plan=plan,
        kind="resignation",
        given_on=date(1998, 12, 20),
        days=30,
        document=factories.document(plan),
        recorded_at=factories.new_york("1998-12-20T10:00"),
        recorded_by="x",
    )
    first = instruct(plan, signatory=None)
    addresses = [
        url(plan, "instructions"),
        url(plan, "instruction", first.pk),
        url(plan, "applications"),
        url(plan, "agent"),
        *(
            url(plan, name)
            for name in ("instruction-record", "application-record", "incumbency", "agent-notice")
        ),
        url(plan, "agent-successor", notice.pk),
    ]

    def costs():
        found = []
        for address in addresses:
            with django_assert_max_num_queries(BUDGET) as counted:
                response = client.get(address)
            assert response.status_code == 200, address
            assert not INLINE.search(response.content.decode()), address
            found.append(len(counted))
        return found

    costs()
    few = costs()
    instruct(plan, signatory=None)
    instruct(plan, signatory=None)
    assert costs() == few
    exported = b"".join(client.get(addresses[0], {"export": "csv"}).streaming_content).decode()
    assert exported.count("Refused") == 3
    examiner = as_role("examiner")
    assert [examiner.get(address).status_code for address in addresses] == [200] * 4 + [403] * 5
