"""Deadlines: recomputed from the facts by the pure rules, never counted up. A superseded date stays visible."""

import logging
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from ledger.enums import ATTACHED_STATES, NOT_IN_FORCE, Act, DeadlineStatus, PlanState
from ledger.errors import BackOfficeError, Conflict
from ledger.models import Deadline, Plan
from ledger.permissions import require_propose
from ledger.rules.course.distribution import Distribution, ProngRow
from ledger.rules.facts import Computed
from ledger.selectors import calendars, law, plan_day
from ledger.selectors.law import OF_THE_PRONGS
from ledger.services import audit, cases, milestones
from ledger.services.locks import lock_plan
from ledger.services.states import change_state, set_alarm
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from rightsadmin.common.hashing import digest

logger = logging.getLogger(__name__)

PRONG_TITLES = {
    "i": "Prong (i): after the Stock Acquisition Date or an Adverse Person",
    "ii": "Prong (ii): after a tender or exchange offer",
    "iii": "Prong (iii): at once, on the announcement of the higher percentage",
    "iv": "Prong (iv): at once, on a Flip-Over Event",
}


@dataclass(frozen=True)
class Draft:
    """What a deadline says, before it is a row: the digest of it decides whether the row on file still says so."""

    key: str
    kind: str
    title: str
    date: date | None
    instant: datetime | None
    state: str
    governing: bool
    reason: str
    section: str
    rule: str
    calendar_code: str
    calendar_version: int
    explanation: dict[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return digest(asdict(self))


def recompute(*, plan: Plan, actor: Actor, dates: law.Dates | None = None) -> list[Deadline]:
    """Brings the plan's current deadlines to what the facts give now; answers those that are new or moved.

    Idempotent: the same facts, terms and calendar version leave every row as it is (I11). A separated plan keeps the
    prongs that led to its Distribution Date (R19). `dates`, where given, are what was computed under the plan's lock
    since the last fact was recorded, and spare computing it again.
    """
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        if plan.state in NOT_IN_FORCE:
            return []
        current = {row.key: row for row in Deadline.objects.filter(plan=plan, status=DeadlineStatus.CURRENT)}
        dates = dates or law.dates(plan)
        drafts = _drafts(dates)
        if plan.state == PlanState.SEPARATED:  # what led to an occurred Distribution Date stands
            current = {key: row for key, row in current.items() if row.kind not in OF_THE_PRONGS}
            drafts = [draft for draft in drafts if draft.kind not in OF_THE_PRONGS]
        moved = [
            draft for draft in drafts if draft.key not in current or current[draft.key].digest != draft.digest
        ]
        gone = [row for key, row in current.items() if key not in {draft.key for draft in drafts}]
        rows = [_supersede(plan, draft, current.get(draft.key)) for draft in moved]
        now = clock.now()
        for row in gone:
            Deadline.objects.filter(pk=row.pk).update(status=DeadlineStatus.SUPERSEDED, superseded_at=now)
        if rows or gone:
            audit.record(
                "deadline.computed",
                plan=plan,
                before={row.key: _day(current.get(row.key)) for row in rows},
                after={row.key: _day(row) for row in rows} | {row.key: None for row in gone},
                actor=actor,
            )
        _move_state(plan, dates.distribution, actor)
    return rows


def sweep(*, actor: Actor) -> int:
    """Recomputes every living plan and claims what has fallen due; answers how many deadlines it claimed.

    It asks what is due, so a run that was missed heals itself; a deadline is claimed once, by conditional UPDATE. What
    one plan's terms or the end of its calendar forbid to compute is that plan's alarm, and stops no other's clocks.
    """
    with calendars.remembered():
        return sum(_swept(plan, actor) for plan in living())


def _swept(plan: Plan, actor: Actor) -> int:
    """The deadlines claimed of one plan; none where its clocks cannot be computed, which it then says."""
    try:
        with transaction.atomic():
            claimed = bring_to_date(plan=plan, actor=actor)
            _note(plan, "", actor)
    except (
        BackOfficeError,
        ValueError,
    ) as error:  # a ValueError is a term that cannot be read, or a calendar's end
        logger.warning("%s: its clocks stand still. %s", plan.slug, error)
        _note(plan, str(getattr(error, "sentence", "") or error), actor)
        return 0
    return claimed


def _note(plan: Plan, sentence: str, actor: Actor) -> None:
    with transaction.atomic():
        set_alarm(lock_plan(plan.pk), sentence, actor=actor)


def living() -> list[Plan]:
    """The plans whose dates are computed: adopted, and their Rights not ended."""
    return list(Plan.objects.exclude(state__in=NOT_IN_FORCE).order_by("pk"))


def bring_to_date(*, plan: Plan, actor: Actor, dates: law.Dates | None = None) -> int:
    """Recomputes one plan and claims what has fallen due; answers how many deadlines it claimed.

    Who records what may move a date ends with this, in the same transaction and once: nobody ever sees the date of
    before the fact. `dates` as `recompute` takes them.
    """
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        if plan.state not in NOT_IN_FORCE:
            dates = dates or law.dates(plan)
            cases.bring_to_date(plan=plan, distribution=dates.distribution, actor=actor)
            milestones.bring_to_date(plan=plan, distribution=dates.distribution, actor=actor)
            milestones.ask_what_is_unsaid(plan=plan, expiration=dates.expiration, actor=actor)
        recompute(plan=plan, actor=actor, dates=dates)
    return _claim_due(plan, actor)


def acknowledge(*, deadline: Deadline, actor: Actor) -> None:
    """Notes who has seen the deadline; Conflict where somebody did already."""
    require_propose(actor, Act.ACKNOWLEDGE)
    with transaction.atomic():
        changed = Deadline.objects.filter(pk=deadline.pk, acknowledged_at__isnull=True).update(
            acknowledged_by=actor.name, acknowledged_at=clock.now()
        )
        if not changed:
            raise Conflict(f"“{deadline.title}” was acknowledged already.")
        audit.record("deadline.acknowledged", plan=deadline.plan, target=deadline, actor=actor)


def _claim_due(plan: Plan, actor: Actor) -> int:
    claimed = 0
    due = Q(
        plan=plan,
        status=DeadlineStatus.CURRENT,
        fell_due_at__isnull=True,
        instant__lte=plan_day.instant(plan),
    )
    for row in Deadline.objects.filter(due):
        with transaction.atomic():
            if Deadline.objects.filter(due, pk=row.pk).update(fell_due_at=clock.now()):
                audit.record("deadline.due", plan=plan, target=row, actor=actor)
                claimed += 1
    return claimed


def _supersede(plan: Plan, draft: Draft, old: Deadline | None) -> Deadline:
    now = clock.now()
    if old:
        Deadline.objects.filter(pk=old.pk).update(status=DeadlineStatus.SUPERSEDED, superseded_at=now)
    row = Deadline.objects.create(plan=plan, digest=draft.digest, computed_at=now, **asdict(draft))
    if old:
        Deadline.objects.filter(pk=old.pk).update(superseded_by=row)
    return row


def _drafts(dates: law.Dates) -> list[Draft]:
    distribution = dates.distribution
    return [
        _distribution_draft(distribution),
        *(_prong_draft(row, distribution) for row in distribution.prongs),
        *(
            _draft(
                row.computed, key=row.key, kind=row.kind, title=row.title, state="", governing=False, more={}
            )
            for row in dates.others
        ),
    ]


def _distribution_draft(distribution: Distribution) -> Draft:
    return _draft(
        distribution.computed,
        key="distribution_date",
        kind="distribution_date",
        title="Distribution Date",
        state="governing" if distribution.date else "none",
        governing=distribution.date is not None,
        more={
            "governing": list(distribution.governing),
            "warnings": [
                {"code": notice.code, "message": notice.message} for notice in distribution.warnings
            ],
        },
    )


def _prong_draft(row: ProngRow, distribution: Distribution) -> Draft:
    return _draft(
        row.computed,
        key=f"prong.{row.prong}",
        kind="prong",
        title=PRONG_TITLES[row.prong],
        state=row.status,
        governing=row.prong in distribution.governing,
        more={
            "candidates": [
                {
                    "status": c.status,
                    "date": c.date.isoformat() if c.date else None,
                    "reason": c.computed.reason,
                }
                for c in row.candidates
            ],
            "extensions": [str(extension.reason) for extension in row.extensions],
        },
    )


def _draft(
    computed: Computed[date] | Computed[date | None],
    *,
    key: str,
    kind: str,
    title: str,
    state: str,
    governing: bool,
    more: dict[str, Any],
) -> Draft:
    return Draft(
        key=key,
        kind=kind,
        title=title,
        date=computed.value,
        instant=computed.instant,
        state=state,
        governing=governing,
        reason=computed.reason,
        section=computed.section,
        rule=computed.rule,
        calendar_code=computed.calendar,
        calendar_version=int(computed.calendar_version or 0),
        explanation={
            "inputs": [list(pair) for pair in computed.inputs],
            "counted": [{"number": day.number, "date": day.date.isoformat()} for day in computed.counted],
            "skipped": [{"date": day.date.isoformat(), "name": day.name} for day in computed.skipped],
            **more,
        },
    )


def _day(row: Deadline | None) -> str | None:
    return row.date.isoformat() if row and row.date else None


def _move_state(plan: Plan, distribution: Distribution, actor: Actor) -> None:
    """ATTACHED while no prong runs, TRIGGER_PENDING while one does (rules part C)."""
    if plan.state not in ATTACHED_STATES:
        return
    wanted = PlanState.TRIGGER_PENDING if distribution.pending or distribution.date else PlanState.ATTACHED
    if wanted != plan.state:
        change_state(plan, wanted, reason="the deadlines", actor=actor)
