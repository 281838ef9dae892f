"""Runs pressed within the test's transaction: the tasks are run as soon as it would commit."""

from collections.abc import Callable

import pytest

from certificates.enums import RunKind
from certificates.models import Certificate, Run
from certificates.services import lifecycle, release, runs
from ledger.models import Plan, Signatory
from ledger.services import audit
from tests.certificates.factories import RELEASE_DAY, approve, clerk, separated_plan


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
    signatory = Signatory(
        plan=run.plan, party="agent", name="A. Signer", title="Vice President", from_on=RELEASE_DAY
    )
    audit.stamp(signatory, actor=clerk()).save()
    lifecycle.countersign_run(run=run, signatory=signatory, actor=clerk())
    lifecycle.mail_run(run=run, reason="Manifest of 4 January", actor=clerk())
    return list(Certificate.objects.filter(run=run).select_related("plan", "account").order_by("number"))
