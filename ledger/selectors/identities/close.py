"""The close at which identities are proved, and the register of what proves them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Max

from ledger.models import Batch, Plan
from ledger.rules.reconciliation import Identity
from ledger.selectors import balances, plan_day
from ledger.selectors.balances import Totals

NAMED = 1_000  # differences of one identity that become breaks of their own; beyond them something larger is wrong


@dataclass(frozen=True)
class Close:
    """The plan at the close of a day, as known at an instant, with the totals every identity starts from."""

    plan: Plan
    on: date
    known_at: datetime
    totals: Totals

    @property
    def parameters(self) -> dict[str, Any]:
        """What the statements over the journal take (balances.FOLD)."""
        return {"plan": self.plan.pk, "on": self.on, "known": self.known_at, "named": NAMED}


Prover = Callable[[Close], Iterable[Identity]]
_PROVERS: list[Prover] = []


def proves(prover: Prover) -> Prover:
    """Registers a prover: its identities are part of every proof from then on, in the order of registration."""
    _PROVERS.append(prover)
    return prover


def close_of(plan: Plan, known_at: datetime) -> Close:
    """The close to prove: the plan's today, or the day of its latest entry where a replay was pinned back before it."""
    posted = Batch.objects.filter(plan=plan).aggregate(last=Max("effective_on"))["last"]
    today = plan_day.today(plan)
    on = max(today, posted) if posted else today
    return Close(plan, on, known_at, balances.totals(plan, on, known_at))


def prove_identities(close: Close) -> tuple[Identity, ...]:
    """Every registered identity at that close."""
    return tuple(identity for prover in _PROVERS for identity in prover(close))


def differing(statement: str, parameters: dict[str, Any]) -> tuple[int, Sequence[tuple[Any, ...]]]:
    """How many rows the statement finds, and the first NAMED of them in the order of their key (its first column)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH found AS MATERIALIZED ({statement})
            SELECT (SELECT count(*) FROM found), f.* FROM found f ORDER BY 2 LIMIT %(named)s
            """,  # noqa: S608 - composed of our own text, values are parameters
            parameters,
        )
        rows = cursor.fetchall()
    return (rows[0][0] if rows else 0), [row[1:] for row in rows]
