"""How the Rights stand at an instant, and who holds those that are not void."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Sum

from ledger.enums import EventKind, Standing
from ledger.models import Plan, PlanEvent, Position, Resolution
from ledger.rules.distribution_date import distribution_date
from ledger.rules.facts import Event
from ledger.rules.registry import decides
from ledger.rules.resolutions import rights_when
from ledger.rules.rights_at import RightsAt
from ledger.scenarios import read_event
from ledger.selectors import calendars, facts, questions as quality
from ledger.selectors.terms import distribution_terms
from rightsadmin.common import clock

# What can still be redeemed, exchanged or expire: void Rights take part in nothing (R32).
ALIVE = (Standing.VALID.value, Standing.CERTIFICATED.value, Standing.WITHHELD.value)


def rights_at(plan: Plan, at: datetime, *, act: str = "", without: Resolution | None = None) -> RightsAt:
    """The Rights at the instant `at` on the facts recorded, for an act that open questions may hold ("": for none).

    `without` leaves out the facts that this very resolution made: it is judged on the day before its own effect.
    """
    terms = distribution_terms(plan, clock.new_york_date(at))
    known = _without(facts.events(plan), own_facts(without) if without else ())
    calendar = calendars.snapshot(terms.business_day)
    decided = distribution_date(terms, known, calendar, as_of=at)
    questions = tuple(issue.code for issue in quality.holding(plan, act)) if act else ()
    return replace(
        rights_when(at, terms, known, calendar, decided, questions), is_suspended=is_suspended(plan, at)
    )


def is_suspended(plan: Plan, at: datetime) -> bool:
    """Whether the company had suspended the exercise at the instant and not yet announced the end (section 9)."""
    last = (
        PlanEvent.objects.filter(
            plan=plan,
            kind__in=(EventKind.SUSPENSION_BEGAN, EventKind.SUSPENSION_ENDED),
            occurred_at__lte=at,
            reverses__isnull=True,
            reversed_by__isnull=True,
        )
        .order_by("-occurred_at", "-pk")
        .first()
    )
    return last is not None and last.kind == EventKind.SUSPENSION_BEGAN


def own_facts(resolution: Resolution) -> tuple[Event, ...]:
    """The facts the resolution itself made, as events of the rules."""
    return tuple(
        read_event({"type": row.kind, **row.data}, f"fact {row.pk}") for row in resolution.events.all()
    )


@decides(
    "R49",
    "Exchange leaves out void Rights",
    "other than Rights owned by an Acquiring Person or an Adverse Person, or an "
    "affiliate or an associate of an Acquiring Person or an Adverse Person, which will "
    "have become null and void",
)
def alive_by_holder(plan: Plan) -> Iterator[tuple[int, Decimal]]:
    """Each holder with the Rights that are not void, all standings together, in the order of their keys; now."""
    rows = (
        Position.objects.filter(plan=plan, standing__in=ALIVE, rights__gt=0)
        .order_by("holder_id")
        .values_list("holder_id")
        .annotate(total=Sum("rights"))
    )
    yield from rows.iterator()


def alive_totals(plan: Plan) -> tuple[int, Decimal]:
    """How many holders have Rights that are not void, and how many Rights those are."""
    found = Position.objects.filter(plan=plan, standing__in=ALIVE, rights__gt=0).aggregate(
        holders=Count("holder_id", distinct=True), rights=Sum("rights")
    )
    return found["holders"], found["rights"] or Decimal()


def _without(events: tuple[Event, ...], own: Collection[Event]) -> tuple[Event, ...]:
    return tuple(event for event in events if event not in own)
