"""What becomes of a certificate once it has its number: printed, mailed, returned, lost, ... (rules part C).

Nothing else changes the state of one; each change has its row of history.
"""

from django.db import transaction
from django.db.models import Q

from certificates.enums import CertificateState, RunStatus
from certificates.models import Certificate, DestructionBatch, Run
from certificates.rules.lifecycle import BEFORE_RELEASE, may_become, why_not
from certificates.services import register_history
from certificates.services.locks import lock_run
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Signatory
from ledger.permissions import require_propose
from ledger.rules.dates import date_text
from ledger.selectors import plan_day
from ledger.services import audit
from rightsadmin.common.actor import Actor


def countersign_run(*, run: Run, signatory: Signatory, actor: Actor) -> int:
    """Records that the Rights Agent countersigned the run's printed certificates; their number.

    RuleViolation unless the signatory is of the agent and in office on the plan's today (R7); Conflict where none
    of the run is printed and waiting.
    """
    on = plan_day.today(run.plan)
    in_office = Signatory.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on),
        pk=signatory.pk,
        plan_id=run.plan_id,
        party=Signatory.Party.AGENT,
        from_on__lte=on,
    )
    if not in_office.exists():
        raise RuleViolation(
            f"{signatory} is no authorised signatory of the Rights Agent on {date_text(on)}: another must countersign.",
            rule="R7",
        )
    return _advance(run, CertificateState.PRINTED, CertificateState.COUNTERSIGNED, f"by {signatory}", actor)


def mail_run(*, run: Run, reason: str, actor: Actor) -> int:
    """Records that the run's countersigned certificates were mailed, with the manifest or receipt as the reason."""
    return _advance(run, CertificateState.COUNTERSIGNED, CertificateState.MAILED, reason, actor)


def move(certificate: Certificate, *, state: str, reason: str, actor: Actor) -> str:
    """The locked certificate comes into the state; its state before. The caller has checked the act and audits it.

    RuleViolation where the state cannot follow the present one.
    """
    before = certificate.state
    if before in BEFORE_RELEASE or not may_become(before, state):
        raise RuleViolation(why_not(certificate.text, before, state))
    certificate.state = state
    audit.stamp(certificate, actor=actor, reason=reason).save(update_fields=["state"])
    return before


def void(certificate: Certificate, reason: str, actor: Actor) -> None:
    """A number that is not printed: the row stays and says why; the caller audits it."""
    certificate.state, certificate.void_reason = CertificateState.VOIDED, reason[:300]
    audit.stamp(certificate, actor=actor, reason=certificate.void_reason)
    certificate.save(update_fields=["state", "void_reason"])


def void_run(run: Run, reason: str, actor: Actor) -> None:
    """The numbers of the locked run that were not released explain why they never will be."""
    waiting = Certificate.objects.filter(run=run, state=CertificateState.ALLOCATED)
    waiting.update(state=CertificateState.VOIDED, void_reason=reason)
    register_history.write_certificates(
        run, kind=register_history.CHANGED, state=CertificateState.VOIDED, reason=reason, actor=actor
    )


def move_run(run: Run, before: str, after: str, *, reason: str, actor: Actor) -> int:
    """Every certificate of the locked run that is `before` comes to be `after`; how many. The caller audits it."""
    moved = Certificate.objects.filter(run=run, state=before).update(state=after)
    if moved:
        register_history.write_certificates(
            run, kind=register_history.CHANGED, state=after, reason=reason, actor=actor
        )
    return moved


def destroy(batch: DestructionBatch, *, reason: str, actor: Actor) -> int:
    """The cancelled certificates in the boxes of the locked batch are DESTROYED; how many. The caller audits it."""
    cancelled = Certificate.objects.filter(stored__box__destruction=batch, state=CertificateState.CANCELLED)
    gone = cancelled.update(state=CertificateState.DESTROYED)
    register_history.write_destroyed(batch, reason=reason, actor=actor)
    return gone


def _advance(run: Run, before: str, after: str, reason: str, actor: Actor) -> int:
    require_propose(actor, Act.RUN)
    with transaction.atomic():
        run = lock_run(run.pk)
        is_released = run.status == RunStatus.RELEASED
        moved = move_run(run, before, after, reason=reason, actor=actor) if is_released else 0
        if not moved:
            raise Conflict(
                f"No certificate of {run} is {CertificateState(before).label.lower()} and waits for this."
            )
        audit.record(
            "certificate.changed",
            plan=run.plan,
            target=run,
            reason=reason,
            before={"state": before},
            after={"state": after, "certificates": moved},
            actor=actor,
        )
    return moved
