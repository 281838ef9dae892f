"""The pages of the correspondence and of the examiner pack."""

import io
import zipfile

import pytest

from certificates.models import Inquiry
from ledger.services import plans
from rightsadmin.common.actor import Actor

QUEUE = "/plans/mim-1998/correspondence/"
PACK = "/plans/mim-1998/examiner/"
LETTER = {
    "received_on": "1998-12-21",
    "sender": "<b>JANE ROE</b>",
    "account": "000001",
    "subject": "Where is my certificate?",
}


@pytest.fixture
def asked(plan, as_role):
    assert as_role("clerk").post(f"{QUEUE}record/", LETTER).status_code == 302
    return Inquiry.objects.get()


def test_an_inquiry_is_recorded_listed_and_answered(asked, plan, as_role):
    clerk = as_role("clerk")
    listed = clerk.get(QUEUE).content.decode()
    assert "To be answered" in listed
    assert "29 Dec 1998" in listed  # the fifth Business Day, over Christmas
    assert "<b>JANE" not in listed
    answer = {"answered_on": "1998-12-22", "answer": "It was mailed."}
    assert clerk.post(f"{QUEUE}1/answer/", answer).status_code == 302
    shown = clerk.get(f"{QUEUE}1/").content.decode()
    assert "It was mailed." in shown
    again = clerk.post(f"{QUEUE}1/answer/", answer)
    assert again.status_code == 422
    assert "was answered on" in again.content.decode()


def test_a_letter_of_tomorrow_changes_nothing(plan, as_role):
    refused = as_role("clerk").post(f"{QUEUE}record/", LETTER | {"received_on": "1998-12-23"})
    assert refused.status_code == 422
    assert not Inquiry.objects.exists()


def test_an_inquiry_past_its_day_is_overdue_and_an_examiner_only_reads(asked, plan, as_role):
    plans.pin(plan=plan, day=asked.due_on.replace(day=30), actor=Actor.system("tests"))
    examiner = as_role("examiner")
    assert "Overdue" in examiner.get(f"{QUEUE}?only=waiting").content.decode()
    assert examiner.get(f"{QUEUE}record/").status_code == 403


def test_the_pack_is_taken_by_an_examiner_and_named_afterwards(plan, as_role):
    examiner = as_role("examiner")
    assert "Download the pack of 1998-12" in examiner.get(PACK).content.decode()
    taken = examiner.get(f"{PACK}take/?month=1998-12")
    assert taken["Content-Disposition"] == 'attachment; filename="examiner-pack-mim-1998-1998-12.zip"'
    with zipfile.ZipFile(io.BytesIO(b"".join(taken.streaming_content))) as archive:
        assert archive.testzip() is None
    assert "the link makes the same pack again" in examiner.get(PACK).content.decode()


def test_a_clerk_reads_the_counts_and_takes_nothing(plan, as_role):
    clerk = as_role("clerk")
    page = clerk.get(f"{PACK}?month=1998-11").content.decode()
    assert "November 1998" in page
    assert "An examiner or a supervisor may take the pack." in page
    assert clerk.get(f"{PACK}take/?month=1998-12").status_code == 403


@pytest.mark.parametrize(
    "query", ["", "?month=", "?month=1998-13", "?month=%00", "?month=2999-01", "?known=x"]
)
def test_what_is_no_month_shows_the_running_one_and_sends_nothing(plan, as_role, query):
    examiner = as_role("examiner")
    assert "December 1998" in examiner.get(f"{PACK}{query}").content.decode()
    refused = examiner.get(f"{PACK}take/{query}")
    assert refused.status_code == 302
    assert refused["Location"].startswith(PACK)


@pytest.mark.parametrize("page", [QUEUE, PACK])
def test_pages_cost_the_same_with_one_inquiry_and_twenty(
    asked, plan, as_role, django_assert_max_num_queries, page
):
    examiner = as_role("examiner")
    examiner.get(page)
    with django_assert_max_num_queries(50) as few:
        assert examiner.get(page).status_code == 200
    for number in range(2, 22):
        asked.pk, asked.number = None, number
        asked.save()
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert examiner.get(page).status_code == 200
