"""Continuing Directors: who is one at each date, whether they are a majority, and the freeze that follows a
loss.

R57-R60, DQ10, DQ15.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from ledger.rules.dates import day_text, new_york_date, start_of
from ledger.rules.facts import (
    Computed,
    ContinuingDirectorsLostMajority,
    ContinuingDirectorsRegainedMajority,
    Event,
)
from ledger.rules.registry import decides

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Taint = Literal["acquiring_person", "affiliate_or_associate", "representative_or_nominee"]
Status = Literal["continuing", "not_continuing", "undetermined", "not_in_office"]

MajorityChange = ContinuingDirectorsLostMajority | ContinuingDirectorsRegainedMajority
MAJORITY_CHANGES = (ContinuingDirectorsLostMajority, ContinuingDirectorsRegainedMajority)

_SECTION = "Definition of Continuing Director; R58-R59"
_RULE = "ledger.rules.continuing_directors.director_status"


@dataclass(frozen=True)
class Director:
    """One person's service on the Board, by New York dates.

    `left` is the first day out of office. `approved_by` names the directors who recommended or approved the
    nomination or election on `approved_on`. `tainted_on` is the day the person became an Acquiring Person,
    its affiliate or associate, or its representative or nominee, as `taint` says; `cleared_on` the first day on which
    it was none of these any more.
    """

    name: str
    joined: date
    left: date | None = None
    approved_on: date | None = None
    approved_by: tuple[str, ...] = ()
    tainted_on: date | None = None
    taint: Taint | None = None
    cleared_on: date | None = None

    def in_office(self, on: date) -> bool:
        """Whether the director sits on that date."""
        return self.joined <= on and (self.left is None or on < self.left)

    def is_tainted(self, on: date) -> bool:
        """Whether the director is tied to an Acquiring Person on that date."""
        return (
            self.tainted_on is not None
            and self.tainted_on <= on
            and (self.cleared_on is None or on < self.cleared_on)
        )


@dataclass(frozen=True)
class BoardView:
    """The Board on one date: names in office, those of Continuing Directors, and those not yet determined."""

    on: date
    in_office: tuple[str, ...]
    continuing: tuple[str, ...]
    undetermined: tuple[str, ...]

    @property
    def continuing_majority(self) -> bool | None:
        """Whether Continuing Directors are strictly more than half of those in office (R60: 3 of 6 fails).

        None where the undetermined directors would decide it.
        """
        if 2 * len(self.continuing) > len(self.in_office):
            return True
        if 2 * (len(self.continuing) + len(self.undetermined)) > len(self.in_office):
            return None
        return False


@decides(
    "R58",
    "Continuing Director, limb (i)",
    term="Continuing Director",
)
@decides(
    "R59",
    "Continuing Director, limb (ii)",
)
def director_status(
    director: Director, board: Sequence[Director], agreement_date: date, on: date
) -> Computed[Status]:
    """Whether a director is a Continuing Director on a date: limb (i) R58, limb (ii) R59.

    Limb (i) takes members from before the date of the Agreement; limb (ii) those who came after it with the
    approval of a majority of the Continuing Directors as that set stood on the day of approval. Who joined on
    the very date of the Agreement fits neither limb and is undetermined (DQ10).
    """
    status, reason = _status(director, board, agreement_date, on)
    inputs = (
        ("director", director.name),
        ("joined", director.joined.isoformat()),
        ("date of the Agreement", agreement_date.isoformat()),
        ("approved by", ", ".join(director.approved_by) or "nobody recorded"),
        ("on", on.isoformat()),
    )
    return Computed(status, reason, _SECTION, _RULE, inputs=inputs)


def _status(
    director: Director, board: Sequence[Director], agreement_date: date, on: date
) -> tuple[Status, str]:
    if not director.in_office(on):
        return "not_in_office", f"{director.name} was not in office on {day_text(on)}."
    if director.tainted_on and director.is_tainted(on):
        # Limb (ii) leaves out "representative or nominee": the words are followed, and the gap is DQ10.
        if director.taint != "representative_or_nominee" or director.joined < agreement_date:
            taint = (director.taint or "acquiring_person").replace("_", " ")
            return (
                "not_continuing",
                f"{director.name} is within “{taint}” since {day_text(director.tainted_on)}.",
            )
        return "undetermined", (
            f"{director.name} is a representative or nominee, which limb (ii) does not mention."
        )
    if director.joined < agreement_date:
        return "continuing", f"{director.name} was a member before the date of the Agreement (limb (i))."
    if director.joined == agreement_date:
        return (
            "undetermined",
            f"{director.name} joined on the date of the Agreement: neither limb fits.",
        )
    return _later(director, board, agreement_date)


def _later(director: Director, board: Sequence[Director], agreement_date: date) -> tuple[Status, str]:
    """Who joined after the date of the Agreement: limb (ii), or in doubt where the same person was a member before."""
    status, reason = _approved(director, board, agreement_date)
    before = _earlier_service(director, board, agreement_date)
    if status == "not_continuing" and before:
        return "undetermined", (
            f"{director.name} was a member before the date of the Agreement, left on {day_text(before)} and came back: "
            f"whether limb (i) still fits is not said. {reason}"
        )
    return status, reason


def _earlier_service(director: Director, board: Sequence[Director], agreement_date: date) -> date | None:
    """The day on which the same person left a service that began before the date of the Agreement."""
    ended = (
        member.left for member in board if member.name == director.name and member.joined < agreement_date
    )
    return max((day for day in ended if day and day <= director.joined), default=None)


def _approved(director: Director, board: Sequence[Director], agreement_date: date) -> tuple[Status, str]:
    if director.approved_on is None:
        return (
            "not_continuing",
            f"No approval of {director.name} by Continuing Directors is recorded (limb (ii)).",
        )
    # Only those who sat before the day of approval are asked, so the question never turns on itself.
    earlier = [member for member in board if member.joined < director.joined and member != director]
    electors = board_on(earlier, agreement_date, director.approved_on)
    given = sorted(set(director.approved_by) & set(electors.continuing))
    text = (
        f"{len(given)} of {len(electors.continuing)} Continuing Directors in office on "
        f"{day_text(director.approved_on)} approved {director.name}"
    )
    if 2 * len(given) > len(electors.continuing) + len(electors.undetermined):
        return "continuing", f"{text}: a majority (limb (ii))."
    possible = len(given) + len(set(director.approved_by) & set(electors.undetermined))
    if electors.undetermined and 2 * possible > len(electors.continuing):
        return "undetermined", f"{text}, and {len(electors.undetermined)} electors are undetermined."
    return "not_continuing", f"{text}: no majority (limb (ii))."


@decides(
    "R60",
    "Majority of the Board",
)
def board_on(directors: Iterable[Director], agreement_date: date, on: date) -> BoardView:
    """The Board on a date, with each director's status decided on the facts of that date."""
    board = tuple(directors)
    named: dict[Status, list[str]] = {
        "continuing": [],
        "undetermined": [],
        "not_continuing": [],
        "not_in_office": [],
    }
    for director in board:
        named[_status(director, board, agreement_date, on)[0]].append(director.name)
    sitting = tuple(director.name for director in board if director.in_office(on))
    return BoardView(on, sitting, tuple(named["continuing"]), tuple(named["undetermined"]))


def majority_changes(
    directors: Iterable[Director], agreement_date: date, until: date
) -> tuple[MajorityChange, ...]:
    """Each date, up to `until`, on which Continuing Directors ceased to be a majority or became one again, as an event.

    A change is taken at the start of its New York day. An undetermined majority is no loss and no regaining: it is a
    hold.
    """
    board = tuple(directors)
    days = {agreement_date} | {
        day
        for director in board
        for day in (director.joined, director.left, director.tainted_on, director.cleared_on)
        if day and agreement_date <= day <= until
    }
    changes: list[MajorityChange] = []
    held, regained = True, True
    for day in sorted(days):
        majority = board_on(board, agreement_date, day).continuing_majority
        at = start_of(day)
        if majority is False and held:
            changes.append(ContinuingDirectorsLostMajority(at))
            regained = False
        elif majority and not regained:
            changes.append(ContinuingDirectorsRegainedMajority(at))
            regained = True
        held = majority is not False
    return tuple(changes)


@decides("R33")
def majority_is_lost(events: Iterable[Event], at: datetime) -> bool:
    """Whether Continuing Directors constitute less than a majority at an instant: the latest change by then is a loss.

    The gate that this opens needs no Acquiring Person, and closes again when the majority is regained.
    """
    known = [event for event in events if isinstance(event, MAJORITY_CHANGES) and event.at <= at]
    # Of a loss and a regaining told of one instant, the regaining is the later.
    last = max(known, key=lambda e: (e.at, isinstance(e, ContinuingDirectorsRegainedMajority)), default=None)
    return isinstance(last, ContinuingDirectorsLostMajority)


@dataclass(frozen=True)
class Freeze:
    """The 180 days after a loss: day 0 is the date of the loss, `last` is the last frozen day (R57)."""

    lost_at: datetime
    last: date

    def covers(self, instant: datetime) -> bool:
        """Whether an act at that instant falls in the freeze: from the loss through the end of `last`."""
        return self.lost_at <= instant and new_york_date(instant) <= self.last


@decides(
    "R57",
    "The freeze of the Board",
)
def freezes(events: Iterable[Event], days: int) -> tuple[Freeze, ...]:
    """The freeze that each loss of the Continuing Directors' majority opens, in order; calendar days."""
    losses = sorted({event.at for event in events if isinstance(event, ContinuingDirectorsLostMajority)})
    return tuple(Freeze(lost_at, new_york_date(lost_at) + timedelta(days=days)) for lost_at in losses)


@decides("R57")
def freeze_at(instant: datetime, windows: Iterable[Freeze]) -> Freeze | None:
    """The freeze in force at an instant: the one that lasts longest, or None."""
    return max((window for window in windows if window.covers(instant)), key=lambda w: w.last, default=None)
