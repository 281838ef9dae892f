"""Flip-In and Flip-Over Events: each fact put under the limbs that the plan has, by the law of its own instant.

Becoming an Acquiring Person and being declared an Adverse Person follow from the announcements and acts on record; the
other limbs are facts with the figures they are judged by (R27, R34).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ledger.rules.continuing_directors import majority_is_lost
from ledger.rules.course.acquisitions import acquiring_persons, is_released, stock_acquisition_by
from ledger.rules.dates import day_text, new_york_date
from ledger.rules.exact import exact_text
from ledger.rules.facts import (
    AdversePersonDeclared,
    BecameAcquiringPerson,
    FlipOverTransactionCompleted,
    InterestIncreased,
    MergerEffective,
    SelfDealing,
)
from ledger.rules.findings import Finding, block, hold, is_allowed
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from ledger.rules.course.record import Record
    from ledger.rules.facts import Event
    from ledger.rules.plan_terms import FlipInLimb, FlipOverLimb, PlanTerms


@dataclass(frozen=True)
class FlipIn:
    """A fact under one limb of a Flip-In Event, and what is said against it."""

    at: datetime
    person: str
    limb: FlipInLimb
    findings: tuple[Finding, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it is a Flip-In Event on what is recorded: nothing forbids or holds it."""
        return is_allowed(self.findings)


@dataclass(frozen=True)
class FlipOver:
    """A completed transaction, the limbs of the plan that it fits, and that in words."""

    limbs: tuple[FlipOverLimb, ...]
    text: str
    qualifies: bool


def flip_ins(record: Record, at: datetime) -> tuple[tuple[datetime, str], ...]:
    """The instants, each with its person, of every Flip-In Event there is by the instant, in order."""
    return tuple((found.at, found.person) for found in flip_in_facts(record, at) if found.counts)


@decides(
    "R27",
    "Flip-In Event: five limbs",
    term="Flip-In Event",
)
def flip_in_facts(record: Record, at: datetime) -> tuple[FlipIn, ...]:
    """Every fact by the instant that falls under a limb which the plan had at the fact's own instant, in order."""
    found = [*_persons(record, at), *_transactions(record, at)]
    kept = (fact for fact in found if fact.limb in record.terms_at(fact.at).flip_in_limbs)
    return tuple(sorted(kept, key=lambda fact: fact.at))


def _persons(record: Record, at: datetime) -> Iterator[FlipIn]:
    """Limbs (i) and (ii): whoever is an Acquiring or an Adverse Person at the instant."""
    for row in acquiring_persons(record, at):
        if row.declared_at is None:
            yield FlipIn(row.at, row.person, "acquiring_person")
    for event in record.events:
        if not isinstance(event, BecameAcquiringPerson | AdversePersonDeclared) or event.at > at:
            continue
        if is_released(record, event, at):
            continue
        if isinstance(event, BecameAcquiringPerson):
            yield FlipIn(event.at, event.person, "acquiring_person")
        else:
            terms = record.terms_at(event.declared_at).adverse_person
            if terms and event.pct >= terms.pct:
                yield FlipIn(event.declared_at, event.person, "adverse_person")


def _transactions(record: Record, at: datetime) -> Iterator[FlipIn]:
    """Limbs (iii) to (v), each while there is such a person."""
    for event in record.events:
        if event.at is None or event.at > at:
            continue
        limb, findings = _put(event, record.terms_at(event.at))
        if limb:
            person: str = getattr(event, "person", "")
            yield FlipIn(event.at, person, limb, (*findings, *_of_nobody(record, person, event.at)))


def _put(event: Event, terms: PlanTerms) -> tuple[FlipInLimb | None, tuple[Finding, ...]]:
    """The limb a fact is put under, and what its own figures say against it."""
    match event:
        case MergerEffective() if event.company_survives:
            outstanding = block(
                "R27", "The common does not stay outstanding after the merger: see Flip-Over."
            )
            return "surviving_merger", () if event.common_outstanding else (outstanding,)
        case SelfDealing():
            return "self_dealing", _self_dealing(event)
        case InterestIncreased():
            return "increase", increase_findings(event.before, event.after, terms)
        case _:
            return None, ()


def _self_dealing(event: SelfDealing) -> tuple[Finding, ...]:
    if event.is_listed is None:
        return (
            hold("DQ19", "The agreement's list of self-dealing transactions is not loaded; ask counsel."),
        )
    if event.is_listed:
        return ()
    return (block("R27", "The transaction is not on the agreement's list of self-dealing."),)


def increase_findings(before: Fraction, after: Fraction, terms: PlanTerms) -> tuple[Finding, ...]:
    """Whether an interest grew by more than the plan's percentage, in points, relatively, or in either (DQ9).

    Where the reading is open both are computed: held where they differ.
    """
    grown, least = after - before, terms.increase_pct
    points, relative = grown > least, grown * 100 > least * before
    told = f"from {exact_text(before)}% to {exact_text(after)}%"
    if terms.increase_reading is None and points != relative:
        sentence = (
            f"It grew {told}: more than {exact_text(least)}% relatively or in points, not both; ask counsel."
        )
        return (hold("DQ9", sentence),)
    reached = {"percentage_points": points, "relative": relative}.get(
        terms.increase_reading or "", points or relative
    )
    if reached:
        return ()
    return (block("R27", f"The interest grew {told}, not by more than {exact_text(least)}%."),)


def _of_nobody(record: Record, person: str, at: datetime) -> tuple[Finding, ...]:
    """That the person, or any where none is named, was neither an Acquiring nor an Adverse Person at the time."""
    there = [row.person for row in acquiring_persons(record, at)]
    there += [
        event.person
        for event in record.events
        if isinstance(event, BecameAcquiringPerson | AdversePersonDeclared)
        and event.at <= at
        and not is_released(record, event, at)
    ]
    if any(not person or record.are_one(person, name, at) for name in there):
        return ()
    who = person or "Nobody"
    return (block("R27", f"{who} was neither an Acquiring nor an Adverse Person at the time."),)


@decides("R33")
def gates(record: Record, at: datetime) -> tuple[str, ...]:
    """What opens the window of a Flip-Over Event at an instant: the Stock Acquisition Date has come, or Continuing
    Directors are less than a majority, which needs no Acquiring Person (R33). None: the window is closed.
    """
    found = []
    acquired = stock_acquisition_by(record, at)
    if acquired:
        found.append(f"the Stock Acquisition Date, {day_text(new_york_date(acquired.at))}, had come")
    if majority_is_lost(record.events, at):
        found.append("the Continuing Directors were less than a majority")
    return tuple(found)


def flip_overs(record: Record, at: datetime) -> tuple[datetime, ...]:
    """The instants of every Flip-Over Event by the instant: a transaction that fits a limb, inside its window."""
    return tuple(
        event.at
        for event in record.events
        if isinstance(event, FlipOverTransactionCompleted)
        and event.at <= at
        and flip_over(record, event).qualifies
        and gates(record, event.at)
    )


@decides(
    "R34",
    "Flip-over: three limbs",
    term="Flip-Over Event",
)
def flip_over(record: Record, event: FlipOverTransactionCompleted) -> FlipOver:
    """Which limbs of the plan a completed transaction fits, by the law of its instant; the window is another question.

    A merger or combination by who survives and what becomes of the common, a sale by the assets or the earning power
    that left, added up with the earlier sales of its series. What only supposes that it qualifies says so itself.
    """
    terms = record.terms_at(event.at)
    if event.transaction is None:
        told = "it is told to fit a limb" if event.qualifies else "it fits none of the limbs"
        return FlipOver((), told, bool(event.qualifies))
    if event.transaction == "asset_sale":
        return _sale(record, event, terms)
    fitted: list[FlipOverLimb] = []
    if not event.company_survives:
        fitted.append("merger_not_survivor")
    if event.common_exchanged:
        fitted.append("shares_exchanged")
    limbs = tuple(limb for limb in fitted if limb in terms.flip_over_limbs)
    survives = "the company survives" if event.company_survives else "the company does not survive"
    common = "the common is exchanged" if event.common_exchanged else "the common is not exchanged"
    words = f"a {event.transaction} in which {survives} and {common}: {_fit(limbs)}"
    return FlipOver(limbs, words, bool(limbs))


def _sale(record: Record, event: FlipOverTransactionCompleted, terms: PlanTerms) -> FlipOver:
    assets, power = _sold(record, event)
    enough = max(assets, power) >= terms.asset_pct
    limbs: tuple[FlipOverLimb, ...] = ("half_of_assets",) if enough else ()
    limbs = tuple(limb for limb in limbs if limb in terms.flip_over_limbs)
    sold = f"{exact_text(assets)}% of the assets and {exact_text(power)}% of the earning power left"
    return FlipOver(limbs, f"{sold}, against {exact_text(terms.asset_pct)}%: {_fit(limbs)}", bool(limbs))


def _sold(record: Record, event: FlipOverTransactionCompleted) -> tuple[Fraction, Fraction]:
    """What a sale comes to, with the earlier sales where it is one of their series (R34)."""
    sales = [event]
    if event.is_of_series:
        sales += [
            other
            for other in record.events
            if isinstance(other, FlipOverTransactionCompleted)
            and other.transaction == "asset_sale"
            and other.at < event.at
        ]
    assets = sum((sale.pct or Fraction(0) for sale in sales), Fraction(0))
    return assets, sum((sale.earning_power_pct or Fraction(0) for sale in sales), Fraction(0))


def _fit(limbs: tuple[FlipOverLimb, ...]) -> str:
    named = {
        "merger_not_survivor": "the limb of a merger that the company does not survive",
        "shares_exchanged": "the limb of common that is exchanged",
        "half_of_assets": "the limb of assets or earning power sold",
    }
    return (
        f"it fits {' and '.join(named[limb] for limb in limbs)}" if limbs else "it fits no limb of the plan"
    )
