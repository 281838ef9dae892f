"""The Board as the rules take it: directors over time, and who of them is a Continuing Director."""

from datetime import date, datetime
from typing import Literal

from django.db.models import F, Q, QuerySet

from ledger.enums import Act, ApprovalStatus, BatchKind, ResolutionKind
from ledger.models import Approval, Batch, Director, Plan, PlanEvent, Resolution
from ledger.rules import continuing_directors as rules
from ledger.rules.continuing_directors import BoardView, MajorityChange
from ledger.rules.course.answers import Unapproved
from ledger.rules.facts import exact_number
from ledger.selectors.terms import terms_as_of
from rightsadmin.common.clock import new_york_date

APPLIES = "continuing_directors"

Effect = Literal["in effect", "waits", "none", "withdrawn"]
# The acts that two persons give their effect on the course; an amendment has an approval of its own, over the terms.
BY_TWO_PERSONS = (
    ResolutionKind.EXTENSION,
    ResolutionKind.ADVERSE_PERSON,
    ResolutionKind.PERMITTED_OFFER,
    ResolutionKind.REDEMPTION,
    ResolutionKind.EXCHANGE,
)


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


def effect_of(resolution: Resolution) -> Effect:
    """Whether an act that two persons give its effect has it, waits for the second person, was sent back by him, or
    was withdrawn as recorded wrongly.
    """
    if resolution.pk in _withdrawn(resolution.plan):
        return "withdrawn"
    if approval_of(resolution):
        return "waits"
    return "in effect" if in_effect(resolution.plan, resolution.kind, only=resolution).exists() else "none"


def approval_of(resolution: Resolution) -> Approval | None:
    """The approval of the resolution's effect that waits for a second person."""
    return Approval.objects.filter(
        act=Act.BOARD_ACT, target_id=resolution.pk, status=ApprovalStatus.PENDING
    ).first()


def on_file(plan: Plan) -> QuerySet[Resolution]:
    """The resolutions that were not withdrawn as recorded wrongly."""
    return Resolution.objects.filter(plan=plan).exclude(pk__in=_withdrawn(plan))


def in_effect(plan: Plan, kind: str, *, only: Resolution | None = None) -> QuerySet[Resolution]:
    """The resolutions of the kind that have the effect that two persons give them, and are not withdrawn; of a kind
    that has none by itself, all.
    """
    rows = on_file(plan).filter(kind=kind)
    rows = rows.filter(pk=only.pk) if only else rows
    if kind not in BY_TWO_PERSONS:
        return rows
    given = Approval.objects.filter(plan=plan, act=Act.BOARD_ACT, status=ApprovalStatus.APPROVED)
    # What was recorded before a second person was asked has its effect by its fact, or by its posting.
    has_it = Q(pk__in=given.values("target_id")) | Q(pk__in=_telling(plan)) | Q(pk__in=posted(plan))
    return rows.filter(has_it)


def _telling(plan: Plan) -> QuerySet[PlanEvent, int | None]:
    return PlanEvent.objects.filter(plan=plan, resolution__isnull=False).values_list("resolution", flat=True)


def posted(plan: Plan) -> list[int]:
    """The keys of the redemptions and exchanges that are posted."""
    rows = Batch.objects.filter(plan=plan, kind__in=(BatchKind.REDEMPTION, BatchKind.EXCHANGE))
    keys = [source.partition(":")[2] for source in rows.values_list("source", flat=True)]
    return [int(key) for key in keys if key.isdigit()]


def taken_back(plan: Plan | None) -> QuerySet[Approval]:
    """The proposals of the effect of a resolution that their maker took back, having recorded it alone: it goes with
    them, since nobody else has had a part in it.
    """
    rows = Approval.objects.filter(plan=plan, act=Act.BOARD_ACT, status=ApprovalStatus.WITHDRAWN)
    return rows.filter(decided_by=F("proposed_by"), hands=[])


def _withdrawn(plan: Plan, known_at: datetime | None = None) -> QuerySet[Approval, int]:
    """The keys of the resolutions that were withdrawn as recorded wrongly, as known at an instant."""
    agreed = Approval.objects.filter(plan=plan, act=Act.RESOLUTION_WITHDRAWAL, status=ApprovalStatus.APPROVED)
    rows = agreed | taken_back(plan)
    return (rows.filter(decided_at__lte=known_at) if known_at else rows).values_list("target_id", flat=True)


def all_waiting(plan: Plan, known_at: datetime | None = None) -> QuerySet[Resolution]:
    """The acts of the Board that wait for a second person, as known at an instant (default: now), the first adopted
    first.
    """
    rows = Approval.objects.filter(plan=plan, act=Act.BOARD_ACT)
    if known_at is None:
        rows = rows.filter(status=ApprovalStatus.PENDING)
    else:
        undecided = Q(decided_at__isnull=True) | Q(decided_at__gt=known_at)
        rows = rows.filter(undecided, proposed_at__lte=known_at)
    found = Resolution.objects.filter(plan=plan, pk__in=rows.values("target_id"))
    return found.exclude(pk__in=_withdrawn(plan, known_at)).order_by("adopted_at", "pk")


def waiting(plan: Plan, by: datetime | None, known_at: datetime | None = None) -> Resolution | None:
    """The first resolution adopted by an instant whose effect waits for a second person, as known; None where none
    does.
    """
    return all_waiting(plan, known_at).filter(adopted_at__lte=by).first() if by else None


def unapproved(plan: Plan, by: datetime | None = None, known_at: datetime | None = None) -> list[Unapproved]:
    """The redemptions and exchanges that wait for a second person, as known: those effective by an instant, or all."""
    rows = all_waiting(plan, known_at).filter(kind__in=(ResolutionKind.REDEMPTION, ResolutionKind.EXCHANGE))
    return [
        Unapproved(str(row), row.kind == ResolutionKind.REDEMPTION or is_whole(row))
        for row in (rows.filter(effective_at__lte=by) if by else rows)
    ]


def is_whole(order: Resolution) -> bool:
    """Whether an exchange is of all the Rights (no portion named, or all of it): only that ends them (R46, R50)."""
    return exact_number(order.data.get("portion") or "1", "portion") == 1


def unposted(plan: Plan, kind: str, by: datetime) -> Resolution | None:
    """The last redemption or exchange in effect that took effect by an instant and is not posted; None without one."""
    rows = in_effect(plan, kind).filter(effective_at__lte=by).exclude(pk__in=posted(plan))
    return rows.order_by("-effective_at", "-pk").first()


def paid_at(order: Resolution) -> datetime | None:
    """The record instant of who is paid, where the resolution names one."""
    told = order.data.get("record_at")
    return datetime.fromisoformat(told) if told else None


def order_of_end(plan: Plan, how: str, at: datetime) -> Resolution | None:
    """The redemption or exchange in effect by which the Rights ended so at the instant; None where none ordered it."""
    kinds = {"redeemed": ResolutionKind.REDEMPTION, "exchanged": ResolutionKind.EXCHANGE}
    if how not in kinds:
        return None
    return in_effect(plan, kinds[how]).filter(effective_at=at).order_by("-pk").first()
