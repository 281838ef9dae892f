"""What an act would do, put for reading: figures, what stands against it, rows, the worksheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ledger.rules.exact import exact_text
from ledger.rules.findings import Finding, Severity
from rightsadmin.common import formatting

SEVERITIES = {
    Severity.BLOCK: ("Not possible", "bad"),
    Severity.HOLD: ("Held", "warn"),
    Severity.WARN: ("Note", "info"),
}


@dataclass(frozen=True, kw_only=True)
class Look:
    """What an act would do: `figures` are (label, value, note), `rows` the lines of a table under `headings`,
    `citation` the words of the plan's own paper that the findings rest on.
    """

    figures: Sequence[tuple[str, str, str]]
    findings: Sequence[Finding] = ()
    citation: str = ""
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    rows_title: str = ""
    worksheet: Sequence[tuple[str, str]] = field(default_factory=tuple)

    @property
    def against(self) -> list[dict[str, Any]]:
        """The findings for the page, the heaviest first."""
        order = list(SEVERITIES)
        return [
            {"words": SEVERITIES[each.severity][0], "tone": SEVERITIES[each.severity][1], "finding": each}
            for each in sorted(self.findings, key=lambda finding: order.index(finding.severity))
        ]

    @property
    def verdict(self) -> tuple[str, str]:
        """In one line, what the rules say of doing it now, and its tone."""
        said = {finding.severity for finding in self.findings}
        if Severity.BLOCK in said:
            return "The rules do not allow it now.", "bad"
        if Severity.HOLD in said:
            return "It is held: the Board or counsel has to answer first.", "warn"
        return "Nothing stands against it.", "ok"


def counted(number: Fraction) -> str:
    """An exact quantity with its thousands separated."""
    return formatting.quantity(Decimal(exact_text(number)))
