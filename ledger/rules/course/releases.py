"""Taking a person out of the definition: exempted, waived, inadvertent, fallen below (law.md 3.2, DQ13).

Agreements let the Board exempt a person, waive a crossing, and determine that one was inadvertent. Of whoever gave the
Distribution Date it may do so while the Rights can still be kept together: before that date, for what has occurred
stands. Of anybody else an act moves no date and only decides whether that person's Rights are void.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.rules.course.acquisitions import becomings
from ledger.rules.course.persons import held, schedule, threshold
from ledger.rules.dates import day_text, moment_text
from ledger.rules.exact import exact_text
from ledger.rules.findings import Finding, block

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from ledger.rules.course.record import Record
    from ledger.rules.facts import ReleaseReason
    from ledger.rules.rights_at import RightsAt


def release_findings(
    record: Record,
    rights: RightsAt,
    person: str,
    why: ReleaseReason,
    at: datetime,
    led: Collection[str] = (),
) -> tuple[Finding, ...]:
    """What stands against taking the person out of the definition at an instant; none: the act may be done.

    `led` are the persons whose facts gave the Distribution Date: of them, not from that date on. Of nobody once the
    Rights have ended; nor, but for an exemption, which looks ahead, where nothing on record makes the person an
    Acquiring or Adverse Person. "Below" needs a later announcement that the person holds too little.
    """
    findings = [finding for finding in rights.general_findings() if finding.rule in {"R46", "R24"}]
    led_to_it = any(record.are_one(person, name, at) for name in led)
    if led_to_it and rights.is_separated and rights.distribution_date:
        findings.append(
            block(
                "R19",
                f"The Distribution Date, {day_text(rights.distribution_date)}, has come, and {person} gave it: what "
                "has occurred is not undone by an act of later.",
            )
        )
    if why == "exempt":
        return tuple(findings)
    causes = [
        row
        for row in becomings(record.known(at))
        if record.are_one(person, row.person, at) and row.lasts_at(at)
    ]
    if not causes:
        findings.append(
            block("R12", f"Nothing on record makes {person} an Acquiring Person at {moment_text(at)}.")
        )
    elif why == "below" and not _is_below(record, person, at):
        now = held(record, person, at)
        told = f"{exact_text(now)}%" if now is not None else "nothing"
        findings.append(
            block(
                "R12",
                f"{person} was last announced to hold {told}, which is not below the percentage: record the "
                "announcement of what it holds first.",
                next_act="fact",
            )
        )
    return tuple(findings)


def _is_below(record: Record, person: str, at: datetime) -> bool:
    now, needed = held(record, person, at), threshold(record, person, at, schedule(record, person, at))
    return now is not None and needed is not None and not needed.reached_by(now)
