"""Board resolutions: each states the power it uses, and is refused, with the sentence that forbids it, without one."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ledger.enums import Act, EventKind, ResolutionKind
from ledger.errors import Conflict, Held, RuleViolation
from ledger.models import Approval, Plan, PlanEvent, Resolution, SourceDocument
from ledger.permissions import require_propose
from ledger.rules.amendments import Amendment
from ledger.rules.facts import BadInput, TenderOffer, exact_number
from ledger.rules.redemption import consideration_of
from ledger.rules.resolutions import BoardResolution, Verdict
from ledger.rules.wire import FactKind, kinds, write_fields
from ledger.selectors import board, citations, facts, standing
from ledger.selectors.terms import terms_as_of
from ledger.services import approvals, audit, deadlines, events
from ledger.services.locks import lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

# The acts whose effect on the course a second person gives; a redemption, an exchange and an amendment have approvals
# of their own, over what is posted and over the terms.
BY_TWO_PERSONS = (ResolutionKind.EXTENSION, ResolutionKind.ADVERSE_PERSON, ResolutionKind.PERMITTED_OFFER)

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
        _read(plan, kind, adopted_at, effective_at, data),
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
    """Records the resolution; what it orders has effect from there, for the kinds of BY_TWO_PERSONS (an extension, a
    declaration, a designation) once a second person has approved it.

    `data` by kind: extension {prong, to}; adverse_person {person, pct, announced_at}; permitted_offer {event};
    redemption {in_whole, form, market_price, shares_available, consideration}; exchange {ratio, portion, shares_needed,
    shares_available}; amendment {changes_redemption_period}. Raises RuleViolation where the rules block it, Held where
    an open question holds it, Conflict where the number is recorded already; nothing is written then.
    """
    require_propose(actor, Act.RESOLUTION)
    data, effective_at = data or {}, effective_at or adopted_at
    if not text.strip():
        raise RuleViolation("Give the text of the resolution.")
    if adopted_at > clock.now():
        raise RuleViolation("The Board cannot have adopted this yet: the instant lies in the future.")
    with transaction.atomic():
        if Resolution.objects.filter(plan=plan, number=number).exists():
            raise Conflict(f"Resolution {number} is recorded already.")
        verdict = preview(plan=plan, kind=kind, adopted_at=adopted_at, effective_at=effective_at, data=data)
        sentences, citation = " ".join(verdict.sentences), str(citations.of(plan, kind))
        if verdict.outcome == "BLOCK":
            raise RuleViolation(
                f"The Board had not this power: {sentences}", rule=verdict.findings[0].rule, citation=citation
            )
        if verdict.outcome == "HOLD":
            raise Held(f"The resolution waits: {sentences}", rule=verdict.findings[0].rule, citation=citation)
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
            propose_effect(resolution=resolution, actor=actor)
        else:
            lock_plan(plan.pk)
            _record_fact(resolution, actor)
            deadlines.bring_to_date(plan=plan, actor=actor)
    return resolution


def propose_effect(*, resolution: Resolution, actor: Actor) -> Approval:
    """Proposes that the Board's act has the effect that its resolution orders; again where it was sent back.

    RuleViolation where the kind has approvals of its own, Conflict where it has its effect already.
    """
    if resolution.kind not in BY_TWO_PERSONS:
        raise RuleViolation(f"{resolution} needs no second person for its effect.")
    with transaction.atomic():
        plan = lock_plan(resolution.plan_id)
        if PlanEvent.objects.filter(resolution=resolution).exists():
            raise Conflict(f"{resolution} has its effect already.")
        verdict = _judged(plan, resolution)
        return approvals.propose(
            plan=plan,
            act=Act.BOARD_ACT,
            subject=f"{verdict.power.title}, by resolution {resolution.number}",
            target_type="resolution",
            target_id=resolution.pk,
            payload=_payload(resolution, verdict),
            legal_basis=f"Resolution {resolution.number}: {resolution.verdict}",
            actor=actor,
        )


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
        "adopted_at": resolution.adopted_at.isoformat(),
        "effective_at": resolution.effective_at.isoformat(),
        "text": resolution.text,
        "data": resolution.data,
        "outcome": verdict.outcome,
        "sentences": [finding.sentence for finding in verdict.findings],
    }


@approvals.on_approval(Act.BOARD_ACT)
def _take_effect(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    resolution = Resolution.objects.select_related("document").get(pk=approval.target_id)
    approvals.require_unchanged(approval, _payload(resolution, _judged(plan, resolution)))
    _record_fact(resolution, actor)
    deadlines.bring_to_date(plan=plan, actor=actor)


def write(resolution: Resolution, *, actor: Actor) -> Resolution:
    """Keeps the resolution with its audit event; the caller has checked that the Board had the power."""
    audit.stamp(resolution, actor=actor).save()
    audit.record(
        "resolution.recorded", plan=resolution.plan, target=resolution, after=resolution.data, actor=actor
    )
    return resolution


def is_whole(data: dict[str, Any]) -> bool:
    """Whether an exchange is of all the Rights (no portion named, or all of it): only that ends them (R46, R50)."""
    return exact_number(data.get("portion") or "1", "portion") == 1


def _record_fact(resolution: Resolution, actor: Actor) -> None:
    """The fact that the clock reads from this resolution, if its kind makes one."""
    data, at = resolution.data, resolution.adopted_at
    if resolution.kind == ResolutionKind.PERMITTED_OFFER:
        offer = _offer_event(resolution.plan, data)
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
    elif resolution.kind == ResolutionKind.EXCHANGE and is_whole(data):
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


def _read(
    plan: Plan, kind: str, adopted_at: datetime, effective_at: datetime, data: dict[str, Any]
) -> BoardResolution:
    try:
        return _READERS[ResolutionKind(kind)](plan, data, BoardResolution(kind, adopted_at, effective_at))  # type: ignore[arg-type]
    except (BadInput, KeyError, ValueError) as error:
        raise RuleViolation(
            f"The resolution cannot be read: {error}. Correct the field and try again."
        ) from error


def _extension(plan: Plan, data: dict[str, Any], read: BoardResolution) -> BoardResolution:
    to = date.fromisoformat(data["to"]) if data.get("to") else None
    return replace(read, prong=data["prong"], to=to)


def _adverse_person(plan: Plan, data: dict[str, Any], read: BoardResolution) -> BoardResolution:
    if not str(data.get("person") or "").strip():
        raise BadInput("person", "the Board declares a person: name it")
    terms = terms_as_of(plan, clock.new_york_date(read.adopted_at))
    criteria = terms.get("adverse_person.criteria")
    pct = exact_number(data["pct"], "pct") if data.get("pct") else None
    return replace(read, holder_pct=pct, criteria_loaded=criteria is not None and criteria.value is not None)


def _permitted_offer(plan: Plan, data: dict[str, Any], read: BoardResolution) -> BoardResolution:
    offer = facts.event_of(_offer_event(plan, data))
    return replace(read, offer=offer if isinstance(offer, TenderOffer) else None)


def _redemption(plan: Plan, data: dict[str, Any], read: BoardResolution) -> BoardResolution:
    consideration_of(data)  # BadInput where the form is not told whole (R45)
    return replace(read, in_whole=data.get("in_whole", True) is True)


def _exchange(plan: Plan, data: dict[str, Any], read: BoardResolution) -> BoardResolution:
    ratio = exact_number(data["ratio"], "ratio") if data.get("ratio") else None
    if not 0 < exact_number(data.get("portion") or "1", "portion") <= 1:
        raise BadInput("portion", "must be above 0 and at most 1")
    return replace(
        read,
        ratio=ratio,
        shares_needed=int(data.get("shares_needed", 0)),
        shares_available=int(data.get("shares_available", 0)),
        has_substitute=data.get("has_substitute", False) is True,
    )


def _amendment(plan: Plan, data: dict[str, Any], read: BoardResolution) -> BoardResolution:
    return replace(read, amendment=Amendment(data.get("changes_redemption_period", False) is True))


def _plain(plan: Plan, data: dict[str, Any], read: BoardResolution) -> BoardResolution:
    return read


_READERS = {
    ResolutionKind.ADOPTION: _plain,
    ResolutionKind.EXTENSION: _extension,
    ResolutionKind.ADVERSE_PERSON: _adverse_person,
    ResolutionKind.PERMITTED_OFFER: _permitted_offer,
    ResolutionKind.REDEMPTION: _redemption,
    ResolutionKind.EXCHANGE: _exchange,
    ResolutionKind.AMENDMENT: _amendment,
    ResolutionKind.OTHER: _plain,
}


def _offer_event(plan: Plan, data: dict[str, Any]) -> PlanEvent:
    event = PlanEvent.objects.filter(
        plan=plan,
        pk=data.get("event") or 0,
        kind=EventKind.TENDER_OFFER,
        reversed_by__isnull=True,
        reverses__isnull=True,
    ).first()
    if event is None:
        raise RuleViolation("Choose the tender or exchange offer that the Board permits.")
    return event
