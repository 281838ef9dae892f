"""Plan files: a plan as data, read and checked whole before anything of it is written.

Every place that is wrong is named (`terms.rows[3].value.pct`). Where a document brings its text, each citation of it
must stand in that text word for word; pages are told apart from words by dropping lines that are page numbers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from ledger.calendars import seeded_calendar
from ledger.enums import Basis, ResolutionKind, Severity
from ledger.rules.facts import BadInput, to_utc
from ledger.terms import REGISTRY, checked

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
        "extension",
        "declaration",
        "split",
    }
)
_RELATIVE = re.compile(r"today(?:([+-][0-9]{1,4})(d|bd))?")
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
    top = _Reader(
        data, "", _Days(today, relative=isinstance(data, dict) and data.get("relative_dates") is True)
    )
    documents = tuple(_document(row) for row in top.rows("documents"))
    texts = {row.id: _words(row.text) for row in documents}
    plan = PlanFile(
        slug=top.text("slug"),
        name=top.text("name"),
        agreement_date=top.day("agreement_date"),
        pinned_on=top.day("pinned_on") if top.has("pinned_on") else None,
        documents=documents,
        terms=_terms(top.inside("terms"), texts),
        directors=tuple(_director(row) for row in top.rows("directors")),
        signatories=tuple(_signatory(row) for row in top.rows("signatories")),
        resolutions=tuple(_resolution(row, texts) for row in top.rows("resolutions")),
        control_book=tuple(_control_book(row, texts) for row in top.rows("control_book")),
        issues=tuple(_issue(row) for row in top.rows("issues")),
    )
    top.optional("relative_dates")
    top.done()
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
        try:
            return date.fromisoformat(cast("str", text))
        except (TypeError, ValueError):
            raise BadInput(path, f"{text!r} is not a date such as 1998-12-04") from None

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


@dataclass
class _Reader:
    """One object of the file: hands out its fields, checked, and refuses those nobody asked for."""

    data: Any
    path: str
    days: _Days
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if not isinstance(self.data, Mapping):
            raise BadInput(self.path, "must be an object")

    def place(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def has(self, name: str) -> bool:
        return self.data.get(name) is not None

    def optional(self, name: str) -> Any:
        self.seen.add(name)
        return self.data.get(name)

    def required(self, name: str) -> Any:
        if name not in self.data:
            raise BadInput(self.place(name), "is missing")
        return self.optional(name)

    def text(self, name: str, default: str | None = None) -> str:
        value = self.required(name) if default is None else self.optional(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            raise BadInput(self.place(name), "must be a text")
        return value

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        value = self.text(name)
        if value not in choices:
            raise BadInput(self.place(name), f"{value!r} is none of {', '.join(choices)}")
        return value

    def day(self, name: str) -> date:
        return self.days.read(self.required(name), self.place(name))

    def moment(self, name: str) -> datetime:
        return self.days.instant(self.required(name), self.place(name))

    def quantity(self, name: str) -> Decimal:
        value = self.text(name)
        if not re.fullmatch(r"[0-9]{1,18}(\.[0-9]{1,10})?", value):
            raise BadInput(self.place(name), f"{value!r} is not a quantity of 0 or more, written as text")
        return Decimal(value)

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.required(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise BadInput(self.place(name), "must be a list of texts")
        return tuple(value)

    def document(self, known: Mapping[str, str]) -> str:
        value = self.text("document")
        if value not in known:
            raise BadInput(self.place("document"), f"{value!r} is none of the documents of this file")
        return value

    def inside(self, name: str) -> _Reader:
        return _Reader(self.required(name), self.place(name), self.days)

    def rows(self, name: str) -> list[_Reader]:
        value = self.optional(name) or []
        if not isinstance(value, list):
            raise BadInput(self.place(name), "must be a list")
        return [_Reader(row, f"{self.place(name)}[{index}]", self.days) for index, row in enumerate(value)]

    def done(self) -> None:
        for name in self.data:
            if name not in self.seen:
                raise BadInput(self.place(name), "is unknown here")


def _document(row: _Reader) -> DocumentRow:
    name = row.optional("text")
    text = ""
    if name is not None:
        # Only a bare name of a shipped text: a plan file reaches no other file.
        if not isinstance(name, str) or name not in {path.name for path in TEXTS.iterdir()}:
            raise BadInput(row.place("text"), f"{name!r} is none of the texts that come with the project")
        text = (TEXTS / name).read_text(encoding="utf-8")
    read = DocumentRow(
        id=row.text("id"),
        title=row.text("title"),
        kind=row.text("kind"),
        dated_on=row.day("dated_on"),
        filed_on=row.day("filed_on") if row.has("filed_on") else None,
        excerpt=row.text("excerpt", ""),
        text=text,
    )
    row.done()
    return read


def _terms(head: _Reader, texts: Mapping[str, str]) -> tuple[TermRow, ...]:
    document = head.document(texts)
    basis, effective_on = head.choice("basis", tuple(Basis.values)), head.day("effective_on")
    rows, seen = [], set()
    for row in head.rows("rows"):
        key = row.text("key")
        value = _resolved(row, key)
        checked(key, value, row.place("value"))
        if key in seen:
            raise BadInput(row.place("key"), f"{key} stands twice in this file")
        seen.add(key)
        rows.append(TermRow(key, value, _citation(row, texts[document]), basis, document, effective_on))
        row.done()
    head.done()
    return tuple(rows)


def _resolved(row: _Reader, key: str) -> Any:
    """The value of a term, a relative date in it made a date."""
    value = row.required("value")
    is_date = key in REGISTRY and REGISTRY[key].type == "date"
    return row.days.read(value, row.place("value")).isoformat() if is_date and value is not None else value


def _citation(row: _Reader, words: str) -> str:
    citation = row.text("citation")
    if words and _words(citation) not in words:
        raise BadInput(row.place("citation"), "does not stand in the document word for word")
    return citation


def _director(row: _Reader) -> DirectorRow:
    read = DirectorRow(
        name=row.text("name"),
        joined_on=row.day("joined_on"),
        left_on=row.day("left_on") if row.has("left_on") else None,
        evidence=row.text("evidence", ""),
    )
    row.done()
    return read


def _signatory(row: _Reader) -> SignatoryRow:
    read = SignatoryRow(
        row.choice("party", _PARTIES), row.text("name"), row.text("title"), row.day("from_on")
    )
    row.done()
    return read


def _resolution(row: _Reader, texts: Mapping[str, str]) -> ResolutionRow:
    read = ResolutionRow(
        number=row.text("number"),
        kind=row.choice("kind", tuple(ResolutionKind.values)),
        adopted_at=row.moment("adopted_at"),
        effective_at=row.moment("effective_at"),
        document=row.document(texts),
        text=row.text("text"),
    )
    row.done()
    return read


def _control_book(row: _Reader, texts: Mapping[str, str]) -> ControlBookRow:
    document = row.document(texts)
    _citation(row, texts[document])
    read = ControlBookRow(
        as_of=row.day("as_of"),
        outstanding=row.quantity("outstanding"),
        treasury=row.quantity("treasury"),
        reserved=row.quantity("reserved"),
        document=document,
    )
    row.done()
    return read


def _issue(row: _Reader) -> IssueRow:
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
        value = candidate.required("value")
        if len(keys) == 1:
            checked(keys[0], value, candidate.place("value"))
        reading, source = candidate.text("reading"), candidate.text("source")
        candidates.append({"value": value, "reading": reading, "source": source})
        candidate.done()
    read = IssueRow(
        code=row.text("code"),
        title=row.text("title"),
        inconsistency=row.text("inconsistency"),
        default_until_resolved=row.text("default_until_resolved"),
        severity=row.choice("severity", tuple(Severity.values)),
        holds=holds,
        term_keys=keys,
        candidates=tuple(candidates),
    )
    row.done()
    return read


def _words(text: str) -> str:
    """The text as words and single spaces, without the lines that are only a page number."""
    lines = (line for line in text.splitlines() if not line.strip().isdigit())
    return " ".join(" ".join(lines).split())
