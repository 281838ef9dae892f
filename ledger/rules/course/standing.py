"""Where a plan stands at an instant: one answer, with its reason and until when, to each question that a door asks.

Everything is said of the course as it was known; nothing is computed anew that the rule of the power decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ledger.rules.amendments import Amendment, amendment_findings
from ledger.rules.business_days import close_on
from ledger.rules.course.acquisitions import first_acquiring_person
from ledger.rules.course.releases import release_findings
from ledger.rules.dates import day_text, moment_text, start_of
from ledger.rules.exchange import window_findings
from ledger.rules.exercise import last_day_of_suspension
from ledger.rules.findings import Finding, Severity, hold
from ledger.rules.redemption import redemption_findings
from ledger.rules.resolutions import BoardResolution, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from ledger.rules.course.distribution import Distribution
    from ledger.rules.course.expiration_date import Expiration
    from ledger.rules.course.record import Record
    from ledger.rules.facts import Prong
    from ledger.rules.rights_at import RightsAt

# The code of each question that a Distribution Date on record stands against another begins with this.
BREAK = "BREAK-"
Verdict = Literal["yes", "no", "held"]


@dataclass(frozen=True)
class Answer:
    """An answer to a question of law: the verdict, the sentence that says why, and until when it holds as known.

    `possible_by` is what would make it possible, "" where it is possible or nothing can.
    """

    verdict: Verdict
    sentence: str
    until: datetime | None = None
    possible_by: str = ""


@dataclass(frozen=True)
class Asked:
    """What the questions are asked of: the record and what it came to at the instant, as known.

    `holding` are the open questions by the act that they hold; `open_cases` the persons of Trigger Cases that wait, and
    `confirmed` those of the confirmed ones; `is_automatic`: the plan exchanges by itself once there is an Acquiring
    Person. `dividend_posted` and `separated` say what the ledger has.
    """

    at: datetime
    record: Record
    rights: RightsAt
    distribution: Distribution
    ending: Expiration
    holding: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    open_cases: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    is_automatic: bool = False
    dividend_posted: bool = True
    separated: bool = False

    @property
    def ended(self) -> bool:
        """Whether the Rights have ended by the instant, beyond doubt."""
        return bool(self._end_findings)

    @property
    def _end_findings(self) -> list[Finding]:
        return [finding for finding in self.rights.general_findings() if finding.rule in {"R46", "R24"}]

    @property
    def end_sentence(self) -> str:
        """How the Rights ended; "" where they have not."""
        return self._end_findings[0].sentence if self._end_findings else ""

    def held_by(self, act: str) -> list[Finding]:
        """The open questions that hold the act; a break of the Distribution Date names both dates."""
        return [
            hold(code, f"{code} is open: {self._why(code)} act waits until the Board or counsel closes it.")
            for code in self.holding.get(act, ())
        ]

    def _why(self, code: str) -> str:
        told = self.distribution.breaks if code.startswith(BREAK) else ()
        return " ".join([*(found.sentence for found in told), "The"]) if told else "the"

    @property
    def cases(self) -> list[Finding]:
        """What an unconfirmed Trigger Case holds: whose Rights are void is not decided (R32)."""
        if not self.open_cases:
            return []
        names = ", ".join(sorted(set(self.open_cases)))
        return [
            hold(
                "R32",
                f"A Trigger Case waits ({names}): whose Rights are void is not decided until it is confirmed.",
            )
        ]


def standing(asked: Asked) -> dict[str, Answer]:
    """The answer to every question, by its name; "extendable" speaks of prong (i)."""
    prong_i = _extendable(asked, "i")
    return {
        "rights_exist": _rights_exist(asked),
        "rights_attached": _attached(asked),
        "shares_carry_rights": _carry(asked),
        "separable": _separable(asked),
        "exercisable": _exercisable(asked),
        "transferable": _transferable(asked),
        "redeemable": _redeemable(asked),
        "exchangeable": _exchangeable(asked),
        "exchange_due": _exchange_due(asked),
        "extendable": prong_i,
        "extendable_i": prong_i,
        "extendable_ii": _extendable(asked, "ii"),
        "amendable": _amendable(asked),
        "exemptable": _exemptable(asked),
        "void": _void(asked),
        "ends_at": _ends_at(asked),
    }


def by_findings(findings: Iterable[Finding], yes: str, until: datetime | None = None) -> Answer:
    """No with every blocking sentence, else held with every holding one, else yes with its own sentence."""
    known = list(findings)
    if blocking := _sentences(known, Severity.BLOCK):
        return Answer("no", blocking)
    if holding := _sentences(known, Severity.HOLD):
        return Answer(
            "held", holding, until, "What holds it is closed by counsel or the Board, and a second person."
        )
    return Answer("yes", yes, until)


def _sentences(findings: Iterable[Finding], severity: Severity) -> str:
    return " ".join(dict.fromkeys(row.sentence for row in findings if row.severity is severity))


def _rights_exist(asked: Asked) -> Answer:
    if asked.ended:
        return Answer("no", asked.end_sentence)
    ends = asked.ending.computed.instant
    if asked.ending.findings and ends is not None and asked.at >= ends:
        return Answer("held", asked.ending.findings[0].sentence)
    if not asked.dividend_posted:
        return Answer("no", "The dividend is not posted: no Right has been distributed yet.")
    return Answer("yes", "The Rights are alive.", None if asked.ending.findings else ends)


def _attached(asked: Asked) -> Answer:
    exist = _rights_exist(asked)
    if exist.verdict != "yes":
        return exist
    apart = asked.rights.distribution_date
    if apart and (asked.rights.is_separated or asked.separated):
        return Answer("no", f"The Rights separated at the close of business on {day_text(apart)}.")
    sentence = "The Rights are attached to the common and move with it and only with it."
    return Answer("yes", sentence, asked.rights.distribution_at or exist.until)


def _carry(asked: Asked) -> Answer:
    attached = _attached(asked)
    day = asked.rights.distribution_date
    if attached.verdict == "yes" and day and asked.rights.day >= day:
        return Answer(
            "no", f"A share issued on the Distribution Date, {day_text(day)}, carries no Right (R4)."
        )
    if attached.verdict != "yes":
        return attached
    return Answer("yes", "Each share carries its Rights; a share issued now brings them.", attached.until)


def _separable(asked: Asked) -> Answer:
    if asked.ended:
        return Answer("no", asked.end_sentence)
    if asked.separated:
        return Answer("no", "The Rights have separated: certificates are issued.")
    day = asked.rights.distribution_date
    if day is None or not asked.rights.is_separated:
        when = (
            f"The Distribution Date is {day_text(day)}: its close of business has not passed." if day else ""
        )
        return Answer("no", when or "There is no Distribution Date.")
    return by_findings(
        [*asked.held_by("issue"), *asked.cases], f"The Distribution Date, {day_text(day)}, has passed."
    )


def _exercisable(asked: Asked) -> Answer:
    if asked.ended:
        return Answer("no", asked.end_sentence)
    if not asked.rights.is_separated and not asked.separated:
        return Answer(
            "no", "The Rights are not exercisable until the Distribution Date.", asked.rights.distribution_at
        )
    if asked.rights.suspended_since:
        last = close_on(last_day_of_suspension(asked.rights.suspended_since))
        return Answer("held", "The company has suspended the exercise of the Rights.", last)
    return by_findings(
        asked.held_by("exercise"), "The Distribution Date has come: the Rights may be exercised.", _end(asked)
    )


def _transferable(asked: Asked) -> Answer:
    if asked.ended:
        return Answer("no", asked.end_sentence)
    if asked.separated or asked.rights.is_separated:
        return Answer(
            "yes", "The Rights are transferred by their certificates, apart from the common.", _end(asked)
        )
    return Answer("no", "The Rights are transferred with the common only.", asked.rights.distribution_at)


def _redeemable(asked: Asked) -> Answer:
    window = asked.rights.windows.redemption
    until = window.closes_at if window else _prior_to_distribution(asked)
    findings = [*redemption_findings(asked.rights), *asked.held_by("redemption"), *asked.cases]
    words = window.words if window else "until the Distribution Date"
    return by_findings(findings, f"The Rights may be redeemed {words}.", until or _end(asked))


def _exchangeable(asked: Asked) -> Answer:
    window = asked.rights.windows.exchange
    until = window.closes_at if window else _prior_to_distribution(asked)
    findings = [
        *asked.rights.general_findings(),
        *window_findings(asked.rights),
        *asked.held_by("exchange"),
        *asked.cases,
    ]
    words = window.words if window else "from the first Flip-In Event until the Distribution Date"
    return by_findings(findings, f"The Rights may be exchanged {words}.", until or _end(asked))


def _exchange_due(asked: Asked) -> Answer:
    if not asked.is_automatic:
        return Answer("no", "The plan exchanges nothing by itself: the Board orders an exchange.")
    since = first_acquiring_person(asked.record, asked.at)
    if since is None:
        return Answer("no", "There is no Acquiring Person: no exchange is due.")
    possible = _exchangeable(asked)
    if possible.verdict != "yes":
        return possible
    return Answer("yes", f"There is an Acquiring Person since {moment_text(since)}: the exchange is due.")


def _extendable(asked: Asked, prong: Prong) -> Answer:
    row = next(row for row in asked.distribution.prongs if row.prong == prong)
    judged = verdict(BoardResolution("extension", asked.at, prong=prong), asked.record)
    findings = [*judged.findings, *asked.held_by("extension")]
    return by_findings(findings, f"The Board may defer prong ({prong}).", row.computed.instant)


def _amendable(asked: Asked) -> Answer:
    power = asked.rights.windows.amendment
    until = power.free_until if power else _prior_to_distribution(asked)
    findings = [*amendment_findings(asked.rights, Amendment()), *asked.held_by("amendment")]
    return by_findings(findings, "The Board may amend the terms without the holders.", until)


def _exemptable(asked: Asked) -> Answer:
    findings = [
        *release_findings(asked.record, asked.rights, "", "exempt", asked.at),
        *asked.held_by("declaration"),
    ]
    return by_findings(
        findings, "The Board may take a person out of the definition.", asked.rights.distribution_at
    )


def _void(asked: Asked) -> Answer:
    if asked.confirmed:
        names = ", ".join(sorted(set(asked.confirmed)))
        return Answer("yes", f"The Rights that {names} and whoever counts with them own are void.")
    if asked.open_cases:
        return Answer("held", asked.cases[0].sentence)
    return Answer("no", "Nobody is an Acquiring or Adverse Person: no Right is void.")


def _ends_at(asked: Asked) -> Answer:
    ending = asked.ending
    if ending.findings:
        return Answer("held", ending.findings[0].sentence, ending.computed.instant)
    if ending.computed.value is None:
        return Answer("no", ending.computed.reason)
    return Answer("yes", ending.computed.reason, ending.computed.instant)


def _prior_to_distribution(asked: Asked) -> datetime | None:
    """Until when a power "prior to the Distribution Date" may be used: on the date itself it is held (DQ5, DQ14)."""
    day = asked.rights.distribution_date
    if day is None:
        return None
    begins = start_of(day)
    return begins if asked.at < begins else asked.rights.distribution_at


def _end(asked: Asked) -> datetime | None:
    return None if asked.ending.findings else asked.ending.computed.instant
