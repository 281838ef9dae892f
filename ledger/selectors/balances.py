"""What accounts hold: now, or as of a legal date as known at an instant (I12)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import connection

from ledger.enums import Standing, SystemRole
from ledger.models import Plan

# The fold of the journal over entries effective by a date and recorded by an instant; one row an account.
FOLD = """
    SELECT a.id AS account_id, a.holder_id, a.standing, a.role,
           sum(m.quantity) FILTER (WHERE m.instrument = 'common') AS common,
           sum(m.quantity) FILTER (WHERE m.instrument = 'rights') AS rights
    FROM ledger_ledgeraccount a
    JOIN LATERAL (
        SELECT instrument, quantity FROM ledger_entry
        WHERE to_account_id = a.id AND effective_on <= %(on)s
          AND (%(known)s::timestamptz IS NULL OR recorded_at <= %(known)s)
        UNION ALL
        SELECT instrument, -quantity FROM ledger_entry
        WHERE from_account_id = a.id AND effective_on <= %(on)s
          AND (%(known)s::timestamptz IS NULL OR recorded_at <= %(known)s)
    ) m ON true
    WHERE a.plan_id = %(plan)s {narrowed}
    GROUP BY a.id
"""


@dataclass(frozen=True)
class Totals:
    """The plan in figures: common outstanding and in treasury, Rights by what became of them.

    `issued` = valid + certificated + void + withheld + exercised + redeemed + exchanged + expired + cancelled (I4).
    """

    common_outstanding: Decimal
    treasury: Decimal
    issued: Decimal
    valid: Decimal
    certificated: Decimal
    void: Decimal
    withheld: Decimal
    ended: dict[str, Decimal]

    @property
    def rights_outstanding(self) -> Decimal:
        """Rights that have not ended: valid, certificated, void and withheld."""
        return self.valid + self.certificated + self.void + self.withheld


ENDS = (
    SystemRole.RIGHTS_EXERCISED,
    SystemRole.RIGHTS_REDEEMED,
    SystemRole.RIGHTS_EXCHANGED,
    SystemRole.RIGHTS_EXPIRED,
    SystemRole.RIGHTS_CANCELLED,
)


def totals(plan: Plan, on: date | None = None, known_at: datetime | None = None) -> Totals:
    """The totals as of `on` (default: all entries), known at `known_at` (default: now); zero where nothing moved."""
    sql = f"SELECT standing, role, sum(common), sum(rights) FROM ({FOLD.format(narrowed='')}) f GROUP BY standing, role"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, {"plan": plan.pk, "on": on or date.max, "known": known_at})
        rows = {
            standing or role: (common or Decimal(), rights or Decimal())
            for standing, role, common, rights in cursor.fetchall()
        }
    nothing = (Decimal(), Decimal())

    def rights(key: str) -> Decimal:
        return rows.get(key, nothing)[1]

    return Totals(
        common_outstanding=sum((rows.get(standing, nothing)[0] for standing in Standing.values), Decimal()),
        treasury=rows.get(SystemRole.TREASURY, nothing)[0],
        issued=-rights(SystemRole.RIGHTS_SOURCE),
        valid=rights(Standing.VALID),
        certificated=rights(Standing.CERTIFICATED),
        void=rights(Standing.VOID),
        withheld=rights(Standing.WITHHELD),
        ended={role.value: rights(role) for role in ENDS},
    )


@dataclass(frozen=True)
class AccountBalance:
    """What one holder's account holds: common, and Rights by standing."""

    holder_id: int
    common: Decimal
    rights: dict[str, Decimal]


def account_balance(
    plan: Plan, holder_id: int, on: date | None = None, known_at: datetime | None = None
) -> AccountBalance:
    """One account as of `on`, known at `known_at`; zero where nothing moved."""
    with connection.cursor() as cursor:
        cursor.execute(
            FOLD.format(narrowed="AND a.holder_id = %(holder)s"),
            {"plan": plan.pk, "on": on or date.max, "known": known_at, "holder": holder_id},
        )
        rows = cursor.fetchall()
    return AccountBalance(
        holder_id=holder_id,
        common=sum((row[4] or Decimal() for row in rows), Decimal()),
        rights={row[2]: row[5] or Decimal() for row in rows},
    )
