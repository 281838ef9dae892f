"""An adjustment worked out on the figures and the ledger as they are: the worksheet, and what a split would post
(R37-R42).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ledger.enums import NOT_IN_FORCE, Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Adjustment, AdjustmentKind, Plan
from ledger.models.adjustment import CERTIFIED
from ledger.rules.adjustment import AdjustmentError, RightsNumber, Split, WorksheetLine, apply_step
from ledger.rules.dates import date_text
from ledger.rules.exact import exact_text
from ledger.rules.facts import BadInput
from ledger.rules.findings import Finding
from ledger.rules.splits import SplitTerms, SplitTotals, split_findings
from ledger.selectors import adjustments, par, plan_day, questions, reserve, rights_number, splits
from ledger.selectors.control_book import control_book
from ledger.selectors.entitlements import unit_name
from rightsadmin.common import clock


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
                **({"classes": sorted(self.split.classes)} if self.split.classes else {}),
            }
        }

    def _of_all(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "inputs": self.inputs,
            "effective_at": self.effective_at.isoformat(),
            "worksheet": adjustments.worksheet_json(self.line),
            "published": self.published,
            "accounts": self.accounts,
            "new_shares": f"{self.new_shares.normalize():f}",
            "new_rights": f"{self.new_rights.normalize():f}",
            "warnings": [finding.sentence for finding in self.findings],
        }


def adjustment(*, plan: Plan, kind: str, inputs: dict[str, Any], effective_at: datetime) -> AdjustmentView:
    """What the adjustment would do if it were made now; nothing is written.

    `inputs` by kind, exact numbers as text: rights_offering {new_shares, offer_price, market_price}; distribution
    {fair_value, market_price}; split {new, old, cash_price, class}, whole numbers of shares, what the company states
    that a new share is worth, and the class of common where one alone is split; readjustment {of, issued}, the number
    of the offering's adjustment and how many of its shares were bought; rights_number {of, announced_on}, the number of
    the adjustment that the election is for and the day of its announcement, effective on its record date; factor
    {factor}; release {}. RuleViolation names the figure that has no answer; Held where the family of a split is not
    settled; Conflict where a later one is recorded.
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
    last = adjustments.history(plan)[-1:]
    if last and effective_at < last[0].effective_at:
        raise Conflict(f"{last[0]} took effect later: adjustments are recorded in the order of their events.")
    _require_once(plan, kind, inputs)
    _require_of_the_kind(plan, kind, effective_at)
    book = control_book(plan, on)
    if book is None:
        raise RuleViolation(
            f"The plan has no control book by {on}: record the issuer's order first.",
            rule="R61",
            next_act=Act.CONTROL_BOOK,
        )
    before = replace(adjustments.figures(plan, effective_at), outstanding=Fraction(book.outstanding))
    if kind == AdjustmentKind.SPLIT:
        inputs = splits.told_of_a_class(plan, inputs, book, on)
    try:
        step = adjustments.step_of(plan, kind, inputs, on)
        line = apply_step(before, step, adjustments.policy(plan, on))
        split = splits.terms_of(plan, step, on, inputs) if isinstance(step, Split) else None
        number = rights_number.worked(plan, step, inputs, on) if isinstance(step, RightsNumber) else None
    except (AdjustmentError, BadInput) as error:
        where = error.path if isinstance(error, BadInput) else ""
        raise RuleViolation(
            f"The adjustment cannot be worked out: {error}.", rule="R37", where=where
        ) from error
    published = adjustments.published(line.after)
    if isinstance(step, Split):
        inputs = {**inputs, "family": step.family.value}
        published |= splits.following(plan, step, on)
    view = AdjustmentView(kind, inputs, effective_at, line, published)
    view = _with_split(plan, view, split) if split else view
    if number:
        view = replace(view, accounts=number.accounts, new_rights=number.rights, findings=number.findings)
    below_par = par.findings(
        plan,
        on,
        price=line.after.exercise_amount,
        per_right=line.after.units_per_right,
        security=unit_name(plan, effective_at),
    )
    return replace(view, findings=(*view.findings, *_of_the_reserve(plan, line, on), *below_par))


def _require_of_the_kind(plan: Plan, kind: str, effective_at: datetime) -> None:
    """What a split and an election need of the plan, and no other kind does."""
    if kind == AdjustmentKind.SPLIT:
        questions.require_clear(plan, "split")
    if kind == AdjustmentKind.RIGHTS_NUMBER:
        rights_number.require_attached(plan, effective_at)


def _require_once(plan: Plan, kind: str, inputs: dict[str, Any]) -> None:
    """Conflict where the adjustment that the act names was answered so already."""
    if "of" not in inputs:
        return
    done = Adjustment.objects.filter(plan=plan, kind=kind, inputs__of=inputs["of"]).first()
    if done:
        raise Conflict(f"{done} of {date_text(done.effective_at)} is for adjustment {inputs['of']} already.")


def _with_split(plan: Plan, view: AdjustmentView, terms: SplitTerms) -> AdjustmentView:
    totals = splits.worked(plan, terms, clock.new_york_date(view.effective_at))
    return replace(
        view,
        accounts=totals.accounts,
        new_shares=totals.shares + totals.treasury,
        new_rights=totals.rights,
        split=terms,
        totals=totals,
        findings=split_findings(totals, terms),
    )


def _of_the_reserve(plan: Plan, line: WorksheetLine, on: date) -> tuple[Finding, ...]:
    """That the Units reserved do not suffice for what all Rights call for after the step, where it is more than before
    (R61).
    """
    before, after = line.before, line.after
    was = reserve.reserve(plan, before.units_per_right, on)
    growth = (
        after.rights_outstanding / before.rights_outstanding if before.rights_outstanding else Fraction(1)
    )
    return reserve.reserve(plan, after.units_per_right, on, growth=growth).beside_an_adjustment(was.needed)
