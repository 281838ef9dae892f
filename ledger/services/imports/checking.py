"""The dry run of a holder file: read whole, every row in error and every mending named, nothing but its record written.

What can be loaded is written down in the house's own form and kept by its hash; the file as it came is not kept, for
it holds taxpayer numbers, and nothing at all is kept of a file that was refused.
"""

import hashlib
import tempfile
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from ledger.enums import Act, ImportStatus as Status, Listing
from ledger.errors import BadFile, RuleViolation
from ledger.holder_files import (
    NOTHING_CHOSEN,
    Chosen,
    Opened,
    Profile,
    RowError,
    RowNote,
    Writer,
    open_file,
    read_file,
)
from ledger.holder_files.text import masked
from ledger.models import ControlBookEntry, FileProfile, HolderImport, Plan
from ledger.permissions import require_propose
from ledger.selectors import carrying, holder_files
from ledger.services import audit
from ledger.services.imports.counting import Count, book_of, class_unknown, mismatch, refuse_loaded
from rightsadmin.common import clock, storage
from rightsadmin.common.actor import Actor

FOLDER = "holder-files"
_IN_MEMORY = 1 << 20
_NO_FILE = storage.Stored("", "", 0)
_SHOWN_ROWS, _SHOWN_COLUMNS, _LONGEST_SHOWN = 8, 60, 300
_BY_ITS_WORDS = "As its header proposes"


def check(
    *,
    plan: Plan,
    uploaded: File,
    as_of: date,
    profile: FileProfile | None = None,
    chosen: Chosen = NOTHING_CHOSEN,
    actor: Actor,
) -> HolderImport:
    """A dry run: reads the whole file and says, row by row, what is wrong and what was mended.

    Without a profile the house's own form is read as it is, and any other as its header proposes, with what is
    `chosen`. The record is
    CHECKED where the file can be loaded and REFUSED otherwise. The shares of a list of holders are held against the
    control book as of that day (R3), those of the depository's participants against its accounts, which those of the
    beneficial owners may not exceed.

    BadFile, with nothing read, where the file is larger than settings.HOLDER_FILE_MAX_BYTES; RuleViolation where there
    is nothing to hold the shares against; Conflict where this file is loaded already.
    """
    require_propose(actor, Act.HOLDER_IMPORT)
    size = uploaded.size or 0
    if size > settings.HOLDER_FILE_MAX_BYTES:
        raise BadFile(
            f"The file has {size:,} bytes; at most {settings.HOLDER_FILE_MAX_BYTES:,} are read. Nothing was changed.",
            where="file",
        )
    told = Profile.of(profile.content) if profile else None
    against = _against(plan, as_of, told.listing if told else chosen.listing)
    came = hashlib.sha256()
    for chunk in uploaded.chunks():
        came.update(chunk)
    refuse_loaded(plan, came.hexdigest())
    opened = open_file(_stream(uploaded), as_of=as_of, profile=told, chosen=chosen)
    if opened.profile and opened.profile.listing != against.listing:
        against = _against(plan, as_of, opened.profile.listing)
    count = Count()
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        known = carrying.classes(plan, as_of) if against.is_register else {}
        writer = Writer(spool, as_of=as_of, issuer=plan.name, with_class=bool(known))
        _read(opened, as_of, known, count, writer)
        writer.close()
        if not count.errors and (sentence := against.fault(count.shares)):
            count.refuse(RowError(0, "shares", sentence))
        spool.seek(0)
        stored = (
            _NO_FILE
            if count.errors
            else storage.store(iter(lambda: spool.read(_IN_MEMORY), b""), folder=FOLDER, suffix=".csv")
        )
    with transaction.atomic():
        record = HolderImport.objects.create(
            plan=plan,
            file_name=(uploaded.name or "holders.csv").rpartition("/")[2][-200:],
            listing=against.listing,
            storage_name=stored.name,
            sha256=stored.sha256,
            came_sha256=came.hexdigest(),
            as_of=as_of,
            status=Status.REFUSED if count.errors else Status.CHECKED,
            profile_label=str(profile)[:200] if profile else _BY_ITS_WORDS if opened.profile else "",
            reading=_reading(opened),
            row_count=count.rows,
            total_shares=count.shares,
            expected_shares=against.shares,
            error_count=count.errors,
            errors=count.kept_errors,
            note_count=count.notes,
            notes=count.kept_notes,
            checked_by=actor.name,
            checked_at=clock.now(),
        )
        audit.record(
            "import.refused" if count.errors else "import.checked",
            plan=plan,
            target=record,
            after={
                "sha256": record.came_sha256,
                "rows": count.rows,
                "errors": count.errors,
                "notes": count.notes,
                "profile": record.profile_label,
            },
            actor=actor,
        )
    return record


def _stream(uploaded: File) -> IO[bytes]:
    """The bytes themselves, at their beginning."""
    uploaded.open()
    stream: Any = uploaded.file
    stream.seek(0)
    return stream  # type: ignore[no-any-return]  # Django says nothing of its type


def _read(opened: Opened, as_of: date, known: dict[str, str], count: Count, writer: Writer) -> None:
    is_register = opened.profile is None or opened.profile.listing == Listing.REGISTER
    for row in read_file(opened, as_of=as_of):
        if isinstance(row, RowError):
            count.refuse(row)
        elif isinstance(row, RowNote):
            count.note(row)
        else:
            count.add(row)
            if is_register and row.share_class not in (known or {""}):
                count.refuse(RowError(row.row, "class", class_unknown(row.share_class, known)))
            if not count.errors:
                writer.write(row)


def _reading(opened: Opened) -> dict[str, Any]:
    """How it was read, for the record: what was found, which column is what, and the first rows without numbers of
    taxpayers.
    """
    profile = opened.profile
    hidden = profile.places("tin") if profile else []
    return {
        "found": list(opened.told),
        "labels": list(opened.labels),
        "profile": profile.as_json() if profile else None,
        "sample": [
            [
                "" if place in hidden and field else _shown(field)
                for place, field in enumerate(record.fields[:_SHOWN_COLUMNS])
            ]
            for record in opened.sample[:_SHOWN_ROWS]
        ],
    }


def _shown(field: str) -> str:
    """A field that a database and a page can take: half characters and controls are marked."""
    told = masked(field)[:_LONGEST_SHOWN]
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in told)


@dataclass(frozen=True)
class _Against:
    """What the shares of a list are held against: the control book, or the accounts of the depository."""

    listing: str
    shares: Decimal
    book: ControlBookEntry | None = None
    accounts: str = ""

    @property
    def is_register(self) -> bool:
        return self.book is not None

    def fault(self, shares: Decimal) -> str:
        """The sentence for shares that cannot be, "" where they can."""
        if self.book:
            return "" if shares == self.shares else mismatch(shares, self.book)
        held = f"{self.shares.normalize():,f}"
        if self.listing == Listing.PARTICIPANTS and shares != self.shares:
            return (
                f"The participants have {shares:,f} shares, and {self.accounts} holds {held}: ask the depository for "
                "the list of that day."
            )
        if shares > self.shares:
            return f"The beneficial owners have {shares:,f} shares, more than the {held} of {self.accounts}."
        return ""


def _against(plan: Plan, as_of: date, listing: str) -> _Against:
    if listing in {"", Listing.REGISTER}:
        book = book_of(plan, as_of)
        return _Against(Listing.REGISTER.value, book.outstanding, book=book)
    accounts, held = holder_files.depository(plan, as_of)
    if not accounts:
        raise RuleViolation(
            f"No account of the depository (Cede & Co) holds common at the close on {as_of}: load the holders of "
            "record first.",
            next_act=Act.HOLDER_IMPORT,
        )
    return _Against(listing, held, accounts=", ".join(accounts))
