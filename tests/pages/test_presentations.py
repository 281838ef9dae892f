"""The pages of presentations: each flow by its pages, what they cost, hostile input, two clerks at once."""

import re
from dataclasses import fields

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from certificates.enums import PresentationKind, PresentationStatus
from certificates.models import Certificate, Election, LossClaim, Presentation
from certificates.services import presentations
from ledger.models import Approval, Signatory
from tests import factories
from tests.certificates.factories import clerk
from tests.certificates.presented import mailed_plan, received, work_off
from tests.ledger.counting import computations

pytestmark = pytest.mark.django_db

BUDGET = 30
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
SIGNED = {
    "is_surrendered": "on",
    "is_signed": "on",
    "matches_face": "on",
    "owner_answer": "no",
    "source_answer": "no",
    "guarantee_program": "stamp",
    "guarantee_prefix": "Z",
    "guarantor": "First National Bank of Elmsford",
    "tax_due": "0",
    "tax_received": "0",
    "screened_on": "1999-01-04",
    "is_screening_clear": "on",
}


@pytest.fixture
def plan():
    return mailed_plan()


@pytest.fixture
def transferee(plan):
    return factories.account(plan, registration_lines=["RICHARD ROE"], number="900001")


@pytest.fixture
def other_clerk(db):
    client = Client()
    client.force_login(factories.actor("clerk", "second").user)
    return client


def at(plan, name="presentations", *arguments):
    return reverse(f"certificates:{name}", args=[plan.slug, *arguments])


def text(response):
    return response.content.decode()


def receive(client, plan, **data):
    told = {
        "numbers": "R-0000002",
        "kind": "transfer",
        "received_at": "1999-01-04T11:00",
        "is_surrendered": "on",
        "presenter": "JANE ROE",
        **data,
    }
    return client.post(at(plan, "presentation-receive"), told)


def rows(*pairs, count=3):
    found = {"rows": str(count)}
    for place, (account, rights) in enumerate(pairs, start=1):
        found |= {f"account_{place}": account, f"rights_{place}": str(rights)}
    return found


def ticket(plan, client):
    return text(client.get(at(plan, "presentation", 1)))


def test_ticket_says_that_nobody_examined_it_until_somebody_did(plan, transferee, as_role):
    client, note = as_role("clerk"), "Nobody has examined it yet"
    receive(client, plan)
    assert note in ticket(plan, client)
    item = Presentation.objects.get()
    presentations.refer_to_company(presentation=item, reason="Is the assignee known?", actor=clerk())
    assert note in ticket(plan, client)

    client.post(at(plan, "presentation-examine", 1), SIGNED | rows(("900001", 30)))

    assert note not in ticket(plan, client)
    assert Presentation.objects.get().examined_at is not None


@pytest.mark.parametrize(
    ("told", "model"),
    [
        (presentations.EvidenceTold, Presentation),
        (presentations.ElectionTold, Election),
        (presentations.LossTold, LossClaim),
    ],
)
def test_what_a_maker_tells_is_kept_under_the_same_names(told, model):
    assert {field.name for field in fields(told)} <= {field.name for field in model._meta.fields}


def test_transfer_goes_by_its_pages_from_receipt_to_the_check(plan, transferee, as_role, other_clerk):
    client, old = as_role("clerk"), Certificate.objects.get(plan=plan, number=2)
    assert receive(client, plan).status_code == 302
    owner = Certificate.objects.select_related("account").get(pk=old.pk).account.number
    asked = rows(("900001", 30), (owner, old.quantity - 30))

    assert client.post(at(plan, "presentation-examine", 1), SIGNED | asked).status_code == 302

    page = ticket(plan, client)
    assert "In good order" in page
    assert "What would be posted" in page
    client.post(at(plan, "presentation-act", 1, "propose"))
    approval = Approval.objects.get(act="presentation")
    inbox = text(other_clerk.get(reverse("ledger:approval", args=[approval.pk])))
    assert "R-0000002" in inbox
    assert "RICHARD ROE" in inbox
    decided = {"digest": approval.digest, "reason": "Compared with the papers.", "decision": "confirm"}
    assert other_clerk.post(reverse("ledger:approval", args=[approval.pk]), decided).status_code == 302
    item = Presentation.objects.get()
    assert item.status == PresentationStatus.POSTED
    assert "What was posted" in ticket(plan, client)
    run = at(plan, "run", item.run_id)
    assert run in ticket(plan, client)

    work_off(item.run)
    assert "P-000001" in text(client.get(run))
    signatory = Signatory.objects.filter(plan=plan, party=Signatory.Party.AGENT).first()
    assert "Record the countersignature" in text(client.get(run))
    assert client.post(at(plan, "run-mail", item.run_id), {"reason": "Receipt"}).status_code == 422
    assert client.post(at(plan, "run-countersign", item.run_id), {"signatory": "x"}).status_code == 422
    client.post(at(plan, "run-countersign", item.run_id), {"signatory": signatory.pk})
    mailed = client.post(
        at(plan, "run-mail", item.run_id), {"reason": "Receipt of the post office"}, follow=True
    )
    assert "2 certificates mailed." in text(mailed)
    assert "Record the" not in text(client.get(run))


def test_defects_are_told_at_once_and_named_in_the_letter(plan, as_role):
    client = as_role("clerk")
    receive(client, plan)
    client.post(
        at(plan, "presentation-examine", 1), {"owner_answer": "blank", "source_answer": "no", **rows()}
    )
    page = ticket(plan, client)
    for words in ("is not signed", "not guaranteed", "have not been screened", "name the exact quantity"):
        assert words in page
    assert "Waits for the company" in page
    assert "Pass to a checker" in page
    refused = client.post(at(plan, "presentation-act", 1, "propose"), follow=True)
    assert "is not signed" in text(refused)
    assert not Approval.objects.filter(act="presentation").exists()

    client.post(at(plan, "presentation-act", 1, "letter"))

    assert Presentation.objects.get().status == PresentationStatus.DEFICIENT
    assert "The deficiency letter" in ticket(plan, client)


def test_item_is_put_to_the_company_and_comes_back_with_its_word(plan, as_role):
    client = as_role("clerk")
    receive(client, plan)
    assert client.post(at(plan, "presentation-refer", 1), {"reason": "Box 1 is blank"}).status_code == 302
    assert Presentation.objects.get().status == PresentationStatus.WITH_COMPANY
    word = {
        "paper_title": "Letter of the company",
        "paper_kind": "notice",
        "paper_dated_on": "1999-01-04",
        "is_legend_directed": "on",
    }
    assert client.post(at(plan, "presentation-word", 1), word).status_code == 302
    assert "the void legend is directed" in ticket(plan, client)


def test_returned_item_frees_its_certificate(plan, as_role):
    client = as_role("clerk")
    receive(client, plan)
    assert client.post(at(plan, "presentation-return", 1), {"reason": " "}).status_code == 422
    client.post(at(plan, "presentation-return", 1), {"reason": "The holder asks for it back"})
    assert "The holder asks for it back" in ticket(plan, client)
    assert receive(client, plan).status_code == 302


def test_presenter_is_proposed_from_the_first_certificate(plan, as_role):
    client = as_role("clerk")
    looked = receive(client, plan, numbers="R-0000002\n3", presenter="")
    assert looked.status_code == 200
    holder = Certificate.objects.select_related("account").get(plan=plan, number=2).account
    assert f'value="{escape(holder.name)}"' in text(looked)
    assert "What was scanned" in text(looked)
    assert "1 Main Street" in text(looked)
    assert not Presentation.objects.exists()


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ("R-0000099, 98", "The plan never issued 99, 98"),
        ("R-0000002\nroe", "Not a certificate number: roe"),
        ("0", "Not a certificate number: 0"),
        ("99999999999999999999", "Not a certificate number"),
        ("<script>alert(1)</script>", "Not a certificate number"),
        ("2\x00", "Null characters are not allowed"),
        ("-1", "Not a certificate number: -1"),
    ],
)
def test_bad_number_is_named_and_changes_nothing(plan, as_role, numbers, sentence):
    response = receive(as_role("clerk"), plan, numbers=numbers)
    assert response.status_code == 422
    assert sentence in text(response)
    assert "<script>alert" not in text(response)
    assert not Presentation.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "gift"},
        {"received_at": "1999-02-30T11:00"},
        {"received_at": "2099-01-01T11:00"},
        {"presenter": "=HYPERLINK(1)"},
        {"presenter": "ROE\u202eJANE"},
        {"presenter_address": "\n".join("abcdef")},
    ],
)
def test_bad_receipt_is_a_sentence_and_changes_nothing(plan, as_role, wrong):
    response = receive(as_role("clerk"), plan, **wrong)
    assert response.status_code == 422
    assert "Nothing was saved" in text(response)
    assert not Presentation.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"owner_answer": "perhaps"},
        {"guarantee_prefix": "Q"},
        {"tax_due": "NaN"},
        {"tax_due": "1e999"},
        {"account_1": "424242", "rights_1": "5"},
        {"account_1": "900001", "rights_1": ""},
        {"account_1": "900001", "rights_1": "99999999999999999999"},
        {"account_1": "900001", "rights_1": "-1"},
        {"rows": "9" * 400, "owner_answer": ""},
    ],
)
def test_bad_evidence_is_a_sentence_and_changes_nothing(plan, transferee, as_role, wrong):
    client = as_role("clerk")
    receive(client, plan)
    response = client.post(at(plan, "presentation-examine", 1), SIGNED | rows() | wrong)
    assert response.status_code == 422
    assert not Presentation.objects.get().is_signed


def test_more_rows_keep_what_was_typed(plan, transferee, as_role):
    client = as_role("clerk")
    receive(client, plan)
    response = client.post(
        at(plan, "presentation-examine", 1),
        SIGNED | rows(("900001", 30)) | {"more": "1", "guarantor": "A BANK"},
    )
    page = text(response)
    assert response.status_code == 200
    assert 'name="account_6"' in page
    assert 'value="A BANK"' in page
    assert 'value="900001"' in page
    assert not Presentation.objects.get().guarantor


def test_second_clerk_is_told_who_has_the_certificate(plan, as_role, other_clerk):
    receive(as_role("clerk"), plan)
    response = receive(other_clerk, plan, numbers="2 3")
    assert response.status_code == 422
    assert "R-0000002 is on ticket P-000001 already, received by Clerk Tester" in text(response)
    assert Presentation.objects.count() == 1


def test_second_clerk_who_examined_an_older_state_is_told(plan, transferee, as_role, other_clerk):
    first, url = as_role("clerk"), at(plan, "presentation-examine", 1)
    receive(first, plan)
    seen = re.search(r'name="seen" value="(\d+)"', text(first.get(url)))[1]
    told = SIGNED | rows(("900001", 110)) | {"seen": seen}
    assert first.post(url, told).status_code == 302

    response = other_clerk.post(url, told | {"guarantor": "ANOTHER BANK"})

    assert response.status_code == 422
    assert "was changed while you read it (Clerk Tester: examined)" in text(response)
    assert Presentation.objects.get().guarantor == SIGNED["guarantor"]
    late = other_clerk.post(f"{at(plan, 'presentation-act', 1, 'propose')}?seen={seen}", follow=True)
    assert "was changed while you read it" in text(late)


def test_second_clerk_who_passes_the_same_item_is_told(plan, transferee, as_role, other_clerk):
    first = as_role("clerk")
    receive(first, plan)
    first.post(at(plan, "presentation-examine", 1), SIGNED | rows(("900001", 110)))
    first.post(at(plan, "presentation-act", 1, "propose"))
    response = other_clerk.post(at(plan, "presentation-act", 1, "propose"), follow=True)
    assert "is on no maker&#x27;s desk: waits for the checker" in text(response)
    assert Approval.objects.filter(act="presentation").count() == 1


def test_queue_shows_what_is_on_hand_and_narrows(plan, as_role):
    client = as_role("clerk")
    received(plan, PresentationKind.TRANSFER, 2, at=factories.new_york("1998-12-22T11:00"))
    received(plan, PresentationKind.SPLIT_UP, 3, 4)
    gone = received(plan, PresentationKind.TRANSFER, 5)
    presentations.return_to_presenter(presentation=gone, reason="Asked back", actor=clerk())

    def found(**query):
        return re.findall(r">(P-\d{6})<", text(client.get(at(plan), query)))

    assert found() == ["P-000001", "P-000002"]
    assert found(sort="-due_on") == ["P-000002", "P-000001"]
    assert found(status="returned") == ["P-000003"]
    assert found(status="all") == ["P-000001", "P-000002", "P-000003"]
    assert found(only="overdue") == ["P-000001"]
    assert found(kind="split_up") == ["P-000002"]
    assert found(q="P-2") == ["P-000002"]
    assert found(q="R-0000004") == ["P-000002"]
    assert found(q="jane", status="all") == ["P-000001", "P-000002", "P-000003"]
    assert found(q="%'\"<script>") == []
    assert found(q="P-99999999999999999999") == []
    page = text(client.get(at(plan), {"status": "all"}))
    assert "4 business days overdue" in page
    assert "3 business days left" in page
    assert "and 1 more" in page
    exported = b"".join(client.get(at(plan), {"export": "csv"}).streaming_content).decode()
    assert len(exported.splitlines()) == 3


def test_pages_cost_the_same_with_one_item_and_three(
    plan, transferee, as_role, django_assert_max_num_queries
):
    client = as_role("clerk")
    receive(client, plan)
    client.post(at(plan, "presentation-examine", 1), SIGNED | rows(("900001", 110)))

    def costs():
        found = {}
        for url in (at(plan), at(plan, "presentation-receive"), at(plan, "presentation-examine", 1)):
            with django_assert_max_num_queries(BUDGET) as counted:
                assert client.get(url).status_code == 200
            found[url] = len(counted)
        return found

    costs()  # what a process asks once is asked
    one = costs()
    received(plan, PresentationKind.TRANSFER, 3)
    received(plan, PresentationKind.TRANSFER, 4)
    assert costs() == one


def test_ticket_keeps_the_content_policy_and_its_budget(
    plan, transferee, as_role, django_assert_max_num_queries
):
    client = as_role("clerk")
    receive(client, plan, presenter="<b>ROE</b>")
    client.post(at(plan, "presentation-examine", 1), SIGNED | rows(("900001", 110)))
    with django_assert_max_num_queries(55):
        page = ticket(plan, client)
    assert "<b>ROE" not in page
    for url in (
        at(plan),
        *(at(plan, f"presentation-{name}", 1) for name in ("examine", "refer", "word", "return")),
    ):
        assert not INLINE.search(text(client.get(url))), url


def test_ticket_asks_the_law_once_and_for_the_date_alone(plan, as_role):
    client = as_role("clerk")
    receive(client, plan)
    with computations() as asked, CaptureQueriesContext(connection) as queries:
        ticket(plan, client)
    assert asked == [factories.new_york("1999-01-04T11:00")]  # as of its surrender
    # No stricter reading is counted beside the plan's own calendar: what is asked is the date alone.
    assert not [query for query in queries if "ny-gcl24" in query["sql"]]


def test_examiner_reads_and_does_nothing(plan, as_role):
    receive(as_role("clerk"), plan)
    examiner = as_role("examiner")
    assert "Pass to a checker" not in ticket(plan, examiner)
    assert examiner.get(at(plan, "presentation-receive")).status_code == 403
    assert examiner.get(at(plan, "presentation-examine", 1)).status_code == 403
    refused = examiner.post(at(plan, "presentation-act", 1, "letter"), follow=True)
    assert "may not do this" in text(refused)
    assert examiner.get(at(plan, "presentation", 10**17)).status_code == 404


def test_account_is_opened_for_a_new_owner(plan, as_role):
    client, url = as_role("clerk"), reverse("ledger:account-open", args=[plan.slug])
    told = {
        "number": "900002",
        "registration": "individual",
        "registration_lines": "RICHARD ROE",
        "lines": "2 Elm Street",
        "city": "Rye",
        "country": "UNITED STATES",
    }
    assert client.get(url).status_code == 200
    assert client.post(url, told).status_code == 302
    again = client.post(url, told)
    assert "Account 900002 exists already" in text(again)
    assert client.post(url, told | {"number": "900003", "registration_lines": "=1+1"}).status_code == 422
