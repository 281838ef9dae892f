"""The release of a proved run: proposed over the digest of its files and totals, done by a second person (R25)."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from certificates.enums import CertificateState, RunKind, RunStatus
from certificates.models import Certificate, ProofReport, Run
from certificates.services import files, lifecycle, runs
from certificates.services.locks import lock_run
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Approval
from ledger.selectors import citations
from ledger.services import approvals, audit, hands
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

TARGET = "run"


def propose_release(*, run: Run, actor: Actor) -> Approval:
    """Proposes the run to a second person, over the digest of its print files and its totals.

    Raises Conflict where it is not proved or waits already, RuleViolation where it is a rehearsal or specimen or
    its latest proof does not agree (R25).
    """
    with transaction.atomic():
        run = lock_run(run.pk)
        if run.kind != RunKind.LIVE:
            raise RuleViolation(
                f"{run} is not released by itself: it is printed under a watermark, or its presentation's checker "
                "released it.",
                rule="R25",
            )
        if run.status != RunStatus.PROVED:
            raise Conflict(f"{run} is {run.get_status_display().lower()}: only a proved run can be released.")
        payload = release_payload(run)
        approval = approvals.propose(
            plan=run.plan,
            act=Act.RELEASE,
            subject=f"Release {payload['totals']['certificates']} certificates of run {run.pk}",
            target_type=TARGET,
            target_id=run.pk,
            payload=payload,
            legal_basis=citations.basis(run.plan, "separation"),
            actor=actor,
        )
        run.approval = approval
        runs.keep(run, RunStatus.AWAITING_RELEASE)
    return approval


def release_payload(run: Run) -> dict[str, Any]:
    """What the second person approves: files by their hashes, totals, template and terms on the face.

    RuleViolation where the latest proof does not agree.
    """
    report = ProofReport.objects.filter(run=run).first()
    if report is None or not report.passed or report.files_sha256 != files.digest_of(run):
        raise RuleViolation(
            f"{run} cannot be released: its files are not proved to equal the ledger.", rule="R25"
        )
    return {
        "run": run.pk,
        "separation": run.separation_id,
        "template": str(run.template_version),
        "template_sha256": run.template_version.sha256,
        "face_sha256": run.face_sha256,
        "files_sha256": report.files_sha256,
        "totals": report.totals,
    }


@hands.made_of(Act.RELEASE)
def _made_of(approval: Approval) -> Iterable[hands.Part]:
    """The run, and the accounts on its faces as they were edited of late."""
    faces = Certificate.objects.filter(run=approval.target_id).values("account")
    yield hands.Part(kind=TARGET, keys=[approval.target_id], verbs=("run.created",))
    yield from hands.edits_of_accounts(approval, faces)


@approvals.on_approval(Act.RELEASE)
def _release(approval: Approval, actor: Actor) -> None:
    run = lock_run(approval.target_id)
    if run.status != RunStatus.AWAITING_RELEASE:
        raise Conflict(f"{run} is {run.get_status_display().lower()} and does not wait for release.")
    approvals.require_unchanged(approval, release_payload(run))
    _let_go(run, approval.payload, actor)


def release_presented(run: Run, *, actor: Actor) -> None:
    """Releases the run of a presentation, or of Rights that a reversal brought back, proved just now: the second person
    approved exactly these certificates, or the reversal that they follow from.

    RuleViolation where the latest proof does not agree; the caller holds the run's row.
    """
    payload = release_payload(run)
    run.approval = run.approval or run.presentation.approval
    _let_go(run, payload, actor)


def release_notice(run: Run, *, actor: Actor) -> None:
    """Releases the letters of a notice, proved just now: its approval was of these very words, figures and holders.

    RuleViolation where the latest proof does not agree; the caller holds the run's row.
    """
    _let_go(run, release_payload(run), actor)


def _let_go(run: Run, payload: dict[str, Any], actor: Actor) -> None:
    run.ended_at = clock.now()
    runs.keep(run, RunStatus.RELEASED)
    lifecycle.move_run(
        run,
        CertificateState.ALLOCATED,
        CertificateState.PRINTED,
        reason=f"{run} was released",
        actor=actor,
    )
    audit.record("run.released", plan=run.plan, target=run, after=payload, actor=actor)


@approvals.on_rejection(Act.RELEASE)
def _reject(approval: Approval, actor: Actor) -> None:
    run = lock_run(approval.target_id)
    run.approval = None
    runs.turn(run, RunStatus.PROVED, f"Release {approval.status}: {approval.decision_reason}", actor=actor)
