"""Voiding: the Rights of a confirmed Acquiring or Adverse Person become void at once, before the separation (R28, R32).

A confirmed Trigger Case and the findings of beneficial ownership decide; a clerk or counsel proposes the list of
accounts, a second person approves it, and one batch moves the Rights from valid to void. There is no way back.
"""

from django.db import transaction

from ledger.enums import ATTACHED_STATES, Act
from ledger.errors import Held, RuleViolation
from ledger.models import Approval, Plan, SourceDocument
from ledger.rules import postings
from ledger.selectors import citations, plan_day, voiding as selector
from ledger.selectors.voiding import VoidingPreview
from ledger.services import approvals, audit, posting
from ledger.services.locks import lock_plan
from rightsadmin.common.actor import Actor


def propose(*, plan: Plan, counsel: SourceDocument | None = None, actor: Actor) -> Approval:
    """Proposes to void what the findings reach now.

    RuleViolation where nothing is to be voided or the Rights have separated; Held where Rights have left the account
    they were found in and no paper of `counsel` says that they are void there too.
    """
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        preview = _postable(plan, counsel)
        return approvals.propose(
            plan=plan,
            act=Act.VOIDING,
            subject=f"Void {preview.to_void.normalize():,f} Rights of {', '.join(preview.persons)}",
            target_type="plan",
            target_id=plan.pk,
            payload=_payload(preview, counsel),
            legal_basis=citations.basis(plan, "voiding", counsel),
            actor=actor,
        )


def _payload(preview: VoidingPreview, counsel: SourceDocument | None) -> dict[str, object]:
    return {**preview.payload(), "counsel": counsel.pk if counsel else None}


def _postable(plan: Plan, counsel: SourceDocument | None) -> VoidingPreview:
    if plan.state not in ATTACHED_STATES:
        raise RuleViolation(
            f"The plan is {plan.get_state_display().lower()}: after the separation void Rights are taken with their "
            "certificates. Stop the certificates and ask counsel.",
            rule="R32",
            next_act=Act.STOP,
        )
    preview = selector.preview(plan)
    if not preview.to_void:
        raise RuleViolation(
            "There is nothing to void: confirm the Trigger Case and record the findings first, or all of it is void "
            "already.",
            rule="R32",
            next_act=Act.TRIGGER_CASE,
        )
    if preview.holds and counsel is None:
        raise Held(" ".join(finding.sentence for finding in preview.holds), rule="R32")
    return preview


@approvals.on_approval(Act.VOIDING)
def _post(approval: Approval, actor: Actor) -> None:
    """Works the list out anew, refuses a change, and posts valid to void as one batch on the plan's day."""
    plan = lock_plan(approval.plan_id)
    number = approval.payload["counsel"]
    counsel = SourceDocument.objects.get(pk=number) if number else None
    preview = _postable(plan, counsel)
    approvals.require_unchanged(approval, _payload(preview, counsel))
    batch = posting.post(
        plan=plan,
        movements=postings.voiding(
            ((decision.account, decision.to_void) for decision in preview.decisions), plan_day.today(plan)
        ),
        source=f"voiding:{approval.pk}",
        legal_basis=approval.legal_basis,
        memo=", ".join(preview.persons)[:300],
        actor=actor,
    )
    audit.record("rights.voided", plan=plan, target=batch, after=preview.payload(), actor=actor)
