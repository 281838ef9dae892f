"""My day: what waits for this person over all plans by when it is due, the clocks that run, the plans."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from certificates.selectors import run_progress
from ledger.models import Plan
from ledger.pages.plans.tables import PLAN_TONES
from ledger.rules.business_days import OutOfRange
from ledger.selectors import (
    calendars,
    plan_day,
    plans,
    reconciliation,
    terms,
    unposted_ends,
    worklist,
)
from ledger.selectors.worklist import Lane, Work, dates
from rightsadmin.common import clock, formatting
from rightsadmin.common.actor import Actor

SHOWN = 8
SOON = 3  # Business Days that are told apart from what comes later
LANES: dict[Lane, tuple[str, str]] = {
    "decide": ("Waits for your decision", "as the second person"),
    "desk": ("On your desk", "to begin or to go on with"),
    "finish": ("To finish", "released, owed or decided, and not done"),
    "broken": ("To mend", "failed, broken or standing still"),
}
WHEN = ("Overdue", "Today", "Next three Business Days", "No day is set", "Later")


@dataclass(frozen=True, kw_only=True)
class Tile:
    """How much of one lane waits, and the page that shows it alone."""

    lane: Lane
    label: str
    note: str
    count: int
    shown: bool


@dataclass(frozen=True, kw_only=True)
class Due:
    """The work of one part of the days ahead."""

    label: str
    rows: list[Work]


def contents(actor: Actor, lane: str = "") -> dict[str, Any]:
    """My day for one person; of one lane alone where it is named."""
    with calendars.remembered():
        return _contents(actor, lane)


def _contents(actor: Actor, lane: str) -> dict[str, Any]:
    found = worklist.of(actor)
    plan_list = list(plans.with_open_holds())
    shown = [work for work in found if work.lane == lane] if lane in LANES else found
    apart = not all(
        plan.is_replay for plan in plan_list
    )  # where every plan is a replay, none of them is aside
    replays = [work for work in shown if apart and _is_of_replay(work)]
    live = [work for work in shown if not (apart and _is_of_replay(work))]
    return {
        "lane": LANES[lane][0] if lane in LANES else "",
        "tiles": [
            Tile(lane=each, label=label, note=note, count=_count(found, each), shown=each == lane)
            for each, (label, note) in LANES.items()
        ],
        "sentence": _sentence(live),
        "due": _by_day(worklist.heaped(live)),
        "replays": _by_day(worklist.heaped(replays)),
        "replayed": len(replays),
        "clocks": dates.running(),
        "ahead": dates.ahead(),
        "plan_rows": _plan_rows(plan_list, of_replays=not apart),
        "replay_rows": _plan_rows(plan_list, of_replays=True) if apart else [],
        "runs": run_progress.at_press(SHOWN),
    }


def _is_of_replay(work: Work) -> bool:
    return work.plan is not None and work.plan.is_replay


def _count(works: Iterable[Work], lane: Lane) -> int:
    return sum(1 for work in works if work.lane == lane)


def _today(work: Work) -> date:
    return plan_day.today(work.plan) if work.plan else clock.today()


def _sentence(works: list[Work]) -> str:
    """What the head of the page says: how much is overdue and due today."""
    overdue = sum(1 for work in works if work.due and work.due < _today(work))
    today = sum(1 for work in works if work.due and work.due == _today(work))
    if overdue:
        late = f"{formatting.plural(overdue, 'thing is', 'things are')} overdue"
        return f"{late}, {today} due today." if today else f"{late}."
    if today:
        return f"{formatting.plural(today, 'thing is', 'things are')} due today."
    return "Nothing is due today." if works else "Nothing waits for you."


def _by_day(works: Iterable[Work]) -> list[Due]:
    """The work by when it is due, each plan on its own day; parts without any are left out."""
    parts: dict[str, list[Work]] = {label: [] for label in WHEN}
    soon: dict[int, date] = {}
    for work in works:
        parts[_part(work, soon)].append(work)
    return [
        Due(label=label, rows=sorted(rows, key=lambda work: (work.due or date.max, work.lane)))
        for label, rows in parts.items()
        if rows
    ]


def _part(work: Work, soon: dict[int, date]) -> str:
    overdue, today, next_days, undated, later = WHEN
    if work.due is None:
        return undated
    now = _today(work)
    if work.due <= now:
        return overdue if work.due < now else today
    if work.plan is None:
        return later
    if work.plan.pk not in soon:
        soon[work.plan.pk] = _soon(work.plan, now)
    return next_days if work.due <= soon[work.plan.pk] else later


def _soon(plan: Plan, today: date) -> date:
    """The last of the next SOON Business Days of the plan; its today where the calendar does not reach."""
    calendar = calendars.snapshot(terms.value(plan, "business_day.calendar", today))
    try:
        return calendar.advance(today, SOON)
    except OutOfRange:
        return today


def _plan_rows(plans: list[Plan], *, of_replays: bool) -> list[dict[str, Any]]:
    wanted = [plan for plan in plans if plan.is_replay == of_replays]
    breaks = reconciliation.counts(wanted)
    return [
        {
            "plan": plan,
            "tone": PLAN_TONES.get(plan.state, ""),
            "today": plan_day.today(plan),
            "end": unposted_ends.of(plan),
            "breaks": breaks.get(plan.pk, (0, 0)),
        }
        for plan in wanted
    ]
