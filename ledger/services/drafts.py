"""Setting a plan up: a draft saved at any time, proposed whole, and made a plan when a second person approves it."""

import hashlib
import json
from typing import Any

from django.db import transaction

from ledger.enums import Act
from ledger.errors import BadFile, Conflict, RuleViolation
from ledger.models import Approval, Plan, PlanDraft
from ledger.permissions import require_propose
from ledger.plan_files import require_plain_text
from ledger.selectors import drafts
from ledger.services import approvals, audit, plans
from ledger.services.locks import lock_draft
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

UNNAMED = "A plan without a name"
LARGEST = 16 * 1024 * 1024  # bytes: an agreement with all its exhibits is a tenth of it


def begin(*, content: bytes, actor: Actor) -> PlanDraft:
    """A new draft with that content, right or not yet: what is wrong in it is told on its page.

    BadFile where it is no JSON object in UTF-8, for then nothing of it could be shown or kept.
    """
    require_propose(actor, Act.PLAN_LOAD)
    text, name = _read(content)
    draft = PlanDraft(name=name, content=text)
    with transaction.atomic():
        return _kept(draft, actor)


def keep(*, draft_id: int, version_seen: int, content: bytes, actor: Actor) -> PlanDraft:
    """Saves the draft as its next version. Conflict where somebody saved it meanwhile, or it is no draft any more."""
    require_propose(actor, Act.PLAN_LOAD)
    text, name = _read(content)
    with transaction.atomic():
        draft = _still_a_draft(draft_id)
        if draft.version != version_seen:
            raise Conflict(
                f"{draft.saved_by_name} saved this draft meanwhile: what you typed is still here. Open the draft in "
                "another window and take over what is new."
            )
        draft.name, draft.content, draft.version = name, text, draft.version + 1
        return _kept(draft, actor)


def drop(*, draft_id: int, reason: str, actor: Actor) -> PlanDraft:
    """Gives the draft up; it stays on file. RuleViolation without a reason."""
    require_propose(actor, Act.PLAN_LOAD)
    if not reason.strip():
        raise RuleViolation("Say why the plan is not set up.", where="reason")
    with transaction.atomic():
        draft = _still_a_draft(draft_id)
        draft.dropped_at = clock.now()
        audit.stamp(draft, actor=actor, reason=reason).save(update_fields=["dropped_at"])
        audit.record("draft.dropped", plan=None, target=draft, reason=reason, actor=actor)
    return draft


def propose(*, draft_id: int, legal_basis: str, actor: Actor) -> Approval:
    """Proposes the plan whole, in its words, to somebody who wrote nothing in it.

    BadFile, naming every place, where the draft cannot be read; RuleViolation where it leaves out what no plan can be
    loaded without; Conflict where its short name is taken.
    """
    require_propose(actor, Act.PLAN_LOAD)
    with transaction.atomic():
        draft = _still_a_draft(draft_id)
        payload = _payload(draft)
        return approvals.propose(
            plan=None,
            act=Act.PLAN_LOAD,
            subject=f"{draft.name}: the plan as drafted, version {draft.version}",
            target_type="plandraft",
            target_id=draft.pk,
            payload=payload,
            legal_basis=legal_basis,
            actor=actor,
        )


@approvals.on_approval(Act.PLAN_LOAD)
def _load(approval: Approval, actor: Actor) -> None:
    draft = lock_draft(approval.target_id)
    approvals.require_unchanged(approval, _payload(draft))
    draft.plan = plans.load_plan(content=draft.content.encode(), actor=actor)
    audit.stamp(draft, actor=actor, reason="loaded").save(update_fields=["plan"])


def _payload(draft: PlanDraft) -> dict[str, Any]:
    found = drafts.checked(draft.content)
    if found.read is None:
        raise BadFile(f"The plan cannot be loaded yet. {' '.join(map(str, found.problems))}")
    if needed := [each.label for each in found.unsaid if each.is_needed]:
        raise RuleViolation(f"No plan can be loaded without: {', '.join(needed)}. State them in the draft.")
    if Plan.objects.filter(slug=found.read.slug).exists():
        raise Conflict(
            f"There is a plan {found.read.slug!r} already: amend that one, or choose another short name.",
            next_act=Act.AMENDMENT,
        )
    digest = hashlib.sha256(draft.content.encode()).hexdigest()
    return {"draft": draft.pk, "version": draft.version, "sha256": digest, **drafts.words(found.read)}


def _kept(draft: PlanDraft, actor: Actor) -> PlanDraft:
    draft.saved_at, draft.saved_by_name = clock.now(), actor.name
    audit.stamp(draft, actor=actor, reason=f"version {draft.version}").save()
    audit.record("draft.saved", plan=None, target=draft, after={"version": draft.version}, actor=actor)
    return draft


def _still_a_draft(draft_id: int) -> PlanDraft:
    draft = lock_draft(draft_id)
    if draft.plan_id is not None:
        raise Conflict(f"{draft} is a plan: its terms are amended.", next_act=Act.AMENDMENT)
    if draft.dropped_at is not None:
        raise Conflict(f"{draft} was dropped: begin another draft.", next_act=Act.PLAN_LOAD)
    return draft


def _read(content: bytes) -> tuple[str, str]:
    """The text of a draft and the name in it; BadFile where it can neither be kept nor shown."""
    if len(content) > LARGEST:
        raise BadFile(
            f"The file has more than {LARGEST // 1024**2} MB: leave the exhibits out.", where="file"
        )
    try:
        text = content.decode("utf-8-sig")
        data = json.loads(text)
        require_plain_text(data)
    except (ValueError, RecursionError) as error:
        raise BadFile(f"The file is no JSON in UTF-8: {error}.", where="file") from error
    if not isinstance(data, dict):
        raise BadFile("A plan file is one JSON object.", where="file")
    name = data.get("name")
    return text, name.strip()[:120] or UNNAMED if isinstance(name, str) else UNNAMED
