"""PlanEvent rows -> the events of the rules: the one reader of recorded facts."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from ledger.models import Plan, PlanEvent
from ledger.rules.continuing_directors import MAJORITY_CHANGES
from ledger.rules.facts import Event
from ledger.rules.wire import KINDS, read_event
from ledger.selectors import board
from rightsadmin.common.clock import new_york_date

_NOTES = [kind.word for kind in KINDS.values() if kind.is_note]


def events(plan: Plan, known_at: datetime | None = None) -> tuple[Event, ...]:
    """The facts of the plan as events of the rules, known at `known_at` (default: now).

    A fact that was reversed by then is left out, and so is its reversal. Losses and regainings of the Continuing
    Directors' majority that the record of directors shows stand beside those recorded as facts.
    """
    rows = PlanEvent.objects.filter(plan=plan, reverses__isnull=True).exclude(kind__in=_NOTES)
    if known_at:
        rows = rows.filter(recorded_at__lte=known_at).exclude(reversed_by__recorded_at__lte=known_at)
    else:
        rows = rows.filter(reversed_by__isnull=True)
    found = rows.select_related("person").order_by("occurred_at", "pk")
    recorded = tuple(event_of(row) for row in found)
    return (*recorded, *_changes_unrecorded(plan, recorded, known_at))


def event_of(row: PlanEvent) -> Event:
    """The event of the rules that a fact on record is; BadInput for one that only notes a paper."""
    kind = KINDS[row.kind]
    named = {"person": row.person.name} if row.person and kind.names_a_person else {}
    return read_event({"type": row.kind, **row.data, **named}, f"fact {row.pk}")


def is_of_an_act(row: PlanEvent) -> bool:
    """Whether an act of two persons wrote the fact: it is of an act's own kind, or tells what a resolution ordered."""
    return KINDS[row.kind].is_act or row.resolution_id is not None


def _changes_unrecorded(plan: Plan, recorded: Iterable[Event], known_at: datetime | None) -> Iterator[Event]:
    """The changes of majority by the directors' own dates, but for days on which the like is recorded as a fact."""
    told = {
        (type(event), new_york_date(event.at)) for event in recorded if isinstance(event, MAJORITY_CHANGES)
    }
    for change in board.majority_changes(plan, known_at):
        if (type(change), new_york_date(change.at)) not in told:
            yield change
