"""Which postings a reversal may undo, and what stands against it: the only correction of the journal there is (I5).

Nothing is deleted: the reversal is a posting of its own, for the legal date of what it undoes, known from its own
instant. So the books of that day are right from then on, and a question as known before shows the error still. The days
before a separation stay closed: a voiding of before it is undone at it, and the Rights that come back are separated as
they would have been.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ledger.rules.dates import date_text
from ledger.rules.findings import Finding, block, hold, warn
from ledger.rules.vocabulary import BatchKind, Instrument

# Undone on counsel's written confirmation alone.
BY_COUNSEL = (BatchKind.VOIDING,)
# Nothing that was worked out over void Rights can be posted as a movement of shares.
_COUNSELS_WAY = "Ask counsel what the holder is owed."
# What is worked out over the holdings of everybody: once it is posted, what lies before it can no longer be undone.
OVER_ALL = (
    BatchKind.DIVIDEND,
    BatchKind.SEPARATION,
    BatchKind.REDEMPTION,
    BatchKind.EXCHANGE,
    BatchKind.EXPIRATION,
    BatchKind.ADJUSTMENT,
)
# Movements of shares, with the Rights they took along, are undone. Why another posting is not, and the act of the way.
_ANOTHER_WAY = {
    BatchKind.OPENING: ("The master securityholder file was opened by it.", "share_movement"),
    BatchKind.DIVIDEND: ("The dividend is the record of who held at the Record Date.", "share_movement"),
    BatchKind.SEPARATION: ("Certificates were allotted by it.", "presentation"),
    BatchKind.RIGHTS_TRANSFER: ("Certificates were issued by it.", "presentation"),
    BatchKind.EXERCISE: ("A certificate was surrendered and what it bought delivered.", "presentation"),
    BatchKind.REDEMPTION: ("A list of payments hangs on it.", "payment"),
    BatchKind.EXCHANGE: ("Shares and a list of payments hang on it.", "share_movement"),
    BatchKind.DELIVERY: ("Shares were delivered by it.", "share_movement"),
    BatchKind.EXPIRATION: ("It ended the Rights of the plan.", ""),
    BatchKind.ADJUSTMENT: ("Terms and control book were changed by it.", "adjustment"),
    BatchKind.REVERSAL: ("It is a correction itself.", "share_movement"),
}
_WAYS = {
    "share_movement": "Post what should have moved as a movement of its own, on its paper.",
    "presentation": "Let the certificates be presented, and issue what they should say.",
    "payment": "Follow up the payment of the holder concerned.",
    "adjustment": "Record the adjustment that puts the figures right.",
    "": "Ask counsel.",
}


@dataclass(frozen=True, slots=True)
class Later:
    """An act over all holders that was worked out after the posting, over an account that it touched."""

    number: int
    words: str
    on: date
    account: str


class Short(NamedTuple):
    """Who would hold less than nothing first: an account, by its number or role, in a place (a standing, or "plan"), on
    which day, and how many of what too few.
    """

    on: date
    account: str
    place: str
    instrument: str
    quantity: Decimal

    @property
    def words(self) -> str:
        """The account, and what it would be short of: "account 000004 (valid) would hold 300 Rights too few"."""
        named = "Rights" if self.instrument == Instrument.RIGHTS else "Common shares"
        return (
            f"account {self.account} ({self.place}) would hold {self.quantity.normalize():,f} {named} too few"
        )


@dataclass(frozen=True, slots=True)
class Posted:
    """A posting that is asked to be undone.

    `separated_on` is the day of a posted separation, `later` what has been worked out over it since, `short` what its
    reversal would leave somebody short of. `counsel` is who confirmed it as counsel, "" where nobody did. Of a voiding
    `against` is what stands against giving anybody Rights now. `outstanding_after` it, the control book orders
    `ordered` shares (None: no order yet).
    """

    number: int
    kind: BatchKind
    effective_on: date
    separated_on: date | None = None
    later: Sequence[Later] = ()
    short: Short | None = None
    counsel: str = ""
    against: Sequence[Finding] = ()
    outstanding_after: Decimal = Decimal()
    ordered: Decimal | None = None


def reversed_on(kind: BatchKind, effective_on: date, separated_on: date | None) -> date:
    """The legal date of the reversal: that of what it undoes; of a voiding the separation's where that is later, for
    the days before it are closed.
    """
    return max(effective_on, separated_on) if separated_on and kind in BY_COUNSEL else effective_on


def reversal_findings(posted: Posted) -> tuple[Finding, ...]:
    """What stands against undoing this posting by reversal."""
    if posted.kind in _ANOTHER_WAY:
        why, act = _ANOTHER_WAY[posted.kind]
        return (
            block("I5", f"Batch {posted.number} is not undone by reversal. {why} {_WAYS[act]}", next_act=act),
        )
    is_counsels = posted.kind in BY_COUNSEL
    found = [_worked_out_since(posted, each, is_counsels=is_counsels) for each in posted.later[:1]]
    is_closed = posted.separated_on is not None and posted.effective_on < posted.separated_on
    if not found and posted.separated_on and is_closed and not is_counsels:
        found.append(
            block(
                "I5",
                f"Batch {posted.number} lies before the separation of {date_text(posted.separated_on)}: what its "
                f"accounts had is in certificates. {_WAYS['presentation']}",
                next_act="presentation",
            )
        )
    if posted.short and not found:
        found.append(_moved_on(posted, posted.short, is_closed=is_closed))
    found += posted.against
    if is_counsels and not posted.counsel:
        found.append(
            hold(
                "R32",
                f"Batch {posted.number} made Rights void: it is undone on counsel's written confirmation alone: "
                "a person with the role of counsel proposes it, on the opinion itself, which is kept.",
            )
        )
    if posted.ordered is not None and posted.outstanding_after != posted.ordered:
        found.append(
            warn(
                "R61",
                f"{posted.outstanding_after.normalize():,f} shares will be outstanding; the control book says "
                f"{posted.ordered.normalize():,f}. Post what should have been posted, or let the issuer order anew.",
            )
        )
    return tuple(found)


def _worked_out_since(posted: Posted, later: Later, *, is_counsels: bool) -> Finding:
    way = _COUNSELS_WAY if is_counsels else _WAYS["share_movement"]
    return block(
        "I5",
        f"Batch {later.number} ({later.words}, {date_text(later.on)}) was worked out over what account "
        f"{later.account} held by batch {posted.number}. {way}",
        next_act="" if is_counsels else "share_movement",
    )


def _moved_on(posted: Posted, short: Short, *, is_closed: bool) -> Finding:
    went = f"What batch {posted.number} moved has moved on: {short.words} since {date_text(short.on)}."
    if is_closed:
        return block(
            "I1", f"{went} They went with shares before the separation, and are void there. {_COUNSELS_WAY}"
        )
    return block("I1", f"{went} Reverse the later movement first.", next_act="correction")
