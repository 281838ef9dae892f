"""What the world does, recorded with a paper each; of before a milestone on record, by counsel and a second person. An
act of a power is no fact, and is refused here as on the page.
"""

from datetime import date
from typing import Any

from ledger.errors import RuleViolation
from ledger.rules.counsel import COUNSELS_PAPER
from ledger.rules.facts import BadInput
from ledger.rules.wire import KINDS
from ledger.rules.wire.reader import Reader, shown
from ledger.selectors import milestones
from ledger.services import events, late_facts
from rightsadmin.rehearsal.scene import Scene

# The story's word -> the kind of fact, and the fields that it takes as they are told.
_PLAIN: dict[str, tuple[str, tuple[str, ...]]] = {
    "announced": ("acquiring_person_announced", ("pct", "schedule")),
    "majority_lost": ("continuing_directors_lost_majority", ()),
    "majority_regained": ("continuing_directors_regained_majority", ()),
    "notice_received": ("distribution_notice", ()),
    "price": ("price", ("of", "amount")),
    "merger_effective": ("merger_effective", ("company_survives", "common_outstanding")),
    "offer_amended": ("offer_amended", ("would_own_pct", "all_shares")),
    "offer_withdrawn": ("offer_withdrawn", ()),
    "accepted_for_payment": ("accepted_for_payment", ("would_own_pct", "all_shares")),
}
# An offer is one fact: the field of it that tells the instant of what happened.
_OFFERS = {"offer_commenced": "commenced_at", "offer_intended": "intent_at"}
# Acts of a power: each has its own door, with its guard and its second person.
_ACTS = {
    "board_extension": "an extension",
    "extension": "an extension",
    "adverse_person_declared": "the declaration of an Adverse Person",
    "adverse_person": "the declaration of an Adverse Person",
    "permitted_offer": "the designation of a Permitted Offer",
    "redeemed": "a redemption",
    "redemption": "a redemption",
    "exchanged": "an exchange",
    "exchange": "an exchange",
    "amendment": "an amendment",
    "exemption": "an exemption",
    "exempt": "an exemption",
    "waiver": "a waiver",
    "waive": "a waiver",
    "inadvertent": "the determination that a crossing was inadvertent",
    "close_case": "the closing of a Trigger Case",
}


def fact(scene: Scene, told: Reader) -> date | None:
    word = told.text("kind")
    if word in _ACTS or (word in KINDS and KINDS[word].is_act):
        raise RuleViolation(
            f"This is no fact: {_ACTS.get(word) or KINDS[word].label} is an act of a power. "
            "Record the resolution or the act, which a second person approves."
        )
    if word in _PLAIN:
        kind, fields = _PLAIN[word]
        _record(scene, told, kind, {name: told.raw(name) for name in fields if told.has(name)})
    elif word in _OFFERS:
        _offer(scene, told, _OFFERS[word])
    elif word in KINDS:
        own = {
            field.name
            for field in KINDS[word].fields
            if field.name not in ("person", KINDS[word].at) and not field.is_supposed
        }
        _record(scene, told, word, {name: told.raw(name) for name in sorted(own) if told.has(name)})
    else:
        known = ", ".join((*_PLAIN, *_OFFERS, *(kind.word for kind in KINDS.values() if not kind.is_act)))
        raise BadInput(told.place("kind"), f"{shown(word)} is none of {known}")
    return scene.day


def _record(scene: Scene, told: Reader, kind: str, fields: dict[str, Any], at: str = "at") -> None:
    name = told.optional("person", told.text)
    noted = fields if KINDS[kind].is_note else {at: scene.step.at.isoformat(), **fields}
    fact: dict[str, Any] = {
        "plan": scene.plan,
        "kind": kind,
        "occurred_at": scene.step.at,
        "data": noted,
        "person": scene.person(name) if name else None,
    }
    if milestones.before_which(scene.plan, kind, scene.step.at):
        paper = scene.paper("Opinion of counsel", COUNSELS_PAPER)
        scene.decide(late_facts.propose(**fact, document=paper, actor=scene.hands.counsel))
        return
    paper = scene.paper("What was announced", "press release")
    events.record_event(**fact, document=paper, actor=scene.hands.maker)


def _offer(scene: Scene, told: Reader, at: str) -> None:
    fields = {name: told.raw(name) for name in ("would_own_pct", "all_shares") if told.has(name)}
    _record(scene, told, "tender_offer", fields, at=at)
