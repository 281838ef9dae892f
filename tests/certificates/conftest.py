"""Runs pressed within the test's transaction: the tasks are run as soon as it would commit."""

from collections.abc import Callable

import pytest

from certificates.enums import RunKind
from certificates.models import Certificate, Run
from certificates.services import release, runs
from ledger.models import Plan
from tests.certificates.factories import approve, clerk, separated_plan
from tests.certificates.presented import mail


@pytest.fixture
def pressed_run(django_capture_on_commit_callbacks) -> Callable[..., Run]:
    """``pressed_run(plan, kind)``: a run that its tasks have worked off to its end."""

    def press(plan: Plan, kind: str = RunKind.LIVE) -> Run:
        with django_capture_on_commit_callbacks(execute=True):
            run = runs.create_run(plan=plan, kind=kind, actor=clerk())
        return Run.objects.select_related("plan", "template_version", "separation").get(pk=run.pk)

    return press


@pytest.fixture
def mailed(pressed_run) -> list[Certificate]:
    """Three certificates in their holders' hands: pressed, released, countersigned and mailed."""
    run = pressed_run(separated_plan(3).plan)
    approve(release.propose_release(run=run, actor=clerk()))
    mail(run)
    return list(Certificate.objects.filter(run=run).select_related("plan", "account").order_by("number"))
