"""What a person's group beneficially owns by the findings on record, against the law of the instant asked (R12)."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from ledger.enums import Act
from ledger.errors import BackOfficeError, RuleViolation
from ledger.models import Person, Plan
from ledger.rules.acquiring_person import Ownership, beneficial_ownership, group_of, threshold_shares
from ledger.rules.course.persons import Threshold, schedule, threshold
from ledger.rules.course.record import Record
from ledger.rules.dates import date_text
from ledger.rules.exact import ratio_of
from ledger.rules.plan_terms import StockAcquisitionTerms
from ledger.selectors import law, ownership
from ledger.selectors.control_book import control_book, of_class
from ledger.selectors.terms import value
from rightsadmin.common import clock

EVERYBODY = "default"
# What a percentage may be of, beside a class of common by its code.
VOTING_POWER = "voting_power"


@dataclass(frozen=True)
class Reach:
    """A percentage that makes an Acquiring Person, and the least whole number of shares that reaches it."""

    pct: Fraction
    shares: int


@dataclass(frozen=True)
class Standing:
    """How a person stands: with whom it counts, since when its Rights are void, what its group owns; `is_asked`: a
    Trigger Case of its group waits for a second person.

    `owns` is None where nothing says of how many shares, and `why_not` then tells it.
    """

    person: Person
    group: tuple[str, ...]
    since: datetime | None
    is_asked: bool
    owns: Ownership | None
    why_not: str = ""


@dataclass(frozen=True)
class _Measure:
    record: Record
    terms: StockAcquisitionTerms
    outstanding: Fraction
    measured: dict[str, Fraction] | None = None

    def of(self, name: str, at: datetime) -> Threshold:
        """The percentage at which the person counts: its own, the passive one, or everybody's."""
        own = threshold(self.record, name, at, schedule(self.record, name, at))
        return own or Threshold(self.terms.pct, self.terms.comparison)


def beneficial(plan: Plan, person: Person, at: datetime, known_at: datetime | None = None) -> Ownership:
    """What the group owns at the instant, in the ways that the plan's paper counts, against its threshold then.

    RuleViolation where the plan has no Acquiring Person percentage or no control book by then.
    """
    measure, on = _measure(plan, at, known_at), clock.new_york_date(at)
    needed = measure.of(person.name, at)
    return beneficial_ownership(
        person.name,
        ownership.holdings(plan, on, known_at),
        measure.outstanding,
        needed.pct,
        on,
        ties=measure.record.ties,
        comparison=needed.comparison,
        counts=measure.terms.counts,
        denominator=measure.terms.denominator,
        measured=measure.measured,
    )


def thresholds(plan: Plan, at: datetime, known_at: datetime | None = None) -> dict[str, Reach]:
    """The threshold of everybody, and of each person to whom the terms of the instant give one of its own.

    RuleViolation as for `beneficial`.
    """
    measure = _measure(plan, at, known_at)
    found = {EVERYBODY: Threshold(measure.terms.pct, measure.terms.comparison)}
    found |= {row.person: measure.of(row.person, at) for row in measure.record.terms_at(at).own_thresholds}
    return {
        name: Reach(each.pct, threshold_shares(measure.outstanding, each.pct, each.comparison))
        for name, each in found.items()
    }


def standings(plan: Plan, at: datetime, person: Person | None = None) -> list[Standing]:
    """Every person of the plan, or one, as it stands at the instant."""
    on = clock.new_york_date(at)
    named, tied = ownership.became(plan, on), ownership.ties(plan)
    asked, found = ownership.asked_of(plan, tied, on), []
    for each in [person] if person else ownership.persons(plan):
        told = (each, group_of(each.name, tied, on), named.get(each.name), each.name in asked)
        try:
            found.append(Standing(*told, beneficial(plan, each, at)))
        except BackOfficeError as error:
            found.append(Standing(*told, None, error.sentence))
    return found


def _measure(plan: Plan, at: datetime, known_at: datetime | None) -> _Measure:
    on = clock.new_york_date(at)
    record = law.in_force(plan, on, known_at).record
    terms, book = record.terms_at(at).stock_acquisition, control_book(plan, on, known_at)
    if terms is None or book is None or not book.outstanding:
        raise RuleViolation(
            f"Nothing says what percentage anybody reaches on {date_text(on)}: the plan needs a percentage in force "
            "and a control book by then.",
            next_act=Act.CONTROL_BOOK,
        )
    if not terms.of_class:
        return _Measure(record, terms, Fraction(book.outstanding))
    counted = _counted(plan, terms.of_class, on, known_at)
    outstanding = sum(
        (Fraction(of_class(book, code).outstanding) * each for code, each in counted.items()), Fraction()
    )
    if not outstanding:
        raise RuleViolation(
            f"No share of class {terms.of_class} is outstanding by the control book of {date_text(book.as_of)}: nobody "
            "reaches a percentage of it.",
            next_act=Act.CONTROL_BOOK,
        )
    return _Measure(record, terms, outstanding, counted)


def _counted(plan: Plan, measured: str, on: date, known_at: datetime | None) -> dict[str, Fraction]:
    """Code of each class that the percentage is of -> what a share of it counts: itself, or its votes."""
    rows = value(plan, "common.classes", on, known_at) or []
    if measured == VOTING_POWER:
        return {row["code"]: ratio_of(row.get("votes", "1")) for row in rows} or {"": Fraction(1)}
    if measured not in {row["code"] for row in rows}:
        raise RuleViolation(
            f"The percentage is of class {measured}, and the plan has no such class of common: amend the term, or the "
            "classes.",
            rule="R12",
            next_act=Act.AMENDMENT,
        )
    return {measured: Fraction(1)}
