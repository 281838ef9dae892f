"""Who may succeed the Rights Agent, and when (section 21; R7).

Section 21 of general forms: on 30 days' written notice; the successor a corporation with trust or transfer powers,
supervised by a federal or state authority, with capital and surplus of a stated amount; where none is appointed within
30 days, a holder may ask a court. Both figures are terms of the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from ledger.rules.dates import day_text
from ledger.rules.findings import Finding, block, hold
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

SECTION = "section 21"


@dataclass(frozen=True)
class Successor:
    """What is told of the one to be appointed; `capital` is capital and surplus in dollars."""

    name: str
    is_corporation: bool
    has_trust_powers: bool
    is_supervised: bool
    capital: Decimal


def last_day_to_appoint(given_on: date, days: int) -> date:
    """The last of so many calendar days after the notice; the day of the notice is not counted."""
    return given_on + timedelta(days=days)


@decides(
    "R7",
    "Governing document and Rights Agent",
)
def change_findings(
    *, former: str, successor: Successor, given_on: date, days: int, effective_on: date, floor: Decimal | None
) -> tuple[Finding, ...]:
    """What forbids or holds the appointment; none: it may be made.

    `floor` is the least capital and surplus in dollars, None while the plan's term is not known: then it is held.
    """
    ends = last_day_to_appoint(given_on, days)
    findings = [
        block(SECTION, f"{successor.name} {why}.")
        for wrong, why in (
            (successor.name.strip().casefold() == former.strip().casefold(), "is the Rights Agent already"),
            (not successor.is_corporation, "is no corporation"),
            (not successor.has_trust_powers, "has no corporate trust or stock transfer powers"),
            (not successor.is_supervised, "is not supervised by a federal or state authority"),
            (
                floor is not None and successor.capital < floor,
                f"has capital and surplus of ${successor.capital:,.2f}, less than the ${floor or 0:,.2f} asked for",
            ),
        )
        if wrong
    ]
    if effective_on < ends:
        findings.append(
            block(
                SECTION,
                f"The notice of {day_text(given_on)} runs {days} days: the change cannot take effect before "
                f"{day_text(ends)}.",
            )
        )
    if floor is None:
        findings.append(
            hold(
                SECTION,
                "The capital that a successor needs is not known: close the open question about it first.",
                next_act="quality",
            )
        )
    return tuple(findings)
