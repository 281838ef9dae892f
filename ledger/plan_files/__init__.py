"""Plan files: a plan as data, read and checked whole before anything of it is written.

Every place that is wrong is named (`terms.rows[3].value.pct`), all of them at once. Where a document brings its text,
each citation of it must stand in that text word for word; pages are told apart from words by dropping lines that are
page numbers.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.plan_files import reading as parts
from ledger.plan_files.reader import BadPlanFile, Reading, Row
from ledger.plan_files.reading import HOLDS, TEXTS
from ledger.plan_files.rows import PlanFile
from ledger.rules.facts import BadInput

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "HOLDS",
    "PLANS",
    "TEXTS",
    "BadPlanFile",
    "PlanFile",
    "read_plan_file",
    "require_plain_text",
    "shipped",
]

PLANS = Path(__file__).resolve().parent.parent / "data" / "plans"


def shipped(slug: str) -> bytes:
    """The plan file of that slug that comes with the project; FileNotFoundError where there is none."""
    return (PLANS / f"{slug}.json").read_bytes()


def read_plan_file(content: bytes, *, today: date) -> PlanFile:
    """The plan in the file; BadPlanFile names every place that is wrong.

    `today` is what relative dates count from, which only a file that says "relative_dates": true may use.
    """
    try:
        data = json.loads(content.decode("utf-8"), parse_float=Decimal, parse_constant=_no_number)
        require_plain_text(data)
    except (ValueError, RecursionError) as error:
        raise BadPlanFile([BadInput("", f"the plan file is not JSON in UTF-8: {error}")]) from None
    relative = isinstance(data, dict) and data.get("relative_dates") is True
    reading = Reading(today, relative=relative)
    top = Row(data, "", reading)
    documents = tuple(parts.document(row) for row in top.rows("documents", "id"))
    texts = {row.id: parts.words_of(row.text) for row in documents}
    plan = PlanFile(
        slug=top.slug("slug"),
        name=top.text("name", 120),
        agreement_date=top.day("agreement_date"),
        pinned_on=top.optional("pinned_on", top.day),
        documents=documents,
        terms=parts.terms(top.inside("terms"), texts),
        directors=tuple(parts.director(row) for row in top.rows("directors", "name", "joined_on")),
        signatories=tuple(parts.signatory(row) for row in top.rows("signatories")),
        resolutions=tuple(parts.resolution(row, texts) for row in top.rows("resolutions", "number")),
        control_book=tuple(parts.control_book(row, texts) for row in top.rows("control_book", "as_of")),
        issues=tuple(parts.issue(row) for row in top.rows("issues", "code")),
    )
    top.optional("relative_dates", top.flag)
    top.finish()
    if reading.problems:
        raise BadPlanFile(reading.problems)
    return plan


def _no_number(word: str) -> Decimal:
    raise ValueError(f"{word} is no number")


def require_plain_text(data: object) -> None:
    """ValueError for the characters that no database keeps: a zero byte, half of a pair."""
    text = json.dumps(data, ensure_ascii=False, default=str)
    text.encode()
    if "\\u0000" in text:
        raise ValueError("it holds zero bytes")
