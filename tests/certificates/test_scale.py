"""A hundred thousand holders and more: what each step takes, printed and not judged; run it on an idle machine:

    ./run test -m scale -s tests/certificates/test_scale.py

RIGHTSADMIN_SCALE_HOLDERS, RIGHTSADMIN_THROUGHPUT_HOLDERS and RIGHTSADMIN_CHUNK_SIZES choose other sizes. With
RIGHTSADMIN_DATABASE_URL and RIGHTSADMIN_REDIS_URL it measures those servers; its own database waits for no disk.
"""

import json
import os
import time
import zipfile
from datetime import date
from pathlib import Path
from signal import SIGTERM

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certificates.enums import ChunkState, ItemState, RunKind, RunStatus
from certificates.models import Certificate, Run, RunChunk, RunItem
from certificates.services import release, runs, taking
from certificates.services.runs import CHUNK_SIZE
from ledger.models import Separation
from rightsadmin.demo import staff, story
from tests.certificates.factories import approve, clerk, close_issue, many_holders, separated_plan, supervisor
from tests.factories import mim_plan

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.scale]

HOLDERS = int(os.environ.get("RIGHTSADMIN_SCALE_HOLDERS", "100000"))
PRESSED_HOLDERS = int(os.environ.get("RIGHTSADMIN_THROUGHPUT_HOLDERS", "20000"))
CHUNK_SIZES = [int(size) for size in os.environ.get("RIGHTSADMIN_CHUNK_SIZES", str(CHUNK_SIZE)).split(",")]
PATIENCE = 7_200  # seconds for one run
TARGET_MS = 300  # for all queries of a page together, at the database


def say(line):
    print(line, flush=True)  # noqa: T201 - the figures are what these tests are run for


class Clock:
    """Tells what each step took."""

    def __init__(self):
        self.start()

    def start(self):
        """What was done until now is of no step."""
        self.last = time.monotonic()

    def tell(self, step):
        now = time.monotonic()
        say(f"{HOLDERS:>9,} holders  {step:<42}{now - self.last:8.1f} s")
        self.last = now


def peak_megabytes(*pids):
    """The largest resident memory that any of the processes, or of their children, ever had."""
    children = [
        int(pid)
        for parent in pids
        for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    ]
    lines = [
        line for pid in (*pids, *children) for line in Path(f"/proc/{pid}/status").read_text().splitlines()
    ]
    return max(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) // 1024


def prepared_plan(clock):
    """The demo's plan with so many holders, ready to separate, as `manage.py scale_data` makes it."""
    for member in staff.STAFF:
        Group.objects.get_or_create(name=member.role)  # a transactional test empties the tables after itself
    plan = story.prepare(lambda _: None, accounts=HOLDERS)
    clock.tell("holder file, dividend, trigger (scale_data)")
    return plan


def awaited(run, *, beyond, patience=PATIENCE):
    """The run, once it is beyond these statuses."""
    end = time.monotonic() + patience
    while (found := Run.objects.get(pk=run.pk)).status in beyond:
        assert time.monotonic() < end
        time.sleep(0.1)
    return found


@pytest.mark.worker
def test_issue_from_the_separation_to_the_package(start_worker, tmp_path):
    clock = Clock()
    plan = prepared_plan(clock)
    workers = [start_worker(), start_worker()]
    clock.start()
    story.separate(plan, lambda _: None)
    clock.tell("separation proposed and posted")
    plan.refresh_from_db()
    run = runs.create_run(plan=plan, actor=clerk())
    clock.tell("numbers, certificates, items allotted")
    began = clock.last
    awaited(run, beyond={RunStatus.PRESSING})
    clock.tell("pressed by two workers")
    assert awaited(run, beyond={RunStatus.PROVING}).status == RunStatus.PROVED
    clock.tell("read back and proved")
    approve(release.propose_release(run=run, actor=clerk()), supervisor())
    clock.tell("released")
    released = Run.objects.select_related("plan", "separation").get(pk=run.pk)
    with (tmp_path / "package.zip").open("wb") as package:
        for piece in taking.package(run=released, actor=clerk()):
            package.write(piece)
    clock.tell("package")
    say(f"pressed, proved, released and packed in {clock.last - began:.1f} s")
    say(
        f"peak memory of a worker {peak_megabytes(*(worker.pid for worker in workers))} MB, "
        f"of this process (all the rest) {peak_megabytes(os.getpid())} MB"
    )

    pressed = RunItem.objects.filter(run=run, state=ItemState.PRESSED).count()
    assert (
        pressed == Certificate.objects.filter(run=run).count() == Separation.objects.get().certificate_count
    )
    with zipfile.ZipFile(tmp_path / "package.zip") as archive:
        names = archive.namelist()
        assert len(names) == RunChunk.objects.filter(run=run, state=ChunkState.PROVED).count() + 3
        say(f"{len(names):,} files, {(tmp_path / 'package.zip').stat().st_size:,} bytes")


def at_the_database(client, url):
    """Milliseconds of all reads of a page together as EXPLAIN ANALYZE tells them, and the slowest one."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200, url
    taken = []
    with connection.cursor() as cursor:
        for query in queries.captured_queries:
            if query["sql"].startswith("SELECT"):
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query['sql'].replace('%', '%%')}", [])
                (found,) = cursor.fetchone()
                plan = found[0] if isinstance(found, list) else json.loads(found)[0]
                taken.append((plan["Planning Time"] + plan["Execution Time"], query["sql"]))
    return sum(milliseconds for milliseconds, _ in taken), max(taken)


def test_pages_stay_quick(
    client, start_worker
):  # no worker is started: what is sent to the press waits there
    clock = Clock()
    plan = mim_plan()
    many_holders(plan, HOLDERS)
    clock.tell("holders by set-based SQL")
    separation = separated_plan(plan=plan)
    clock.tell("separation proposed and posted")
    run = runs.create_run(plan=separation.plan, actor=clerk())
    clock.tell("numbers, certificates, items allotted")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    say(f"peak memory of this process {peak_megabytes(os.getpid())} MB")
    client.force_login(get_user_model().objects.get(username="clerk"))
    slug = run.plan.slug
    lists = {
        "holders": reverse("ledger:holders", args=[slug]),
        "certificates": reverse("certificates:certificates", args=[slug]),
    }
    pages = {
        "my-day": reverse("my-day"),
        "plan": reverse("ledger:plan", args=[slug]),
        "run": reverse("certificates:run", args=[slug, run.pk]),
        "runs": reverse("certificates:runs", args=[slug]),
        "chunks": reverse("certificates:run-chunks", args=[slug, run.pk]),
        **lists,
        "holders by number": f"{lists['holders']}?sort=number",
        "holders by name": f"{lists['holders']}?sort=name",
        "certificates by Rights": f"{lists['certificates']}?sort=-quantity",
        "certificate": reverse("certificates:certificate", args=[slug, HOLDERS // 2]),
        "holder": reverse("ledger:holder", args=[slug, f"{HOLDERS // 2:010d}"]),
    }
    for name, url in pages.items():
        total, (slowest, sql) = at_the_database(client, url)
        verdict = "" if total < TARGET_MS else f"over {TARGET_MS} ms: {slowest:.0f} ms for {sql[:3000]}"
        say(f"{HOLDERS:>9,} holders  {name:<42}{total:8.1f} ms  {verdict}")


def _seconds_of_a_rehearsal(plan, start_worker, workers):
    """From the allotment to the proof, by so many fresh worker processes."""
    processes = [start_worker() for _ in range(workers)]
    run = runs.create_run(plan=plan, kind=RunKind.REHEARSAL, actor=clerk())
    allotted = time.monotonic()
    found = awaited(run, beyond={RunStatus.PRESSING, RunStatus.PROVING})
    seconds = time.monotonic() - allotted
    assert found.status == RunStatus.PROVED
    for process in processes:
        process.send_signal(SIGTERM)
        process.wait()
    return seconds


@pytest.mark.worker
@pytest.mark.parametrize("size", CHUNK_SIZES)
def test_throughput_of_two_workers_against_one(start_worker, monkeypatch, size):
    monkeypatch.setattr(runs, "CHUNK_SIZE", size)
    plan = mim_plan(pinned_on=date(1998, 12, 15))
    many_holders(plan, PRESSED_HOLDERS)
    close_issue(plan, "DQ2", "purchase_price.basis", "per_unit")

    one = _seconds_of_a_rehearsal(plan, start_worker, 1)
    two = _seconds_of_a_rehearsal(plan, start_worker, 2)

    say(
        f"{PRESSED_HOLDERS:,} certificates pressed and read back in chunks of {size:,}: one worker {one:.1f} s, "
        f"two {two:.1f} s, ratio {one / two:.2f}"
    )
