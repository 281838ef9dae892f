"""Voiding: the Rights of a confirmed Acquiring or Adverse Person become void, separated or not (R28, R32).

A confirmed Trigger Case and the findings of beneficial ownership decide; a clerk or counsel proposes the list of
accounts, a second person approves it, and one batch makes the Rights void in whatever standing they are held. Staff has
no way back: a voiding that was wrong is reversed on counsel's paper alone.
"""

from typing import Any

from django.db import transaction

from ledger.enums import LIVING_STATES, Act
from ledger.errors import Held, RuleViolation
from ledger.models import Approval, Person, Plan, SourceDocument
from ledger.rules import postings
from ledger.selectors import citations, questions, voiding as selector
from ledger.selectors.voiding import VoidingPreview
from ledger.services import approvals, audit, posting
from ledger.services.acts.common import write_what_follows
from ledger.services.counsel import require_word
from ledger.services.locks import lock_plan
from rightsadmin.common.actor import Actor


def propose(
    *, plan: Plan, person: Person | None = None, counsel: SourceDocument | None = None, actor: Actor
) -> Approval:
    """Proposes to void what the findings reach now, of every confirmed person, or of one.

    RuleViolation where nothing is to be voided, the Rights have ended, or `counsel` is given by somebody who is not
    counsel or is no opinion that is kept; Held where an open question holds it, or where Rights have left the account
    they were found in and no paper of `counsel` says that they are void there too.
    """
    if counsel is not None:
        require_word("The word that Rights which were passed on are void", "R32", counsel, actor)
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        preview = _postable(plan, person, counsel)
        return approvals.propose(
            plan=plan,
            act=Act.VOIDING,
            subject=f"Void {preview.to_void.normalize():,f} Rights of {', '.join(preview.persons)}",
            target_type="plan",
            target_id=plan.pk,
            payload=_payload(preview, person, counsel),
            legal_basis=citations.basis(plan, "voiding", counsel),
            actor=actor,
        )


def _payload(
    preview: VoidingPreview, person: Person | None, counsel: SourceDocument | None
) -> dict[str, Any]:
    return {
        **preview.payload(),
        "person": person.pk if person else None,
        "counsel": counsel.pk if counsel else None,
    }


def _postable(plan: Plan, person: Person | None, counsel: SourceDocument | None) -> VoidingPreview:
    if plan.state not in LIVING_STATES:
        raise RuleViolation(
            f"There are no Rights to void: the plan is {plan.get_state_display().lower()}.", rule="R32"
        )
    questions.require_clear(plan, "voiding")
    preview = selector.preview(plan, person)
    if not preview.to_void:
        raise RuleViolation(
            "There is nothing to void: confirm the Trigger Case and record the findings first, or all of it is void "
            "already.",
            rule="R32",
            next_act=Act.TRIGGER_CASE,
        )
    if preview.holds and counsel is None:
        raise Held(" ".join(finding.sentence for finding in preview.holds), rule="R32", next_act=Act.VOIDING)
    return preview


@approvals.on_approval(Act.VOIDING)
def _post(approval: Approval, actor: Actor) -> None:
    """Works the list out anew, refuses a change, and posts it as one batch; certificates follow."""
    plan = lock_plan(approval.plan_id)
    told = approval.payload
    counsel = SourceDocument.objects.get(pk=told["counsel"]) if told["counsel"] else None
    person = Person.objects.get(pk=told["person"]) if told["person"] else None
    preview = _postable(plan, person, counsel)
    approvals.require_unchanged(approval, _payload(preview, person, counsel))
    batch = posting.post(
        plan=plan,
        movements=postings.voiding(
            (
                (decision.account, standing, rights)
                for decision in preview.decisions
                for standing, rights in decision.taken
            ),
            selector.voided_on(plan),
        ),
        source=f"voiding:{approval.pk}",
        legal_basis=approval.legal_basis,
        memo=", ".join(preview.persons)[:300],
        actor=actor,
    )
    audit.record("rights.voided", plan=plan, target=batch, after=preview.payload(), actor=actor)
    write_what_follows(batch, approval, actor)
