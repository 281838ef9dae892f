"""What a statement of the rules would move if it were posted now."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from ledger.models import Plan
from ledger.rules.postings import COLUMNS, Statement
from ledger.rules.vocabulary import Instrument


@dataclass(frozen=True)
class Moved:
    """How many movements of an instrument, and of how much in all."""

    movements: int = 0
    quantity: Decimal = Decimal()


@dataclass(frozen=True)
class Inexact:
    """How many quantities have movements that ten decimals do not express, and the least of them."""

    count: int
    example: Decimal | None


def totals(plan: Plan, statement: Statement) -> tuple[Moved, Moved]:
    """What moves in all: of the common, and of the Rights."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT instrument, count(*), trim_scale(sum(quantity))
            FROM ({statement.sql}) moving ({", ".join(COLUMNS)}) GROUP BY instrument
            """,  # noqa: S608 - a rule's text, its values are parameters
            {"plan": plan.pk, **statement.parameters},
        )
        found = {instrument: Moved(*figures) for instrument, *figures in cursor.fetchall()}
    return found.get(Instrument.COMMON, Moved()), found.get(Instrument.RIGHTS, Moved())


def inexact(plan: Plan, statement: Statement) -> Inexact:
    """The quantities held whose movements would have to be rounded: none may be posted so (R2)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), min(held) FROM ({statement.inexact}) found (held)",  # noqa: S608 - a rule's text
            {"plan": plan.pk, **statement.parameters},
        )
        return Inexact(*cursor.fetchone())
