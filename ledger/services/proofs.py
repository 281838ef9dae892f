"""The nightly proof of every ledger, kept in the audit trail."""

from ledger.models import Plan
from ledger.selectors.proof import LedgerProof, prove
from ledger.services import audit
from rightsadmin.common.actor import Actor


def prove_all(*, actor: Actor) -> list[LedgerProof]:
    """Proves every plan's ledger and records each result with its differences."""
    proofs = [prove(plan) for plan in Plan.objects.order_by("pk")]
    for proof in proofs:
        audit.record(
            "ledger.proved",
            plan=proof.plan,
            target=proof.plan,
            after={"batches": proof.batches, "entries": proof.entries, "differences": proof.differences[:20]},
            actor=actor,
        )
    return proofs
