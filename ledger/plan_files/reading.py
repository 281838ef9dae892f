"""The parts of a plan file, each read into its row; what is wrong in one hides nothing that is wrong in another."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger.enums import Basis, ResolutionKind, Severity
from ledger.plan_files.rows import (
    ControlBookRow,
    DirectorRow,
    DocumentRow,
    IssueRow,
    ResolutionRow,
    SignatoryRow,
    TermRow,
)
from ledger.rules.issued import Issued
from ledger.rules.questions import CLOSERS, closers
from ledger.terms import HELD_ACTS, REGISTRY, checked
from ledger.terms.groups import MomentShape
from ledger.terms.shapes import Day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.plan_files.reader import Row

TEXTS = Path(__file__).resolve().parent.parent / "data" / "documents"
# The acts an open question can hold; anything else in a plan file is a slip that would hold nothing.
HOLDS = frozenset(HELD_ACTS)
_PARTIES = ("issuer", "agent")
# A line drawn in a paper by dashes or the like: it is no word of it.
_RULED = re.compile(r"[-_=*]{3,}")


def document(row: Row) -> DocumentRow:
    """A paper that the terms cite: its whole text (`content`), or a shipped one by its name (`text`)."""
    name = row.optional("text", row.text)
    text = row.optional("content", row.text) or ""
    if name:
        # Only a bare name of a shipped text: a plan file reaches no other file.
        if name in {path.name for path in TEXTS.iterdir()}:
            text = (TEXTS / name).read_text(encoding="utf-8")
        else:
            row.wrong("text", f"{name!r} is none of the texts that come with the project")
    read = DocumentRow(
        id=row.text("id", 60),
        title=row.text("title", 200),
        kind=row.text("kind", 40),
        dated_on=row.day("dated_on"),
        filed_on=row.optional("filed_on", row.day),
        excerpt=row.optional("excerpt", row.text) or "",
        text=text,
    )
    row.finish()
    return read


def terms(head: Row, texts: Mapping[str, str]) -> tuple[TermRow, ...]:
    """The terms of the file, each with its sentence; `texts` are the words of each document by its id."""
    paper = head.one_of("document", tuple(texts))
    basis, effective_on = head.one_of("basis", tuple(Basis.values)), head.day("effective_on")
    rows = []
    for row in head.rows("rows", "key"):
        key = row.text("key")
        value = _resolved(row, key)
        if key:
            row.reading.note(
                partial(checked, key, value, row.place("value" if key in REGISTRY else "key")), None
            )
        rows.append(TermRow(key, value, _citation(row, texts.get(paper, "")), basis, paper, effective_on))
        row.finish()
    head.finish()
    return tuple(rows)


def _resolved(row: Row, key: str) -> Any:
    """The value of a term, a relative date made a date; a moment that is told as an object stays as it is."""
    value = row.value("value")
    shape = REGISTRY[key].shape if key in REGISTRY else None
    if not isinstance(value, str) or not isinstance(shape, Day | MomentShape):
        return value
    return row.day("value").isoformat()


def _citation(row: Row, words: str) -> str:
    citation = row.text("citation")
    if words and citation and words_of(citation) not in words:
        row.wrong("citation", "the sentence does not stand in the paper word for word")
    return citation


def director(row: Row) -> DirectorRow:
    """A director, with the days of his office."""
    read = DirectorRow(
        name=row.text("name", 150),
        joined_on=row.day("joined_on"),
        left_on=row.optional("left_on", row.day),
        evidence=row.optional("evidence", lambda key: row.text(key, 300)) or "",
    )
    if read.left_on and read.left_on < read.joined_on:
        row.wrong("left_on", "lies before the day on which the director joined")
    row.finish()
    return read


def signatory(row: Row) -> SignatoryRow:
    """Who may sign for the issuer or the Rights Agent."""
    read = SignatoryRow(
        party=row.one_of("party", _PARTIES),
        name=row.text("name", 150),
        title=row.text("title", 150),
        from_on=row.day("from_on"),
        email=row.optional("email", row.email) or "",
    )
    row.finish()
    return read


def resolution(row: Row, texts: Mapping[str, str]) -> ResolutionRow:
    """A resolution of the Board, with its paper."""
    read = ResolutionRow(
        number=row.text("number", 30),
        kind=row.one_of("kind", tuple(ResolutionKind.values)),
        adopted_at=row.instant("adopted_at"),
        effective_at=row.instant("effective_at"),
        document=row.one_of("document", tuple(texts)),
        text=row.text("text"),
    )
    row.finish()
    return read


def control_book(row: Row, texts: Mapping[str, str]) -> ControlBookRow:
    """The shares outstanding, in treasury and reserved on a day."""
    paper = row.one_of("document", tuple(texts))
    _citation(row, texts.get(paper, ""))
    read = ControlBookRow(
        as_of=row.day("as_of"),
        outstanding=row.quantity("outstanding"),
        treasury=row.quantity("treasury"),
        reserved=row.quantity("reserved"),
        document=paper,
        classes=_classes(row),
    )
    row.finish()
    return read


def _classes(row: Row) -> dict[str, Issued]:
    """What is issued of each class of common by its code, where the row tells classes apart."""
    if not row.has("classes"):
        row.remarks("classes")
        return {}
    told, found = row.inside("classes"), {}
    codes = row.found("classes")
    for code in codes if isinstance(codes, dict) else ():
        of = told.inside(code)
        found[code] = Issued(*(of.quantity(name) for name in ("outstanding", "treasury", "reserved")))
        of.finish()
    return found


def issue(row: Row) -> IssueRow:
    """A question that the papers leave open, the acts it holds and its readings."""
    holds, keys = row.texts("holds"), row.texts("term_keys")
    for act in holds:
        if act not in HOLDS:
            row.wrong("holds", f"{act!r} is no act a question can hold: {', '.join(sorted(HOLDS))}")
    for key in keys:
        if key not in REGISTRY:
            row.wrong("term_keys", f"{key!r} is no term")
    closed_by = row.optional("closed_by", row.texts) or CLOSERS
    for each in closed_by:
        if each not in CLOSERS:
            row.wrong("closed_by", f"{each!r} is none of {', '.join(CLOSERS)}")
    candidates = []
    for candidate in row.rows("candidates"):
        value = candidate.value("value")
        if len(keys) == 1 and keys[0] in REGISTRY:
            candidate.reading.note(partial(checked, keys[0], value, candidate.place("value")), None)
        reading, source = candidate.text("reading"), candidate.text("source")
        candidates.append({"value": value, "reading": reading, "source": source})
        candidate.finish()
    read = IssueRow(
        code=row.text("code", 10),
        title=row.text("title", 200),
        inconsistency=row.text("inconsistency"),
        default_until_resolved=row.text("default_until_resolved"),
        severity=row.one_of("severity", tuple(Severity.values)),
        holds=holds,
        term_keys=keys,
        closed_by=closers(keys, closed_by),
        candidates=tuple(candidates),
    )
    row.finish()
    return read


def words_of(text: str) -> str:
    """The text as words and single spaces, without ruled lines and the lines that are only a page number."""
    lines = (line for line in text.splitlines() if not line.strip().isdigit())
    return " ".join(word for line in lines for word in line.split() if not _RULED.fullmatch(word))
