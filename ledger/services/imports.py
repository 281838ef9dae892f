"""Holder files: checked row by row first, then loaded once, all or nothing, and only where they match the control book.

The file is kept as it came, by its hash; what was checked is what is loaded. Loading is set-based: rows go by COPY
into a temporary table, and accounts, parties, stops and ledger accounts come from it by SQL, the history with them.
"""

from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import connection, transaction

from ledger.enums import Act, ImportStatus as Status, Standing
from ledger.errors import BadFile, Conflict, RuleViolation
from ledger.holder_files import HolderRow, RowError, read_rows
from ledger.models import ControlBookEntry, HolderImport, Plan
from ledger.permissions import require_propose
from ledger.rules import postings
from ledger.rules.dates import date_text
from ledger.selectors import carrying
from ledger.selectors.control_book import control_book
from ledger.services import audit, posting
from ledger.services.documents import record_document
from ledger.services.locks import lock_import, lock_plan
from rightsadmin.common import clock, storage
from rightsadmin.common.actor import Actor

# Rows in error beyond these are counted, not kept: a wrong file has one cause, not a million.
KEPT_ERRORS = 1_000
OPENING = "opening"
FOLDER = "holder-files"

_STAGE = """
    CREATE TEMPORARY TABLE staged_holder (
        number text, registration text, lines text[], roles text[], names text[], address text[], city text,
        state text, postal_code text, country text, is_nominee boolean, tin_status text, tin_last4 text,
        mail_code text, deceased_on date, opened_on date, shares numeric, stop text, stop_quantity numeric,
        stop_reason text, share_class text
    ) ON COMMIT DROP
"""
_COPY = "COPY staged_holder FROM STDIN"
_ACCOUNTS = """
    INSERT INTO ledger_holderaccount (plan_id, number, registration, registration_lines, address_lines, city, state,
        postal_code, country, is_nominee, tin_status, tin_last4, mail_code, deceased_on, opened_on, share_class)
    SELECT %(plan)s, number, registration, lines, address, city, state, postal_code, country, is_nominee, tin_status,
        tin_last4, mail_code, deceased_on, opened_on, share_class
    FROM staged_holder ORDER BY number
"""
# The history row that saving each account one by one would have written.
_ACCOUNT_HISTORY = """
    INSERT INTO ledger_historicalholderaccount (id, plan_id, number, registration, registration_lines, address_lines,
        city, state, postal_code, country, is_nominee, tin_status, tin_last4, mail_code, deceased_on, opened_on,
        share_class, history_date, history_change_reason, history_type, history_user_id)
    SELECT id, plan_id, number, registration, registration_lines, address_lines, city, state, postal_code, country,
        is_nominee, tin_status, tin_last4, mail_code, deceased_on, opened_on, share_class, %(now)s,
        %(reason)s, '+', %(user)s
    FROM ledger_holderaccount WHERE plan_id = %(plan)s
"""
_PARTIES = """
    INSERT INTO ledger_party (account_id, role, name, position)
    SELECT a.id, p.role, p.name, p.position
    FROM staged_holder s JOIN ledger_holderaccount a ON a.plan_id = %(plan)s AND a.number = s.number
    CROSS JOIN LATERAL unnest(s.roles, s.names) WITH ORDINALITY AS p(role, name, position)
"""
_HOLDS = """
    WITH placed AS (
        INSERT INTO ledger_hold (account_id, kind, quantity, reason, from_on, until_on)
        SELECT a.id, s.stop, s.stop_quantity, s.stop_reason, %(as_of)s, NULL
        FROM staged_holder s JOIN ledger_holderaccount a ON a.plan_id = %(plan)s AND a.number = s.number
        WHERE s.stop <> ''
        RETURNING *
    )
    INSERT INTO ledger_historicalhold (id, account_id, kind, quantity, reason, from_on, until_on,
        history_date, history_change_reason, history_type, history_user_id)
    SELECT id, account_id, kind, quantity, reason, from_on, until_on, %(now)s, %(reason)s, '+', %(user)s FROM placed
"""
_LEDGER_ACCOUNTS = """
    INSERT INTO ledger_ledgeraccount (plan_id, holder_id, standing, role)
    SELECT plan_id, id, %(valid)s, '' FROM ledger_holderaccount WHERE plan_id = %(plan)s ORDER BY number
"""


@dataclass
class _Count:
    """What a reading of the file has found so far."""

    rows: int = 0
    shares: Decimal = Decimal()
    repaired: int = 0
    errors: int = 0
    kept: list[dict[str, Any]] = field(default_factory=list)

    def add(self, row: HolderRow) -> None:
        self.rows += 1
        self.shares += row.shares
        self.repaired += row.repaired

    def refuse(self, error: RowError) -> None:
        self.errors += 1
        if len(self.kept) < KEPT_ERRORS:
            self.kept.append({"row": error.row, "field": error.field, "sentence": error.sentence})


def check(*, plan: Plan, uploaded: File, as_of: date, actor: Actor) -> HolderImport:
    """A dry run: reads the whole file and says, row by row, what is wrong; nothing but the record of it is written.

    The record is CHECKED where the file can be loaded and REFUSED otherwise, its shares compared with the control
    book as of that day (R3). BadFile, with nothing read, where the file is larger than settings.HOLDER_FILE_MAX_BYTES;
    RuleViolation where the plan has no control book by then; Conflict where this file is loaded already.
    """
    require_propose(actor, Act.HOLDER_IMPORT)
    size = uploaded.size or 0
    if size > settings.HOLDER_FILE_MAX_BYTES:
        raise BadFile(
            f"The file has {size:,} bytes; at most {settings.HOLDER_FILE_MAX_BYTES:,} are read. Nothing was changed.",
            where="file",
        )
    book = _control_book(plan, as_of)
    stored = storage.store(uploaded.chunks(), folder=FOLDER, suffix=".csv")
    _refuse_loaded(plan, stored.sha256)
    count, known = _Count(), carrying.classes(plan, as_of)
    with closing(storage.files().open(stored.name)) as stream:
        for row in read_rows(stream, as_of=as_of):
            if isinstance(row, RowError):
                count.refuse(row)
            else:
                count.add(row)
                if row.share_class not in (known or {""}):
                    count.refuse(RowError(row.row, "class", _class_unknown(row.share_class, known)))
    if not count.errors and count.shares != book.outstanding:
        count.refuse(RowError(0, "shares", _mismatch(count.shares, book)))
    with transaction.atomic():
        record = HolderImport.objects.create(
            plan=plan,
            file_name=(uploaded.name or "holders.csv").rpartition("/")[2][-200:],
            storage_name=stored.name,
            sha256=stored.sha256,
            as_of=as_of,
            status=Status.REFUSED if count.errors else Status.CHECKED,
            row_count=count.rows,
            total_shares=count.shares,
            expected_shares=book.outstanding,
            error_count=count.errors,
            errors=count.kept,
            checked_by=actor.name,
            checked_at=clock.now(),
        )
        audit.record(
            "import.refused" if count.errors else "import.checked",
            plan=plan,
            target=record,
            after={
                "sha256": stored.sha256,
                "rows": count.rows,
                "errors": count.errors,
                "zip_codes_repaired": count.repaired,
            },
            actor=actor,
        )
    return record


def load(*, import_id: int, actor: Actor) -> HolderImport:
    """Loads a checked file in one transaction: accounts, parties, stops, and the OPENING batch of the common.

    Conflict where the file, or another one, is loaded already, or where the stored bytes are no longer those that were
    checked; RuleViolation where it was refused or does not equal the control book as it stands now. Nothing is
    written then.
    """
    require_propose(actor, Act.HOLDER_IMPORT)
    with transaction.atomic():
        record = HolderImport.objects.select_related("plan").get(pk=import_id)
        plan = lock_plan(record.plan_id)
        record = lock_import(import_id)
        _refuse_loaded(plan, record.sha256)
        if record.status != Status.CHECKED:
            raise RuleViolation(
                f"“{record.file_name}” was refused: correct the rows named and check it again."
            )
        if plan.batches.filter(source=OPENING).exists():
            raise Conflict(
                "A holder file is loaded already; later changes are posted as issues and transfers.",
                next_act=Act.SHARE_MOVEMENT,
            )
        book = _control_book(plan, record.as_of)
        count = _Count()
        with closing(storage.files().open(record.storage_name)) as stream:
            _stage(_loadable(read_rows(stream, as_of=record.as_of), count))
        if (count.rows, count.shares) != (record.row_count, record.total_shares):
            raise Conflict("The stored file is not the one that was checked. Check it again.")
        if count.shares != book.outstanding:
            raise RuleViolation(_mismatch(count.shares, book), rule="R3", next_act=Act.CONTROL_BOOK)
        _create_accounts(plan, record, actor)
        posting.post(
            plan=plan,
            movements=postings.opening(record.as_of),
            source=OPENING,
            legal_basis=(
                f"Holder file {record.file_name} as of {record.as_of} (SHA-256 {record.sha256}), equal to the control "
                f"book of {book.as_of}: {book.document.title} (R3)"
            ),
            memo=f"{count.rows:,} accounts, {count.shares:,f} shares",
            actor=actor,
        )
        record.document = record_document(
            plan=plan,
            title=f"Holder file {record.file_name}",
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
        after = {"sha256": record.sha256, "rows": count.rows, "shares": f"{count.shares:f}"}
        audit.record("import.loaded", plan=plan, target=record, after=after, actor=actor)
    return record


def _control_book(plan: Plan, as_of: date) -> ControlBookEntry:
    book = control_book(plan, as_of)
    if book is None:
        raise RuleViolation(
            f"The plan has no control book by {as_of}: record the issuer's order first, then check the file.",
            rule="R3",
            next_act=Act.CONTROL_BOOK,
        )
    return book


def _refuse_loaded(plan: Plan, sha256: str) -> None:
    done = HolderImport.objects.filter(plan=plan, sha256=sha256, status=Status.LOADED).first()
    if done:
        raise Conflict(
            f"This very file was loaded already, as “{done.file_name}” on {date_text(done.loaded_at)}."
        )


def _mismatch(shares: Decimal, book: ControlBookEntry) -> str:
    return (
        f"The file adds up to {shares:,f} shares, the control book of {book.as_of} says "
        f"{book.outstanding.normalize():,f} outstanding: {abs(shares - book.outstanding).normalize():,f} apart. "
        "Reconcile with the transfer agent first."
    )


def _class_unknown(code: str, known: Collection[str]) -> str:
    if not known:
        return f"{code!r} is no class of this plan, which has one class of common: leave the column out."
    return f"{code!r} is none of the plan's classes of common, {', '.join(known)}."


def _loadable(rows: Iterator[HolderRow | RowError], count: _Count) -> Iterator[HolderRow]:
    for row in rows:
        if isinstance(row, RowError):  # it had none when it was checked
            raise Conflict("The stored file is not the one that was checked. Check it again.")
        count.add(row)
        yield row


def _stage(rows: Iterator[HolderRow]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        with cursor.copy(_COPY) as copy:
            for row in rows:
                stop = row.stop
                copy.write_row(
                    (
                        row.account,
                        row.registration,
                        row.lines,
                        [role for role, _ in row.parties],
                        [name for _, name in row.parties],
                        row.address,
                        row.city,
                        row.state,
                        row.postal_code,
                        row.country,
                        row.is_nominee,
                        row.tin_status,
                        row.tin_last4,
                        row.mail_code,
                        row.deceased_on,
                        row.opened_on,
                        row.shares,
                        stop.kind if stop else "",
                        stop.quantity if stop else None,
                        stop.reason if stop else "",
                        row.share_class,
                    )
                )
        cursor.execute("ANALYZE staged_holder")


def _create_accounts(plan: Plan, record: HolderImport, actor: Actor) -> None:
    values = {
        "plan": plan.pk,
        "as_of": record.as_of,
        "now": clock.now(),
        "reason": f"{actor.name}: holder file {record.file_name}",
        "user": actor.user.pk if actor.user else None,
        "valid": Standing.VALID,
    }
    with connection.cursor() as cursor:
        for sql in (_ACCOUNTS, _ACCOUNT_HISTORY, _PARTIES, _HOLDS, _LEDGER_ACCOUNTS):
            cursor.execute(sql, values)
