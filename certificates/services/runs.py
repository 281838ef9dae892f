"""Runs: started once over a posted separation, paused, resumed, cancelled, retried. Pressing is in `pressing`."""

from datetime import date
from typing import Any

from django.db import transaction

from certificates.enums import ItemState, RunKind, RunStatus
from certificates.models import Run, RunItem, TemplateVersion
from certificates.rules.content import FaceTerms, Watermark, frozen_face
from certificates.selectors.face import face_terms
from certificates.services import allotment, claims, files, lifecycle, register_history, templates
from certificates.services.locks import lock_run
from ledger.enums import Act, SeparationStatus
from ledger.errors import Conflict, RuleViolation
from ledger.models import Approval, Plan, Separation
from ledger.permissions import require_propose
from ledger.selectors import plan_day, questions
from ledger.services import audit
from ledger.services.locks import lock_plan
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor

# Certificates in a chunk, one print file. Measured (docs/measured.md): 500 are pressed and read back in a second, so
# that a killed worker costs little; chunks four times as large save an eighth; and even the slow route of the press
# stays far below the task's time limit with 500, not with 2,000.
CHUNK_SIZE = 500
# Tasks sent when a run begins; each works off one chunk after another, so more than the workers do no harm.
SEEDS = 4
WATERMARKS = {RunKind.REHEARSAL: Watermark.REHEARSAL, RunKind.SPECIMEN: Watermark.SPECIMEN}
STEERABLE = (RunStatus.PRESSING, RunStatus.PAUSED, RunStatus.PROVING, RunStatus.FAILED, RunStatus.PROVED)


def create_run(
    *, plan: Plan, kind: str = RunKind.LIVE, separation: Separation | None = None, actor: Actor
) -> Run:
    """Freezes the terms on the face, allots the numbers in postal order and sends the run to the press.

    A live run needs the plan's posted separation (found when none is given) and takes every line of it that no
    certificate evidences yet. A rehearsal or specimen is made on today's holders when there is no separation.
    Raises Held where an open question holds the issue (DQ1) or the price basis (DQ2), Conflict naming the run
    that is under way, RuleViolation where there is nothing to print or a term is missing. Nothing changes then.
    """
    require_propose(actor, Act.RUN)
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        separation = (
            separation or Separation.objects.filter(plan=plan, status=SeparationStatus.POSTED).first()
        )
        if kind == RunKind.LIVE:
            _require_issue(plan, separation)
        on = _dated_on(plan, separation if kind == RunKind.LIVE else None)
        face = face_terms(plan, on, watermark=WATERMARKS.get(RunKind(kind)), signed=kind == RunKind.LIVE)
        run = begin_with_face(face, plan=plan, separation=separation, kind=kind, actor=actor)
        allotted = allotment.allot(run)
        if not allotted.pieces and not allotted.exceptions:
            raise RuleViolation(
                "There is nothing to print: every holder with Rights has a certificate already.", rule="R25"
            )
        if kind == RunKind.LIVE:
            register_history.write_allocated(run, reason=str(run), actor=actor)
        audit.record(
            "run.created",
            plan=plan,
            target=run,
            after={
                "kind": kind,
                "certificates": allotted.pieces,
                "rights": allotted.rights,
                "exceptions": allotted.exceptions,
                "face": run.face_sha256,
            },
            actor=actor,
        )
        send_to_press(run)
    return run


def begin_with_face(face: FaceTerms, *, actor: Actor, **told: Any) -> Run:
    """A run of certificates with those terms on their face, printed by the version of the certificate that new runs
    print; the rest is told as to `begin`.
    """
    return begin(
        template_version=templates.current_version(face, actor=actor),
        face=frozen_face(face),
        face_sha256=face.digest(),
        actor=actor,
        **told,
    )


def begin(
    *,
    plan: Plan,
    kind: str,
    template_version: TemplateVersion,
    face: dict[str, Any],
    face_sha256: str,
    chunk_size: int | None = None,
    separation: Separation | None = None,
    approval: Approval | None = None,
    actor: Actor,
) -> Run:
    """A run of the plan that is being pressed, without anything in it; the caller checked the act and makes the rest.

    `approval` is the one that releases it by itself once what is pressed was proved.
    """
    return Run.objects.create(
        plan=plan,
        separation=separation,
        kind=kind,
        status=RunStatus.PRESSING,
        template_version=template_version,
        face=face,
        face_sha256=face_sha256,
        chunk_size=chunk_size or CHUNK_SIZE,
        created_at=clock.now(),
        created_by=actor.name,
        approval=approval,
    )


def pause(*, run: Run, reason: str = "", actor: Actor) -> Run:
    """No further chunk is begun; what is being pressed just now is finished. Conflict unless it is pressing."""
    with transaction.atomic():
        run = _steer(run, (RunStatus.PRESSING,), "paused", actor)
        return turn(run, RunStatus.PAUSED, reason or f"Paused by {actor.name}.", actor=actor)


def resume(*, run: Run, actor: Actor) -> Run:
    """The run goes on where it was paused. Conflict unless it is paused."""
    with transaction.atomic():
        run = _steer(run, (RunStatus.PAUSED,), "resumed", actor)
        send_to_press(run)
        return turn(run, RunStatus.PRESSING, "", actor=actor)


def retry_failed(*, run: Run, actor: Actor) -> Run:
    """Every failed chunk is pressed again, and the run with it. Conflict unless the run failed.

    A stored file that is not what its hash says is removed first, so that the press writes it anew.
    """
    with transaction.atomic():
        run = _steer(run, (RunStatus.FAILED,), "retried", actor)
        for damaged in claims.wait_again(run):
            files.discard_if_damaged(damaged)
        send_to_press(run)
        return turn(run, RunStatus.PRESSING, "", actor=actor)


def cancel(*, run: Run, reason: str, actor: Actor) -> Run:
    """Ends the run: what waits is never pressed, its certificates are voided, their numbers stay and explain why.

    Conflict where it was released or cancelled, or waits for release: then the second person rejects first.
    """
    if not reason.strip():
        raise RuleViolation("Say why the run is cancelled: each voided number keeps the reason.")
    with transaction.atomic():
        run = _steer(run, STEERABLE, "cancelled", actor)
        if run.kind == RunKind.PRESENTATION:
            raise RuleViolation(
                f"{run} prints what a presentation was posted for: the old certificates are cancelled. Retry it."
            )
        claims.cancel(run)
        RunItem.objects.filter(run=run, state=ItemState.WAITING).update(state=ItemState.CANCELLED)
        why = f"{run} was cancelled: {reason}"[:300]
        lifecycle.void_run(run, why, actor)
        run.ended_at = clock.now()
        return turn(run, RunStatus.CANCELLED, reason, actor=actor)


def send_to_press(run: Run) -> None:
    """Tasks for the run once the transaction is committed; the sweep sends more where these are lost."""
    for _ in range(SEEDS):
        enqueue.on_commit("certificates.press_next", run_id=run.pk)


def _require_issue(plan: Plan, separation: Separation | None) -> None:
    questions.require_clear(plan, "issue")
    if separation is None or separation.plan_id != plan.pk or separation.status != SeparationStatus.POSTED:
        raise RuleViolation(
            "Certificates are printed for a separation that a second person approved; this plan has none.",
            rule="R11",
        )
    running = (
        Run.objects.filter(separation=separation, kind=RunKind.LIVE)
        .exclude(status__in=(RunStatus.RELEASED, RunStatus.CANCELLED))
        .first()
    )
    if running:
        raise Conflict(
            f"{running} was started for this separation already, by {running.created_by}; it is "
            f"{running.get_status_display().lower()}. Open it instead of starting another.",
            where=str(running.pk),
            next_act=Act.RUN,
        )


def _dated_on(plan: Plan, separation: Separation | None) -> date:
    """The day on the face: the plan's today, which is never before the Distribution Date of its separation."""
    today = plan_day.today(plan)
    return max(today, separation.distribution_date) if separation else today


def _steer(run: Run, allowed: tuple[str, ...], done: str, actor: Actor) -> Run:
    """The run, locked, if it is in one of the allowed states."""
    require_propose(actor, Act.RUN)
    run = lock_run(run.pk)
    if run.status not in allowed:
        raise Conflict(f"{run} is {run.get_status_display().lower()} and cannot be {done}.")
    return run


def keep(run: Run, status: str, message: str | None = None) -> None:
    """Saves the locked run in its next status, with what its caller set on it; the caller audits the act."""
    run.status = status
    if message is not None:
        run.message = message
    run.save(update_fields=["status", "message", "approval", "pressed_at", "ended_at"])


def turn(run: Run, status: str, message: str, *, actor: Actor) -> Run:
    """As `keep`, where the turn itself is the event on the audit trail."""
    before = run.status
    keep(run, status, message)
    audit.record(
        "run.changed",
        plan=run.plan,
        target=run,
        reason=message,
        before={"status": before},
        after={"status": status},
        actor=actor,
    )
    return run
