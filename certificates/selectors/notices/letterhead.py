"""The head of every letter: who writes for whom, under which agreement, and on which papers (R1, R7, R9)."""

from datetime import date
from typing import Any

from certificates.rules.summary_terms import persons
from ledger.models import Plan, SourceDocument
from ledger.rules.dates import prose_date
from ledger.selectors.terms import terms_as_of, value

# The exhibits without which the agent operates on the summary of the 8-K only (R9).
GOVERNING = ("4.1", "4.2")


def letterhead(plan: Plan, on: date, *, watermark: str = "") -> dict[str, Any]:
    """The head as a frozen context keeps it; an exhibit is loaded once the plan has a paper of kind “exhibit 4.1”."""
    terms = terms_as_of(plan, on)
    address, adverse = terms.get("notices.agent"), terms.get("distribution.adverse_person")
    missing = missing_exhibits(plan)
    return {
        "agent": value(plan, "agent.name", on),
        "agent_address": (address.value or "") if address else "",
        "issuer": value(plan, "issuer.name", on),
        "issuer_state": value(plan, "issuer.state", on),
        "issuer_address": value(plan, "issuer.address", on),
        "agreement_date": prose_date(date.fromisoformat(value(plan, "agreement.date", on))),
        "dated_on": prose_date(on),
        "watermark": watermark,
        "summary_only": bool(missing),
        "missing": f"Exhibit{'s' if len(missing) > 1 else ''} {' and '.join(missing)}" if missing else "",
        "persons": persons(adverse_person=bool(adverse and adverse.value)),
    }


def missing_exhibits(plan: Plan) -> list[str]:
    """The governing exhibits that were not loaded, by number; none where the Rights Agreement itself is on file."""
    kinds = {kind.lower() for kind in SourceDocument.objects.filter(plan=plan).values_list("kind", flat=True)}
    if "rights agreement" in kinds:
        return []
    return [number for number in GOVERNING if f"exhibit {number}" not in kinds]
