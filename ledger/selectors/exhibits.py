"""The papers that the summary of a plan is subject to, and which of them are on file (R9, R63)."""

from dataclasses import dataclass
from datetime import date

from ledger.models import Plan, SourceDocument
from ledger.selectors.terms import value


@dataclass(frozen=True)
class Exhibit:
    """One paper of the agreement's list; `document` is the one on file, None where it is not loaded."""

    number: str
    title: str
    document: SourceDocument | None


def checklist(plan: Plan, on: date) -> list[Exhibit]:
    """Every paper of the list in force on the day. One is loaded by a paper of the kind “exhibit 4.1”."""
    told: dict[str, str] = value(plan, "agreement.exhibits", on) or {}
    loaded = {row.kind.lower(): row for row in SourceDocument.objects.filter(plan=plan).order_by("pk")}
    return [Exhibit(number, title, loaded.get(f"exhibit {number}")) for number, title in told.items()]
