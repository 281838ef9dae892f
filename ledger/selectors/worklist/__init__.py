"""What waits for a person to do it, over all plans: one registry of the kinds of work, asked for one person.

A kind is registered beside what it is about: those of the ledger here, those of the certificates by their app. What a
kind tells is bounded, so that a heap of ten thousand items is as quick to tell as ten.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ledger.models import Plan
from ledger.permissions import may_propose
from rightsadmin.common.actor import Actor

# To decide as a second person; to do; to finish what was released or decided; to mend.
Lane = Literal["decide", "desk", "finish", "broken"]
CAP = 200  # items of one kind that are told; a heap of more says so
HEAP = 5  # more items of a kind, a plan and a day than these are one line that leads to their list


@dataclass(frozen=True, kw_only=True)
class Work:
    """One thing to do: `verb` is what the person does, `what` the thing with its figures, `url` where it is done.

    `due` is the day it is due on, in the plan's own time; None: no paper and no rule fixes one. `told` is one line
    more. `heap` and `heap_url` are the words and the page for more than HEAP of them: "presentations to examine".
    """

    lane: Lane
    verb: str
    what: str
    url: str
    plan: Plan | None = None
    due: date | None = None
    told: str = ""
    heap: str = ""
    heap_url: str = ""


Supplier = Callable[[Actor], Iterable[Work]]
_KINDS: list[tuple[str, Supplier]] = []


def waits(act: str = "") -> Callable[[Supplier], Supplier]:
    """Registers a kind of work: of whoever may propose the act; of everybody where the supplier itself asks whose."""

    def register(supplier: Supplier) -> Supplier:
        _KINDS.append((act, supplier))
        return supplier

    return register


def of(actor: Actor) -> list[Work]:
    """Everything that waits for the person, in no order; at most CAP of a kind."""
    return [
        work for act, supplier in _KINDS if not act or may_propose(actor, act) for work in supplier(actor)
    ]


def heaped(works: Iterable[Work]) -> Iterator[Work]:
    """The same work with each heap of one kind, plan and day as one line."""
    alike: dict[tuple[object, ...], list[Work]] = {}
    for work in works:
        key = (work.heap, work.plan and work.plan.pk, work.due) if work.heap else (id(work),)
        alike.setdefault(key, []).append(work)
    for rows in alike.values():
        if len(rows) <= HEAP:
            yield from rows
            continue
        first, count = rows[0], f"{len(rows)}{' or more' if len(rows) == CAP else ''}"
        yield Work(
            lane=first.lane,
            verb=first.verb,
            what=f"{count} {first.heap}",
            url=first.heap_url,
            plan=first.plan,
            due=first.due,
        )
