"""What happens to a certificate after its release: countersigned, mailed, returned, lost, ... (rules part C)."""

from django.db import transaction
from django.db.models import Q

from certificates.enums import CertificateState, RunStatus
from certificates.models import Certificate, Run
from certificates.rules.lifecycle import BEFORE_RELEASE, DESPITE_STOP, UNDER_STOP, may_become, why_not
from certificates.services import register_history
from certificates.services.locks import lock_certificate, lock_run
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Signatory
from ledger.permissions import require_propose
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
            f"{signatory} is no authorised signatory of the Rights Agent on {on:%d %B %Y}: another must countersign.",
            rule="R7",
        )
    return _advance(run, CertificateState.PRINTED, CertificateState.COUNTERSIGNED, f"by {signatory}", actor)


def mail_run(*, run: Run, reason: str, actor: Actor) -> int:
    """Records that the run's countersigned certificates were mailed, with the manifest or receipt as the reason."""
    return _advance(run, CertificateState.COUNTERSIGNED, CertificateState.MAILED, reason, actor)


def change(*, certificate: Certificate, state: str, reason: str, actor: Actor) -> Certificate:
    """One certificate comes into its next state: returned, stopped, lost, surrendered, ...

    RuleViolation without a reason or where the state cannot follow the present one; what was not released changes
    only with its run, what is under a stop only by its lifting.
    """
    require_propose(actor, Act.RUN)
    if not reason.strip():
        raise RuleViolation("Say why the certificate changes: the reason stays in its history.")
    with transaction.atomic():
        certificate = lock_certificate(certificate.pk)
        if certificate.state in UNDER_STOP and state not in DESPITE_STOP:
            raise RuleViolation(
                f"{certificate.text} is under a stop: lift the stop, and it is what it was before."
            )
        before = move(certificate, state=state, reason=reason, actor=actor)
        audit.record(
            "certificate.changed",
            plan=certificate.plan,
            target=certificate,
            reason=reason,
            before={"state": before},
            after={"state": state},
            actor=actor,
        )
    return certificate


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


def _advance(run: Run, before: str, after: str, reason: str, actor: Actor) -> int:
    require_propose(actor, Act.RUN)
    with transaction.atomic():
        run = lock_run(run.pk)
        moved = Certificate.objects.filter(run=run, run__status=RunStatus.RELEASED, state=before).update(
            state=after
        )
        if not moved:
            raise Conflict(
                f"No certificate of {run} is {CertificateState(before).label.lower()} and waits for this."
            )
        register_history.write_certificates(
            run, kind=register_history.CHANGED, state=after, reason=reason, actor=actor
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
