"""Plan files: a plan as data, read and checked whole before anything of it is written.

Every place that is wrong is named (`terms.rows[3].value.pct`). Where a document brings its text, each citation of it
must stand in that text word for word; pages are told apart from words by dropping lines that are page numbers.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ledger.calendars import seeded_calendar
from ledger.enums import Basis, ResolutionKind, Severity
from ledger.rules.dates import to_utc
from ledger.rules.facts import BadInput
from ledger.rules.wire.reader import Reader, read_day
from ledger.terms import REGISTRY, checked

if TYPE_CHECKING:
    from collections.abc import Mapping

PLANS = Path(__file__).resolve().parent / "data" / "plans"
TEXTS = Path(__file__).resolve().parent / "data" / "documents"
# The acts an open question can hold; anything else in a plan file is a slip that would hold nothing.
HOLDS = frozenset(
    {
        "issue",
        "exercise",
        "expiry",
        "flip_in",
        "flip_over",
        "redemption",
        "exchange",
        "amendment",
        "agent_change",
        "extension",
        "declaration",
        "split",
        "legal_risk",  # holds no act: every page of the plan names it (DQ15)
    }
)
_RELATIVE = re.compile(r"today(?:([+-][0-9]{1,4})(d|bd))?")
_QUANTITY = re.compile(r"[0-9]{1,18}(\.[0-9]{1,10})?")
_PARTIES = ("issuer", "agent")
# Relative dates are counted on this calendar: they only serve invented plans that must look alive today.
_RELATIVE_CALENDAR = "ny-banking"


@dataclass(frozen=True)
class DocumentRow:
    """A source document; `text` is its full text where the project ships it, "" otherwise."""

    id: str
    title: str
    kind: str
    dated_on: date
    filed_on: date | None
    excerpt: str
    text: str


@dataclass(frozen=True)
class TermRow:
    """A term with the sentence it comes from, in force from `effective_on`."""

    key: str
    value: Any
    citation: str
    basis: str
    document: str
    effective_on: date


@dataclass(frozen=True)
class DirectorRow:
    name: str
    joined_on: date
    left_on: date | None
    evidence: str


@dataclass(frozen=True)
class SignatoryRow:
    party: str
    name: str
    title: str
    from_on: date
    email: str


@dataclass(frozen=True)
class ResolutionRow:
    number: str
    kind: str
    adopted_at: datetime
    effective_at: datetime
    document: str
    text: str


@dataclass(frozen=True)
class ControlBookRow:
    as_of: date
    outstanding: Decimal
    treasury: Decimal
    reserved: Decimal
    document: str


@dataclass(frozen=True)
class IssueRow:
    code: str
    title: str
    inconsistency: str
    default_until_resolved: str
    severity: str
    holds: tuple[str, ...]
    term_keys: tuple[str, ...]
    candidates: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class PlanFile:
    """A plan, checked: every document named exists in it, every term and act is known, every citation stands."""

    slug: str
    name: str
    agreement_date: date
    pinned_on: date | None
    documents: tuple[DocumentRow, ...]
    terms: tuple[TermRow, ...]
    directors: tuple[DirectorRow, ...]
    signatories: tuple[SignatoryRow, ...]
    resolutions: tuple[ResolutionRow, ...]
    control_book: tuple[ControlBookRow, ...]
    issues: tuple[IssueRow, ...]


def shipped(slug: str) -> bytes:
    """The plan file of that slug that comes with the project; FileNotFoundError where there is none."""
    return (PLANS / f"{slug}.json").read_bytes()


def read_plan_file(content: bytes, *, today: date) -> PlanFile:
    """The plan in the file; BadInput names the first place that is wrong.

    `today` is what relative dates count from, which only a file that says "relative_dates": true may use.
    """
    try:
        data = json.loads(content.decode("utf-8"), parse_float=Decimal)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BadInput("", f"the plan file is not JSON in UTF-8: {error}") from None
    top = _Row(data, "", _Days(today, relative=isinstance(data, dict) and data.get("relative_dates") is True))
    documents = tuple(_document(row) for row in top.rows("documents"))
    texts = {row.id: _words(row.text) for row in documents}
    plan = PlanFile(
        slug=top.text("slug"),
        name=top.text("name"),
        agreement_date=top.day("agreement_date"),
        pinned_on=top.optional("pinned_on", top.day),
        documents=documents,
        terms=_terms(top.inside("terms"), texts),
        directors=tuple(_director(row) for row in top.rows("directors")),
        signatories=tuple(_signatory(row) for row in top.rows("signatories")),
        resolutions=tuple(_resolution(row, texts) for row in top.rows("resolutions")),
        control_book=tuple(_control_book(row, texts) for row in top.rows("control_book")),
        issues=tuple(_issue(row) for row in top.rows("issues")),
    )
    top.optional("relative_dates", top.flag)
    top.finish()
    return plan


@dataclass(frozen=True)
class _Days:
    """Reads dates; where relative ones are allowed, "today-3bd" is the third Business Day before `today`."""

    today: date
    relative: bool

    def read(self, text: object, path: str) -> date:
        match = _RELATIVE.fullmatch(text) if isinstance(text, str) and self.relative else None
        if match:
            count, unit = int(match[1] or 0), match[2] or "d"
            if unit == "d":
                return self.today + timedelta(days=count)
            return seeded_calendar(_RELATIVE_CALENDAR).advance(self.today, count)
        return read_day(text, path)

    def instant(self, text: object, path: str) -> datetime:
        """New York wall time, such as 1998-11-24T12:00, as an instant in UTC."""
        day, mark, time = text.partition("T") if isinstance(text, str) else ("", "", "")
        try:
            moment = datetime.fromisoformat(f"{self.read(day, path)}T{time}") if mark else None
        except ValueError:
            moment = None
        if moment is None:
            raise BadInput(path, f"{text!r} is not a moment such as 1998-11-24T12:00")
        return to_utc(moment)


class _Row(Reader):
    """One object of the file: a Reader that knows relative dates and refuses empty texts."""

    def __init__(self, data: object, path: str, days: _Days) -> None:
        super().__init__(data, path)
        self.days = days

    def text(self, key: str) -> str:
        value = super().text(key)
        if not value.strip():
            raise BadInput(self.place(key), "must not be empty")
        return value

    def day(self, key: str) -> date:
        return self.days.read(self.raw(key), self.place(key))

    def instant(self, key: str) -> datetime:
        return self.days.instant(self.raw(key), self.place(key))

    def quantity(self, key: str) -> Decimal:
        value = self.text(key)
        if not _QUANTITY.fullmatch(value):
            raise BadInput(self.place(key), f"{value!r} is not a quantity of 0 or more, written as text")
        return Decimal(value)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.raw(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise BadInput(self.place(key), "must be a list of texts")
        return tuple(value)

    def email(self, key: str) -> str:
        value = self.text(key)
        try:
            validate_email(value)
        except ValidationError:
            raise BadInput(self.place(key), f"{value!r} is no e-mail address") from None
        return value

    def document(self, known: Mapping[str, str]) -> str:
        return self.one_of("document", tuple(known))

    def inside(self, key: str) -> _Row:
        return _Row(self.raw(key), self.place(key), self.days)

    def rows(self, key: str) -> list[_Row]:
        value = self.raw(key)
        if not isinstance(value, list):
            raise BadInput(self.place(key), "must be a list")
        return [_Row(row, f"{self.place(key)}[{index}]", self.days) for index, row in enumerate(value)]


def _document(row: _Row) -> DocumentRow:
    name = row.optional("text", row.text)
    text = ""
    if name is not None:
        # Only a bare name of a shipped text: a plan file reaches no other file.
        if name not in {path.name for path in TEXTS.iterdir()}:
            raise BadInput(row.place("text"), f"{name!r} is none of the texts that come with the project")
        text = (TEXTS / name).read_text(encoding="utf-8")
    read = DocumentRow(
        id=row.text("id"),
        title=row.text("title"),
        kind=row.text("kind"),
        dated_on=row.day("dated_on"),
        filed_on=row.optional("filed_on", row.day),
        excerpt=row.optional("excerpt", row.text) or "",
        text=text,
    )
    row.finish()
    return read


def _terms(head: _Row, texts: Mapping[str, str]) -> tuple[TermRow, ...]:
    document = head.document(texts)
    basis, effective_on = head.one_of("basis", tuple(Basis.values)), head.day("effective_on")
    rows, seen = [], set()
    for row in head.rows("rows"):
        key = row.text("key")
        value = _resolved(row, key)
        checked(key, value, row.place("value"))
        if key in seen:
            raise BadInput(row.place("key"), f"{key} stands twice in this file")
        seen.add(key)
        rows.append(TermRow(key, value, _citation(row, texts[document]), basis, document, effective_on))
        row.finish()
    head.finish()
    return tuple(rows)


def _resolved(row: _Row, key: str) -> Any:
    """The value of a term, a relative date made a date; a moment that is told as an object stays as it is."""
    value = row.raw("value")
    kind = REGISTRY[key].type if key in REGISTRY else ""
    if value is None or (kind == "moment" and isinstance(value, dict)) or kind not in {"date", "moment"}:
        return value
    return row.days.read(value, row.place("value")).isoformat()


def _citation(row: _Row, words: str) -> str:
    citation = row.text("citation")
    if words and _words(citation) not in words:
        raise BadInput(row.place("citation"), "does not stand in the document word for word")
    return citation


def _director(row: _Row) -> DirectorRow:
    read = DirectorRow(
        name=row.text("name"),
        joined_on=row.day("joined_on"),
        left_on=row.optional("left_on", row.day),
        evidence=row.optional("evidence", row.text) or "",
    )
    row.finish()
    return read


def _signatory(row: _Row) -> SignatoryRow:
    read = SignatoryRow(
        party=row.one_of("party", _PARTIES),
        name=row.text("name"),
        title=row.text("title"),
        from_on=row.day("from_on"),
        email=row.optional("email", row.email) or "",
    )
    row.finish()
    return read


def _resolution(row: _Row, texts: Mapping[str, str]) -> ResolutionRow:
    read = ResolutionRow(
        number=row.text("number"),
        kind=row.one_of("kind", tuple(ResolutionKind.values)),
        adopted_at=row.instant("adopted_at"),
        effective_at=row.instant("effective_at"),
        document=row.document(texts),
        text=row.text("text"),
    )
    row.finish()
    return read


def _control_book(row: _Row, texts: Mapping[str, str]) -> ControlBookRow:
    document = row.document(texts)
    _citation(row, texts[document])
    read = ControlBookRow(
        as_of=row.day("as_of"),
        outstanding=row.quantity("outstanding"),
        treasury=row.quantity("treasury"),
        reserved=row.quantity("reserved"),
        document=document,
    )
    row.finish()
    return read


def _issue(row: _Row) -> IssueRow:
    holds, keys = row.texts("holds"), row.texts("term_keys")
    for act in holds:
        if act not in HOLDS:
            raise BadInput(
                row.place("holds"), f"{act!r} is no act a question can hold: {', '.join(sorted(HOLDS))}"
            )
    for key in keys:
        if key not in REGISTRY:
            raise BadInput(row.place("term_keys"), f"{key!r} is no term")
    candidates = []
    for candidate in row.rows("candidates"):
        value = candidate.raw("value")
        if len(keys) == 1:
            checked(keys[0], value, candidate.place("value"))
        reading, source = candidate.text("reading"), candidate.text("source")
        candidates.append({"value": value, "reading": reading, "source": source})
        candidate.finish()
    read = IssueRow(
        code=row.text("code"),
        title=row.text("title"),
        inconsistency=row.text("inconsistency"),
        default_until_resolved=row.text("default_until_resolved"),
        severity=row.one_of("severity", tuple(Severity.values)),
        holds=holds,
        term_keys=keys,
        candidates=tuple(candidates),
    )
    row.finish()
    return read


def _words(text: str) -> str:
    """The text as words and single spaces, without the lines that are only a page number."""
    lines = (line for line in text.splitlines() if not line.strip().isdigit())
    return " ".join(" ".join(lines).split())
