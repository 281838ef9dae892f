"""The expiration: proposed by a clerk, or posted by the daily job once its date is beyond doubt (R24, DQ1)."""

import logging

from django.db import transaction

from ledger.enums import LIVING_STATES, Act, PlanState
from ledger.errors import OF_ONE_PLAN, NotAuthorised
from ledger.models import Approval, Plan
from ledger.rules import postings
from ledger.selectors import acts, citations
from ledger.selectors.acts import ExpirationView
from ledger.services import approvals, audit, house_clock, posting
from ledger.services.acts.common import end_plan, require_allowed
from ledger.services.locks import lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

logger = logging.getLogger(__name__)


def propose(*, plan: Plan, actor: Actor) -> Approval:
    """Proposes to post the expiration of every Right that is not void.

    Held while DQ1 or another question holds it; RuleViolation before the close of the Final Expiration Date.
    """
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        view = _allowed(plan)
        return approvals.propose(
            plan=plan,
            act=Act.EXPIRATION,
            subject=f"Expire {view.rights.normalize():,f} Rights of {view.holders:,} holders",
            target_type="plan",
            target_id=plan.pk,
            payload=view.payload(),
            legal_basis=citations.basis(plan, "expiration"),
            actor=actor,
        )


def expire_due(*, actor: Actor) -> int:
    """Daily: posts the expiration of each plan whose Rights have expired; answers how many.

    The date itself was recorded on paper and every doubt of it closed by two persons, so its passing needs no third
    act; while a question holds the expiry the plan is left alone and keeps its hold on every page. A replay is one from
    its loading, for its day is one that somebody set or let go, and of the day of a clock that leapt nobody knows
    whether it has come: nothing is posted unattended by either. It is the daily job's alone: NotAuthorised for a
    person, who proposes it to a second one.
    """
    if actor.user is not None:
        raise NotAuthorised(
            f"{actor.name} may not do this alone: “{Act.EXPIRATION.label}” needs the role of a second person. Propose "
            "the expiration."
        )
    if leapt := house_clock.look(actor=actor):
        logger.warning("Nothing expires. %s", leapt)
        return 0
    done = 0
    for plan in Plan.objects.filter(state__in=LIVING_STATES, is_replay=False).order_by("pk"):
        try:
            with transaction.atomic():
                locked = lock_plan(plan.pk)
                _post(locked, _allowed(locked), actor)
        except OF_ONE_PLAN as error:
            logger.info("%s: nothing expires. %s", plan.slug, error)
        else:
            done += 1
    return done


def _allowed(plan: Plan) -> ExpirationView:
    view = acts.expiration(plan)
    require_allowed(plan, view.findings, view.citation)
    return view


@approvals.on_approval(Act.EXPIRATION)
def _carry(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    view = _allowed(plan)
    approvals.require_unchanged(approval, view.payload())
    _post(plan, view, actor)


def _post(plan: Plan, view: ExpirationView, actor: Actor) -> None:
    assert view.expires_on is not None  # noqa: S101 - without a date the rules block the act
    batch = posting.post(
        plan=plan,
        movements=postings.expiration(view.expires_on),
        source="expiration",
        legal_basis=citations.basis(plan, "expiration"),
        memo=view.decided.computed.reason[:300],
        actor=actor,
    )
    audit.record("rights.expired", plan=plan, target=batch, after=view.payload(), actor=actor)
    end_plan(plan, PlanState.EXPIRED, view.decided.computed.instant or clock.now(), batch, actor)
