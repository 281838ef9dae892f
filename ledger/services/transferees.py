"""Counsel's word on Rights that an Acquiring or Adverse Person passed on: void at the transferee's, or not (7(e))."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from ledger.enums import LIVING_STATES, Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Approval, Plan, SourceDocument, TransfereeWord
from ledger.permissions import require_propose
from ledger.rules import postings
from ledger.rules.dates import date_text
from ledger.rules.voiding import taken_from
from ledger.selectors import plan_day, questions, transferees as selector, voiding
from ledger.selectors.transferees import Waiting
from ledger.services import approvals, audit, posting
from ledger.services.acts.common import write_what_follows
from ledger.services.counsel import require_word
from ledger.services.locks import lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor


def propose(
    *,
    plan: Plan,
    entry: int,
    account: int,
    void: Decimal,
    clear: Decimal,
    reason: str,
    document: SourceDocument,
    actor: Actor,
) -> Approval:
    """Proposes counsel's word on the Rights that an entry brought to an account: so many are void, so many are not.

    NotAuthorised without the role counsel; RuleViolation where `document` is no opinion that is kept, more is said than
    is in question, nothing at all, or no reason; Conflict where nothing of it is in question any more.
    """
    require_propose(actor, Act.TRANSFEREE)
    require_word("Counsel's word on a transferee's Rights", "R32", document, actor)
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        asked = _in_question(plan, entry, account)
        payload = _payload(asked, void, clear, reason, document)
        return approvals.propose(
            plan=plan,
            act=Act.TRANSFEREE,
            subject=f"Account {asked.account.number}: {void.normalize():,f} of the Rights that came from "
            f"{asked.person} are void, {clear.normalize():,f} are not",
            target_type="entry",
            target_id=entry,
            payload=payload,
            legal_basis=f"{document.title}, {date_text(document.dated_on)}: {reason}",
            actor=actor,
        )


def _in_question(plan: Plan, entry: int, account: int) -> Waiting:
    if plan.state not in LIVING_STATES:
        raise RuleViolation(
            f"There are no Rights to decide on: the plan is {plan.get_state_display().lower()}.", rule="R32"
        )
    questions.require_clear(plan, "voiding")
    for asked in selector.waiting(plan):
        if (asked.entry.pk, asked.account.pk) == (entry, account):
            return asked
    raise Conflict(
        "None of these Rights is in question any more: counsel's word on them is recorded, or they went on."
    )


def _payload(
    asked: Waiting, void: Decimal, clear: Decimal, reason: str, document: SourceDocument
) -> dict[str, Any]:
    if not reason.strip():
        raise RuleViolation("Give counsel's reason in a sentence.", where="reason")
    if void < 0 or clear < 0 or not void + clear:
        raise RuleViolation("Say how many of the Rights are void and how many are not.", where="void")
    if void + clear > asked.rights:
        raise RuleViolation(
            f"Of this entry {asked.rights.normalize():,f} Rights are in question in account {asked.account.number}: "
            "say no more than that.",
            rule="R32",
            where="void",
        )
    rests_on = voiding.counting(asked.account.plan, plan_day.today(asked.account.plan))
    return {
        "entry": asked.entry.pk,
        "account": asked.account.number,
        "holder": asked.account.pk,
        "registration": list(asked.account.registration_lines),
        "person": asked.person,
        "in_question": f"{asked.rights.normalize():f}",
        "void": f"{void.normalize():f}",
        "clear": f"{clear.normalize():f}",
        "reason": reason,
        "document": document.pk,
        "findings": sorted(row.pk for row in rests_on),
    }


@approvals.on_approval(Act.TRANSFEREE)
def _decide(approval: Approval, actor: Actor) -> None:
    """Keeps the word, and posts what is void of it as one batch on the plan's day; certificates follow."""
    plan = lock_plan(approval.plan_id)
    told = approval.payload
    document = SourceDocument.objects.get(pk=told["document"])
    void, clear = Decimal(told["void"]), Decimal(told["clear"])
    asked = _in_question(plan, told["entry"], told["holder"])
    approvals.require_unchanged(approval, _payload(asked, void, clear, told["reason"], document))
    word = TransfereeWord.objects.create(
        plan=plan,
        entry=asked.entry,
        account=asked.account,
        void=void,
        clear=clear,
        reason=told["reason"][:300],
        document=document,
        recorded_at=clock.now(),
        recorded_by=approval.proposed_by_name,
    )
    audit.record("transferee.decided", plan=plan, target=word, reason=told["reason"], after=told, actor=actor)
    if not void:
        return
    live = voiding.rights_in(plan, asked.account.pk).live
    batch = posting.post(
        plan=plan,
        movements=postings.voiding(
            ((asked.account.pk, standing, rights) for standing, rights in taken_from(live, void)),
            voiding.voided_on(plan),
        ),
        source=f"transferee:{approval.pk}",
        legal_basis=approval.legal_basis,
        memo=str(word)[:300],
        actor=actor,
    )
    audit.record("rights.voided", plan=plan, target=batch, after=told, actor=actor)
    write_what_follows(batch, approval, actor)
