"""The maker's desk: an item is examined, sent back for its defects, or put to the company."""

from collections.abc import Sequence
from dataclasses import fields

from django.db import transaction

from certificates.enums import PresentationStatus
from certificates.models import (
    Presentation,
    PresentedCertificate,
)
from certificates.selectors import presentations as selector
from certificates.services.locks import lock_presentation
from certificates.services.presentations.keeping import (
    followed,
    judge_routine,
    keep_election,
    keep_loss,
    request,
)
from certificates.services.presentations.told import ElectionTold, EvidenceTold, LossTold
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import HolderAccount, SourceDocument
from ledger.permissions import require_propose
from ledger.rules.findings import Severity
from ledger.selectors import plan_day
from ledger.services import audit
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor

ON_THE_DESK = (
    PresentationStatus.RECEIVED,
    PresentationStatus.DEFICIENT,
    PresentationStatus.WITH_COMPANY,
)


def examine(
    *,
    presentation: Presentation,
    evidence: EvidenceTold,
    requested: Sequence[tuple[HolderAccount, int]] = (),
    elected: ElectionTold | None = None,
    loss: LossTold | None = None,
    seen: int | None = None,
    actor: Actor,
) -> Presentation:
    """Records what the maker found; the item is on his desk again, whatever was missing before.

    `requested` are owner and Rights of each certificate asked for; the balance of an exercise and the substitute
    of a replacement follow by themselves. `seen` is the version that the maker's page showed (selector.version).
    RuleViolation for a figure that cannot be, Conflict where the item waits for its checker, is closed, or was changed
    by somebody else since it was seen.
    """
    with transaction.atomic():
        presentation = _on_desk(presentation, actor, seen)
        for name in fields(evidence):
            setattr(presentation, name.name, getattr(evidence, name.name))
        if evidence.tax_due < 0 or evidence.tax_received < 0:
            raise RuleViolation("A tax is zero or more: correct the amount.")
        presentation.status, presentation.examined_at = PresentationStatus.RECEIVED, clock.now()
        keep_election(presentation, elected)
        keep_loss(presentation, loss)
        request(presentation, followed(presentation, requested, elected))
        judge_routine(presentation, "examined", actor)
        audit.record(
            "presentation.examined",
            plan=presentation.plan,
            target=presentation,
            actor=actor,
        )
    return presentation


def send_letter(*, presentation: Presentation, seen: int | None = None, actor: Actor) -> Presentation:
    """Keeps every defect there is now as the one deficiency letter; the item waits for the presenter.

    RuleViolation where nothing is deficient, Conflict where it was changed since it was `seen`.
    """
    with transaction.atomic():
        presentation = _on_desk(presentation, actor, seen)
        defects = [
            finding.sentence
            for finding in selector.examine(presentation).findings
            if finding.severity is Severity.BLOCK
        ]
        if not defects:
            raise RuleViolation("Nothing is deficient: pass the item to a checker.")
        presentation.status, presentation.letter_at = PresentationStatus.DEFICIENT, clock.now()
        presentation.letter_defects = defects
        return _changed(presentation, "deficiency letter", actor, {"defects": defects})


def refer_to_company(
    *, presentation: Presentation, reason: str, seen: int | None = None, actor: Actor
) -> Presentation:
    """The item waits for the company's word, with its clock; no further action without it (section 20)."""
    if not reason.strip():
        raise RuleViolation("Say what the company is asked.")
    with transaction.atomic():
        presentation = _on_desk(presentation, actor, seen)
        presentation.status, presentation.referred_at = PresentationStatus.WITH_COMPANY, clock.now()
        return _changed(presentation, f"{selector.PUT_TO_THE_COMPANY}{reason}", actor)


def company_answered(
    *,
    presentation: Presentation,
    document: SourceDocument,
    is_legend_directed: bool = False,
    seen: int | None = None,
    actor: Actor,
) -> Presentation:
    """The company's written word to go on, with or without the void legend on what is issued (section 4).

    Where the company refuses, the item is returned to the presenter instead.
    """
    if document.plan_id != presentation.plan_id:
        raise RuleViolation(f"“{document.title}” is a paper of another plan.")
    with transaction.atomic():
        presentation = _on_desk(presentation, actor, seen)
        presentation.status, presentation.company_word = PresentationStatus.RECEIVED, document
        presentation.is_legend_directed = is_legend_directed
        return _changed(presentation, f"the company's word: {document.title}", actor)


def return_to_presenter(
    *, presentation: Presentation, reason: str, seen: int | None = None, actor: Actor
) -> Presentation:
    """The item leaves the house with everything that came in it; nothing was changed in the ledger."""
    if not reason.strip():
        raise RuleViolation("Say why the item is returned: the reason stays on its ticket.")
    with transaction.atomic():
        presentation = _on_desk(presentation, actor, seen)
        PresentedCertificate.objects.filter(presentation=presentation).update(is_open=False)
        presentation.status, presentation.return_reason = PresentationStatus.RETURNED, reason.strip()[:300]
        presentation.ended_at, presentation.turned_on = clock.now(), plan_day.today(presentation.plan)
        return _changed(presentation, f"returned: {reason}", actor)


def on_desk(presentation: Presentation, seen: int | None = None) -> Presentation:
    """The presentation, locked. Conflict where it is on no maker's desk, or was changed since it was `seen`."""
    presentation = lock_presentation(presentation.pk)
    if presentation.status not in ON_THE_DESK:
        raise Conflict(f"{presentation} is on no maker's desk: {presentation.get_status_display().lower()}.")
    if seen is not None and (latest := selector.latest_change(presentation)).history_id != seen:
        raise Conflict(
            f"{presentation} was changed while you read it ({latest.history_change_reason}): nothing of yours was "
            "kept. Open its ticket again and go on from there.",
            next_act=Act.PRESENTATION,
        )
    return presentation


def _on_desk(presentation: Presentation, actor: Actor, seen: int | None = None) -> Presentation:
    require_propose(actor, Act.PRESENTATION)
    return on_desk(presentation, seen)


def _changed(
    presentation: Presentation, reason: str, actor: Actor, after: dict[str, object] | None = None
) -> Presentation:
    audit.stamp(presentation, actor=actor, reason=reason[:100]).save()
    audit.record(
        "presentation.changed",
        plan=presentation.plan,
        target=presentation,
        reason=reason,
        after={"status": presentation.status, **(after or {})},
        actor=actor,
    )
    enqueue.on_commit("ledger.compute_deadlines", plan_id=presentation.plan.pk)
    return presentation
