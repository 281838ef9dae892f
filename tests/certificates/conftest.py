"""Runs pressed within the test's transaction: the tasks are run as soon as it would commit."""

from collections.abc import Callable

import pytest
from django.test import TestCase

from certificates.enums import RunKind
from certificates.models import Certificate, Run
from certificates.services import release, runs
from ledger.models import Plan
from tests.certificates.factories import approve, clerk, separated_plan
from tests.certificates.presented import mail
from tests.states import made_once


@made_once
def press(plan: Plan, kind: str = RunKind.LIVE) -> Run:
    with TestCase.captureOnCommitCallbacks(execute=True):
        run = runs.create_run(plan=plan, kind=kind, actor=clerk())
    return Run.objects.select_related("plan", "template_version", "separation").get(pk=run.pk)


@pytest.fixture
def pressed_run(db) -> Callable[..., Run]:
    """``pressed_run(plan, kind)``: a run that its tasks have worked off to its end."""
    return press


@made_once
def pressed_and_released(count: int) -> Run:
    """A run over a fresh separation of so many holders, pressed, proved and released."""
    run = press(separated_plan(count).plan)
    approve(release.propose_release(run=run, actor=clerk()))
    return run


@made_once
def mailed_certificates() -> list[Certificate]:
    run = pressed_and_released(3)
    mail(run)
    return list(Certificate.objects.filter(run=run).select_related("plan", "account").order_by("number"))


@pytest.fixture
def mailed(db) -> list[Certificate]:
    """Three certificates in their holders' hands: pressed, released, countersigned and mailed."""
    return mailed_certificates()
