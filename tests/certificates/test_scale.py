"""A hundred thousand holders, and two workers against one. The figures are printed; run them on an idle machine:

    ./run test -m scale -s tests/certificates/test_scale.py

RIGHTSADMIN_SCALE_HOLDERS and RIGHTSADMIN_THROUGHPUT_HOLDERS choose other numbers of holders.
"""

import os
import time
from datetime import date
from signal import SIGTERM

import pytest
from django.db import connection

from certificates.enums import RunKind, RunStatus
from certificates.models import Certificate, Run, RunItem
from certificates.services import runs
from tests.certificates.factories import OUTSTANDING, clerk, close_issue, many_holders, separated_plan
from tests.factories import mim_plan

pytestmark = [pytest.mark.django_db, pytest.mark.scale]

HOLDERS = int(os.environ.get("RIGHTSADMIN_SCALE_HOLDERS", "100000"))
PRESSED_HOLDERS = int(os.environ.get("RIGHTSADMIN_THROUGHPUT_HOLDERS", "20000"))
PATIENCE = 1_800  # seconds for one run


def test_separation_and_allotment_of_many_holders():
    plan = mim_plan()
    many_holders(plan, HOLDERS)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    started = time.monotonic()
    separation = separated_plan(plan=plan)
    posted = time.monotonic()
    run = runs.create_run(plan=separation.plan, actor=clerk())
    allotted = time.monotonic()

    print(  # noqa: T201 - the figures are what the test is run for
        f"{HOLDERS:,} holders: separation {posted - started:.1f} s, allotment {allotted - posted:.1f} s"
    )
    assert Certificate.objects.filter(run=run).count() == HOLDERS
    assert RunItem.objects.filter(run=run).count() == HOLDERS
    assert sum(Certificate.objects.filter(run=run).values_list("quantity", flat=True)) == OUTSTANDING


def _seconds_of_a_rehearsal(plan, start_worker, workers):
    """From the allotment to the proof, by so many fresh worker processes."""
    processes = [start_worker() for _ in range(workers)]
    run = runs.create_run(plan=plan, kind=RunKind.REHEARSAL, actor=clerk())
    allotted = time.monotonic()
    while (status := Run.objects.get(pk=run.pk).status) in {RunStatus.PRESSING, RunStatus.PROVING}:
        assert time.monotonic() < allotted + PATIENCE
        time.sleep(0.1)
    seconds = time.monotonic() - allotted
    assert status == RunStatus.PROVED
    for process in processes:
        process.send_signal(SIGTERM)
        process.wait()
    return seconds


@pytest.mark.worker
def test_throughput_of_two_workers_against_one(start_worker):
    plan = mim_plan(pinned_on=date(1998, 12, 15))
    many_holders(plan, PRESSED_HOLDERS)
    close_issue(plan, "DQ2", "purchase_price.basis", "per_unit")

    one = _seconds_of_a_rehearsal(plan, start_worker, 1)
    two = _seconds_of_a_rehearsal(plan, start_worker, 2)

    print(  # noqa: T201 - the figures are what the test is run for
        f"{PRESSED_HOLDERS:,} certificates pressed and read back: one worker {one:.1f} s, two {two:.1f} s, "
        f"ratio {one / two:.2f}"
    )
