"""The Board over time: each director's standing on a day and why, every change of the majority, the frozen windows."""

from dataclasses import dataclass
from datetime import date

from ledger.models import Director, Plan
from ledger.rules import continuing_directors as rules
from ledger.rules.continuing_directors import BoardView, Freeze
from ledger.rules.facts import Computed
from ledger.selectors import board, facts
from ledger.selectors.terms import terms_as_of
from rightsadmin.common.clock import new_york_date


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A director as recorded, and what the rules say of him on the day asked about."""

    director: Director
    standing: Computed[rules.Status]


@dataclass(frozen=True, kw_only=True)
class Change:
    """The Board from a day on, and what changed that day in words."""

    view: BoardView
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BoardHistory:
    """Everything the page of the Board shows, asked once."""

    on: date
    view: BoardView
    seats: tuple[Seat, ...]
    changes: tuple[Change, ...]
    freezes: tuple[Freeze, ...]
    applies: bool  # whether the plan has the Continuing Director terms at all

    @property
    def freeze(self) -> Freeze | None:
        """The freeze that covers the day, the one that lasts longest; None where none does."""
        covering = [each for each in self.freezes if _first(each) <= self.on <= each.last]
        return max(covering, key=lambda each: each.last, default=None)


def _first(freeze: Freeze) -> date:
    return new_york_date(freeze.lost_at)


def board_history(plan: Plan, on: date) -> BoardHistory:
    """The Board of the plan on `on`, with all changes on record. R57-R60; three queries and those of the terms.

    The freeze follows the recorded losses of majority and those that the directors' own dates show.
    """
    rows = list(Director.objects.filter(plan=plan).order_by("joined_on", "name"))
    members = board.directors(plan)
    by_key = {(member.name, member.joined): member for member in members}
    seats = tuple(
        Seat(
            director=row,
            standing=rules.director_status(by_key[row.name, row.joined_on], members, plan.agreement_date, on),
        )
        for row in rows
    )
    terms = terms_as_of(plan, max(on, plan.agreement_date))
    days = terms["freeze.days"].value if "freeze.days" in terms else 0
    applies = board.APPLIES in terms and bool(terms[board.APPLIES].value)
    return BoardHistory(
        on=on,
        view=rules.board_on(members, plan.agreement_date, on),
        seats=seats,
        changes=_changes(members, plan.agreement_date),
        freezes=rules.freezes(facts.events(plan), days or 0) if applies else (),
        applies=applies,
    )


def _changes(members: tuple[rules.Director, ...], agreement_date: date) -> tuple[Change, ...]:
    words: dict[date, list[str]] = {agreement_date: ["Date of the Rights Agreement"]}
    for member in members:
        words.setdefault(member.joined, []).append(f"{member.name} joined")
        if member.left:
            words.setdefault(member.left, []).append(f"{member.name} left")
        if member.tainted_on:
            taint = (member.taint or "acquiring_person").replace("_", " ")
            words.setdefault(member.tainted_on, []).append(f"{member.name} became {taint}")
        if member.cleared_on:
            words.setdefault(member.cleared_on, []).append(
                f"{member.name} is tied to an Acquiring Person no longer"
            )
    return tuple(
        Change(view=rules.board_on(members, agreement_date, day), words=tuple(said))
        for day, said in sorted(words.items(), reverse=True)
        if day >= agreement_date
    )
