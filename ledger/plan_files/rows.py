"""A plan file as it was read: each part with its own row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal

    from ledger.rules.issued import Issued
    from ledger.rules.questions import Closer


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
    classes: Mapping[str, Issued] = field(default_factory=dict)


@dataclass(frozen=True)
class IssueRow:
    code: str
    title: str
    inconsistency: str
    default_until_resolved: str
    severity: str
    holds: tuple[str, ...]
    term_keys: tuple[str, ...]
    closed_by: tuple[Closer, ...]
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
