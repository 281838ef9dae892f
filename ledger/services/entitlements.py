"""What a Right buys after a Flip-In or Flip-Over Event, or by the Board's resolution: fixed once by two persons."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction

from ledger.enums import Act, EntitlementBasis, ResolutionKind
from ledger.errors import Conflict, RuleViolation
from ledger.models import Approval, Entitlement, Plan, Resolution, SourceDocument
from ledger.rules.flip_in import entitlement_findings
from ledger.rules.flip_over import shares_for_exercise_price
from ledger.selectors import citations, entitlements as selector, par, plan_day, questions, standing
from ledger.selectors.alive import alive_totals
from ledger.selectors.control_book import last_stated
from ledger.selectors.entitlements import RightBuys
from ledger.services import approvals, audit
from ledger.services.findings import require, require_none_against
from ledger.services.locks import lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

NO_SUBSTITUTE = "Substitutes need the Board's resolution on record, with their mix and values for each Right."


@dataclass(frozen=True)
class Substitute:
    """What the Board resolved in place of Units, for each Right: exact figures, in the Board's own words and values."""

    price_per_right: Fraction
    per_right: Fraction
    cash_per_right: Fraction


def propose(
    *,
    plan: Plan,
    basis: str,
    effective_at: datetime,
    security: str,
    document: SourceDocument,
    market_price: Decimal | None = None,
    substitute: Substitute | None = None,
    resolution: Resolution | None = None,
    actor: Actor,
) -> Approval:
    """Proposes what each valid Right buys from `effective_at`, on the company's paper.

    After a Flip-In Event: Units worth the multiple of the exercise price of before it, at `market_price` of a Unit
    (R29, R30); after a Flip-Over Event: shares of the Principal Party worth its own multiple (R35); substitutes as the
    Board resolved (R31). RuleViolation where the event or the figure is missing; Held while an open question holds the
    exercise, the Flip-In or the Flip-Over, and where the Units reserved do not suffice (R31).
    """
    told = _told(basis, effective_at, security, market_price, substitute)
    payload = {**told, "resolution": resolution.pk if resolution else None, "document": document.pk}
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        if document.plan_id != plan.pk:
            raise RuleViolation(f"“{document.title}” is a paper of another plan.")
        _require_resolution(plan, payload)
        full = {**payload, **_worked(plan, payload)}
        return approvals.propose(
            plan=plan,
            act=Act.ENTITLEMENT,
            subject=f"{EntitlementBasis(basis).label}: {full['per_right']} of {security} a Right",
            target_type="plan",
            target_id=plan.pk,
            payload=full,
            legal_basis=citations.basis(plan, EntitlementBasis(basis).value, document),
            actor=actor,
        )


def preview(
    *,
    plan: Plan,
    basis: str,
    effective_at: datetime,
    security: str,
    market_price: Decimal | None = None,
    substitute: Substitute | None = None,
) -> RightBuys:
    """What each valid Right would buy if this were recorded; writes nothing. Refuses what `propose` refuses, but for
    the papers.
    """
    worked = _worked(plan, _told(basis, effective_at, security, market_price, substitute))
    price, per_right, cash = (
        Fraction(worked[name]) for name in ("price_per_right", "per_right", "cash_per_right")
    )
    return RightBuys(basis, security.strip(), price, per_right, cash)


def _told(
    basis: str,
    effective_at: datetime,
    security: str,
    market_price: Decimal | None,
    substitute: Substitute | None,
) -> dict[str, Any]:
    """What was told, as it is kept in the payload."""
    return {
        "basis": EntitlementBasis(basis).value,
        "effective_at": effective_at.isoformat(),
        "security": security.strip(),
        "market_price": None if market_price is None else f"{market_price.normalize():f}",
        "substitute": substitute
        and {
            "price_per_right": _ratio(substitute.price_per_right),
            "per_right": _ratio(substitute.per_right),
            "cash_per_right": _ratio(substitute.cash_per_right),
        },
    }


def _worked(plan: Plan, told: dict[str, Any]) -> dict[str, str]:
    """The exact figures that follow from what was told; refuses what does not follow, and a price below par."""
    worked = _figures(plan, told)
    against = par.findings(
        plan,
        clock.new_york_date(datetime.fromisoformat(told["effective_at"])),
        price=Fraction(worked["price_per_right"]),
        per_right=Fraction(worked["per_right"]),
        security=told["security"],
    )
    require_none_against(against)
    return worked


def _figures(plan: Plan, told: dict[str, Any]) -> dict[str, str]:
    require(standing.of(plan).answer("rights_exist"))
    if not told["security"]:
        raise RuleViolation("Name the security that a Right buys.")
    questions.require_clear(plan, "exercise")
    at = datetime.fromisoformat(told["effective_at"])
    if at > plan_day.instant(plan):
        raise RuleViolation("This lies in the future of the plan: it is recorded once it has happened.")
    if Entitlement.objects.filter(plan=plan, effective_at__gt=at).exists():
        raise Conflict("A later entitlement is on record: they are recorded in the order of their events.")
    if told["basis"] == EntitlementBasis.SUBSTITUTE:
        return _substituted(told)
    if told["market_price"] is None or Decimal(told["market_price"]) <= 0:
        raise RuleViolation("Give the market price that the company certifies, above zero.", rule="R29")
    event_at = _event_at(plan, told["basis"], at)
    if told["basis"] == EntitlementBasis.FLIP_IN:
        return _flipped_in(plan, event_at, at, Fraction(told["market_price"]))
    questions.require_clear(plan, "flip_over")
    price = selector.exercise_price_before(plan, event_at)
    multiple = selector.flip_over_multiple(plan, at)
    per_right = shares_for_exercise_price(price, Decimal(told["market_price"]), multiple)
    return {"price_per_right": _ratio(price), "per_right": _ratio(per_right), "cash_per_right": "0/1"}


def _flipped_in(plan: Plan, event_at: datetime, at: datetime, market_price: Fraction) -> dict[str, str]:
    """The multiple of the exercise price in Units, held where those reserved do not suffice for all the Rights."""
    buys = selector.after_flip_in(plan, event_at, at, market_price=market_price)
    _, alive = alive_totals(plan)
    require_none_against(
        entitlement_findings(
            is_price_open=False,
            needed=buys.per_right * Fraction(alive),
            authorised=last_stated(plan, "units_reserved", clock.new_york_date(at)),
        )
    )
    return {
        "price_per_right": _ratio(buys.price_per_right),
        "per_right": _ratio(buys.per_right),
        "cash_per_right": "0/1",
    }


def _require_resolution(plan: Plan, told: dict[str, Any]) -> None:
    """Substitutes are the Board's alone: RuleViolation without its resolution on record (R31)."""
    if told["basis"] != EntitlementBasis.SUBSTITUTE:
        return
    if not Resolution.objects.filter(plan=plan, pk=told["resolution"], kind=ResolutionKind.OTHER).exists():
        raise RuleViolation(NO_SUBSTITUTE, rule="R31")


def _substituted(told: dict[str, Any]) -> dict[str, str]:
    if told["substitute"] is None:
        raise RuleViolation(NO_SUBSTITUTE, rule="R31")
    if any(Fraction(figure) < 0 for figure in told["substitute"].values()):
        raise RuleViolation("A Right never buys less than nothing: correct the figures.", rule="R31")
    return dict(told["substitute"])


def _event_at(plan: Plan, basis: str, at: datetime) -> datetime:
    """The first event the basis rests on; the price is frozen just before the first of either kind (section 13)."""
    flip_in_at = standing.of(plan, at).flip_in_at
    flip_over_at = selector.flip_over_at(plan, at)
    needed = flip_in_at if basis == EntitlementBasis.FLIP_IN else flip_over_at
    if needed is None or needed > at:
        raise RuleViolation(
            f"No {EntitlementBasis(basis).label} is on record by then: record the fact first.",
            rule="R27",
            next_act=Act.FACT,
        )
    return min(moment for moment in (flip_in_at, flip_over_at) if moment is not None)


@approvals.on_approval(Act.ENTITLEMENT)
def _record(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    told = approval.payload
    _require_resolution(plan, told)
    worked = _worked(plan, told)
    approvals.require_unchanged(approval, {**told, **worked})
    entitlement = Entitlement.objects.create(
        plan=plan,
        basis=told["basis"],
        effective_at=datetime.fromisoformat(told["effective_at"]),
        security=told["security"],
        market_price=told["market_price"] and Decimal(told["market_price"]),
        document_id=told["document"],
        approval=approval,
        recorded_at=clock.now(),
        **worked,
    )
    audit.record("entitlement.recorded", plan=plan, target=entitlement, after=told, actor=actor)


def _ratio(number: Fraction) -> str:
    return f"{number.numerator}/{number.denominator}"
