"""The Board's resolutions: adopted, and what they order posted by two persons once it is effective."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from ledger.enums import EventKind
from ledger.errors import RuleViolation
from ledger.models import Approval, Resolution
from ledger.rules.wire.reader import Reader
from ledger.selectors.acts.exchange import ExchangeTerms
from ledger.selectors.terms import decimal_value
from ledger.services.acts import exchange, redemption
from rightsadmin.common.clock import new_york_date
from rightsadmin.rehearsal.scene import Later, Scene
from rightsadmin.rehearsal.verbs.adopting import adopt
from rightsadmin.rehearsal.verbs.reading import optional_instant, optional_quantity, quantity

_KINDS = ("extension", "permitted_offer", "redemption", "exchange")


def resolve(scene: Scene, told: Reader) -> date | None:
    kind = told.one_of("kind", _KINDS)
    effective_at = optional_instant(told, "effective_at", scene.step.at)
    is_posted = kind in ("redemption", "exchange")
    resolution = adopt(scene, kind, _DATA[kind](scene, told), effective_at=effective_at, at_once=is_posted)
    if is_posted:
        _post_once_effective(scene, resolution, told)
    return new_york_date(effective_at)


def _post_once_effective(scene: Scene, resolution: Resolution, told: Reader) -> None:
    """Proposed and approved at once, or at the instant at which the Board's act takes effect."""
    step = scene.step

    def post() -> None:
        scene.decide(_propose(scene, resolution, told), step)

    due_at = max(resolution.effective_at, optional_instant(told, "record_at", resolution.effective_at))
    if due_at > scene.now:
        scene.later.append(Later(due_at, post))
    else:
        post()


def _propose(scene: Scene, resolution: Resolution, told: Reader) -> Approval:
    if resolution.kind == "redemption":
        return redemption.propose(resolution=resolution, actor=scene.hands.maker)
    data = resolution.data
    terms = ExchangeTerms(
        portion=Decimal(data["portion"]),
        ratio=Decimal(data["ratio"]),
        market_price=optional_quantity(told, "market_price", Decimal(1)),
        shares_available=Decimal(data["shares_available"]),
    )
    return exchange.propose(resolution=resolution, terms=terms, actor=scene.hands.maker)


def _extension(scene: Scene, told: Reader) -> dict[str, Any]:
    return {"prong": told.text("prong")} | ({"to": told.day("to").isoformat()} if told.has("to") else {})


def _permitted_offer(scene: Scene, told: Reader) -> dict[str, Any]:
    offers = scene.plan.events.filter(
        kind=EventKind.TENDER_OFFER, reverses__isnull=True, reversed_by__isnull=True
    )
    if told.has("person"):
        offers = offers.filter(person=scene.known_person(told.text("person")))
    offer = offers.order_by("-occurred_at", "-pk").first()
    if offer is None:
        raise RuleViolation("No tender or exchange offer is on record that the Board could permit.")
    return {"event": offer.pk}


def _redemption(scene: Scene, told: Reader) -> dict[str, Any]:
    return {"in_whole": True, **form_of(told), **_record_at(told)}


def form_of(told: Reader) -> dict[str, str]:
    """What a redemption is paid in, where the step tells it: `price` is that of a share of common."""
    if not told.has("form"):
        return {}
    available = optional_quantity(told, "shares_available", Decimal())
    found = {"form": told.text("form"), "shares_available": f"{available:f}"}
    if told.has("price"):
        found["market_price"] = f"{quantity(told, 'price'):f}"
    if told.has("consideration"):
        found["consideration"] = told.text("consideration")
    return found


def _exchange(scene: Scene, told: Reader) -> dict[str, Any]:
    ratio = (
        quantity(told, "ratio")
        if told.has("ratio")
        else decimal_value(scene.plan, "exchange.ratio", scene.day)
    )
    if ratio is None:
        raise RuleViolation("The plan states no exchange ratio: its Rights cannot be exchanged.")
    return {
        "portion": f"{optional_quantity(told, 'portion', Decimal(1)):f}",
        "ratio": f"{ratio:f}",
        "shares_available": f"{optional_quantity(told, 'shares_available', Decimal()):f}",
        **_record_at(told),
    }


def _record_at(told: Reader) -> dict[str, str]:
    """The record instant of who takes part, where the step names one."""
    return {"record_at": told.instant("record_at").isoformat()} if told.has("record_at") else {}


_DATA: dict[str, Callable[[Scene, Reader], dict[str, Any]]] = {
    "extension": _extension,
    "permitted_offer": _permitted_offer,
    "redemption": _redemption,
    "exchange": _exchange,
}
