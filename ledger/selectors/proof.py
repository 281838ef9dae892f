"""The proof of the ledger: refold the journal in Python, compare with the database, walk the chain of digests."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection

from ledger.chain import FIRST_DIGEST, batch_digest, entries_digest
from ledger.enums import ATTACHED_STATES, Standing
from ledger.models import Batch, ControlBookEntry, Entry, LedgerAccount, Plan, Position
from ledger.rules.vocabulary import SOURCES
from ledger.selectors import balances
from ledger.selectors.balances import Totals

FETCH = 5_000


@dataclass
class LedgerProof:
    """What was compared and what differs; `differences` empty is a proved ledger."""

    plan: Plan
    totals: Totals
    batches: int = 0
    entries: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def proved(self) -> bool:
        return not self.differences


def prove(plan: Plan) -> LedgerProof:
    """Refolds every entry of the plan and compares: digests and chain, the position view, no negative holding,
    the control book (R3), issued = what became of it (I4), and before separation valid Rights with every share (I2).
    """
    proof = LedgerProof(plan=plan, totals=balances.totals(plan))
    folded = _walk(plan, proof)
    _compare_positions(plan, folded, proof)
    _compare_holdings(plan, proof)
    _compare_nets(plan, proof)
    _compare_totals(plan, proof)
    return proof


def _walk(plan: Plan, proof: LedgerProof) -> dict[tuple[int, str], Decimal]:
    folded: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    previous, number = FIRST_DIGEST, 0
    for batch in Batch.objects.filter(plan=plan).order_by("number").iterator(FETCH):
        number += 1
        entries = list(Entry.objects.filter(batch=batch).order_by("leg").iterator(FETCH))
        proof.batches += 1
        proof.entries += len(entries)
        if batch.number != number:
            proof.differences.append(f"Batch {number} is missing: the next one is {batch.number}.")
            number = batch.number
        if batch.previous_digest != previous:
            proof.differences.append(f"Batch {batch.number} does not chain to the batch before it.")
        if len(entries) != batch.entry_count:
            proof.differences.append(
                f"Batch {batch.number} has {len(entries)} entries and says {batch.entry_count}."
            )
        if batch_digest(batch, entries_digest(entries)) != batch.digest:
            proof.differences.append(f"Batch {batch.number} is not what was posted: its digest differs.")
        previous = batch.digest
        for entry in entries:
            folded[entry.from_account_id, entry.instrument] -= entry.quantity
            folded[entry.to_account_id, entry.instrument] += entry.quantity
    return folded


def _compare_positions(plan: Plan, folded: dict[tuple[int, str], Decimal], proof: LedgerProof) -> None:
    sources = set(LedgerAccount.objects.filter(plan=plan, role__in=SOURCES).values_list("pk", flat=True))
    for position in Position.objects.filter(plan=plan).order_by().iterator(FETCH):
        for instrument, held in (("common", position.common), ("rights", position.rights)):
            if folded.get((position.account_id, instrument), Decimal()) != held:
                proof.differences.append(
                    f"Ledger account {position.account_id}: the view says {held} {instrument}, the fold does not."
                )
            if held < 0 and position.account_id not in sources:
                proof.differences.append(f"Ledger account {position.account_id} holds {held} {instrument}.")


def _compare_holdings(plan: Plan, proof: LedgerProof) -> None:
    """The holdings that lists sort by are the sums of the positions."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT h.number FROM ledger_holderaccount h LEFT JOIN ledger_holding g ON g.holder_id = h.id
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(p.common), 0) AS common, coalesce(sum(p.rights), 0) AS rights
                FROM ledger_position p WHERE p.holder_id = h.id
            ) folded
            WHERE h.plan_id = %s AND (g.common, g.rights) IS DISTINCT FROM (folded.common, folded.rights)
            ORDER BY h.number
            """,
            [plan.pk],
        )
        proof.differences += [
            f"Account {number}: the list of holders shows another holding than the fold."
            for (number,) in cursor.fetchall()
        ]


def _compare_nets(plan: Plan, proof: LedgerProof) -> None:
    """What each batch moved in all, from which every total is summed, is what its entries say."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT b.number
            FROM (
                SELECT m.batch_id, a.standing, a.role, sum(m.common) AS common, sum(m.rights) AS rights
                FROM (
                    SELECT batch_id, to_account_id AS account_id, quantity * (instrument = 'common')::int AS common,
                           quantity * (instrument = 'rights')::int AS rights FROM ledger_entry
                    UNION ALL
                    SELECT batch_id, from_account_id, -quantity * (instrument = 'common')::int,
                           -quantity * (instrument = 'rights')::int FROM ledger_entry
                ) m
                JOIN ledger_ledgeraccount a ON a.id = m.account_id
                WHERE a.plan_id = %(plan)s GROUP BY m.batch_id, a.standing, a.role
            ) folded
            FULL JOIN (
                SELECT n.* FROM ledger_batchnet n JOIN ledger_batch b ON b.id = n.batch_id WHERE b.plan_id = %(plan)s
            ) net USING (batch_id, standing, role)
            JOIN ledger_batch b ON b.id = batch_id
            WHERE (net.common, net.rights) IS DISTINCT FROM (folded.common, folded.rights)
            ORDER BY b.number
            """,
            {"plan": plan.pk},
        )
        proof.differences += [
            f"Batch {number}: what it moved in all is not what its entries say."
            for (number,) in cursor.fetchall()
        ]


def _compare_totals(plan: Plan, proof: LedgerProof) -> None:
    totals = proof.totals
    ended = sum(totals.ended.values(), Decimal())
    if totals.issued != totals.rights_outstanding + ended:
        proof.differences.append(
            f"Rights issued {totals.issued:,f} are not those outstanding {totals.rights_outstanding:,f} "
            f"and ended {ended:,f}."
        )
    book = ControlBookEntry.objects.filter(plan=plan).order_by("as_of", "recorded_at").last()
    if book and proof.batches and book.outstanding != totals.common_outstanding:
        proof.differences.append(
            f"The control book says {book.outstanding.normalize():,f} shares outstanding as of {book.as_of}, "
            f"the master securityholder file {totals.common_outstanding.normalize():,f}."
        )
    if plan.state in ATTACHED_STATES:
        unmatched = (
            Position.objects.filter(plan=plan, standing=Standing.VALID)
            .exclude(common=0, rights=0)
            .filter(rights=0)
            .exclude(  # all its Rights may be void: those still go with the common (R20, R32)
                holder_id__in=Position.objects.filter(plan=plan, standing=Standing.VOID, rights__gt=0).values(
                    "holder_id"
                )
            )
            .count()
        )
        if unmatched:
            proof.differences.append(
                f"{unmatched} accounts hold common without a Right before the Distribution Date."
            )
