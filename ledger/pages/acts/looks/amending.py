"""What an amendment would change: each term before and after."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ledger.models import Plan
from ledger.pages.acts.looks.look import Look
from ledger.rules import amendments as amendment_rules
from ledger.selectors import standing
from ledger.selectors.term_changes import changed_parts
from ledger.services import amendments
from ledger.terms import REGISTRY
from rightsadmin.common import formatting


def amendment(plan: Plan, changes: Sequence[amendments.TermChange], on: date, told: dict[str, Any]) -> Look:
    """An amendment adopted at the plan's now: each term before and after, and what R54 to R57 say."""
    stands = standing.of(plan)
    asked = amendment_rules.Amendment(
        changes_redemption_period=told["changes_redemption_period"]
        or amendments.changes_redemption_period(plan, changes, on)
    )
    answer = stands.amendment(asked)
    rows = amendments.before_and_after(plan, changes, on) if changes else []
    return Look(
        figures=[
            ("Terms changed", str(len(rows)), ""),
            ("In force from", formatting.short_date(on), ""),
            ("Rights", "attached" if stands.answer("rights_attached").is_yes else "not attached", ""),
        ],
        findings=(*answer.findings, *stands.category(None).findings),
        citation=answer.citation,
        rows_title="What changes, in words",
        headings=("Term", "Before", "After", "The sentence"),
        rows=[
            (
                ": ".join(filter(None, (REGISTRY[row["key"]].label, part))),
                before,
                after,
                row["citation"],
            )
            for row in rows
            for part, before, after in changed_parts(row["key"], row["before"], row["after"])
        ],
    )
