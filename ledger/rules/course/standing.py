"""Where a plan stands at an instant: one answer, with its reason and until when, to each question that a door asks.

Everything is said of the course as it was known; nothing is computed anew that the rule of the power decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.rules.course.acting import (
    amendable,
    exchange_due,
    exchangeable,
    exemptable,
    exercisable,
    expiration_due,
    extendable,
    flip_in_priceable,
    redeemable,
)
from ledger.rules.course.answers import (
    Answer,
    Asked,
    by_findings,
    end_findings,
    ends_by,
    held_by,
    is_end_in_doubt,
    no,
    nothing_distributed,
    soonest,
    waiting_cases,
    waiting_ends,
    waiting_orders,
)
from ledger.rules.dates import date_text, day_text, moment_text
from ledger.rules.findings import Finding, block, hold
from ledger.rules.questions import CALENDAR, FLOOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date


def rights_exist(asked: Asked) -> Answer:
    """Whether there are Rights."""
    if ended := end_findings(asked.rights):
        return by_findings(ended, "")
    ends = asked.ending.computed.instant
    if is_end_in_doubt(asked) and ends is not None and asked.at >= ends:
        return by_findings(asked.ending.findings[:1], "")
    if against := [*nothing_distributed(asked), *waiting_ends(asked)]:
        return by_findings(against, "")
    return Answer("yes", "The Rights are alive.", ends_by(asked))


def rights_attached(asked: Asked) -> Answer:
    """Whether the Rights move with the common, and only with it (R20)."""
    exist = rights_exist(asked)
    if not exist.is_yes:
        return exist
    apart = asked.rights.distribution_date
    if not asked.is_separated and (held := asked.rights.in_doubt(asked.at, asked.rights.distribution_at)):
        return by_findings(held, "")
    if asked.undecided:
        return by_findings(asked.undecided, "")
    if apart and (asked.rights.is_separated or asked.is_separated):
        return no("R20", f"The Rights separated at the close of business on {day_text(apart)}.")
    sentence = "The Rights are attached to the common and move with it and only with it."
    return Answer("yes", sentence, soonest(asked, asked.rights.distribution_at, exist.until))


def shares_carry_rights(asked: Asked) -> Answer:
    """Whether a share issued now brings its Rights (R4)."""
    attached = rights_attached(asked)
    day = asked.rights.distribution_date
    if attached.is_yes and day and asked.rights.day >= day:
        return no("R4", f"A share issued on the Distribution Date, {day_text(day)}, carries no Right.")
    if not attached.is_yes:
        return attached
    return Answer("yes", "Each share carries its Rights; a share issued now brings them.", attached.until)


def separable(asked: Asked) -> Answer:
    """Whether the Rights may be separated now: everything that stands against it at once (R19, R25)."""
    if ended := end_findings(asked.rights):
        return by_findings(ended, "")
    if asked.is_separated:
        return no("R19", "The Rights have separated: certificates are issued.")
    day = asked.distribution.date
    findings = [*nothing_distributed(asked), *held_by(asked, "issue"), *waiting_orders(asked.unapproved)]
    if day is None:
        return by_findings([*findings, hold("R25", "No prong gives a Distribution Date.")], "")
    findings += _not_come(asked, day)
    findings += _before_the_record_date(asked, day)
    findings += _unconfirmed(asked)
    findings += asked.undecided
    return by_findings(findings, f"The Distribution Date, {day_text(day)}, has passed.")


def _not_come(asked: Asked, day: date) -> Iterator[Finding]:
    """The day itself has to be over: its close counts, and what moved on it is recorded by then."""
    if asked.rights.day <= day:
        yield hold(
            "R25",
            f"The Distribution Date is {day_text(day)}; its close of business must have passed "
            f"(today is {date_text(asked.rights.day)}).",
        )


def _before_the_record_date(asked: Asked, day: date) -> Iterator[Finding]:
    """That no Right exists to separate on a day before the Record Date: the plan's question about the floor (DQ17)."""
    record_date = asked.record.terms_at(asked.at).record_date
    if day < record_date:
        codes = ", ".join(asked.open_about(FLOOR))
        waits = f"close {codes} first" if codes else "let an amendment say from when they separate"
        came = f"before the Record Date, {day_text(record_date)}, at which the Rights come into being"
        yield hold(
            "R25",
            f"The Distribution Date, {day_text(day)}, is {came}: {waits}.",
            next_act="quality" if codes else "",
        )


def _unconfirmed(asked: Asked) -> Iterator[Finding]:
    """What the company and counsel have still to say of the date."""
    # An offer is public and makes nobody an Acquiring Person: of prong (ii) the company's notice is word enough.
    governing = set(asked.distribution.governing) - {"ii"}
    if waiting := sum(not case.is_confirmed and case.prong in governing for case in asked.cases):
        yield hold(
            "R25",
            f"{waiting} Trigger Case of the governing prong waits for an officer's certificate and a second person.",
        )
    open_cases = [case for case in asked.cases if case.voids and not case.is_confirmed]
    for name in sorted({case.name for case in open_cases if case.owns and case.prong not in governing}):
        yield hold(
            "R25",
            f"A Trigger Case of {name} waits for an officer's certificate and a second person: until then nothing says "
            "whether the Rights found with that person are void.",
            next_act="trigger_case",
        )
    if not asked.has_notice:
        yield hold(
            "R25",
            "The company's written notice of the Distribution Date is not recorded (Agreement, section 3).",
        )
    if asked.is_strictly_otherwise:
        for code in asked.open_about(CALENDAR):
            yield hold(
                "DQ16",
                "The strict reading of “authorized to close” gives another Distribution Date: "
                f"close {code} by counsel's confirmation.",
                next_act="quality",
            )


def transferable(asked: Asked) -> Answer:
    """Whether the Rights move by their certificates, apart from the common (R11, R20)."""
    if ended := end_findings(asked.rights):
        return by_findings(ended, "")
    if not (asked.is_separated or asked.rights.is_separated):
        return no(
            "R11",
            "No Rights Certificates exist before the Distribution Date, and the Rights are transferred with the common "
            "only: an item that comes is logged and returned.",
            soonest(asked, asked.rights.distribution_at, ends_by(asked)),
        )
    return by_findings(
        [*held_by(asked, "issue"), *waiting_orders(asked.unapproved), *asked.undecided],
        "The Rights are transferred by their certificates, apart from the common.",
        ends_by(asked),
    )


def void(asked: Asked) -> Answer:
    """Whether Rights are void, and whose (R32)."""
    names = {case.name for case in asked.cases if case.voids and case.is_confirmed}
    if names:
        whose = ", ".join(sorted(names))
        sentence = f"The Rights that {whose} and whoever counts with them own are void."
        return Answer("yes", " ".join([sentence, *(found.sentence for found in waiting_cases(asked))]))
    return by_findings(
        waiting_cases(asked) or [block("R32", "Nobody is an Acquiring or Adverse Person: no Right is void.")],
        "",
    )


def ends_at(asked: Asked) -> Answer:
    """When the Rights end, as known (R24, R46)."""
    computed = asked.ending.computed
    if not end_findings(asked.rights) and (waiting := waiting_ends(asked)):
        return by_findings(waiting, "")
    if is_end_in_doubt(asked):
        return by_findings(asked.ending.findings[:1], "", computed.instant)
    if computed.value is None:
        return Answer("no", computed.reason)
    to_come = soonest(asked, *(order.at for order in asked.ordered))
    if to_come and computed.instant and to_come < computed.instant:
        return Answer("yes", f"The Board has ordered their end at {moment_text(to_come)}.", to_come)
    return Answer("yes", computed.reason, computed.instant)


QUESTIONS: dict[str, Callable[[Asked], Answer]] = {
    "rights_exist": rights_exist,
    "rights_attached": rights_attached,
    "shares_carry_rights": shares_carry_rights,
    "separable": separable,
    "exercisable": exercisable,
    "transferable": transferable,
    "redeemable": redeemable,
    "exchangeable": exchangeable,
    "exchange_due": exchange_due,
    "extendable": lambda asked: extendable(asked, "i"),
    "extendable_i": lambda asked: extendable(asked, "i"),
    "extendable_ii": lambda asked: extendable(asked, "ii"),
    "amendable": amendable,
    "exemptable": exemptable,
    "void": void,
    "ends_at": ends_at,
    "expiration_due": expiration_due,
    "flip_in_priceable": flip_in_priceable,
}
