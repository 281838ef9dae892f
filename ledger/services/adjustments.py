"""Adjustments of Purchase Price, Units and Rights per share: the only way any of them changes (R5, R37-R42, I7).

Proposed over the worksheet, carried by a second person: one Adjustment record and the terms it publishes. In one batch:
for a split of the common the new shares, with their Rights where the plan's family says so; for the Board's election
to change the number of Rights (section 11(i)) what each holder gets of them, or gives back.
"""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction

from ledger.enums import Act, Basis
from ledger.errors import Conflict, RuleViolation
from ledger.models import (
    Adjustment,
    AdjustmentKind,
    Approval,
    Batch,
    Plan,
    SourceDocument,
)
from ledger.rules.adjustment import RightsNumber, apply_step
from ledger.rules.dates import date_text
from ledger.rules.exact import ratio_of
from ledger.selectors import acts, adjustments as selector, rights_number
from ledger.selectors.acts import AdjustmentView
from ledger.selectors.control_book import control_book as book_of
from ledger.selectors.terms import terms_as_of
from ledger.services import approvals, audit, deadlines, posting, splits
from ledger.services.acts.common import write_what_follows
from ledger.services.findings import require_none_against
from ledger.services.locks import lock_plan
from ledger.services.terms import record_term
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

# What the inputs of a split tell that nobody told: the plan and its control book do.
WORKED_OUT = ("family", "class_outstanding")
SECTIONS = {
    AdjustmentKind.RIGHTS_OFFERING: "Agreement, section 11(b)",
    AdjustmentKind.DISTRIBUTION: "Agreement, section 11(c)",
    AdjustmentKind.SPLIT: "Agreement, sections 11(a)(i) and 11(p)",
    AdjustmentKind.READJUSTMENT: "Agreement, section 11(b)",
    AdjustmentKind.RIGHTS_NUMBER: "Agreement, section 11(i)",
    AdjustmentKind.FACTOR: "Agreement, section 12",
    AdjustmentKind.RELEASE: "Agreement, section 11(e)",
    AdjustmentKind.EXCHANGE: "Agreement, section 24",
}


def propose(
    *,
    plan: Plan,
    kind: str,
    inputs: dict[str, Any],
    effective_at: datetime,
    received_at: datetime,
    document: SourceDocument,
    actor: Actor,
) -> Approval:
    """Proposes the adjustment on the company's certificate, which the agent received at `received_at` (section 12)."""
    if received_at < effective_at:
        raise RuleViolation("The certificate tells of an event that had not happened when it was received.")
    if document.plan_id != plan.pk:
        raise RuleViolation(f"“{document.title}” is a paper of another plan.")
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        view = acts.adjustment(plan=plan, kind=kind, inputs=inputs, effective_at=effective_at)
        require_none_against(view.findings)
        return approvals.propose(
            plan=plan,
            act=Act.ADJUSTMENT,
            subject=f"{AdjustmentKind(kind).label} of {date_text(effective_at)}",
            target_type="plan",
            target_id=plan.pk,
            payload=_payload(view, received_at, document),
            legal_basis=f"{SECTIONS[AdjustmentKind(kind)]}; {document.title}, {date_text(document.dated_on)}",
            actor=actor,
        )


def _payload(view: AdjustmentView, received_at: datetime, document: SourceDocument) -> dict[str, Any]:
    return {**view.payload(), "received_at": received_at.isoformat(), "document": document.pk}


@approvals.on_approval(Act.ADJUSTMENT)
def _record(approval: Approval, actor: Actor) -> None:
    plan, told = lock_plan(approval.plan_id), approval.payload
    document = SourceDocument.objects.get(pk=told["document"])
    received_at = datetime.fromisoformat(told["received_at"])
    view = acts.adjustment(
        plan=plan,
        kind=told["kind"],
        inputs={key: given for key, given in told["inputs"].items() if key not in WORKED_OUT},
        effective_at=datetime.fromisoformat(told["effective_at"]),
    )
    approvals.require_unchanged(approval, _payload(view, received_at, document))
    number = len(selector.history(plan)) + 1
    batch = _post_split(plan, view, number, approval, document, actor) or _post_number(
        plan, view, number, approval, actor
    )
    adjustment = Adjustment.objects.create(
        number=number,
        batch=batch,
        actionable_at=received_at,
        document=document,
        approval=approval,
        **_record_of(plan, view, approval),
    )
    _publish(plan, adjustment, view, actor)
    if batch:
        write_what_follows(batch, approval, actor)
    audit.record(
        "adjustment.recorded", plan=plan, target=adjustment, after=told["worksheet"]["after"], actor=actor
    )
    deadlines.bring_to_date(plan=plan, actor=actor)


def record_exchange(
    *,
    plan: Plan,
    portion: Decimal,
    ratio: Decimal,
    shares: int,
    effective_at: datetime,
    document: SourceDocument,
    approval: Approval,
    batch: Batch,
    actor: Actor,
) -> Adjustment:
    """What a posted exchange of a part leaves on each share, attached: a step of the posting, whose approval and batch
    it shares. Conflict where an adjustment that took effect later is on record.
    """
    last = selector.history(plan)[-1:]
    if last and effective_at < last[0].effective_at:
        raise Conflict(f"{last[0]} took effect later: what each share carries is recorded in that order.")
    on = clock.new_york_date(effective_at)
    inputs = {"portion": f"{portion:f}", "ratio": f"{ratio:f}", "shares": str(shares)}
    book = book_of(plan, on)
    before = selector.figures(plan)
    before = replace(before, outstanding=Fraction(book.outstanding) if book else before.outstanding)
    kind = AdjustmentKind.EXCHANGE
    line = apply_step(before, selector.step_of(plan, kind, inputs, on), selector.policy(plan, on))
    view = AdjustmentView(kind, inputs, effective_at, line, selector.published(line.after))
    adjustment = Adjustment.objects.create(
        number=len(selector.history(plan)) + 1,
        batch=batch,
        actionable_at=effective_at,
        document=document,
        approval=approval,
        **_record_of(plan, view, approval),
    )
    _publish(plan, adjustment, view, actor)
    return adjustment


def _record_of(plan: Plan, view: AdjustmentView, approval: Approval) -> dict[str, Any]:
    """The fields of the record that the worksheet gives."""
    worksheet = selector.worksheet_json(view.line)
    before, after = worksheet["before"], worksheet["after"]
    return {
        "plan": plan,
        "kind": view.kind,
        "inputs": view.inputs,
        "outstanding": before["outstanding"],
        "price_before": before["purchase_price"],
        "price_after": after["purchase_price"],
        "units_before": before["units_per_right"],
        "units_after": after["units_per_right"],
        "rights_per_share_before": before["rights_per_share"],
        "rights_per_share_after": after["rights_per_share"],
        "exercise_amount_before": before["exercise_amount"],
        "exercise_amount_after": after["exercise_amount"],
        "carried_after": after["carried"],
        "released": view.line.released,
        "worksheet": worksheet,
        "effective_at": view.effective_at,
        "recorded_at": clock.now(),
        "recorded_by": approval.proposed_by_name,
    }


def _publish(plan: Plan, adjustment: Adjustment, view: AdjustmentView, actor: Actor) -> None:
    """The terms that the record changes; those it leaves alone are not recorded anew."""
    on = clock.new_york_date(view.effective_at)
    in_force = terms_as_of(plan, on)
    for key, text in view.published.items():
        if ratio_of(str(in_force[key].value)) != ratio_of(text):
            record_term(
                plan=plan,
                key=key,
                value=text,
                citation=f"{SECTIONS[AdjustmentKind(view.kind)]}. {view.line.reason}",
                basis=Basis.ADJUSTMENT,
                basis_reference=str(adjustment),
                document=adjustment.document,
                effective_on=on,
                actor=actor,
            )


def _post_split(
    plan: Plan, view: AdjustmentView, number: int, approval: Approval, document: SourceDocument, actor: Actor
) -> Batch | None:
    if view.split is None:
        return None
    on = clock.new_york_date(view.effective_at)
    batch, totals = splits.post(
        plan,
        view.split,
        on,
        source=f"adjustment:{number}",
        memo=f"{view.split.shares.numerator:,} new shares for {view.split.shares.denominator:,} old",
        approval=approval,
        actor=actor,
    )
    if batch:
        splits.change_control_book(plan, totals, on, document, actor)
    return batch


def _post_number(
    plan: Plan, view: AdjustmentView, number: int, approval: Approval, actor: Actor
) -> Batch | None:
    """The batch of the Board's election to change the number of Rights; None where nobody holds a Right."""
    step = view.line.step
    if not isinstance(step, RightsNumber) or not view.accounts:
        return None
    return posting.post(
        plan=plan,
        movements=rights_number.statement(plan, step, clock.new_york_date(view.effective_at)),
        source=f"adjustment:{number}",
        legal_basis=approval.legal_basis,
        memo=f"{step.rights_for_each:f} Rights for each Right",
        actor=actor,
    )
