"""What a statement of the rules could not move exactly if it were posted now."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from ledger.models import Plan
from ledger.rules.postings import Statement


@dataclass(frozen=True)
class Inexact:
    """How many quantities have movements that ten decimals do not express, and the least of them."""

    count: int
    example: Decimal | None


def inexact(plan: Plan, statement: Statement) -> Inexact:
    """The quantities held whose movements would have to be rounded: none may be posted so (R2)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), min(held) FROM ({statement.inexact}) found (held)",  # noqa: S608 - a rule's text
            {"plan": plan.pk, **statement.parameters},
        )
        return Inexact(*cursor.fetchone())
