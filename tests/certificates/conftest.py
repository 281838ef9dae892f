"""Runs pressed within the test's transaction: the tasks are run as soon as it would commit."""

from collections.abc import Callable

import pytest

from certificates.enums import RunKind
from certificates.models import Run
from certificates.services import runs
from ledger.models import Plan
from tests.certificates.factories import clerk


@pytest.fixture
def pressed_run(django_capture_on_commit_callbacks) -> Callable[..., Run]:
    """``pressed_run(plan, kind)``: a run that its tasks have worked off to its end."""

    def press(plan: Plan, kind: str = RunKind.LIVE) -> Run:
        with django_capture_on_commit_callbacks(execute=True):
            run = runs.create_run(plan=plan, kind=kind, actor=clerk())
        return Run.objects.select_related("plan", "template_version", "separation").get(pk=run.pk)

    return press
