"""A hundred thousand holders: the separation and the allotment are set-based SQL, not loops over rows."""

import os
import time

import pytest
from django.db import connection

from certificates.models import Certificate, RunItem
from certificates.services import runs
from tests.certificates.factories import OUTSTANDING, clerk, many_holders, separated_plan
from tests.factories import mim_plan

pytestmark = [pytest.mark.django_db, pytest.mark.scale]

HOLDERS = int(os.environ.get("RIGHTSADMIN_SCALE_HOLDERS", "100000"))


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
