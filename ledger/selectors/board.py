"""The Board as the rules take it: directors over time, and who of them is a Continuing Director."""

from datetime import date

from ledger.models import Director, Plan
from ledger.rules import continuing_directors as rules
from ledger.rules.continuing_directors import BoardView


def directors(plan: Plan) -> tuple[rules.Director, ...]:
    """Every director the plan knows, with the facts that decide his standing."""
    return tuple(
        rules.Director(
            name=row.name,
            joined=row.joined_on,
            left=row.left_on,
            approved_on=row.approved_on,
            approved_by=tuple(row.approved_by),
            tainted_on=row.tainted_on,
            taint=row.taint or None,  # type: ignore[arg-type]
        )
        for row in Director.objects.filter(plan=plan)
    )


def board_on(plan: Plan, on: date) -> BoardView:
    """The Board on a day: in office, Continuing, undetermined (R58-R60)."""
    return rules.board_on(directors(plan), plan.agreement_date, on)
