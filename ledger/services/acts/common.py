"""What the acts share: refusing on findings, posting what ends in one statement, moving the plan to its last state."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from ledger.enums import LIVING_STATES
from ledger.errors import Held, RuleViolation
from ledger.models import Approval, Batch, Plan, Resolution
from ledger.rules.findings import Finding
from ledger.selectors import plan_day
from ledger.selectors.rights import ALIVE
from ledger.services import posting
from ledger.services.findings import require_none_against
from ledger.services.states import change_state
from rightsadmin.common.actor import Actor

Follower = Callable[[Batch, Approval, Actor], object]
_followers: defaultdict[str, list[Follower]] = defaultdict(list)


# Every Right that is not void, to the plan's own account of what became of it.
_ENDED = """
    SELECT 'rights' AS instrument, account_id AS from_account_id, %s::bigint AS to_account_id, rights AS quantity,
           NULL::bigint AS reverses_id
    FROM ledger_position WHERE plan_id = %s AND standing = ANY (%s) AND rights > 0
    ORDER BY account_id
"""


def require_allowed(plan: Plan, findings: Iterable[Finding]) -> None:
    """RuleViolation with every blocking sentence, else Held with every holding one; nothing where the act may go on."""
    if plan.state not in LIVING_STATES:
        raise RuleViolation(
            f"There are no Rights to act on: the plan is {plan.get_state_display().lower()}.", rule="R46"
        )
    require_none_against(findings)


def require_effective(plan: Plan, resolution: Resolution) -> None:
    """Held while the Board's own later time has not come (R46)."""
    if plan_day.instant(plan) < resolution.effective_at:
        raise Held(
            f"{resolution} takes effect at {resolution.effective_at:%d %B %Y %H:%M} UTC: post it then.",
            rule="R46",
        )


def post_ended(
    *, plan: Plan, kind: str, role: str, on: date, source: str, legal_basis: str, memo: str = "", actor: Actor
) -> Batch:
    """Posts the end of every Right that is not void as one batch."""
    return posting.post_selected(
        plan=plan,
        kind=kind,
        effective_on=on,
        source=source,
        legal_basis=legal_basis,
        sql=_ENDED,
        params=[posting.account_of_role(plan, role), plan.pk, list(ALIVE)],
        memo=memo,
        actor=actor,
    )


def end_plan(plan: Plan, state: str, reason: str, actor: Actor) -> None:
    """Moves the plan to the state it never leaves."""
    change_state(plan, state, reason=reason, actor=actor)


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
