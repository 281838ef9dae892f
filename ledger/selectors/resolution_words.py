"""What a resolution's particulars say, read as the rules take them."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from ledger.enums import EventKind, ResolutionKind
from ledger.errors import RuleViolation
from ledger.models import Plan, PlanEvent
from ledger.rules.amendments import Amendment
from ledger.rules.facts import BadInput, TenderOffer, exact_number
from ledger.rules.redemption import consideration_of
from ledger.rules.resolutions import BoardResolution
from ledger.selectors import facts
from ledger.selectors.terms import terms_as_of
from rightsadmin.common import clock


def read(
    plan: Plan, kind: str, adopted_at: datetime, effective_at: datetime, data: dict[str, Any]
) -> BoardResolution:
    """The resolution as the rules take it; RuleViolation names the field of `data` that cannot be read."""
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
    offer = facts.event_of(offer_event(plan, data))
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


def offer_event(plan: Plan, data: dict[str, Any]) -> PlanEvent:
    """The offer on record that a designation names; RuleViolation where it names none."""
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
