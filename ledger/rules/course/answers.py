"""An answer to a question of law, what it is asked of, and what several questions look at first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from ledger.rules.findings import Finding, Severity, block, hold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from ledger.rules.course.distribution import Break, Distribution
    from ledger.rules.course.expiration_date import Expiration
    from ledger.rules.course.record import Record
    from ledger.rules.facts import Exchanged, Prong, Redeemed
    from ledger.rules.rights_at import RightsAt

Verdict = Literal["yes", "no", "held"]

# A confirmed case of these prongs is of an Acquiring Person or an Adverse Person; a tender offer makes nobody one.
MAKE_A_FLIP_IN: tuple[Prong, ...] = ("i", "iii")
# The code of each question that a Distribution Date on record stands against another begins with this.
BREAK = "BREAK-"
_ENDED = ("R46", "R24")


@dataclass(frozen=True)
class Answer:
    """An answer: the verdict, the sentence that says why, and until when it holds as known.

    `findings` are what stands against it, one by one, with what staff should see all the same; `citation` the words of
    the plan's own paper on it. `possible_by` is what would make it possible, "" where it is possible or nothing can.
    """

    verdict: Verdict
    sentence: str
    until: datetime | None = None
    possible_by: str = ""
    findings: tuple[Finding, ...] = ()
    citation: str = ""

    @property
    def is_yes(self) -> bool:
        """Whether it may be, or is so."""
        return self.verdict == "yes"


@dataclass(frozen=True)
class Case:
    """A Trigger Case that is open or confirmed: of whom ("" where it names nobody), and of which prong.

    `owns`: somebody of that person's group was found to own shares in an account.
    """

    person: str
    prong: str
    is_confirmed: bool
    owns: bool = False

    @property
    def name(self) -> str:
        """Of whom, in words."""
        return self.person or "nobody named"

    @property
    def voids(self) -> bool:
        """Whether it is of somebody whose Rights are void once it is confirmed."""
        return self.prong in MAKE_A_FLIP_IN


@dataclass(frozen=True)
class Unapproved:
    """A redemption or exchange that the Board ordered, and that waits for a second person; `is_whole`: of all."""

    order: str
    is_whole: bool


class Asked(Protocol):
    """What the questions are asked of: the record and what it came to at the instant, as known.

    `is_automatic`: the plan exchanges by itself once there is an Acquiring Person. `is_dividend_posted`,
    `is_separated` and `has_notice` (the company's, of the Distribution Date) say what the back office has.
    `is_strictly_otherwise`: a stricter reading of the calendar gives another Distribution Date. `led` are the
    persons whose facts gave that date, `unapproved` the orders of the Board, effective by the instant, that wait
    for a second person. `breaks` are what was found since against a date or an end on record. `undecided` holds
    what rests on a Distribution Date that has passed, while an act of the Board of before it waits: it may move the
    date. `ordered` are the redemptions and exchanges of all Rights that have their effect, at the latest by an
    instant to come.
    """

    @property
    def at(self) -> datetime: ...
    @property
    def record(self) -> Record: ...
    @property
    def rights(self) -> RightsAt: ...
    @property
    def distribution(self) -> Distribution: ...
    @property
    def ending(self) -> Expiration: ...
    @property
    def cases(self) -> Sequence[Case]: ...
    @property
    def led(self) -> Sequence[str]: ...
    @property
    def unapproved(self) -> Sequence[Unapproved]: ...
    @property
    def breaks(self) -> Sequence[Break]: ...
    @property
    def undecided(self) -> Sequence[Finding]: ...
    @property
    def ordered(self) -> Sequence[Redeemed | Exchanged]: ...
    @property
    def is_automatic(self) -> bool: ...
    @property
    def is_dividend_posted(self) -> bool: ...
    @property
    def is_separated(self) -> bool: ...
    @property
    def has_notice(self) -> bool: ...
    @property
    def is_strictly_otherwise(self) -> bool: ...

    def holding(self, act: str) -> tuple[str, ...]:
        """The open questions that hold the act, by their codes."""

    def open_about(self, term: str) -> tuple[str, ...]:
        """The open questions about the term, by their codes."""


def by_findings(findings: Iterable[Finding], yes: str, until: datetime | None = None) -> Answer:
    """No with every blocking sentence, else held with every holding one, else yes with its own sentence."""
    known = tuple(dict.fromkeys(findings))
    if blocking := _sentences(known, Severity.BLOCK):
        return Answer("no", blocking, findings=known)
    if holding := _sentences(known, Severity.HOLD):
        # A Trigger Case, a missing notice, a waiting approval say themselves what is to be done.
        asks = {row.next_act for row in known if row.severity is Severity.HOLD}
        by = "What holds it is closed by counsel or the Board, and a second person."
        return Answer("held", holding, until, by if asks == {"quality"} else "", known)
    return Answer("yes", yes, until, findings=known)


def no(rule: str, sentence: str, until: datetime | None = None) -> Answer:
    """No, by one rule."""
    return Answer("no", sentence, until, findings=(block(rule, sentence),))


def _sentences(findings: Iterable[Finding], severity: Severity) -> str:
    return " ".join(dict.fromkeys(row.sentence for row in findings if row.severity is severity))


def nothing_distributed(asked: Asked) -> list[Finding]:
    """That no Right has been distributed yet."""
    sentence = "The dividend is not posted: no Right has been distributed yet."
    return [] if asked.is_dividend_posted else [block("R2", sentence, next_act="dividend")]


def end_findings(rights: RightsAt) -> list[Finding]:
    """How the Rights ended by the instant, beyond doubt; nothing where they have not."""
    return [finding for finding in rights.general_findings() if finding.rule in _ENDED]


def is_end_in_doubt(asked: Asked) -> bool:
    """Whether the Rights end only by an expiration of which something is still to be said."""
    return bool(asked.ending.findings) and asked.ending.how not in {"redeemed", "exchanged"}


def ends_by(asked: Asked) -> datetime | None:
    """When the Rights end as known, by an order of the Board to come too; None while that is in doubt."""
    ends = None if is_end_in_doubt(asked) else asked.ending.computed.instant
    return soonest(asked, ends, *(order.at for order in asked.ordered))


def soonest(asked: Asked, *instants: datetime | None) -> datetime | None:
    """The first of the instants that lies ahead: until when an answer holds; None where none does."""
    return min((at for at in instants if at is not None and at > asked.at), default=None)


def held_by(asked: Asked, act: str) -> list[Finding]:
    """The open questions that hold the act; a break of the Distribution Date names both dates."""
    return [
        hold(
            code,
            f"{code} is open: {_why(asked, code)} act waits until the Board or counsel closes it.",
            next_act="quality",
        )
        for code in asked.holding(act)
    ]


def _why(asked: Asked, code: str) -> str:
    told = asked.breaks if code.startswith(BREAK) else ()
    return " ".join([*(found.sentence for found in told), "The"]) if told else "the"


def waiting_cases(asked: Asked) -> list[Finding]:
    """What an unconfirmed Trigger Case holds: whose Rights are void is not decided (R32)."""
    waiting = sorted({case.name for case in asked.cases if case.voids and not case.is_confirmed})
    if not waiting:
        return []
    return [
        hold(
            "R32",
            f"A Trigger Case waits ({', '.join(waiting)}): whose Rights are void is not decided. Confirm it, or close "
            "it on a paper of the Board first.",
            next_act="trigger_case",
        )
    ]


def waiting_orders(orders: Iterable[Unapproved]) -> list[Finding]:
    """What a redemption or exchange holds until a second person decides it: approved, it has its effect from its own
    instant on (R46, R50).
    """
    return [
        hold(
            "I10",
            f"{each.order} waits for a second person: what the Rights are turns on it. Approve or reject its effect "
            "first.",
            next_act="board_act",
        )
        for each in orders
    ]


def waiting_ends(asked: Asked) -> list[Finding]:
    """What holds every question that is only of Rights that are there: an order to end them all that waits."""
    return waiting_orders(each for each in asked.unapproved if each.is_whole)
