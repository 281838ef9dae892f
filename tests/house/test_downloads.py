"""Files leave the house by one way, which names them for the browser and keeps them out of caches."""

import io
import re
from pathlib import Path

import pytest

from rightsadmin.common.downloads import PDF, download
from tests.house import doors
from tests.house.code import program

ROOT = Path(__file__).resolve().parents[2]
RAW = re.compile(r"Content-Disposition|content_disposition|as_attachment|FileResponse|StreamingHttpResponse")
# The one place, and the one other way of sending: a part of a file, with the headers of the first.
DOWNLOADS = {"rightsadmin/common/downloads.py", "rightsadmin/common/ranges.py"}
SENDS = {"rightsadmin.common.downloads.download", "rightsadmin.common.ranges.file_response"}
RECORD = "ledger.services.audit.record"
# Asked for each quarter of an hour by the calendar of whoever was given the secret: that is on the trail.
OF_A_SECRET = {"ledger.pages.feeds.views.feed_calendar"}


def test_no_page_names_a_file_for_the_browser_itself():
    found = {
        path.relative_to(ROOT).as_posix()
        for app in ("ledger", "certificates", "rightsadmin")
        for path in (ROOT / app).rglob("*.py")
        if RAW.search(path.read_text())
    }

    assert found == DOWNLOADS


def test_whatever_leaves_the_house_is_an_act_on_the_trail():
    code = program()
    pages = {doors.node_of(view) for _, view in doors.views()} - OF_A_SECRET
    taking = {page for page in pages if SENDS & code.reached({page})}

    assert len(taking) > 40
    assert {page for page in taking if RECORD not in code.reached({page})} == set()


@pytest.mark.parametrize("content", [b"%PDF", io.BytesIO(b"%PDF"), iter([b"%P", b"DF"])])
def test_a_file_is_sent_whole_under_its_name_and_kept_nowhere(content):
    response = download(content, kind=PDF, name="letter-7.pdf")

    assert b"".join(response) == b"%PDF"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="letter-7.pdf"'
    assert response["Cache-Control"] == "no-store"


def test_a_file_may_be_shown_and_kept_for_a_while():
    response = download("BEGIN:VCALENDAR", kind="text/calendar", name="d.ics", shown=True, kept="max-age=9")

    assert response["Content-Disposition"] == 'inline; filename="d.ics"'
    assert response["Cache-Control"] == "max-age=9"


def test_a_name_cannot_add_a_header():
    response = download(b"", kind=PDF, name='a"b;\u201c.pdf')

    assert response["Content-Disposition"] == "attachment; filename*=utf-8''a%22b%3B%E2%80%9C.pdf"
