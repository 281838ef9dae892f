"""A posting as a correction looks at it: its movements, what has been built on it, and what its reversal would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery

from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.models import Batch, BatchNet, Entry, Plan
from ledger.rules import corrections
from ledger.rules.corrections import Later, Posted
from ledger.rules.findings import Finding
from ledger.rules.vocabulary import BatchKind
from ledger.selectors import balances, brought_back, plan_day, shortfalls, standing as law_standing
from ledger.selectors.brought_back import BroughtBack
from ledger.selectors.control_book import control_book

FETCH = 5_000
MOST_SHOWN = 200
# The first act over all holders that was posted since for the batch's legal date or later, and over which account.
_LATER = """
    SELECT b.number, b.kind, b.effective_on, min(h.number)
    FROM ledger_batch b
    JOIN ledger_entry e ON e.batch_id = b.id
    JOIN ledger_ledgeraccount a ON a.id IN (e.from_account_id, e.to_account_id)
    JOIN ledger_holderaccount h ON h.id = a.holder_id
    WHERE b.plan_id = %(plan)s AND b.number > %(number)s AND b.effective_on >= %(on)s AND b.kind = ANY (%(kinds)s)
      AND a.holder_id = ANY (%(holders)s)
    GROUP BY b.number, b.kind, b.effective_on ORDER BY b.number LIMIT 1
"""
_HELD = """
    SELECT h.number, h.registration_lines[1], coalesce(a.standing, ''), coalesce(p.common, 0), coalesce(p.rights, 0),
           moved.common, moved.rights
    FROM (
        SELECT account_id, sum(quantity) FILTER (WHERE instrument = 'common') AS common,
               sum(quantity) FILTER (WHERE instrument = 'rights') AS rights
        FROM (
            SELECT from_account_id AS account_id, instrument, quantity FROM ledger_entry WHERE batch_id = %(batch)s
            UNION ALL
            SELECT to_account_id, instrument, -quantity FROM ledger_entry WHERE batch_id = %(batch)s
        ) back GROUP BY account_id
    ) moved
    JOIN ledger_ledgeraccount a ON a.id = moved.account_id
    JOIN ledger_position p ON p.account_id = a.id
    JOIN ledger_holderaccount h ON h.id = a.holder_id
    ORDER BY h.number, a.standing LIMIT %(most)s
"""


@dataclass(frozen=True)
class Change:
    """What one account holds in one standing now, and would hold after the reversal."""

    account: str
    name: str
    standing: str
    common: Decimal
    common_after: Decimal
    rights: Decimal
    rights_after: Decimal

    def payload(self) -> dict[str, str]:
        """The same as an approval keeps it."""
        return {
            "account": f"{self.account} {self.name}",
            "standing": self.standing,
            "common": f"{self.common.normalize():,f}",
            "common after": f"{self.common_after.normalize():,f}",
            "Rights": f"{self.rights.normalize():,f}",
            "Rights after": f"{self.rights_after.normalize():,f}",
        }


@dataclass(frozen=True)
class CorrectionView:
    """What the reversal of a batch would do, for which legal date, and what stands against it; `reversal` is the batch
    that undid it. `brought_back` are Rights that get a certificate, or cash for a fraction, by it.
    """

    batch: Batch
    reversal: Batch | None
    undoes: Batch | None
    changes: Sequence[Change]
    effective_on: date
    brought_back: BroughtBack
    findings: tuple[Finding, ...]


def preview(batch: Batch, *, counsel: str = "") -> CorrectionView:
    """What would follow from reversing the batch now; `counsel` is who confirms it as counsel, "" where nobody does."""
    holders, book = _holders(batch), control_book(batch.plan, plan_day.today(batch.plan))
    kind, separated_on = BatchKind(batch.kind), batch.plan.distribution_date
    on, back = corrections.reversed_on(kind, batch.effective_on, separated_on), brought_back.of(batch)
    posted = Posted(
        number=batch.number,
        kind=kind,
        effective_on=batch.effective_on,
        separated_on=separated_on,
        later=_later(batch, holders),
        short=shortfalls.if_undone(batch, on),
        counsel=counsel,
        against=_against(batch, back),
        outstanding_after=balances.totals(batch.plan).common_outstanding - _issued(batch),
        ordered=book.outstanding if book else None,
    )
    return CorrectionView(
        batch=batch,
        reversal=reversal_of(batch),
        undoes=Batch.objects.filter(entries__reversed_by__batch=batch).first(),
        changes=_changes(batch),
        effective_on=on,
        brought_back=back,
        findings=corrections.reversal_findings(posted),
    )


def entries(batch: Batch) -> QuerySet[Entry]:
    """The entries of a batch in the order of their legs, with what a table of them shows."""
    accounts = ("from_account__holder", "to_account__holder")
    return (
        Entry.objects.filter(batch=batch)
        .select_related("batch__plan", *accounts, "reversed_by")
        .order_by("leg")
    )


def reversal_of(batch: Batch) -> Batch | None:
    """The batch that undid this one; None while it stands."""
    return Batch.objects.filter(entries__reverses__batch=batch).first()


def with_pairs(plan: Plan) -> QuerySet[Batch]:
    """The batches of a plan, each with the number of the one that undid it and of the one it undoes, where there is."""
    undone = Entry.objects.filter(reverses__batch=OuterRef("pk")).values("batch__number")[:1]
    undoes = Entry.objects.filter(reversed_by__batch=OuterRef("pk")).values("batch__number")[:1]
    return (
        Batch.objects.filter(plan=plan)
        .select_related("plan")
        .annotate(undone_by=Subquery(undone), undoes=Subquery(undoes))
    )


def standing(plan: Plan) -> QuerySet[Entry]:
    """The entries of a plan that stand: neither reversed nor a reversal themselves, which cancel one another."""
    return Entry.objects.filter(batch__plan=plan, reverses__isnull=True, reversed_by__isnull=True)


def require_none_after(plan: Plan, on: date, act: str, rule: str) -> None:
    """RuleViolation where a movement of a day after `on` stands: an act on the holders at the close of that day, `act`
    in words, would find those of later.
    """
    if later := standing(plan).filter(effective_on__gt=on).order_by("effective_on").first():
        raise RuleViolation(
            f"A movement of {later.effective_on} is posted already: the holders of {on} are not those of now. Correct "
            f"it by reversal first, and post it again after {act}.",
            rule=rule,
            next_act=Act.CORRECTION,
        )


def _issued(batch: Batch) -> Decimal:
    """By how many the batch made more shares outstanding; less than nothing where it took some back."""
    nets = BatchNet.objects.filter(batch=batch, role="").values_list("common", flat=True)
    return sum(nets, Decimal())


def _against(batch: Batch, back: BroughtBack) -> tuple[Finding, ...]:
    """What stands against giving Rights back: that there are none any more, or that a fraction has no price."""
    if batch.kind not in corrections.BY_COUNSEL:
        return ()
    return (*law_standing.of(batch.plan).answer("rights_exist").findings, *back.findings)


def _holders(batch: Batch) -> list[int]:
    sides = ("from_account__holder", "to_account__holder")
    rows = Entry.objects.filter(batch=batch).values_list(*sides)
    return sorted({holder for row in rows.iterator(FETCH) for holder in row if holder is not None})


def _later(batch: Batch, holders: list[int]) -> tuple[Later, ...]:
    # The separation gave nothing for void Rights: what it would have given is made up for by the reversal.
    made_up = {BatchKind.SEPARATION} if batch.kind in corrections.BY_COUNSEL else set()
    parameters: dict[str, Any] = {
        "plan": batch.plan_id,
        "number": batch.number,
        "on": batch.effective_on,
        "kinds": [kind.value for kind in corrections.OVER_ALL if kind not in made_up],
        "holders": holders,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LATER, parameters)
        return tuple(
            Later(number, Batch(kind=kind).get_kind_display(), on, account)
            for number, kind, on, account in cursor.fetchall()
        )


def _changes(batch: Batch) -> tuple[Change, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"batch": batch.pk, "most": MOST_SHOWN})
        return tuple(
            Change(
                number,
                name,
                standing,
                common,
                common + (back or Decimal()),
                rights,
                rights + (rights_back or Decimal()),
            )
            for number, name, standing, common, rights, back, rights_back in cursor.fetchall()
        )
