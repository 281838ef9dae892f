"""What accounts hold: now, or as of a legal date as known at an instant (I12)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import connection
from django.db.models import Min

from ledger.enums import Standing, SystemRole
from ledger.models import Batch, HolderAccount, Plan

# The fold of a plan's journal over entries effective by a date and recorded by an instant; one row for each of the
# holders' accounts that anything moved to or from. It reads each entry once: a million accounts looked up one by one
# take ten times as long.
FOLD = """
    SELECT a.id AS account_id, a.holder_id, a.standing, a.role, moved.common, moved.rights
    FROM (
        SELECT account_id, sum(quantity) FILTER (WHERE instrument = 'common') AS common,
               sum(quantity) FILTER (WHERE instrument = 'rights') AS rights
        FROM (
            SELECT to_account_id AS account_id, instrument, quantity, batch_id, effective_on, recorded_at
            FROM ledger_entry
            UNION ALL
            SELECT from_account_id, instrument, -quantity, batch_id, effective_on, recorded_at FROM ledger_entry
        ) m
        WHERE batch_id IN (SELECT id FROM ledger_batch WHERE plan_id = %(plan)s) AND effective_on <= %(on)s
          AND (%(known)s::timestamptz IS NULL OR recorded_at <= %(known)s)
        GROUP BY account_id
    ) moved
    JOIN ledger_ledgeraccount a ON a.id = moved.account_id
    WHERE a.plan_id = %(plan)s AND a.holder_id IS NOT NULL
"""
_BY_CLASS = f"""
    SELECT h.share_class, coalesce(sum(f.common), 0) FROM ({FOLD}) f
    JOIN ledger_holderaccount h ON h.id = f.holder_id GROUP BY h.share_class
"""  # noqa: S608 - composed of our own text, values are parameters
# The same in all, from what each batch moved: an entry has the dates of its batch.
_TOTALS = """
    SELECT n.standing, n.role, sum(n.common), sum(n.rights)
    FROM ledger_batchnet n JOIN ledger_batch b ON b.id = n.batch_id
    WHERE b.plan_id = %(plan)s AND b.effective_on <= %(on)s
      AND (%(known)s::timestamptz IS NULL OR b.recorded_at <= %(known)s)
    GROUP BY n.standing, n.role
"""
# The same of one holder, by the index of his accounts' entries.
_FOLD_OF_HOLDER = """
    SELECT a.standing, sum(m.quantity) FILTER (WHERE m.instrument = 'common'),
           sum(m.quantity) FILTER (WHERE m.instrument = 'rights')
    FROM ledger_ledgeraccount a
    JOIN LATERAL (
        SELECT instrument, quantity, effective_on, recorded_at FROM ledger_entry WHERE to_account_id = a.id
        UNION ALL
        SELECT instrument, -quantity, effective_on, recorded_at FROM ledger_entry WHERE from_account_id = a.id
    ) m ON m.effective_on <= %(on)s AND (%(known)s::timestamptz IS NULL OR m.recorded_at <= %(known)s)
    WHERE a.plan_id = %(plan)s AND a.holder_id = %(holder)s
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
    with connection.cursor() as cursor:
        cursor.execute(_TOTALS, {"plan": plan.pk, "on": on or date.max, "known": known_at})
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


def common_by_class(
    plan: Plan, on: date | None = None, known_at: datetime | None = None
) -> dict[str, Decimal]:
    """Code of each class of common -> the shares of it in holders' accounts, as of `on`, known at `known_at`."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_CLASS, {"plan": plan.pk, "on": on or date.max, "known": known_at})
        return dict(cursor.fetchall())


@dataclass(frozen=True)
class AccountBalance:
    """What one holder's account holds: common, Rights by standing, and the common that a trustee holds for it."""

    holder_id: int
    common: Decimal
    rights: dict[str, Decimal]
    in_trust: Decimal = Decimal()


def account_balance(
    plan: Plan, holder_id: int, on: date | None = None, known_at: datetime | None = None
) -> AccountBalance:
    """One account as of `on`, known at `known_at`; zero where nothing moved."""
    with connection.cursor() as cursor:
        cursor.execute(
            _FOLD_OF_HOLDER,
            {"plan": plan.pk, "on": on or date.max, "known": known_at, "holder": holder_id},
        )
        rows = cursor.fetchall()
    held = {standing: common or Decimal() for standing, common, _ in rows}
    in_trust = held.pop(Standing.IN_TRUST.value, Decimal())
    return AccountBalance(
        holder_id=holder_id,
        common=sum(held.values(), Decimal()),
        rights={standing: rights or Decimal() for standing, _, rights in rows},
        in_trust=in_trust,
    )


def most_held_on(account: HolderAccount, on: date) -> tuple[date, Decimal]:
    """The day and the most shares that the account held on it, as it began or at its close; of a day before the
    register begins, the day on which it does. Of Rights apart from the common: as many as its certificates have.
    """
    first = Batch.objects.filter(plan=account.plan_id).aggregate(first=Min("effective_on"))["first"]
    on = max(on, first) if first else on
    days = [account_balance(account.plan, account.pk, day) for day in (on - timedelta(days=1), on)]
    return on, max(max(held.common, held.rights.get(Standing.CERTIFICATED.value, Decimal())) for held in days)
