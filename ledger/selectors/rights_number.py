"""The Board's election to change the number of Rights, asked of a plan: whether it can be made, and what it would post
(section 11(i)).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ledger.enums import PlanState
from ledger.errors import Held, RuleViolation
from ledger.models import Plan
from ledger.rules import postings
from ledger.rules.adjustment import RightsNumber, election_findings
from ledger.rules.carrying import Rounding
from ledger.rules.findings import Finding, block
from ledger.rules.postings import Statement
from ledger.rules.wire.reader import Reader
from ledger.selectors import adjustments, carrying, corrections, moving, standing
from rightsadmin.common import clock, formatting


@dataclass(frozen=True)
class NewNumber:
    """How many holders have another number of Rights by the election, by how many Rights in all, and what stands
    against it.
    """

    accounts: int
    rights: Decimal
    findings: tuple[Finding, ...]


def require_attached(plan: Plan, at: datetime) -> None:
    """RuleViolation where the Rights are separate or there are none, Held where that is not settled."""
    if plan.state == PlanState.SEPARATED:
        raise RuleViolation(
            "The Rights have separated: another number of them would need additional Rights Certificates, and cash for "
            "fractions (sections 11(i), 14(a)), which are not made here. Let the Units of a Right change, or ask "
            "counsel.",
            rule="R37",
        )
    attached = standing.of(plan, at).answer("rights_attached")
    if not attached.is_yes:
        refused = RuleViolation if attached.verdict == "no" else Held
        raise refused(
            f"{attached.sentence} The number of Rights is changed while they are attached to the common.",
            rule="R37",
        )


def statement(plan: Plan, step: RightsNumber, on: date) -> Statement:
    """What the election posts on its record date."""
    ratios = carrying.ratios(plan, on).values()
    rounded = any(ratio.rounding is not Rounding.EXACT for ratio in ratios)
    return postings.rights_number(step.rights_for_each, on, rounded=rounded)


def worked(plan: Plan, step: RightsNumber, inputs: Mapping[str, Any], on: date) -> NewNumber:
    """What the election would post for the holders of record at the close of its record date.

    BadInput names the day that cannot be read; RuleViolation where a movement of a later day is posted.
    """
    corrections.require_none_after(plan, on, "the change of the number of Rights", "R37")
    found = statement(plan, step, on)
    total = moving.total(plan, found)
    adjusted = adjustments.elected(plan, inputs)
    findings = election_findings(
        adjusted_on=clock.new_york_date(adjusted.effective_at),
        announced_on=Reader(inputs).day("announced_on"),
        record_date=on,
    )
    inexact = moving.inexact(plan, found).count if found.inexact else 0
    if inexact:
        findings += (
            block(
                "R2",
                f"{formatting.plural(inexact, 'account')} would hold a number of Rights that ten decimals do not "
                "express: let the Board fix how fractions of a Right are paid.",
            ),
        )
    return NewNumber(moving.holders(plan, found), total if step.rights_for_each > 1 else -total, findings)
