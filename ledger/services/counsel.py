"""Counsel's word, wherever an act rests on it: one check of who gives it and on what paper; and counsel's word on a
proposed amendment, which comes before the second person's (R55).
"""

from datetime import datetime

from django.db import transaction

from ledger.enums import Act, Role
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import Approval, CounselsWord, Plan, Resolution, SourceDocument
from ledger.permissions import require_propose
from ledger.rules.amendments import AmendmentCategory
from ledger.rules.counsel import word_findings
from ledger.rules.findings import Finding
from ledger.selectors import counsels_word, milestones
from ledger.services import audit
from ledger.services.findings import require, require_none_against
from ledger.services.locks import lock_approval
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

_CATEGORY = "The category of an amendment"


def word_lacks(what: str, rule: str, document: SourceDocument, actor: Actor) -> tuple[Finding, ...]:
    """What is lacking for this to be counsel's word: the role of who gives it, an opinion, and the paper itself."""
    return word_findings(
        what,
        rule,
        by_counsel=Role.COUNSEL in actor.roles,
        paper_kind=document.kind,
        is_kept=document.is_kept,
    )


def require_word(what: str, rule: str, document: SourceDocument, actor: Actor) -> None:
    """RuleViolation unless the actor has the role counsel and `document` is an opinion that is kept."""
    require_none_against(word_lacks(what, rule, document, actor))


def require_word_before_milestone(
    plan: Plan, what: str, at: datetime, document: SourceDocument, actor: Actor
) -> None:
    """RuleViolation unless an act of before a milestone on record, `what` in words, rests on counsel's word: what has
    occurred is frozen, whoever acted before it (R19).
    """
    if milestone := milestones.after(plan, at):
        require_word(f"{what} of before “{milestone}”, which is on record,", "R19", document, actor)


def give_word(
    *, approval: Approval, category: str, reason: str, document: SourceDocument, actor: Actor
) -> CounselsWord:
    """Counsel's word on what a proposed amendment does, over exactly what is proposed; a second person approves then.

    NotAuthorised without the role; RuleViolation where the paper is no opinion that is kept, no reason is told, or an
    amendment of that category may not be made; Conflict where the proposal waits for no word of counsel.
    """
    require_propose(actor, Act.COUNSELS_WORD)
    require_word(_CATEGORY, "R55", document, actor)
    if not reason.strip():
        raise RuleViolation("Give counsel's reason in a sentence.", where="reason")
    with transaction.atomic():
        approval = lock_approval(approval.pk)
        if not counsels_word.is_awaited(approval):
            raise Conflict(
                f"“{approval.subject}” waits for no word of counsel: it is decided, it needs none, or the word is "
                "given. Where the word is wrong, let the proposal be rejected and made again."
            )
        if document.plan_id != approval.plan_id:
            raise RuleViolation(f"“{document.title}” is a paper of another plan.")
        _require_allowed(approval, AmendmentCategory(category))
        word = CounselsWord.objects.create(
            plan_id=approval.plan_id,
            approval=approval,
            category=category,
            reason=reason.strip(),
            document=document,
            given_by=actor.user,
            given_by_name=actor.name,
            given_at=clock.now(),
        )
        audit.record(
            "counsel.word",
            plan=approval.plan,
            target=approval,
            reason=reason,
            after={"category": category, "document": document.pk, "digest": approval.digest},
            actor=actor,
        )
    return word


def _require_allowed(approval: Approval, category: AmendmentCategory | None) -> None:
    resolution = Resolution.objects.select_related("plan").get(pk=approval.target_id)
    at = datetime.fromisoformat(approval.payload["effective_at"])
    require(counsels_word.judged(resolution, category, at))


def require_category(approval: Approval, actor: Actor) -> CounselsWord | None:
    """Counsel's word on the amendment that is approved now; None where it needs none.

    Held while it is awaited, RuleViolation where an amendment of its category may not be made; NotAuthorised where who
    gave it approves too: the word and the approval are of two persons.
    """
    word = counsels_word.on(approval)
    _require_allowed(approval, AmendmentCategory(word.category) if word else None)
    if word is not None and actor.user is not None and word.given_by_id == actor.user.pk:
        raise NotAuthorised(
            f"{word.given_by_name} gave counsel's word on this and cannot approve it: it needs another person.",
            rule="I10",
        )
    return word
