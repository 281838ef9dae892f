"""Correction by reversal: a posting made in error is undone by another one, proposed with its reason and its paper,
posted by a second person; both stay on record (I5). What a voiding of before the separation took comes back separated.
"""

from typing import Any

from django.db import transaction

from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Approval, Batch, SourceDocument
from ledger.rules import postings
from ledger.rules.corrections import BY_COUNSEL
from ledger.rules.dates import date_text
from ledger.selectors import corrections
from ledger.selectors.corrections import CorrectionView
from ledger.services import approvals, audit, posting, reconciliation
from ledger.services.acts.common import write_what_follows
from ledger.services.counsel import word_lacks
from ledger.services.findings import require_none_against
from ledger.services.locks import lock_plan
from rightsadmin.common.actor import Actor


def propose(*, batch: Batch, reason: str, document: SourceDocument, actor: Actor) -> Approval:
    """Proposes to undo the batch, on the paper that shows the error.

    RuleViolation without a reason, where the posting is of a kind that is corrected in another way, or where what it
    moved has moved on; Held for a voiding that counsel does not confirm; Conflict where it was undone already.
    """
    if not reason.strip():
        raise RuleViolation(
            "Say what was wrong: both postings stay on record, and the reason with them.", rule="I5"
        )
    if document.plan_id != batch.plan_id:
        raise RuleViolation(f"“{document.title}” is a paper of another plan.")
    with transaction.atomic():
        plan = lock_plan(batch.plan_id)
        counsel = _counsel(batch, document, actor)
        payload = _payload(_allowed(batch, counsel), counsel)
        return approvals.propose(
            plan=plan,
            act=Act.CORRECTION,
            subject=f"Undo batch {batch.number}, {batch.get_kind_display().lower()} of {date_text(batch.effective_on)}",
            target_type="batch",
            target_id=batch.pk,
            payload=payload | {"reason": reason.strip(), "document": document.pk},
            legal_basis=f"{document.title}, {date_text(document.dated_on)}: {reason.strip()}",
            actor=actor,
        )


@approvals.on_approval(Act.CORRECTION)
def _carry(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    batch = Batch.objects.select_related("plan").get(pk=approval.target_id)
    told = {key: approval.payload[key] for key in ("reason", "document")}
    view = _allowed(batch, approval.payload["counsel"])
    approvals.require_unchanged(approval, _payload(view, approval.payload["counsel"]) | told)
    reversal = posting.post(
        plan=plan,
        movements=postings.reversal(batch.pk, view.effective_on),
        source=f"reversal:{batch.pk}",
        legal_basis=approval.legal_basis,
        memo=f"Undoes batch {batch.number}: {told['reason']}"[:300],
        actor=actor,
    )
    write_what_follows(reversal, approval, actor)
    if view.brought_back.lines:
        _separate(reversal, view, approval, actor)
    reconciliation.settle(
        plan=plan,
        why=(
            f"Batch {reversal.number} undid batch {batch.number}: {told['reason']} Proposed by "
            f"{approval.proposed_by_name}, approved by {actor.name}."
        ),
        actor=actor,
    )
    audit.record(
        "batch.reversed",
        plan=plan,
        target=batch,
        reason=told["reason"],
        before={"batch": batch.number, "digest": batch.digest},
        after={"batch": reversal.number, "digest": reversal.digest},
        actor=actor,
    )


def _separate(reversal: Batch, view: CorrectionView, approval: Approval, actor: Actor) -> None:
    """What came back beside its shares is divided as the separation would have divided it (R25, R26)."""
    separated = posting.post(
        plan=reversal.plan,
        movements=postings.separation((line for _, line in view.brought_back.lines), view.effective_on),
        source=f"separation:reversal:{view.batch.pk}",
        legal_basis=approval.legal_basis,
        memo=f"The Rights that came back by batch {reversal.number}, as the separation would have had them",
        actor=actor,
    )
    write_what_follows(separated, approval, actor)


def _counsel(batch: Batch, document: SourceDocument, actor: Actor) -> str:
    """Who confirms as counsel that the voiding was wrong: the proposer, where he is counsel and has the opinion."""
    if batch.kind not in BY_COUNSEL or word_lacks("The confirmation", "R32", document, actor):
        return ""
    return actor.name


def _allowed(batch: Batch, counsel: str) -> CorrectionView:
    """What the reversal would do now; refused where something stands against it."""
    view = corrections.preview(batch, counsel=counsel)
    if view.reversal:
        raise Conflict(
            f"Batch {batch.number} was undone already, by batch {view.reversal.number}.", rule="I5"
        )
    require_none_against(view.findings)
    return view


def _payload(view: CorrectionView, counsel: str) -> dict[str, Any]:
    """The posting and what its reversal would do now."""
    batch = view.batch
    return {
        "batch": batch.number,
        "kind": batch.get_kind_display(),
        "effective_on": batch.effective_on.isoformat(),
        "recorded_at": batch.recorded_at.isoformat(),
        "posted_by": batch.posted_by_name,
        "posted_on": batch.legal_basis,
        "entries": batch.entry_count,
        "digest": batch.digest,
        "holdings": [change.payload() for change in view.changes],
        "counsel": counsel,
    } | view.brought_back.payload()
