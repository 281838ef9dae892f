"""PlanEvent rows -> the events of the rules: the one reader of recorded facts."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction

from ledger.models import Plan, PlanEvent
from ledger.rules.continuing_directors import MAJORITY_CHANGES
from ledger.rules.dates import day_text
from ledger.rules.exact import exact_text
from ledger.rules.facts import Event, exact_number
from ledger.rules.wire import KINDS, read_event
from ledger.selectors import board, ownership
from rightsadmin.common.clock import new_york_date

_NOTES = [kind.word for kind in KINDS.values() if kind.is_note]
# The facts that tell a percentage of a person, and the field that tells it.
_PERCENTAGE = {kind.word: kind.percentage for kind in KINDS.values() if kind.percentage}


def events(plan: Plan, known_at: datetime | None = None) -> tuple[Event, ...]:
    """The facts of the plan as events of the rules, known at `known_at` (default: now).

    A fact that was reversed by then is left out, and so is its reversal; so is one whose person has a higher
    threshold of its own (`why_set_aside`). Losses and regainings of the Continuing
    Directors' majority that the record of directors shows stand beside those recorded as facts.
    """
    rows = PlanEvent.objects.filter(plan=plan, reverses__isnull=True).exclude(kind__in=_NOTES)
    if known_at:
        rows = rows.filter(recorded_at__lte=known_at).exclude(reversed_by__recorded_at__lte=known_at)
    else:
        rows = rows.filter(reversed_by__isnull=True)
    found = list(rows.select_related("person").order_by("occurred_at", "pk"))
    aside = {row.pk for row, _ in _below_own_threshold(plan, found, known_at)}
    recorded = tuple(event_of(row) for row in found if row.pk not in aside)
    return (*recorded, *_changes_unrecorded(plan, recorded, known_at))


def event_of(row: PlanEvent) -> Event:
    """The event of the rules that a fact on record is; BadInput for one that only notes a paper."""
    return read_event({"type": row.kind, **row.data}, f"fact {row.pk}")


def _changes_unrecorded(plan: Plan, recorded: Iterable[Event], known_at: datetime | None) -> Iterator[Event]:
    """The changes of majority by the directors' own dates, but for days on which the like is recorded as a fact."""
    told = {
        (type(event), new_york_date(event.at)) for event in recorded if isinstance(event, MAJORITY_CHANGES)
    }
    for change in board.majority_changes(plan, known_at):
        if (type(change), new_york_date(change.at)) not in told:
            yield change


def why_set_aside(row: PlanEvent) -> str:
    """Why the fact sets nothing off, "" where it counts: its person has a higher threshold of its own (DQ13)."""
    return next((why for _, why in _below_own_threshold(row.plan, [row], None)), "")


def _below_own_threshold(
    plan: Plan, rows: Iterable[PlanEvent], known_at: datetime | None
) -> Iterator[tuple[PlanEvent, str]]:
    named = [row for row in rows if row.person and row.kind in _PERCENTAGE]
    thresholds = ownership.own_thresholds(plan, known_at) if named else ()
    if not thresholds:
        return
    tied = ownership.ties(plan, known_at)
    for row in named:
        assert row.person is not None  # noqa: S101 - chosen above
        name, told = row.person.name, row.data[_PERCENTAGE[row.kind]]
        own = ownership.threshold_for(Fraction(0), name, row.effective_on, thresholds, tied)
        if exact_number(told) < own:
            why = (
                f"{name} has a threshold of its own, {exact_text(own)}%, on {day_text(row.effective_on)}: "
                f"{told}% is below it."
            )
            yield row, why
