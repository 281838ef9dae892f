"""The question of a holder file: what the reader of the pages makes of it; nothing of it is kept or loaded."""

import base64
import binascii
import io
from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from ledger.enums import Listing
from ledger.errors import BadFile
from ledger.holder_files import Chosen, HolderRow, RowError, RowNote, open_file, read_file
from ledger.holder_files.countries import HOME
from ledger.rules.wire.reader import Reader
from rightsadmin.rehearsal.questions.moment import Answer, Moment, number


def holder_file(moment: Moment, told: Reader) -> Answer:
    """The file as `text` or, byte by byte, as `base64`; read as of the close of the step's day."""
    listing = told.optional("listing", lambda key: told.one_of(key, Listing.values)) or ""
    opened = open_file(io.BytesIO(_content(told)), as_of=moment.on, chosen=Chosen(listing=listing))
    read = list(read_file(opened, as_of=moment.on))
    rows = [each for each in read if isinstance(each, HolderRow)]
    notes = [note for row in rows for note in row.notes] + [
        each for each in read if isinstance(each, RowNote)
    ]
    return {
        "found": list(opened.told),
        "accounts": len(rows),
        "shares": number(sum((row.shares for row in rows), start=Decimal())),
        "errors": _said(each for each in read if isinstance(each, RowError)),
        "notes": _said(notes),
        "holders": {
            row.account: {
                "registration": row.lines,
                "form": row.registration,
                "shares": number(row.shares),
                "postal_code": row.postal_code,
                "country_line_on_the_envelope": "" if row.country == HOME else row.country,
            }
            for row in rows
        },
    }


def _content(told: Reader) -> bytes:
    if not told.has("base64"):
        return told.text("text").encode()
    try:
        return base64.b64decode(told.text("base64"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadFile(
            f"{told.place('base64')}: this is no text in base64.", where=told.place("base64")
        ) from error


def _said(each: Iterable[RowError | RowNote]) -> list[dict[str, Any]]:
    return [asdict(one) for one in each]
