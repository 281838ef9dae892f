"""Adjustments of Purchase Price, Units and Rights per share: the only way any of them changes (R5, R37-R42, I7).

Proposed over the worksheet, carried by a second person: one Adjustment record, the terms it publishes, and for a split
of the common the new shares, with their Rights where the plan's family says so, in one batch.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction

from ledger.enums import NOT_IN_FORCE, Act, Basis
from ledger.errors import Conflict, RuleViolation
from ledger.models import (
    Adjustment,
    AdjustmentKind,
    Approval,
    Batch,
    Plan,
    SourceDocument,
)
from ledger.models.adjustment import CERTIFIED
from ledger.rules.adjustment import AdjustmentError, Split, WorksheetLine, apply_step
from ledger.rules.dates import date_text
from ledger.rules.exact import exact_text, ratio_of
from ledger.rules.facts import BadInput
from ledger.rules.findings import Finding
from ledger.rules.splits import SplitTerms, SplitTotals, split_findings
from ledger.selectors import adjustments as selector, plan_day, questions, splits as splits_selector
from ledger.selectors.control_book import control_book as book_of
from ledger.selectors.terms import terms_as_of
from ledger.services import approvals, audit, deadlines, splits
from ledger.services.acts.common import write_what_follows
from ledger.services.findings import require_none_against
from ledger.services.locks import lock_plan
from ledger.services.terms import record_term
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

SECTIONS = {
    AdjustmentKind.RIGHTS_OFFERING: "Agreement, section 11(b)",
    AdjustmentKind.DISTRIBUTION: "Agreement, section 11(c)",
    AdjustmentKind.SPLIT: "Agreement, sections 11(a)(i) and 11(p)",
    AdjustmentKind.FACTOR: "Agreement, section 12",
    AdjustmentKind.RELEASE: "Agreement, section 11(e)",
    AdjustmentKind.EXCHANGE: "Agreement, section 24",
}


@dataclass(frozen=True)
class AdjustmentView:
    """What an adjustment would change: the worksheet line, and for a split what it would post."""

    kind: str
    inputs: dict[str, Any]
    effective_at: datetime
    line: WorksheetLine
    published: dict[str, str]
    accounts: int = 0
    new_shares: Decimal = Decimal()
    new_rights: Decimal = Decimal()
    split: SplitTerms | None = None
    totals: SplitTotals | None = None
    findings: tuple[Finding, ...] = ()

    def payload(self) -> dict[str, Any]:
        """What a second person approves; a combination adds less than nothing."""
        return self._of_all() | self._of_a_split()

    def _of_a_split(self) -> dict[str, Any]:
        if self.totals is None or self.split is None or not self.totals.fractions:
            return {}
        return {
            "fractions": {
                "price": None if self.split.cash_price is None else exact_text(self.split.cash_price),
                "shares": str(self.split.shares),
                "holders": self.totals.fractions,
                "quantity": exact_text(self.totals.fraction),
                "due": str(self.totals.exact),
                "paid": f"{self.totals.paid:.2f}",
                "lines_digest": self.totals.lines_digest,
            }
        }

    def _of_all(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "inputs": self.inputs,
            "effective_at": self.effective_at.isoformat(),
            "worksheet": selector.worksheet_json(self.line),
            "published": self.published,
            "accounts": self.accounts,
            "new_shares": f"{self.new_shares.normalize():f}",
            "new_rights": f"{self.new_rights.normalize():f}",
        }


def preview(*, plan: Plan, kind: str, inputs: dict[str, Any], effective_at: datetime) -> AdjustmentView:
    """What the adjustment would do if it were made now; nothing is written.

    `inputs` by kind, exact numbers as text: rights_offering {new_shares, offer_price, market_price}; distribution
    {fair_value, market_price}; split {new, old, cash_price}, whole numbers of shares and
    what the company states that a new share is worth; factor {factor}; release {}. RuleViolation names the figure
    that has no answer; Held where the family of a split is not settled; Conflict where a later one is recorded.
    """
    on = clock.new_york_date(effective_at)
    if kind not in CERTIFIED:
        raise RuleViolation(
            "What an exchange in part leaves on each share is recorded when the exchange is posted: propose that.",
            rule="R50",
            next_act=Act.EXCHANGE,
        )
    if plan.state in NOT_IN_FORCE:
        raise RuleViolation(
            f"The plan is {plan.get_state_display().lower()}: there is nothing to adjust.", rule="R37"
        )
    if on > plan_day.today(plan):
        raise RuleViolation(f"{on} lies in the future of this plan: an adjustment follows its event.")
    last = selector.history(plan)[-1:]
    if last and effective_at < last[0].effective_at:
        raise Conflict(f"{last[0]} took effect later: adjustments are recorded in the order of their events.")
    if kind == AdjustmentKind.SPLIT:
        questions.require_clear(plan, "split")
    book = book_of(plan, on)
    if book is None:
        raise RuleViolation(
            f"The plan has no control book by {on}: record the issuer's order first.",
            rule="R61",
            next_act=Act.CONTROL_BOOK,
        )
    before = replace(selector.figures(plan, effective_at), outstanding=Fraction(book.outstanding))
    try:
        step = selector.step_of(plan, kind, inputs, on)
        line = apply_step(before, step, selector.policy(plan, on))
        split = splits_selector.terms_of(plan, step, on, inputs) if isinstance(step, Split) else None
    except (AdjustmentError, BadInput) as error:
        where = error.path if isinstance(error, BadInput) else ""
        raise RuleViolation(
            f"The adjustment cannot be worked out: {error}.", rule="R37", where=where
        ) from error
    published = selector.published(line.after)
    if isinstance(step, Split):
        inputs = {**inputs, "family": step.family.value}
        published |= splits_selector.following(plan, step, on)
    view = AdjustmentView(kind, inputs, effective_at, line, published)
    return _with_split(plan, view, split) if split else view


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
        view = preview(plan=plan, kind=kind, inputs=inputs, effective_at=effective_at)
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
    view = preview(
        plan=plan,
        kind=told["kind"],
        inputs={key: given for key, given in told["inputs"].items() if key != "family"},
        effective_at=datetime.fromisoformat(told["effective_at"]),
    )
    approvals.require_unchanged(approval, _payload(view, received_at, document))
    number = len(selector.history(plan)) + 1
    batch = _post_split(plan, view, number, approval, document, actor)
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
        splits.change_control_book(plan, view.split, totals, on, document, actor)
    return batch


def _with_split(plan: Plan, view: AdjustmentView, terms: SplitTerms) -> AdjustmentView:
    totals = splits_selector.worked(plan, terms, clock.new_york_date(view.effective_at))
    return replace(
        view,
        accounts=totals.accounts,
        new_shares=totals.shares + totals.treasury,
        new_rights=totals.rights,
        split=terms,
        totals=totals,
        findings=split_findings(totals, terms),
    )
