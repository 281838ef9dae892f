"""What a person's group beneficially owns by the findings on record, against the law of the instant asked (R12)."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from ledger.enums import Act
from ledger.errors import BackOfficeError, RuleViolation
from ledger.models import Person, Plan
from ledger.rules.acquiring_person import Ownership, beneficial_ownership, group_of, threshold_shares
from ledger.rules.course.persons import Threshold, schedule, threshold
from ledger.rules.course.record import Record
from ledger.rules.dates import date_text
from ledger.rules.plan_terms import StockAcquisitionTerms
from ledger.selectors import law, ownership
from ledger.selectors.control_book import control_book
from rightsadmin.common import clock

EVERYBODY = "default"


@dataclass(frozen=True)
class Reach:
    """A percentage that makes an Acquiring Person, and the least whole number of shares that reaches it."""

    pct: Fraction
    shares: int


@dataclass(frozen=True)
class Standing:
    """How a person stands: with whom it counts, since when its Rights are void, what its group owns.

    `owns` is None where nothing says of how many shares, and `why_not` then tells it.
    """

    person: Person
    group: tuple[str, ...]
    since: datetime | None
    owns: Ownership | None
    why_not: str = ""


@dataclass(frozen=True)
class _Measure:
    record: Record
    terms: StockAcquisitionTerms
    outstanding: Fraction

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
    found = []
    for each in [person] if person else ownership.persons(plan):
        group, since = group_of(each.name, tied, on), named.get(each.name)
        try:
            found.append(Standing(each, group, since, beneficial(plan, each, at)))
        except BackOfficeError as error:
            found.append(Standing(each, group, since, None, error.sentence))
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
    return _Measure(record, terms, Fraction(book.outstanding))
