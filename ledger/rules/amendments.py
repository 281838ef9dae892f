"""What may be amended, before and after the Distribution Date (R54-R57, DQ18).

8-K: "Except as described below, the provisions of the Rights Agreement may be amended without the approval of
the holders of Company Common Stock at any time prior to the Distribution Date."
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ledger.rules.dates import day_text, moment_text
from ledger.rules.findings import Finding, block, hold, warn
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from ledger.rules.rights_at import AmendmentPower, RightsAt


class AmendmentCategory(Enum):
    """What an amendment made after the Distribution Date may do (R55)."""

    CURE = "cure"
    NOT_ADVERSE = "not_adverse"
    TIME_PERIOD = "time_period"


@dataclass(frozen=True)
class Amendment:
    """An amendment as proposed: its category, None where it fits none, and what makes it special.

    `changes_redemption_period`: it adjusts the period governing redemption (R56). `counsel_confirmed`: a
    counsel confirmation of its category is attached.
    """

    category: AmendmentCategory | None = None
    changes_redemption_period: bool = False
    counsel_confirmed: bool = False


@decides(
    "R54",
    "Amendment before the Distribution Date",
    "the provisions of the Rights Agreement may be amended without the approval of the "
    "holders of Company Common Stock at any time prior to the Distribution Date",
)
@decides(
    "R55",
    "Amendment after it",
    "After the Distribution Date, the provisions of the Rights Agreement may be amended "
    "in order to (i) cure any ambiguity, defect or inconsistency, (ii) make changes "
    "which do not adversely affect the interests of holders of Rights ... or (iii) "
    "shorten or lengthen any time period under the Rights Agreement",
)
@decides(
    "R56",
    "No change of a lapsed redemption period",
    "no amendment to adjust the time period governing redemption may be made after the "
    "Rights are no longer redeemable",
)
def amendment_findings(rights: RightsAt, amendment: Amendment) -> tuple[Finding, ...]:
    """What forbids or holds an amendment at `rights.at`; none: the Board may make it.

    Before the Distribution Date it may make any, without the holders of the common (R54). From it on only one
    that cures, is not adverse to holders of Rights, or shortens or lengthens a period, confirmed by counsel
    (R55). The redemption period is closed to amendment once the Rights are not redeemable (R56). None at all
    in the freeze (R57).
    """
    findings = rights.general_findings()
    if rights.freeze is not None:
        findings.append(
            block(
                "R57",
                "“the Board may not ... authorize any ... amendment of the Rights Agreement, during the period of 180 "
                f"days”: the last frozen day is {day_text(rights.freeze.last)}.",
            )
        )
    power = rights.windows.amendment
    if power is not None:
        restricted = _restricted(power, amendment)
        if restricted and (held := rights.in_doubt(rights.at, power.free_until)):
            findings.extend(held)
        elif power.free_until is not None and rights.at >= power.free_until:
            findings.extend(restricted)
        return tuple(findings)
    if held := rights.in_doubt(rights.at, rights.distribution_at):
        return (*findings, *held)
    separated = rights.distribution_date
    if separated is None or rights.day < separated:
        return tuple(findings)
    if amendment.changes_redemption_period:
        findings.append(
            block(
                "R56",
                "“no amendment to adjust the time period governing redemption may be made after the Rights are no "
                f"longer redeemable”: the Distribution Date was {day_text(separated)}.",
            )
        )
    if rights.day == separated:
        findings.append(
            hold("DQ14", "The act falls on the Distribution Date: ask counsel whether that is prior to it.")
        )
    findings.extend(_after_separation(amendment))
    return tuple(findings)


def _restricted(power: AmendmentPower, amendment: Amendment) -> list[Finding]:
    """What stands against an amendment once the plan lets only some be made (R55)."""
    since = f"Since {moment_text(power.free_until)}" if power.free_until else "By now"
    kinds = {"periods": AmendmentCategory.TIME_PERIOD.value}
    allowed = {kinds.get(kind, kind) for kind in power.then}
    listed = " or ".join(_KINDS[kind] for kind in power.then) or "nothing"
    if amendment.category is None or amendment.category.value not in allowed:
        return [
            block(
                "R55",
                f"{since}, {power.words}, an amendment may only {listed}: say which one it does, with counsel's word.",
            )
        ]
    if not amendment.counsel_confirmed:
        return [block("R55", f"{since} counsel has to confirm the category of an amendment.")]
    return []


_KINDS = {
    "cure": "cure an ambiguity, a defect or an inconsistency",
    "not_adverse": "make a change not adverse to the holders of Rights",
    "periods": "shorten or lengthen a period",
}


def _after_separation(amendment: Amendment) -> list[Finding]:
    if amendment.category is None:
        return [
            block(
                "R55",
                "After the Distribution Date an amendment may only “(i) cure any ambiguity, defect or inconsistency, "
                "(ii) make changes which do not adversely affect the interests of holders of Rights ... or (iii) "
                "shorten or lengthen any time period”: say which this one does.",
            )
        ]
    findings = []
    if not amendment.counsel_confirmed:
        findings.append(
            block("R55", "After the Distribution Date counsel has to confirm the category of an amendment.")
        )
    if amendment.category is AmendmentCategory.NOT_ADVERSE:
        findings.append(
            warn("DQ18", "The interests asked about are those of holders of Rights, not of the common.")
        )
    return findings
