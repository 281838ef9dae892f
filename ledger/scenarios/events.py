"""Events in the life of a plan from JSON, in the shape of the worked examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.rules.facts import (
    AcquiringPersonAnnounced,
    AdversePersonDeclared,
    BadInput,
    BecameAcquiringPerson,
    BoardExtension,
    ContinuingDirectorsLostMajority,
    Exchanged,
    FlipOverTransactionCompleted,
    MergerAgreementSigned,
    Prong,
    Redeemed,
    TenderOffer,
)
from ledger.scenarios.reader import Reader, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.rules.facts import Event


def read_events(data: object, path: str = "events") -> tuple[Event, ...]:
    """The events in a JSON list, in its order; BadInput names the place of what is wrong."""
    if not isinstance(data, list):
        raise BadInput(path, f"a list of events is needed, not {shown(data)}")
    return tuple(read_event(item, f"{path}[{index}]") for index, item in enumerate(data))


def read_event(data: object, path: str) -> Event:
    """One event from its JSON object, by its `type`."""
    reader = Reader(data, path)
    kind = reader.text("type")
    if kind not in _READERS:
        known = ", ".join(_READERS)
        raise BadInput(reader.place("type"), f"unknown type {shown(kind)}; the types are {known}")
    event = _READERS[kind](reader)
    reader.finish()
    return event


def _tender_offer(reader: Reader) -> TenderOffer:
    return TenderOffer(
        would_own_pct=reader.percent("would_own_pct"),
        commenced_at=reader.optional("commenced_at", reader.instant),
        intent_at=reader.optional("intent_at", reader.instant),
        all_shares=reader.optional("all_shares", reader.flag) or False,
        board_permitted_at=reader.optional("board_permitted_at", reader.instant),
        withdrawn_at=reader.optional("withdrawn_at", reader.instant),
    )


def _flip_over(reader: Reader) -> FlipOverTransactionCompleted:
    return FlipOverTransactionCompleted(
        at=reader.instant("at"),
        kind=reader.optional("kind", reader.text) or "",
        qualifies=reader.flag("qualifies"),
    )


_READERS: dict[str, Callable[[Reader], Event]] = {
    "acquiring_person_announced": lambda reader: AcquiringPersonAnnounced(
        reader.instant("at"), reader.percent("pct")
    ),
    "became_acquiring_person": lambda reader: BecameAcquiringPerson(reader.instant("at")),
    "adverse_person_declared": lambda reader: AdversePersonDeclared(
        declared_at=reader.instant("declared_at"),
        pct=reader.percent("pct"),
        announced_at=reader.optional("announced_at", reader.instant),
    ),
    "tender_offer": _tender_offer,
    "board_extension": lambda reader: BoardExtension(
        prong=reader.choice("prong", Prong),
        at=reader.instant("at"),
        to=reader.optional("to", reader.day),
    ),
    "continuing_directors_lost_majority": lambda reader: ContinuingDirectorsLostMajority(
        reader.instant("at")
    ),
    "flip_over_transaction_completed": _flip_over,
    "merger_agreement_signed": lambda reader: MergerAgreementSigned(reader.instant("at")),
    "redeemed": lambda reader: Redeemed(reader.instant("at")),
    "exchanged": lambda reader: Exchanged(reader.instant("at")),
}
