"""Board resolutions: each states the power it uses, and is refused, with the sentence that forbids it, without one."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ledger.enums import Act, ResolutionKind
from ledger.errors import Conflict, Held, RuleViolation
from ledger.models import Approval, Plan, Resolution, SourceDocument
from ledger.permissions import require_propose
from ledger.rules.dates import to_utc
from ledger.rules.resolutions import Verdict
from ledger.rules.wire import FactKind, kinds, write_fields
from ledger.selectors import board, citations, resolution_words, standing
from ledger.selectors.board import BY_TWO_PERSONS
from ledger.services import approvals, audit, deadlines, events
from ledger.services.counsel import require_word_before_milestone
from ledger.services.findings import require_none_against
from ledger.services.locks import lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

_AN_ACT = "An act of the Board"
# What an open question must hold for a resolution of this kind to wait for it.
HELD_AS = {
    ResolutionKind.EXTENSION: "extension",
    ResolutionKind.ADVERSE_PERSON: "declaration",
    ResolutionKind.REDEMPTION: "redemption",
    ResolutionKind.EXCHANGE: "exchange",
}


def preview(
    *, plan: Plan, kind: str, adopted_at: datetime, effective_at: datetime, data: dict[str, Any]
) -> Verdict:
    """What the rules say of the resolution on the facts recorded by now, before anything is written.

    RuleViolation names the field of `data` that cannot be read.
    """
    on = clock.new_york_date(adopted_at)
    return standing.of(plan, adopted_at).power(
        resolution_words.read(plan, kind, adopted_at, effective_at, data),
        board.board_on(plan, on),
        HELD_AS.get(ResolutionKind(kind), ""),
    )


def record_resolution(
    *,
    plan: Plan,
    number: str,
    kind: str,
    adopted_at: datetime,
    effective_at: datetime | None = None,
    text: str,
    document: SourceDocument,
    data: dict[str, Any] | None = None,
    actor: Actor,
) -> Resolution:
    """Records the resolution; what it orders has its effect, for the kinds of BY_TWO_PERSONS, once a second person has
    approved it, and then from the instant at which it is effective. Of before a milestone on record, counsel records it
    on an opinion (R19).

    `data` by kind: extension {prong, to}; adverse_person {person, pct, announced_at}; permitted_offer {event};
    redemption {in_whole, form, market_price, shares_available, consideration}; exchange {ratio, portion, shares_needed,
    shares_available}; amendment {changes_redemption_period}. Raises RuleViolation where the rules block it, Held where
    an open question holds it, or another order to end the Rights that waits, Conflict where the number is recorded
    already; nothing is written then.
    """
    require_propose(actor, Act.RESOLUTION)
    data, effective_at = data or {}, effective_at or adopted_at
    if not text.strip():
        raise RuleViolation("Give the text of the resolution.")
    if adopted_at > clock.now():
        raise RuleViolation("The Board cannot have adopted this yet: the instant lies in the future.")
    with transaction.atomic():
        # Locked before anything is judged: of two orders recorded at once the later one sees the earlier.
        plan = lock_plan(plan.pk)
        if Resolution.objects.filter(plan=plan, number=number).exists():
            raise Conflict(f"Resolution {number} is recorded already.")
        if kind in (ResolutionKind.REDEMPTION, ResolutionKind.EXCHANGE):
            require_none_against(standing.waiting_orders(plan))
        if kind in BY_TWO_PERSONS:
            require_word_before_milestone(plan, _AN_ACT, adopted_at, document, actor)
        verdict = preview(plan=plan, kind=kind, adopted_at=adopted_at, effective_at=effective_at, data=data)
        citation = str(citations.of(plan, kind))
        _require_power(verdict, citation)
        resolution = write(
            Resolution(
                plan=plan,
                number=number,
                kind=kind,
                adopted_at=adopted_at,
                effective_at=effective_at,
                text=text,
                data=data,
                document=document,
                verdict=f"{verdict.power.title}: {citation}",
                recorded_at=clock.now(),
            ),
            actor=actor,
        )
        if kind in BY_TWO_PERSONS:
            _propose_effect(resolution, verdict, actor)
    return resolution


def _require_power(verdict: Verdict, citation: str) -> None:
    sentences = " ".join(verdict.sentences)
    if verdict.outcome == "BLOCK":
        raise RuleViolation(
            f"The Board had not this power: {sentences}", rule=verdict.findings[0].rule, citation=citation
        )
    if verdict.outcome == "HOLD":
        raise Held(f"The resolution waits: {sentences}", rule=verdict.findings[0].rule, citation=citation)


def propose_effect(*, resolution: Resolution, actor: Actor) -> Approval:
    """Proposes that the Board's act has the effect that its resolution orders; again where it was sent back.

    RuleViolation where the kind has approvals of its own, Conflict where it has its effect already or was withdrawn.
    """
    if resolution.kind not in BY_TWO_PERSONS:
        raise RuleViolation(f"{resolution} needs no second person for its effect.")
    with transaction.atomic():
        plan = lock_plan(resolution.plan_id)
        _require_no_effect_yet(resolution)
        require_word_before_milestone(plan, _AN_ACT, resolution.adopted_at, resolution.document, actor)
        verdict = _judged(plan, resolution)
        _require_power(verdict, str(citations.of(plan, resolution.kind)))
        return _propose_effect(resolution, verdict, actor)


def _propose_effect(resolution: Resolution, verdict: Verdict, actor: Actor) -> Approval:
    return approvals.propose(
        plan=resolution.plan,
        act=Act.BOARD_ACT,
        subject=f"{verdict.power.title}, by resolution {resolution.number}",
        target_type="resolution",
        target_id=resolution.pk,
        payload=_payload(resolution, verdict),
        legal_basis=f"Resolution {resolution.number}: {resolution.verdict}",
        actor=actor,
    )


def _require_no_effect_yet(resolution: Resolution) -> None:
    stands = board.effect_of(resolution)
    if stands == "in effect":
        raise Conflict(f"{resolution} has its effect already.")
    if stands == "withdrawn":
        raise Conflict(f"{resolution} was withdrawn as recorded wrongly: record the right one.")


def _judged(plan: Plan, resolution: Resolution) -> Verdict:
    return preview(
        plan=plan,
        kind=resolution.kind,
        adopted_at=resolution.adopted_at,
        effective_at=resolution.effective_at,
        data=resolution.data,
    )


def _payload(resolution: Resolution, verdict: Verdict) -> dict[str, Any]:
    """What is approved: the act in its particulars, and what the rules say of it on the facts recorded by now."""
    return {
        "resolution": resolution.number,
        "kind": resolution.kind,
        # in the zone in which a row comes back, else what a form told in New York's would seem to have changed
        "adopted_at": to_utc(resolution.adopted_at).isoformat(),
        "effective_at": to_utc(resolution.effective_at).isoformat(),
        "text": resolution.text,
        "data": resolution.data,
        "outcome": verdict.outcome,
        "sentences": [finding.sentence for finding in verdict.findings],
    }


@approvals.on_approval(Act.BOARD_ACT)
def _take_effect(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    resolution = Resolution.objects.select_related("document").get(pk=approval.target_id)
    if board.effect_of(resolution) == "withdrawn":
        raise Conflict(f"{resolution} was withdrawn as recorded wrongly: reject its effect.")
    verdict = _judged(plan, resolution)
    approvals.require_unchanged(approval, _payload(resolution, verdict))
    _require_power(verdict, str(citations.of(plan, resolution.kind)))
    _record_fact(resolution, actor)
    deadlines.bring_to_date(plan=plan, actor=actor)


@approvals.on_rejection(Act.BOARD_ACT)
def _withdrawn_with_it(approval: Approval, actor: Actor) -> None:
    """A resolution that its maker alone recorded goes with the proposal that he takes back."""
    if approval in board.taken_back(approval.plan):
        resolution = Resolution.objects.select_related("plan").get(pk=approval.target_id)
        audit.record(
            "resolution.withdrawn",
            plan=resolution.plan,
            target=resolution,
            reason=approval.decision_reason,
            actor=actor,
        )


def write(resolution: Resolution, *, actor: Actor) -> Resolution:
    """Keeps the resolution with its audit event; the caller has checked that the Board had the power."""
    audit.stamp(resolution, actor=actor).save()
    audit.record(
        "resolution.recorded", plan=resolution.plan, target=resolution, after=resolution.data, actor=actor
    )
    return resolution


def _record_fact(resolution: Resolution, actor: Actor) -> None:
    """The fact that the clock reads from this resolution, if its kind makes one."""
    data, at = resolution.data, resolution.adopted_at
    if resolution.kind == ResolutionKind.PERMITTED_OFFER:
        offer = resolution_words.offer_event(resolution.plan, data)
        events.replace(
            event=offer,
            data={**offer.data, **write_fields(kinds.TENDER_OFFER, {"board_permitted_at": at})},
            document=resolution.document,
            resolution=resolution,
            reason=f"Replaced by the offer as designated in resolution {resolution.number}",
            actor=actor,
        )
    elif resolution.kind == ResolutionKind.EXTENSION:
        _make(resolution, kinds.BOARD_EXTENSION, at, actor)
    elif resolution.kind == ResolutionKind.ADVERSE_PERSON:
        _make(resolution, kinds.ADVERSE_PERSON_DECLARED, at, actor)
    elif resolution.kind == ResolutionKind.REDEMPTION:
        _make(resolution, kinds.REDEEMED, resolution.effective_at, actor)
    elif resolution.kind == ResolutionKind.EXCHANGE and board.is_whole(resolution):
        _make(resolution, kinds.EXCHANGED, resolution.effective_at, actor)


def _make(resolution: Resolution, kind: FactKind, at: datetime, actor: Actor) -> None:
    """Records the fact: its instant, and the fields of it that the resolution's data tell in the same words."""
    told = {
        field.name: resolution.data[field.name] for field in kind.fields if resolution.data.get(field.name)
    }
    named = str(resolution.data.get("person") or "")
    events.write(
        plan=resolution.plan,
        kind=kind.word,
        person=events.record_person(plan=resolution.plan, name=named, actor=actor) if named else None,
        occurred_at=at,
        data={**told, **write_fields(kind, {kind.at: at})},
        document=resolution.document,
        resolution=resolution,
        memo=str(resolution),
        actor=actor,
    )
