"""What may be amended, before and after the Distribution Date (R54-R57, DQ18)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ledger.rules.dates import day_text, moment_text, new_york_date
from ledger.rules.findings import Finding, block, hold, is_allowed, warn
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from datetime import date, datetime

    from ledger.rules.rights_at import AmendmentPower, RightsAt


class AmendmentCategory(Enum):
    """What an amendment made after the Distribution Date may do (R55)."""

    CURE = "cure"
    NOT_ADVERSE = "not_adverse"
    TIME_PERIOD = "time_period"


CATEGORY_WORDS = {
    AmendmentCategory.CURE: "cure an ambiguity, a defect or an inconsistency",
    AmendmentCategory.NOT_ADVERSE: "make a change not adverse to the holders of Rights",
    AmendmentCategory.TIME_PERIOD: "shorten or lengthen a period",
}


@dataclass(frozen=True)
class Amendment:
    """An amendment as the Board adopts it; `changes_redemption_period`: it adjusts the period governing redemption."""

    changes_redemption_period: bool = False


@decides(
    "R54",
    "Amendment before the Distribution Date",
)
@decides(
    "R56",
    "No change of a lapsed redemption period",
)
def amendment_findings(rights: RightsAt, amendment: Amendment) -> tuple[Finding, ...]:
    """What forbids or holds an amendment at `rights.at`; none: the Board may adopt it.

    Before the Distribution Date it may make any, without the holders of the common (R54). Which it may make from then
    on is counsel's to say of each (`category_findings`). The redemption period is closed to amendment once the Rights
    are not redeemable (R56). None at all in the freeze (R57).
    """
    findings = rights.general_findings()
    if rights.freeze is not None:
        findings.append(
            block(
                "R57",
                "The Board may authorize no amendment while Continuing Directors are no majority of it, or too short a "
                f"time after: the last frozen day is {day_text(rights.freeze.last)}.",
            )
        )
    power = rights.windows.amendment
    if power is not None:
        if not power.then and (held := rights.in_doubt(rights.at, power.free_until)):
            findings.extend(held)
        elif not power.then and is_restricted(rights):
            findings.append(block("R55", f"{_since(power)} no amendment may be made, {power.words}."))
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
                "The time in which the Rights may be redeemed cannot be amended once it is over: the Distribution Date "
                f"was {day_text(separated)}.",
            )
        )
    if rights.day == separated and not rights.is_separated:
        findings.append(
            hold("DQ14", "The act falls on the Distribution Date: ask counsel whether that is prior to it.")
        )
    return tuple(findings)


def is_restricted(rights: RightsAt) -> bool:
    """Whether only some amendments may be made by now, each on counsel's word (R55)."""
    power = rights.windows.amendment
    if power is not None:
        return power.free_until is not None and rights.at >= power.free_until
    return rights.distribution_date is not None and rights.day >= rights.distribution_date


@decides(
    "R55",
    "Amendment after it",
)
def category_findings(rights: RightsAt, category: AmendmentCategory | None) -> tuple[Finding, ...]:
    """What stands against an amendment of the category that counsel gave it; None: no word of counsel yet.

    Where only some may be made, it has to cure, not be adverse to holders of Rights, or shorten or lengthen a period;
    the plan's own window may allow fewer.
    """
    power = rights.windows.amendment
    held = rights.in_doubt(rights.at, power.free_until) if power else ()
    if not held and not is_restricted(rights):
        return ()
    against = _of_a_kind(power, category)
    return tuple(held) if held and not is_allowed(against) else against


def _of_a_kind(power: AmendmentPower | None, category: AmendmentCategory | None) -> tuple[Finding, ...]:
    since = _since(power) if power else "After the Distribution Date"
    allowed = tuple(_BY_WORD[word] for word in power.then) if power else tuple(AmendmentCategory)
    listed = " or ".join(CATEGORY_WORDS[each] for each in allowed) or "do nothing"
    if category is None:
        return (
            hold(
                "R55",
                f"{since} an amendment may only {listed}: counsel says which one it does, on the page of the proposal "
                "and on paper.",
                next_act="counsels_word",
            ),
        )
    if category not in allowed:
        return (
            block("R55", f"{since} an amendment may only {listed}: it may not {CATEGORY_WORDS[category]}."),
        )
    if category is AmendmentCategory.NOT_ADVERSE:
        return (warn("DQ18", "The interests asked about are those of holders of Rights, not of the common."),)
    return ()


def _since(power: AmendmentPower) -> str:
    return f"Since {moment_text(power.free_until)}, {power.words}," if power.free_until else "By now"


_BY_WORD = {
    "cure": AmendmentCategory.CURE,
    "not_adverse": AmendmentCategory.NOT_ADVERSE,
    "periods": AmendmentCategory.TIME_PERIOD,
}


def back_dated_findings(effective_on: date, ordered_at: datetime) -> tuple[Finding, ...]:
    """What forbids an amendment of a day before the Board's own act (R54)."""
    if effective_on >= new_york_date(ordered_at):
        return ()
    sentence = (
        f"The amendment cannot take effect on {day_text(effective_on)}, before the Board's own act: it is never "
        "back-dated."
    )
    return (block("R54", sentence),)
