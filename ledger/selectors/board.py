"""The Board as the rules take it: directors over time, and who of them is a Continuing Director."""

from datetime import date, datetime
from typing import Literal

from ledger.enums import Act, ApprovalStatus
from ledger.models import Approval, Director, Plan, PlanEvent, Resolution
from ledger.rules import continuing_directors as rules
from ledger.rules.continuing_directors import BoardView, MajorityChange
from ledger.selectors.terms import terms_as_of
from rightsadmin.common.clock import new_york_date

APPLIES = "continuing_directors"


def directors(plan: Plan, known_at: datetime | None = None) -> tuple[rules.Director, ...]:
    """Every director the plan knows, as known at `known_at` (None: now), with the facts that decide his standing."""
    rows = Director.objects.filter(plan=plan) if known_at is None else Director.history.as_of(known_at)
    return tuple(
        rules.Director(
            name=row.name,
            joined=row.joined_on,
            left=row.left_on,
            approved_on=row.approved_on,
            approved_by=tuple(row.approved_by),
            tainted_on=row.tainted_on,
            taint=row.taint or None,  # type: ignore[arg-type]
            cleared_on=row.cleared_on,
        )
        for row in rows.filter(plan=plan)
    )


def majority_changes(plan: Plan, known_at: datetime | None = None) -> tuple[MajorityChange, ...]:
    """Each loss and regaining of the Continuing Directors' majority that the directors' own dates show, as facts of the
    rules (R33, R57, R60); none for a plan without those terms.
    """
    changes = rules.majority_changes(directors(plan, known_at), plan.agreement_date, date.max)
    return tuple(change for change in changes if _applies(plan, new_york_date(change.at), known_at))


def _applies(plan: Plan, on: date, known_at: datetime | None) -> bool:
    terms = terms_as_of(plan, on, known_at)
    return APPLIES in terms and bool(terms[APPLIES].value)


def board_on(plan: Plan, on: date) -> BoardView:
    """The Board on a day: in office, Continuing, undetermined (R58-R60)."""
    return rules.board_on(directors(plan), plan.agreement_date, on)


def effect_of(resolution: Resolution) -> Literal["in effect", "waits", "none"]:
    """Whether an act that two persons give its effect has it, waits for the second person, or was sent back."""
    if PlanEvent.objects.filter(resolution=resolution).exists():
        return "in effect"
    waiting = Approval.objects.filter(
        act=Act.BOARD_ACT, target_id=resolution.pk, status=ApprovalStatus.PENDING
    )
    return "waits" if waiting.exists() else "none"


def waiting(plan: Plan, by: datetime | None) -> Resolution | None:
    """The first resolution adopted by an instant whose effect waits for a second person; None where none does."""
    pending = Approval.objects.filter(plan=plan, act=Act.BOARD_ACT, status=ApprovalStatus.PENDING)
    rows = Resolution.objects.filter(plan=plan, pk__in=pending.values("target_id"), adopted_at__lte=by)
    return rows.order_by("adopted_at", "pk").first() if by else None
