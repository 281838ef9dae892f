"""The proof of the ledger: refold the journal in Python, compare with the database, walk the chain of digests."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection

from ledger.chain import FIRST_DIGEST, batch_digest, entries_digest
from ledger.enums import ATTACHED_STATES, ENDED_STATES
from ledger.errors import OF_ONE_PLAN, sentence_of
from ledger.models import Batch, Entry, LedgerAccount, Plan, Position
from ledger.rules.vocabulary import SOURCES
from ledger.selectors import balances, control_book, plan_day
from ledger.selectors.balances import Totals
from ledger.selectors.identities import attached, close_of
from ledger.selectors.recorded import unrecorded
from rightsadmin.common import clock

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
    the control book (R3), issued = what became of it (I4), before separation the Rights of every share with it (I2),
    after their end none (R46), and that no row that decides the law was changed behind the services.
    """
    proof = LedgerProof(plan=plan, totals=balances.totals(plan))
    folded = _walk(plan, proof)
    _compare_positions(plan, folded, proof)
    _compare_holdings(plan, proof)
    _compare_nets(plan, proof)
    _compare_totals(plan, proof)
    _compare_ended(plan, proof)
    try:
        _compare_carried(plan, proof)
    except OF_ONE_PLAN as error:
        proof.differences.append(f"What the shares carry could not be compared: {sentence_of(error)}")
    proof.differences += unrecorded(plan)
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
    book = control_book.standing(plan).last()
    if book and proof.batches and book.outstanding != totals.common_outstanding:
        proof.differences.append(
            f"The control book says {book.outstanding.normalize():,f} shares outstanding as of {book.as_of}, "
            f"the master securityholder file {totals.common_outstanding.normalize():,f}."
        )


def _compare_ended(plan: Plan, proof: LedgerProof) -> None:
    """Rights go with their shares, and once they ended nobody has any that is not void."""
    proof.differences += [
        f"Batch {number} moves Rights from account {giver} to {taker} without a share."
        for number, giver, taker in _moved_alone(plan)
    ]
    alive = proof.totals.rights_outstanding - proof.totals.void
    if plan.state in ENDED_STATES and alive:
        proof.differences.append(
            f"The plan is {plan.get_state_display().lower()} and its holders have {alive.normalize():,f} Rights that "
            "are not void."
        )


def _compare_carried(plan: Plan, proof: LedgerProof) -> None:
    """While they are attached, each account has the Rights of its shares."""
    close = close_of(plan, clock.now())
    if plan.state not in ATTACHED_STATES or attached.apart(plan, plan_day.end_of(close.on)):
        return
    count, rows = attached.differences(plan, close.on, None, attached.carried(plan, close.on))
    if count:
        number, valid, void, common, _ = rows[0]
        proof.differences.append(
            f"{count} accounts hold other Rights than their common carries: {number} has "
            f"{(valid + void).normalize():,f} with {common.normalize():,f} shares."
        )


def _moved_alone(plan: Plan) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT b.number, fh.number, th.number
            FROM ledger_entry e
            JOIN ledger_batch b ON b.id = e.batch_id
            JOIN ledger_ledgeraccount f ON f.id = e.from_account_id
            JOIN ledger_ledgeraccount t ON t.id = e.to_account_id
            JOIN ledger_holderaccount fh ON fh.id = f.holder_id
            JOIN ledger_holderaccount th ON th.id = t.holder_id
            WHERE b.plan_id = %s AND e.instrument = 'rights' AND f.holder_id <> t.holder_id
              AND f.standing IN ('valid', 'void') AND NOT EXISTS (
                SELECT 1 FROM ledger_entry c
                JOIN ledger_ledgeraccount cf ON cf.id = c.from_account_id
                JOIN ledger_ledgeraccount ct ON ct.id = c.to_account_id
                WHERE c.batch_id = e.batch_id AND c.instrument = 'common'
                  AND cf.holder_id = f.holder_id AND ct.holder_id = t.holder_id)
            ORDER BY 1, 2, 3
            """,
            [plan.pk],
        )
        return list(cursor.fetchall())
