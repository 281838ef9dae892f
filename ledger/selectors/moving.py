"""What a statement of the rules would move if it were posted now, and what it could not move exactly."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from ledger.models import Plan
from ledger.rules.postings import COLUMNS, Statement


@dataclass(frozen=True)
class Inexact:
    """How many quantities have movements that ten decimals do not express, and the least of them."""

    count: int
    example: Decimal | None


def total(plan: Plan, statement: Statement) -> Decimal:
    """All that a statement of one instrument would move."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT trim_scale(sum(quantity)) FROM ({statement.sql}) moving ({', '.join(COLUMNS)})",  # noqa: S608
            {"plan": plan.pk, **statement.parameters},
        )
        return cursor.fetchone()[0] or Decimal()


def holders(plan: Plan, statement: Statement) -> int:
    """How many holders a statement would move something to or from."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT coalesce(source_account, target_account)) "  # noqa: S608 - a rule's text
            f"FROM ({statement.sql}) moving ({', '.join(COLUMNS)})",
            {"plan": plan.pk, **statement.parameters},
        )
        return int(cursor.fetchone()[0])


def inexact(plan: Plan, statement: Statement) -> Inexact:
    """The quantities held whose movements would have to be rounded: none may be posted so (R2)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), min(held) FROM ({statement.inexact}) found (held)",  # noqa: S608 - a rule's text
            {"plan": plan.pk, **statement.parameters},
        )
        return Inexact(*cursor.fetchone())
