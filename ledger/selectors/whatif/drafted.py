"""What the terms of a draft would do if it happened today: held against the paper before the plan is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ledger.rules.business_days import OutOfRange
from ledger.rules.dates import NEW_YORK, day_text, to_utc
from ledger.rules.exact import exact_text
from ledger.rules.facts import AcquiringPersonAnnounced, BadInput, TenderOffer
from ledger.rules.moments import words
from ledger.rules.wire.terms import read_terms
from ledger.selectors import law
from ledger.terms import REGISTRY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ledger.rules.facts import Event
    from ledger.rules.plan_terms import PlanTerms

_NINE = time(9)
_ONE_MORE = Fraction(1, 10)
NOBODY = "Somebody"


@dataclass(frozen=True, kw_only=True)
class IfToday:
    """Something that is supposed to happen today, and what then comes of it, with its reason."""

    supposed: str
    comes: str
    reason: str


def if_today(values: Mapping[str, Any], today: date) -> tuple[IfToday, ...]:
    """What these values of terms, by their keys, do with an announcement, an offer, or nothing at all, on that day at
    9:00 a.m. in New York. BadInput, in words for staff, while they do not decide it.
    """
    terms = _terms(values)
    try:
        rows = [_answer(terms, told, event, today) for told, event in _supposed(terms, today)]
    except OutOfRange as error:
        raise BadInput("", str(error)) from error
    return (
        *rows,
        IfToday(supposed="Nothing happens", comes=_end(terms), reason=""),
    )


def _terms(values: Mapping[str, Any]) -> PlanTerms:
    deciding = [kind for kind in REGISTRY.values() if kind.scenario]
    if lacking := [
        kind.label for kind in deciding if not kind.may_be_unsaid and values.get(kind.key) is None
    ]:
        raise BadInput("", f"worked out as soon as these are stated: {', '.join(lacking)}")
    told = {kind.scenario: values.get(kind.key, kind.otherwise) for kind in deciding}
    try:
        return read_terms(told)
    except BadInput as error:
        raise BadInput("", "worked out as soon as what is wrong in the terms is mended") from error


def _supposed(terms: PlanTerms, today: date) -> Iterator[tuple[str, Event]]:
    at = to_utc(datetime.combine(today, _NINE, NEW_YORK))
    if first := terms.stock_acquisition:
        pct = first.pct if first.comparison == "at_least" else first.pct + _ONE_MORE
        yield (
            f"{exact_text(pct)}% is announced on Schedule 13D",
            AcquiringPersonAnnounced(at, pct, NOBODY, "13D"),
        )
        if first.passive_pct is not None:
            yield (
                f"{exact_text(pct)}% is announced on Schedule 13G",
                AcquiringPersonAnnounced(at, pct, NOBODY, "13G"),
            )
    if offer := terms.tender:
        pct = offer.pct if offer.comparison == "at_least" else offer.pct + _ONE_MORE
        yield (
            f"A tender offer for {exact_text(pct)}% commences",
            TenderOffer(would_own_pct=pct, commenced_at=at, person=NOBODY),
        )


def _answer(terms: PlanTerms, told: str, event: Event, today: date) -> IfToday:
    decided = law.supposed(terms, [event]).dates(today=today).distribution
    comes = f"The Rights separate on {day_text(decided.date)}" if decided.date else "Nothing separates"
    return IfToday(supposed=told, comes=comes, reason=decided.computed.reason)


def _end(terms: PlanTerms) -> str:
    return (
        f"The Rights end at {words(terms.expiration)}" if terms.expiration else "The Rights have no fixed end"
    )
