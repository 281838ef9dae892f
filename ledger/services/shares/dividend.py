"""The dividend of Rights at the Record Date: proposed on the Board's resolution, posted on a second person's word."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from ledger.enums import Act, PlanState, ResolutionKind, Standing
from ledger.errors import Conflict, Held, RuleViolation
from ledger.models import Approval, Plan, Position, Resolution
from ledger.rules import postings
from ledger.rules.carrying import Ratio
from ledger.rules.dates import date_text
from ledger.rules.exact import ratio_text
from ledger.selectors import carrying, corrections, moving, plan_day
from ledger.selectors.control_book import control_book
from ledger.selectors.terms import terms_as_of, value
from ledger.services import approvals, deadlines, posting
from ledger.services.locks import lock_plan
from ledger.services.states import change_state
from rightsadmin.common import formatting
from rightsadmin.common.actor import Actor

SOURCE = "dividend"
# Nothing of a later day is posted when these run, so what is held now is what was held at the close.
_TOTAL = r"""
    SELECT count(*), coalesce(sum(common), 0), encode(sha256(convert_to(coalesce(string_agg(
        holder_id || '|' || trim_scale(common) || E'\n', '' ORDER BY holder_id), ''), 'UTF8')), 'hex')
    FROM ledger_position
    WHERE plan_id = %s AND standing = %s AND common > 0
"""


def propose_dividend(*, plan: Plan, actor: Actor) -> Approval:
    """Proposes the dividend: Rights for each share held at the close of business on the Record Date (R2, R3).

    Raises RuleViolation where the plan is not adopted on paper or the Record Date has not come; Held where the holders
    and the control book differ; Conflict where it is posted or proposed already.
    """
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        payload, basis = _dividend(plan)
        return approvals.propose(
            plan=plan,
            act=Act.DIVIDEND,
            subject=f"Post the dividend of Rights of {date_text(date.fromisoformat(payload['record_date']))}",
            target_type="plan",
            target_id=plan.pk,
            payload=payload,
            legal_basis=basis,
            actor=actor,
        )


@approvals.on_approval(Act.DIVIDEND)
def _post_dividend(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    payload, basis = _dividend(plan)
    approvals.require_unchanged(approval, payload)
    record_date = date.fromisoformat(payload["record_date"])
    posting.post(
        plan=plan,
        movements=postings.dividend(carrying.ratios(plan, record_date), record_date),
        source=SOURCE,
        legal_basis=basis,
        memo=f"{payload['accounts']:,} accounts, {payload['shares']} shares",
        actor=actor,
    )
    change_state(plan, PlanState.ATTACHED, reason="dividend of Rights posted", actor=actor)
    deadlines.bring_to_date(plan=plan, actor=actor)


def _dividend(plan: Plan) -> tuple[dict[str, Any], str]:
    """The figures of the dividend as they are now, and the paper it rests on."""
    if plan.state == PlanState.DRAFT:
        raise RuleViolation(
            "The plan is not adopted: record the Board's resolution with its document.",
            rule="R2",
            next_act=Act.RESOLUTION,
        )
    if plan.state != PlanState.ADOPTED:
        raise Conflict(f"The dividend is posted already: the plan is {plan.get_state_display().lower()}.")
    resolution = (
        Resolution.objects.filter(plan=plan, kind=ResolutionKind.ADOPTION).order_by("adopted_at").first()
    )
    if resolution is None:
        raise RuleViolation(
            "The dividend rests on no resolution: record the adopting one with its document.",
            rule="R2",
            next_act=Act.RESOLUTION,
        )
    today = plan_day.today(plan)
    record_date = date.fromisoformat(value(plan, "record_date", today))
    rights = terms_as_of(plan, today)["rights_per_share"]
    if today < record_date:
        raise RuleViolation(
            f"The Record Date is {record_date}; the holders of its close are not known yet.", rule="R3"
        )
    ratios = carrying.ratios(plan, record_date)
    accounts, shares, lines_digest = _held_on(plan, record_date, ratios)
    book = control_book(plan, record_date)
    if book is None or book.outstanding != shares:
        said = f"{book.outstanding.normalize():,f}" if book else "nothing"
        raise Held(
            f"The holders have {shares:,f} shares at the close on {record_date}, the control book says {said}: "
            "reconcile before the dividend.",
            rule="R3",
            next_act=Act.CONTROL_BOOK,
        )
    payload = {
        "record_date": record_date.isoformat(),
        "rights_per_share": _told(ratios),
        "accounts": accounts,
        "shares": f"{shares:f}",
        "rights": f"{moving.total(plan, postings.dividend(ratios, record_date)):f}",
        "lines_digest": lines_digest,
        "resolution": resolution.number,
    }
    basis = f"Resolution {resolution.number}, {resolution.document.title}: {rights.citation}"
    return payload, basis


def _told(ratios: dict[str, Ratio]) -> str | dict[str, str]:
    """The Rights of a share as the approval says them: of each class by its code, where there are several."""
    if "" in ratios:
        return ratio_text(ratios[""].rights)
    return {code: ratio_text(ratio.rights) for code, ratio in ratios.items()}


def _held_on(plan: Plan, on: date, ratios: dict[str, Ratio]) -> tuple[int, Decimal, str]:
    """Accounts with common at the close on that day, their shares, and the digest of who holds how many.

    RuleViolation where a Right is not exact.
    """
    if later := corrections.standing(plan).filter(effective_on__gt=on).first():
        raise RuleViolation(
            f"A movement of {later.effective_on} is posted already: the holders of {on} are not those of now. "
            "Correct it by reversal first.",
            rule="R3",
            next_act=Act.CORRECTION,
        )
    unknown = (
        Position.objects.filter(plan=plan, common__gt=0, holder__isnull=False)
        .exclude(holder__share_class__in=ratios)
        .select_related("holder")
        .first()
    )
    if unknown and unknown.holder and "" not in ratios:
        carrying.ratio_of_account(plan, unknown.holder, on)
    statement = postings.dividend(ratios, on)
    inexact = moving.inexact(plan, statement) if statement.inexact else None
    if inexact and inexact.example is not None:
        raise RuleViolation(
            f"{formatting.plural(inexact.count, 'account')} would have a number of Rights that ten decimals do not "
            f"express, one with {inexact.example.normalize():,f} shares: let the Board fix how the fraction is paid "
            "before it is posted.",
            rule="R2",
            next_act=Act.AMENDMENT,
        )
    with connection.cursor() as cursor:
        cursor.execute(_TOTAL, [plan.pk, Standing.VALID])
        accounts, shares, lines_digest = cursor.fetchone()
    if not accounts:
        raise RuleViolation(
            f"Nobody holds common at the close on {on}: load the holder file first.",
            rule="R3",
            next_act=Act.HOLDER_IMPORT,
        )
    return accounts, shares.normalize(), lines_digest
