"""Persons and their groups: who counts with whom, whose threshold is another, what a group beneficially owns."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db.models import F, Q

from ledger.enums import CaseStatus
from ledger.errors import RuleViolation
from ledger.models import BeneficialFinding, Person, PersonTie, Plan, PlanTerm, TriggerCase
from ledger.rules.acquiring_person import (
    Ownership,
    PersonThreshold,
    Tie,
    beneficial_ownership,
    group_of,
    threshold_of,
)
from ledger.rules.dates import date_text
from ledger.rules.facts import Holding, exact_number
from ledger.selectors.control_book import control_book
from ledger.selectors.terms import distribution_terms

THRESHOLDS = "distribution.person_thresholds"
# A confirmed case of these prongs is of an Acquiring Person or an Adverse Person; a tender offer makes nobody one.
MAKE_A_FLIP_IN = ("i", "iii")


def ties(plan: Plan, known_at: datetime | None = None) -> tuple[Tie, ...]:
    """Every tie of the plan's persons: those recorded with their days, and membership of a group, without end."""
    rows = PersonTie.objects.filter(plan=plan)
    if known_at:
        rows = rows.filter(recorded_at__lte=known_at)
    dated = [
        Tie(one, other, since, until, basis)
        for one, other, since, until, basis in rows.values_list(
            "one__name", "other__name", "since", "until", "basis"
        )
    ]
    members = Person.objects.filter(plan=plan, group_of__isnull=False).values_list("name", "group_of__name")
    return (*dated, *(Tie(name, head, date.min, basis="group") for name, head in members))


def own_thresholds(plan: Plan, known_at: datetime | None = None) -> tuple[PersonThreshold, ...]:
    """Each person's own threshold with the days it is in force, from the term's rows as known at an instant."""
    rows = PlanTerm.objects.filter(plan=plan, key=THRESHOLDS)
    if known_at:
        rows = rows.filter(recorded_at__lte=known_at)
    # Of rows in force from the same day the last recorded counts, as for every term.
    latest = list(
        rows.order_by("effective_on", F("recorded_at").desc(), F("pk").desc())
        .distinct("effective_on")
        .values_list("effective_on", "value")
    )
    ends = [*(since for since, _ in latest[1:]), None][: len(latest)]
    return tuple(
        PersonThreshold(row["person"], exact_number(row["pct"]), since, until)
        for (since, value), until in zip(latest, ends, strict=True)
        for row in value or []
    )


def threshold_for(
    plan_pct: Fraction, person: str, on: date, thresholds: tuple[PersonThreshold, ...], tied: tuple[Tie, ...]
) -> Fraction:
    """The percentage at which the person's group becomes an Acquiring Person on the day (DQ13)."""
    return threshold_of(group_of(person, tied, on), plan_pct, thresholds, on)


def confirmed_persons(plan: Plan, on: date) -> list[int]:
    """The keys of every person whose Rights a confirmed Acquiring or Adverse Person makes void: its whole group."""
    heads = TriggerCase.objects.filter(
        plan=plan, status=CaseStatus.CONFIRMED, prong__in=MAKE_A_FLIP_IN, person__isnull=False
    ).values_list("person__name", flat=True)
    tied = ties(plan)
    names = {name for head in heads for name in group_of(str(head), tied, on)}
    return list(Person.objects.filter(plan=plan, name__in=names).order_by("pk").values_list("pk", flat=True))


def beneficial(plan: Plan, person: Person, on: date, known_at: datetime | None = None) -> Ownership:
    """What the person's group beneficially owns by the findings recorded, against its threshold on the day (R12).

    RuleViolation where the plan has no Acquiring Person percentage or no control book by then.
    """
    terms = distribution_terms(plan, on, known_at)
    book = control_book(plan, on, known_at)
    if terms.stock_acquisition is None or book is None:
        raise RuleViolation(
            f"Nothing says what percentage {person} reached: the plan needs a percentage in force and a control "
            f"book by {date_text(on)}."
        )
    known: dict[str, Any] = {"recorded_at__lte": known_at} if known_at else {}
    found = (
        BeneficialFinding.objects.filter(Q(**known), plan=plan, as_of__lte=on)
        .order_by("account_id", "person_id", F("as_of").desc(), F("pk").desc())
        .distinct("account_id", "person_id")
        .values_list("person__name", "quantity", "reason")
    )
    return beneficial_ownership(
        person.name,
        [Holding(str(name), int(quantity), basis=str(reason)) for name, quantity, reason in found],
        int(book.outstanding),
        terms.stock_acquisition.pct,
        on,
        ties=ties(plan, known_at),
        own_thresholds=own_thresholds(plan, known_at),
    )
