"""What an amendment would change: each term before and after."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ledger.models import Plan
from ledger.pages.acts.looks.look import Look
from ledger.rules import amendments as amendment_rules
from ledger.selectors import standing
from ledger.services import amendments
from ledger.terms import in_one_line
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
        rows_title="Each term before and after",
        headings=("Term", "Before", "After", "The sentence"),
        rows=[
            (
                row["key"],
                in_one_line(row["key"], row["before"]),
                in_one_line(row["key"], row["after"]),
                row["citation"],
            )
            for row in rows
        ],
    )
