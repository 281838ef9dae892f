"""Stop orders on certificates: placed, lifted, run out (operations, section 3). None is ever forgotten: all stay on
file with their authority.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from certificates.enums import CertificateState, StopKind
from certificates.models import Certificate, StopOrder, StopReport
from certificates.rules import stops as rules
from certificates.rules.lifecycle import UNDER_STOP
from certificates.selectors import stops as standing, voided
from certificates.services import lifecycle
from certificates.services.locks import lock_certificate, lock_stop
from certificates.services.texts import required
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Approval, SourceDocument
from ledger.permissions import require_propose
from ledger.rules.dates import date_text
from ledger.selectors import plan_day
from ledger.services import approvals, audit, hands, house_clock
from ledger.services.locks import PATIENTLY
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor


def place_stop(
    *,
    certificate: Certificate,
    kind: str,
    reason: str,
    authority: str,
    from_on: date,
    until_on: date | None = None,
    document: SourceDocument | None = None,
    actor: Actor,
) -> StopOrder:
    """Nothing is done with the certificate from now on: it is LOST where reported lost, stolen or destroyed, else
    STOPPED.

    An adverse claim without a last day ends 30 days after it began. Raises Conflict where a stop is in force on it
    already, RuleViolation without a reason or authority, for days that cannot stand, or where the certificate was not
    released or its life has ended.
    """
    require_propose(actor, Act.STOP)
    if kind not in StopKind.values or kind == StopKind.VOID:
        raise RuleViolation(f"“{kind}” is no kind of stop.", where="kind")
    reason = required(reason, "Say what the stop rests on: what happened, and when.", where="reason")
    authority = required(
        authority, "Name the authority of the stop: the holder, a court, the company.", where="authority"
    )
    with transaction.atomic():
        certificate = lock_certificate(certificate.pk)
        if refusal := rules.why_not_these_days(kind, from_on, until_on, plan_day.today(certificate.plan)):
            raise RuleViolation(refusal)
        if document is not None and document.plan_id != certificate.plan_id:
            raise RuleViolation("The document is of another plan.", where="document")
        if present := standing.in_force(certificate):
            raise Conflict(
                f"A stop is in force on {certificate.text} already: “{present.get_kind_display()}”, placed by "
                f"{present.placed_by}. Have it lifted first, with its reason.",
                next_act=Act.STOP_LIFT,
            )
        return place_on(
            certificate,
            kind=kind,
            reason=reason,
            authority=authority,
            from_on=from_on,
            until_on=rules.last_day(kind, from_on, until_on),
            document=document,
            actor=actor,
        )


def place_on(
    certificate: Certificate,
    *,
    kind: str,
    reason: str,
    authority: str,
    from_on: date,
    until_on: date | None = None,
    document: SourceDocument | None = None,
    actor: Actor,
) -> StopOrder:
    """Writes the stop on the locked certificate, which may be stopped; the caller has checked who asks, and why."""
    before = lifecycle.move(certificate, state=rules.state_under(kind), reason=reason, actor=actor)
    stop = StopOrder(
        certificate=certificate,
        kind=kind,
        from_on=from_on,
        until_on=until_on,
        reason=reason[:300],
        authority=authority,
        document=document,
        state_before=before,
        placed_at=clock.now(),
        placed_by=actor.name,
    )
    audit.stamp(stop, actor=actor, reason=reason).save()
    _record("stop.placed", stop, before, reason, actor)
    return stop


def propose_lift(*, stop: StopOrder, reason: str, actor: Actor) -> Approval:
    """Proposes that the stop ends, and the certificate is what it was before it; until a second person agrees it holds.

    Raises Conflict where it was lifted already or its lifting waits, RuleViolation without a reason, or where the
    certificate was replaced: its stop stays, so that the old paper raises the alarm (see `record_recovery`).
    """
    require_propose(actor, Act.STOP_LIFT)
    reason = required(reason, "Say on whose word the stop is lifted.", where="reason")
    with transaction.atomic():
        stop, certificate = _liftable(stop)
        return approvals.propose(
            plan=certificate.plan,
            act=Act.STOP_LIFT,
            subject=f"Lift the stop on certificate {certificate.text}",
            target_type="stoporder",
            target_id=stop.pk,
            payload=_payload(stop, reason),
            legal_basis=reason,
            actor=actor,
        )


@approvals.on_approval(Act.STOP_LIFT)
def _lift(approval: Approval, actor: Actor) -> None:
    """One surrendered meanwhile stays what it is."""
    stop, certificate = _liftable(StopOrder.objects.get(pk=approval.target_id))
    reason = approval.payload["reason"]
    approvals.require_unchanged(approval, _payload(stop, reason))
    _end(stop, certificate, stop.state_before, reason, actor)


@hands.made_of(Act.STOP_LIFT)
def _made_of(approval: Approval) -> Iterable[hands.Part]:
    """The word on which it is lifted, and nothing that was on record before: who placed it may agree."""
    return ()


def _liftable(stop: StopOrder) -> tuple[StopOrder, Certificate]:
    """The locked stop and its certificate, where it may be lifted by anybody's word."""
    stop, certificate = _in_force(stop)
    if void := voided.void_on(certificate):
        raise RuleViolation(
            f"{void:,} of the Rights on {certificate.text} are void: its stop stays. Let it be presented, "
            "and issue a certificate for the Rights that are not.",
            rule="R32",
            next_act=Act.PRESENTATION,
        )
    if certificate.state == CertificateState.REPLACED:
        raise RuleViolation(
            f"{certificate.text} was replaced: its stop stays, so that the old paper raises the alarm wherever it "
            "is presented. When it has come in, record its recovery.",
            next_act=Act.STOP,
        )
    return stop, certificate


def _payload(stop: StopOrder, reason: str) -> dict[str, Any]:
    certificate = stop.certificate
    before = certificate.state
    return {
        "certificate": certificate.text,
        "rights": certificate.quantity,
        "registration": list(certificate.account.registration_lines),
        "stop": stop.get_kind_display(),
        "authority": stop.authority,
        "placed_on": stop.reason,
        "from_on": stop.from_on.isoformat(),
        "until_on": stop.until_on.isoformat() if stop.until_on else "lifted",
        "before": {"state": before},
        "after": {"state": stop.state_before if before in UNDER_STOP else before},
        "reason": reason,
    }


def lift_of_void(certificate: Certificate, *, reason: str, actor: Actor) -> None:
    """The stop that a voiding placed on the locked certificate ends, for none of its Rights is void any more; nothing
    where another stop is in force. A step of the reversal of that voiding, which two persons approved.
    """
    for found in StopOrder.objects.filter(
        certificate=certificate, kind=StopKind.VOID, lifted_at__isnull=True
    ):
        stop = lock_stop(found)
        _end(stop, stop.certificate, stop.state_before, reason, actor)


def record_recovery(*, stop: StopOrder, reason: str, actor: Actor) -> StopOrder:
    """The old paper of a replaced certificate came in: it is CANCELLED and its stop ends; no Right moves by it.

    Raises Conflict where the stop was lifted already, RuleViolation without a reason or where the certificate was
    not replaced.
    """
    require_propose(actor, Act.STOP)
    reason = required(reason, "Say how and from whom the old certificate came in.", where="reason")
    with transaction.atomic():
        stop, certificate = _in_force(stop)
        if certificate.state != CertificateState.REPLACED:
            raise RuleViolation(
                f"{certificate.text} was not replaced: let its stop be lifted, and it is again what it was.",
                next_act=Act.STOP_LIFT,
            )
        lifecycle.move(certificate, state=CertificateState.CANCELLED, reason=reason, actor=actor)
        _close(stop, CertificateState.REPLACED, reason, actor)
    return stop


def record_report(*, stop: StopOrder, kind: str, sent_on: date, reference: str, actor: Actor) -> StopReport:
    """The report of the loss or of the recovery went out (17f-1); kept with the day on which it was due.

    Raises RuleViolation where none of this kind is owed, without a reference, or for a day before the stop or after
    the plan's today; Conflict where it was recorded already.
    """
    require_propose(actor, Act.STOP)
    reference = required(reference, "Give the number under which the report was taken in.", where="reference")
    with transaction.atomic():
        stop = lock_stop(stop)
        certificate = stop.certificate
        if StopReport.objects.filter(stop=stop, kind=kind).exists():
            raise Conflict(f"This report on {certificate.text} was recorded already.")
        owed = next((due for due in standing.reports_owed(stop) if due.kind == kind), None)
        if owed is None:
            raise RuleViolation(f"No such report is owed for {certificate.text} under Rule 17f-1.")
        if not stop.from_on <= sent_on <= plan_day.today(certificate.plan):
            raise RuleViolation("A report is sent after the discovery and not after today.", where="sent_on")
        report = StopReport.objects.create(
            stop=stop,
            kind=kind,
            due_on=owed.due_on,
            calendar_version=owed.calendar_version,
            sent_on=sent_on,
            reference=reference,
            recorded_at=clock.now(),
            recorded_by=actor.name,
        )
        _record("stop.reported", stop, certificate.state, f"{report.get_kind_display()}: {reference}", actor)
    return report


def lift_run_out(*, actor: Actor) -> int:
    """Daily: stops whose last day is past on their plan's today are lifted; how many. One that cannot be is left.

    Those of live plans wait while the clock of the house waits for a person.
    """
    dated = StopOrder.objects.filter(lifted_at__isnull=True, until_on__isnull=False)
    if house_clock.look(actor=actor):
        dated = dated.filter(certificate__plan__pinned_on__isnull=False)
    lifted = 0
    for stop in dated.select_related("certificate__plan"):
        if rules.has_run_out(stop.until_on, plan_day.today(stop.certificate.plan)):
            lifted += _run_out(stop, actor)
    return lifted


def _run_out(stop: StopOrder, actor: Actor) -> int:
    with transaction.atomic():
        stop = lock_stop(stop, timeout=PATIENTLY)
        certificate = stop.certificate
        stays = certificate.state == CertificateState.REPLACED or voided.void_on(certificate) > 0
        is_due = stop.lifted_at is None and not stays
        if is_due:
            _end(stop, certificate, stop.state_before, f"its last day was {date_text(stop.until_on)}", actor)
    return int(is_due)


def _in_force(stop: StopOrder) -> tuple[StopOrder, Certificate]:
    stop = lock_stop(stop)
    if stop.lifted_at is not None:
        raise Conflict(
            f"The stop on {stop.certificate.text} was lifted by {stop.lifted_by} already: {stop.lifted_reason}"
        )
    return stop, stop.certificate


def _end(stop: StopOrder, certificate: Certificate, state: str, reason: str, actor: Actor) -> None:
    before = certificate.state
    if before in UNDER_STOP:
        lifecycle.move(certificate, state=state, reason=reason, actor=actor)
    _close(stop, before, reason, actor)


def _close(stop: StopOrder, state_before: str, reason: str, actor: Actor) -> None:
    stop.lifted_at, stop.lifted_on = clock.now(), plan_day.today(stop.certificate.plan)
    stop.lifted_by, stop.lifted_reason = actor.name, reason
    audit.stamp(stop, actor=actor, reason=reason).save(
        update_fields=["lifted_at", "lifted_on", "lifted_by", "lifted_reason"]
    )
    _record("stop.lifted", stop, state_before, reason, actor)


def _record(verb: str, stop: StopOrder, state_before: str, reason: str, actor: Actor) -> None:
    audit.record(
        verb,
        plan=stop.certificate.plan,
        target=stop.certificate,
        reason=reason,
        before={"state": state_before},
        after={
            "state": stop.certificate.state,
            "stop": stop.get_kind_display(),
            "authority": stop.authority,
            "from": stop.from_on.isoformat(),
            "until": stop.until_on.isoformat() if stop.until_on else "lifted",
        },
        actor=actor,
    )
    enqueue.on_commit("ledger.compute_deadlines", plan_id=stop.certificate.plan.pk)
