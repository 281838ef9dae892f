"""The tamper evidence of the journal: each batch's digest covers its entries and the digest of the batch before."""

import hashlib
from collections.abc import Iterable

from ledger.models import Batch, Entry
from rightsadmin.common.hashing import digest

FIRST_DIGEST = "0" * 64


def entries_digest(entries: Iterable[Entry]) -> str:
    """SHA-256 over the canonical lines of a batch's entries in leg order, as ledger_entries_digest() in SQL."""
    sha = hashlib.sha256()
    for position, entry in enumerate(entries):
        line = "|".join(
            (
                str(entry.leg),
                entry.instrument,
                str(entry.from_account_id),
                str(entry.to_account_id),
                format(entry.quantity.normalize(), "f"),
                entry.kind,
                entry.effective_on.isoformat(),
                str(entry.reverses_id or ""),
            )
        )
        sha.update(("\n" if position else "").encode() + line.encode())
    return sha.hexdigest()


def batch_digest(batch: Batch, of_entries: str) -> str:
    """The digest of a batch: its head, its entries' digest and the digest of the batch before it."""
    return digest(
        {
            "plan": batch.plan_id,
            "number": batch.number,
            "kind": batch.kind,
            "effective_on": batch.effective_on,
            "recorded_at": batch.recorded_at,
            "source": batch.source,
            "legal_basis": batch.legal_basis,
            "memo": batch.memo,
            "entry_count": batch.entry_count,
            "posted_by": batch.posted_by_id,
            "posted_by_name": batch.posted_by_name,
            "action": str(batch.action),
            "previous": batch.previous_digest,
            "entries": of_entries,
        }
    )
