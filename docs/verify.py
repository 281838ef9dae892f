"""Verifies a hand-over archive without the program that made it: Python 3.11 and the package `cryptography`.

    python verify.py mim-1998.zip --sender-key 64-HEXADECIMAL-DIGITS

Proves that the sender signed the manifest, that every file is the one the manifest lists, that the digest of each batch
of the journal covers its entries and the batch before it, and that the entries add up to what every account holds. The
exit code is 0 where all of it holds, 1 where something does not. Nothing is written, nothing is sent.
"""

import argparse
import hashlib
import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PIECE = 1 << 20
FIRST_DIGEST = "0" * 64
COMMON = "common"
# What the archive holds beside what its manifest lists.
BESIDE = {"manifest.json", "manifest.sig", "SHA256SUMS"}


def main() -> int:
    """Says what was proved, or what differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive")
    parser.add_argument(
        "--sender-key", required=True, help="as the sender told it by another way than the archive"
    )
    told = parser.parse_args()
    try:
        with zipfile.ZipFile(told.archive) as archive:
            found = list(differences(archive, told.sender_key.strip().lower()))
            batches = sum(1 for _ in rows(archive, "ledger.batch")) if not found else 0
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        found = [f"The file is no hand-over archive, or is damaged ({error!r})."]
    for sentence in found:
        print(sentence)
    if not found:
        print(
            f"Signed by the sender; every file is as listed; {batches} batches and every balance are proved."
        )
    return 1 if found else 0


def differences(archive: zipfile.ZipFile, sender_key: str) -> Iterator[str]:
    """A sentence for everything that does not hold; of rows nothing is believed before signature and files are."""
    manifest = archive.read("manifest.json")
    signed = json.loads(archive.read("manifest.sig"))
    if signed["key"] != sender_key:
        yield f"The archive is signed by {signed['key']}, and that is not the sender's key: it may be forged."
        return
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(sender_key))
        key.verify(bytes.fromhex(signed["signature"]), manifest)
    except (InvalidSignature, ValueError):
        yield "The archive was changed after it was signed."
        return
    wrong = list(of_files(archive, json.loads(manifest)))
    yield from wrong or of_the_journal(archive)


def of_files(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> Iterator[str]:
    """Whether the archive holds the files that the manifest lists, with the bytes that it says, and no others."""
    names = archive.namelist()
    listed = {row["name"]: row for row in manifest["members"]}
    if len(names) != len(set(names)) or set(names) != listed.keys() | BESIDE:
        yield "The files in the archive are not those that its manifest lists."
        return
    for name, row in listed.items():
        sha = hashlib.sha256()
        with archive.open(name) as member:
            while piece := member.read(PIECE):
                sha.update(piece)
        if sha.hexdigest() != row["sha256"]:
            yield f"{name} is not what the manifest says."


def of_the_journal(archive: zipfile.ZipFile) -> Iterator[str]:
    """The chain of batches, and the sum of all entries against the balances."""
    entries, held = defaultdict(list), defaultdict(lambda: [Decimal(), Decimal()])
    for entry in rows(archive, "ledger.entry"):
        entries[entry["batch_id"]].append(entry)
        place, quantity = (0 if entry["instrument"] == COMMON else 1), Decimal(entry["quantity"])
        held[entry["from_account_id"]][place] -= quantity
        held[entry["to_account_id"]][place] += quantity
    before = FIRST_DIGEST
    for batch in sorted(rows(archive, "ledger.batch"), key=lambda row: row["number"]):
        of_its_entries = sorted(entries.pop(batch["id"], []), key=lambda row: row["leg"])
        if batch["previous_digest"] != before:
            yield f"Batch {batch['number']} does not follow on the one before it."
        if (
            len(of_its_entries) != batch["entry_count"]
            or batch_digest(batch, of_its_entries) != batch["digest"]
        ):
            yield f"Batch {batch['number']} is not what its digest covers."
        before = batch["digest"]
    if entries:
        yield "There are entries of no batch."
    with archive.open("data/balances.jsonl") as lines:
        for account, common, rights in map(json.loads, lines):
            if held[account] != [Decimal(common), Decimal(rights)]:
                yield f"Ledger account {account} does not hold what the entries add up to."


def rows(archive: zipfile.ZipFile, table: str) -> Iterator[dict[str, Any]]:
    """The rows of one table."""
    with archive.open(f"data/{table}.jsonl") as lines:
        yield from map(json.loads, lines)


def batch_digest(batch: dict[str, Any], entries: list[dict[str, Any]]) -> str:
    """SHA-256 of the batch's head, of its entries and of the digest before it, as the sender's program computes it."""
    covered = {
        "plan": batch["plan_id"],
        "number": batch["number"],
        "kind": batch["kind"],
        "effective_on": batch["effective_on"],
        "recorded_at": datetime.fromisoformat(batch["recorded_at"]).isoformat(),
        "source": batch["source"],
        "legal_basis": batch["legal_basis"],
        "memo": batch["memo"],
        "entry_count": batch["entry_count"],
        "posted_by": batch["posted_by_id"],
        "posted_by_name": batch["posted_by_name"],
        "action": batch["action"],
        "previous": batch["previous_digest"],
        "entries": hashlib.sha256("\n".join(map(entry_line, entries)).encode()).hexdigest(),
    }
    text = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def entry_line(entry: dict[str, Any]) -> str:
    """One entry as the digest of its batch covers it."""
    parts = (
        entry["leg"],
        entry["instrument"],
        entry["from_account_id"],
        entry["to_account_id"],
        format(Decimal(entry["quantity"]).normalize(), "f"),
        entry["kind"],
        entry["effective_on"],
        entry["reverses_id"] or "",
    )
    return "|".join(map(str, parts))


if __name__ == "__main__":
    sys.exit(main())
