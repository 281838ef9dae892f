"""What the acts share: refusing on findings, moving the plan to its last state."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime

from ledger.enums import Act, ResolutionKind
from ledger.errors import Held, RuleViolation
from ledger.models import Approval, Batch, Plan, Resolution
from ledger.rules.dates import moment_text
from ledger.rules.facts import Exchanged, Redeemed
from ledger.rules.findings import Finding
from ledger.selectors import board, law, plan_day, standing
from ledger.services import deadlines, milestones
from ledger.services.findings import require_none_against
from ledger.services.states import change_state
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

Follower = Callable[[Batch, Approval, Actor], object]
_followers: defaultdict[str, list[Follower]] = defaultdict(list)


def require_allowed(plan: Plan, findings: Iterable[Finding], citation: str) -> None:
    """RuleViolation with every blocking sentence, else Held with every holding one, on the plan's own words; also where
    the end of all the Rights is posted, which leaves none to act on (R46).
    """
    if end := standing.posted_end(plan):
        raise RuleViolation(
            f"There are no Rights to act on: they were {end.how} at {moment_text(end.at)}.", rule="R46"
        )
    require_none_against(findings, citation=citation)


def require_in_effect(resolution: Resolution) -> None:
    """Held while what the resolution orders waits for a second person; RuleViolation where it was withdrawn, or where
    what allowed it had closed before its effect (R43, R48).
    """
    stands = board.effect_of(resolution)
    if stands == "withdrawn":
        raise RuleViolation(f"{resolution} was withdrawn as recorded wrongly: it orders nothing.", rule="R46")
    if stands != "in effect":
        waits = "waits for a second person" if stands == "waits" else "was sent back by the second person"
        raise Held(
            f"{resolution} {waits}: it has no effect before its effect is approved.",
            rule="R46",
            next_act=Act.BOARD_ACT,
        )
    _require_not_overtaken(resolution)


def _require_not_overtaken(resolution: Resolution) -> None:
    at, plan = resolution.effective_at, resolution.plan
    is_redemption = resolution.kind == ResolutionKind.REDEMPTION
    if plan_day.instant(plan) < at:
        return
    if not law.in_force(plan).has_effect(Redeemed(at) if is_redemption else Exchanged(at)):
        raise RuleViolation(
            f"{resolution} was to take effect at {moment_text(at)}, and by then the Board's power had ended: it has no "
            "effect. Let the Board withdraw it.",
            rule="R43" if is_redemption else "R48",
        )


def require_effective(plan: Plan, resolution: Resolution) -> None:
    """Held while the Board's own later time has not come, nor the record instant of who is paid (R46)."""
    if plan_day.instant(plan) < resolution.effective_at:
        raise Held(
            f"{resolution} takes effect at {moment_text(resolution.effective_at)}: post it then.",
            rule="R46",
        )
    record_at = board.paid_at(resolution)
    if record_at and plan_day.instant(plan) < record_at:
        raise Held(
            f"{resolution} pays the holders of record at {moment_text(record_at)}: post it then.", rule="R46"
        )


def posted_for(resolution: Resolution) -> date:
    """The legal date of the posting: of the effect, or of a later record instant, up to which what is due for a share's
    Rights went with the share, so that no account gives up on an earlier day what came to it since (R46).
    """
    record_at = board.paid_at(resolution)
    at = max(resolution.effective_at, record_at) if record_at else resolution.effective_at
    return clock.new_york_date(at)


def end_plan(plan: Plan, state: str, at: datetime, batch: Batch, actor: Actor) -> None:
    """Moves the plan to the state it never leaves, and puts the end of its Rights on record as of its instant.

    The clocks of the Rights stop with it; what is owed since runs on (`deadlines.recompute`).
    """
    milestones.record(
        plan=plan, kind=state, day=batch.effective_on, instant=at, reason=batch.legal_basis, actor=actor
    )
    change_state(plan, state, reason=str(batch), actor=actor)
    deadlines.recompute(plan=plan, actor=actor)


def follows(kind: str) -> Callable[[Follower], Follower]:
    """Registers what is written with every batch of this kind, in its transaction: the list of payments, say.

    An error of it undoes the act. It gets the batch, the approval that the act was carried out by, and the approver.
    """

    def register(follower: Follower) -> Follower:
        _followers[kind].append(follower)
        return follower

    return register


def write_what_follows(batch: Batch, approval: Approval, actor: Actor) -> None:
    """Calls what was registered for the batch's kind."""
    for follower in _followers[batch.kind]:
        follower(batch, approval, actor)
