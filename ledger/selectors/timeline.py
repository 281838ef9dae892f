"""The dates of a plan for its drawings: what happened, what is computed, what is in doubt."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from ledger.enums import DeadlineStatus
from ledger.models import Deadline, Plan, PlanEvent, PlanTerm
from ledger.selectors import board, plan_day
from ledger.selectors.terms import in_question
from ledger.timeline_svg import Moment, Strip, StripDay, Timeline, strip, timeline
from rightsadmin.common import clock

EXPIRATION = "expiration.final"


def moments(plan: Plan, terms: dict[str, PlanTerm]) -> list[Moment]:
    """Every date of the plan once, in order: resolutions, fixed dates, facts, computed dates."""
    today = plan_day.today(plan)
    found = [
        Moment(
            on=clock.new_york_date(resolution.effective_at),
            title=resolution.get_kind_display(),
            url=reverse("ledger:resolution", args=[plan.slug, resolution.pk]),
        )
        for resolution in board.on_file(plan)
    ]
    found += _fixed(plan, terms, today)
    found += [
        Moment(
            on=event.effective_on,
            title=event.get_kind_display(),
            url=reverse("ledger:event", args=[plan.slug, event.pk]),
        )
        for event in PlanEvent.objects.filter(plan=plan, reverses__isnull=True, reversed_by__isnull=True)
    ]
    found += [
        Moment(
            on=deadline.date,
            title=deadline.title,
            state="done" if deadline.date <= today else "running",
            url=reverse("ledger:deadline", args=[plan.slug, deadline.pk]),
        )
        for deadline in Deadline.objects.filter(plan=plan, status=DeadlineStatus.CURRENT).exclude(
            kind="prong"
        )
        if deadline.date
    ]
    return sorted(found, key=lambda moment: moment.on)


def _fixed(plan: Plan, terms: dict[str, PlanTerm], today: date) -> list[Moment]:
    found = []
    for key, title in (("record_date", "Record Date"), (EXPIRATION, "Final Expiration Date")):
        term = terms.get(key)
        if term is None or term.value is None:
            continue
        on = date.fromisoformat(term.value)
        doubtful = key == EXPIRATION and in_question(plan, key)
        state = "held" if doubtful else "done" if on <= today else "expected"
        found.append(
            Moment(
                on=on,
                title=f"{title} (in question)" if doubtful else title,
                state=state,
                url=f"{reverse('ledger:plan', args=[plan.slug])}?tab=terms#term-{key}",
            )
        )
    return found


def drawing(plan: Plan, dates: Iterable[Moment]) -> Timeline:
    """The dates on one axis, with the plan's today."""
    return timeline(list(dates), plan_day.today(plan))


def strip_of(deadline: Deadline) -> Strip | None:
    """The days counted to a deadline and those skipped, by name; None where none were counted."""
    explanation = deadline.explanation
    counted = [
        StripDay(on=date.fromisoformat(day["date"]), number=day["number"])
        for day in explanation.get("counted", [])
    ]
    if not counted:
        return None
    skipped = [
        StripDay(on=date.fromisoformat(day["date"]), name=day["name"])
        for day in explanation.get("skipped", [])
    ]
    return strip(counted + skipped, plan_day.today(deadline.plan))
