"""Loading a checked holder file: set-based, rows by COPY into a temporary table, accounts from it by SQL.

What was checked is what is loaded: the file in the house's own form that the check wrote, by its hash.
"""

from collections.abc import Iterator
from contextlib import closing

from django.db import transaction

from ledger.enums import Act, ImportStatus as Status, Listing
from ledger.errors import Conflict, RuleViolation
from ledger.holder_files import HolderRow, RowError, read_rows
from ledger.models import HolderAccount, HolderImport, LedgerAccount, Party, Plan
from ledger.permissions import require_propose
from ledger.rules import postings
from ledger.services import audit, posting, statistics
from ledger.services.documents import record_document
from ledger.services.imports.counting import Count, book_of, mismatch, refuse_loaded
from ledger.services.imports.staging import create_accounts, stage
from ledger.services.locks import lock_import, lock_plan
from rightsadmin.common import clock, storage
from rightsadmin.common.actor import Actor

OPENING = "opening"
_TITLES: dict[str, str] = {
    Listing.REGISTER: "Holder file",
    Listing.PARTICIPANTS: "List of the depository's participants",
    Listing.BENEFICIAL: "List of beneficial owners",
}


def load(*, import_id: int, actor: Actor) -> HolderImport:
    """Loads a checked file in one transaction: accounts, parties, stops, and the OPENING batch of the common.

    A list of those for whom a holder holds is kept as a paper, and no account is opened of it.

    Conflict where the file, or another one, is loaded already, or where the stored bytes are no longer those that were
    checked; RuleViolation where it was refused or does not equal the control book as it stands now. Nothing is
    written then.
    """
    require_propose(actor, Act.HOLDER_IMPORT)
    with transaction.atomic():
        record = HolderImport.objects.select_related("plan").get(pk=import_id)
        plan = lock_plan(record.plan_id)
        record = lock_import(import_id)
        refuse_loaded(plan, record.came_sha256)
        if record.status != Status.CHECKED:
            raise RuleViolation(
                f"“{record.file_name}” was refused: correct the rows named and check it again."
            )
        if record.listing == Listing.REGISTER:
            _open_register(plan, record, actor)
        record.document = record_document(
            plan=plan,
            title=f"{_TITLES[record.listing]} {record.file_name}",
            kind="holder file",
            dated_on=record.as_of,
            excerpt=f"{record.row_count:,} accounts, {record.total_shares.normalize():,f} shares",
            stored=storage.Stored(
                record.storage_name, record.sha256, storage.files().size(record.storage_name)
            ),
            actor=actor,
        )
        record.status, record.loaded_at = Status.LOADED, clock.now()
        record.save(update_fields=["document", "status", "loaded_at"])
        after = {
            "sha256": record.came_sha256,
            "rows": record.row_count,
            "shares": f"{record.total_shares.normalize():f}",
        }
        audit.record("import.loaded", plan=plan, target=record, after=after, actor=actor)
    return record


def _open_register(plan: Plan, record: HolderImport, actor: Actor) -> None:
    if plan.batches.filter(source=OPENING).exists():
        raise Conflict(
            "A holder file is loaded already; later changes are posted as issues and transfers.",
            next_act=Act.SHARE_MOVEMENT,
        )
    book = book_of(plan, record.as_of)
    count = Count()
    with closing(storage.files().open(record.storage_name)) as stream:
        stage(_loadable(read_rows(stream, as_of=record.as_of), count))
    if (count.rows, count.shares) != (record.row_count, record.total_shares):
        raise Conflict("The stored file is not the one that was checked. Check it again.")
    if count.shares != book.outstanding:
        raise RuleViolation(mismatch(count.shares, book), rule="R3", next_act=Act.CONTROL_BOOK)
    create_accounts(
        plan,
        record,
        reason=f"{actor.name}: holder file {record.file_name}",
        user_id=actor.user.pk if actor.user else None,
    )
    statistics.tell(count.rows, HolderAccount, Party, LedgerAccount)
    posting.post(
        plan=plan,
        movements=postings.opening(record.as_of),
        source=OPENING,
        legal_basis=(
            f"Holder file {record.file_name} as of {record.as_of} (SHA-256 {record.came_sha256}), equal to the "
            f"control book of {book.as_of}: {book.document.title}"
        ),
        memo=f"{count.rows:,} accounts, {count.shares:,f} shares",
        actor=actor,
    )


def _loadable(rows: Iterator[HolderRow | RowError], count: Count) -> Iterator[HolderRow]:
    for row in rows:
        if isinstance(row, RowError):  # it had none when it was checked
            raise Conflict("The stored file is not the one that was checked. Check it again.")
        count.add(row)
        yield row
