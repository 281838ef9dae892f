"""The pages of runs and certificates: what they cost, what they show of a long run, and the accessible copy."""

import io

import pikepdf
import pytest
from django.urls import reverse

from certificates.enums import ChunkState
from certificates.models import Certificate, RunChunk
from certificates.selectors import run_progress
from certificates.services import runs
from ledger.models import AuditEvent
from tests.certificates.factories import clerk, separated_plan

pytestmark = pytest.mark.django_db

BUDGET = 30


@pytest.fixture
def begun(monkeypatch):
    """Begins a run over so many holders, a chunk for each; nothing is pressed yet."""
    monkeypatch.setattr(runs, "CHUNK_SIZE", 1)
    return lambda count: runs.create_run(plan=separated_plan(count).plan, actor=clerk())


def addresses(run):
    plan = [run.plan.slug]
    return {
        "runs": reverse("certificates:runs", args=plan),
        "run": reverse("certificates:run", args=[*plan, run.pk]),
        "chunks": reverse("certificates:run-chunks", args=[*plan, run.pk]),
        "certificates": reverse("certificates:certificates", args=plan),
        "certificate": reverse("certificates:certificate", args=[*plan, 1]),
    }


def test_pages_cost_the_same_with_one_row_and_three(begun, as_role, django_assert_max_num_queries):
    client = as_role("clerk")

    def costs(run):
        found = {}
        for name, url in addresses(run).items():
            with django_assert_max_num_queries(BUDGET) as counted:
                assert client.get(url).status_code == 200
            found[name] = len(counted)
        return found

    first = begun(2)  # one line and the nominee's
    costs(first)  # what a process asks once is asked
    few = costs(first)
    runs.cancel(run=first, reason="Another one follows.", actor=clerk())
    for kind in ("rehearsal", "rehearsal"):
        runs.create_run(plan=first.plan, kind=kind, actor=clerk())
    RunChunk.objects.create(run=first, seq=90, item_count=1, rights=1)

    assert costs(first) == few


def test_page_of_a_long_run_shows_what_failed_what_works_and_the_latest(begun, as_role):
    run = begun(3)
    RunChunk.objects.bulk_create(
        RunChunk(run=run, seq=seq, item_count=1, rights=1, state=state)
        for seq, state in [
            *((number, ChunkState.WAITING) for number in range(10, 40)),
            (77, ChunkState.FAILED),
        ]
    )

    shown = list(run_progress.chunks_to_watch(run))

    assert (len(shown), shown[0].seq) == (run_progress.CHUNKS_SHOWN, 77)
    urls, client = addresses(run), as_role("examiner")
    page = client.get(urls["run"]).content.decode()
    assert "All 34 chunks" in page
    assert urls["chunks"] in page
    assert client.get(urls["chunks"], {"size": "25"}).content.decode().count("<tr") == 26
    exported = b"".join(client.get(urls["chunks"], {"export": "csv"}).streaming_content).decode()
    assert len(exported.splitlines()) == 35


def test_accessible_copy_is_tagged_and_logged(begun, as_role):
    run = begun(2)
    certificate = Certificate.objects.get(run=run, number=1)
    client = as_role("examiner")

    response = client.get(reverse("certificates:certificate-accessible", args=[run.plan.slug, 1]))

    assert response["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.StructTreeRoot.K
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert "Rights Certificate" in metadata["dc:title"]
        assert len(pdf.pages) == 2
    event = AuditEvent.objects.get(verb="file.downloaded")
    assert (event.reason, event.object_id) == ("accessible copy", certificate.pk)
    page = client.get(reverse("certificates:certificate", args=[run.plan.slug, 1])).content.decode()
    assert "Accessible copy" in page
