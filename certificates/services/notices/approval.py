"""The approval of a notice: over its words, its template and its list of holders; with it the letters are pressed."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from certificates.enums import NoticeStatus
from certificates.models import Notice
from certificates.press.letter import context_digest
from certificates.selectors import notices as selector
from certificates.selectors.notices import Basis
from certificates.services.locks import lock_notice
from certificates.services.notices import letters
from certificates.services.notices.drafting import set_status
from ledger.enums import Act
from ledger.errors import Conflict
from ledger.models import Approval
from ledger.services import approvals, hands
from ledger.services.locks import lock_plan
from rightsadmin.common.actor import Actor

TARGET = "notice"


def propose(*, notice: Notice, legal_basis: str, actor: Actor) -> Approval:
    """Proposes the notice to a second person. Conflict unless it is a draft; `legal_basis` names the section."""
    with transaction.atomic():
        plan = lock_plan(notice.plan_id)
        notice = lock_notice(notice.pk)
        if notice.status != NoticeStatus.DRAFT:
            raise Conflict(f"{notice} is {notice.get_status_display().lower()} and cannot be proposed.")
        approval = approvals.propose(
            plan=plan,
            act=Act.NOTICE,
            subject=f"{notice.get_kind_display()} to {notice.recipients:,} holders",
            target_type=TARGET,
            target_id=notice.pk,
            payload=_payload(notice),
            legal_basis=legal_basis,
            actor=actor,
        )
        notice.approval = approval
        set_status(notice, NoticeStatus.PROPOSED, actor)
    return approval


def _payload(notice: Notice) -> dict[str, Any]:
    """What is approved, worked out anew: a term or a holding that changed since makes it another notice."""
    basis = Basis.of(notice)
    count, list_sha256 = selector.recipients_digest(basis)
    return {
        "notice": notice.pk,
        "kind": notice.kind,
        "template": str(notice.template_version),
        "template_sha256": notice.template_version.sha256,
        "context_sha256": context_digest(selector.context(basis)),
        "frozen_sha256": notice.context_sha256,
        "recipients": count,
        "list_sha256": list_sha256,
        "mail_by": notice.mail_by.isoformat() if notice.mail_by else None,
    }


@hands.made_of(Act.NOTICE)
def _made_of(approval: Approval) -> Iterable[hands.Part]:
    """The notice as it was drafted."""
    return (hands.Part(kind=TARGET, keys=[approval.target_id]),)


@approvals.on_approval(Act.NOTICE)
def _approve(approval: Approval, actor: Actor) -> None:
    lock_plan(approval.plan_id)
    notice = lock_notice(approval.target_id)
    if notice.status != NoticeStatus.PROPOSED:
        raise Conflict(f"{notice} is {notice.get_status_display().lower()} and does not wait for approval.")
    approvals.require_unchanged(approval, _payload(notice))
    notice.run = letters.make_run(notice, approval, actor)
    set_status(notice, NoticeStatus.APPROVED, actor)


@approvals.on_rejection(Act.NOTICE)
def _reject(approval: Approval, actor: Actor) -> None:
    notice = lock_notice(approval.target_id)
    notice.approval = None
    set_status(notice, NoticeStatus.DRAFT, actor, reason=approval.decision_reason)
