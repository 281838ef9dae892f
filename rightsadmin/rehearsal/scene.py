"""What the steps of a story share: the plan, the hands, the clock, what was posted by which step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ledger.errors import RuleViolation
from ledger.holder_files.registrations_told import registration_of
from ledger.rules.counsel import COUNSELS_PAPER
from ledger.selectors import milestones
from ledger.services import deadlines, documents, events, holders
from rightsadmin.common.actor import Actor
from rightsadmin.common.clock import HeldClock, new_york_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from ledger.models import Approval, HolderAccount, Person, Plan, SourceDocument
    from rightsadmin.rehearsal.hands import Hands
    from rightsadmin.rehearsal.reading import Step


_INVENTED = "Invented for a rehearsal."


@dataclass(frozen=True)
class Later:
    """What the hands do once an instant has come: post what a resolution ordered for then."""

    due_at: datetime
    what: Callable[[], None]


@dataclass
class Scene:
    """One story being carried. `step` is the one at hand; `now` the latest instant that the story has come to."""

    plan: Plan
    hands: Hands
    clock: HeldClock
    now: datetime
    step: Step
    later: list[Later] = field(default_factory=list)
    # Which step proposed what waits, and the numbers of the batches that each step led to.
    proposed: dict[int, int] = field(default_factory=dict)
    posted: dict[int, list[int]] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The legal date of the step's own instant."""
        return new_york_date(self.step.at)

    def decide(self, approval: Approval, step: Step | None = None) -> None:
        """A second person approves at once, unless the step that proposed it leaves it for `approve_all`."""
        step = step or self.step
        self.proposed[approval.pk] = step.number
        if step.is_approved:
            self.approve(approval)

    def approve(self, approval: Approval) -> None:
        """The second person's yes; what it posts counts as posted by the step that proposed it."""
        before = self.last_batch()
        self.hands.approve(approval)
        batches = self.plan.batches.filter(number__gt=before).order_by("number")
        step = self.proposed.get(approval.pk, self.step.number)
        self.posted.setdefault(step, []).extend(batches.values_list("number", flat=True))

    def last_batch(self) -> int:
        """The number of the latest batch of the plan, 0 before the first."""
        last = self.plan.batches.order_by("-number").first()
        return last.number if last else 0

    def bring_to_date(self) -> None:
        """What the hourly jobs do for this plan: its deadlines follow the facts and the day."""
        deadlines.bring_to_date(plan=self.plan, actor=Actor.system("rehearsal"))
        self.plan.refresh_from_db()

    def paper(self, title: str, kind: str, dated_on: date | None = None) -> SourceDocument:
        """A paper of its own for each act, as each act has one."""
        return documents.record_document(
            plan=self.plan,
            title=f"{title} (step {self.step.number})",
            kind=kind,
            dated_on=dated_on or self.day,
            excerpt=_INVENTED,
            content=[f"{title}: {_INVENTED}".encode()],
            actor=self.hands.maker,
        )

    def board_paper(self) -> tuple[SourceDocument, Actor]:
        """The paper of an act of the Board at the step's instant and whose hand records it: counsel's, on an opinion,
        of before a milestone on record.
        """
        if milestones.after(self.plan, self.step.at):
            return self.paper("Opinion of counsel", COUNSELS_PAPER), self.hands.counsel
        return self.paper("Resolution of the Board", "board resolution"), self.hands.maker

    def person(self, name: str) -> Person:
        """The person outside of that name, recorded when first named."""
        return events.record_person(plan=self.plan, name=name, actor=self.hands.maker)

    def known_person(self, name: str) -> Person:
        """The person of that name; RuleViolation where no step named one so."""
        found = self.plan.persons.filter(name=name.strip()).first()
        if found is None:
            raise RuleViolation(f"No person on record is named {name}.", where="person")
        return found

    def account(self, registration: str, *, opened: bool = True, share_class: str = "") -> HolderAccount:
        """The account with that registration, of the class where one is named, opened where there is none (or
        RuleViolation, unless `opened`).
        """
        name = " ".join(registration.split())
        accounts = self.plan.accounts.order_by("number")
        of_class = [each for each in accounts if share_class in ("", each.share_class)]
        found = next((each for each in of_class if each.name == name), None)
        if found is not None:
            return found
        if not opened:
            raise RuleViolation(f"No account is registered to {name}.", where="account")
        form = registration_of((name,))
        return holders.open_account(
            plan=self.plan,
            number=f"{len(accounts) + 1:010d}",
            registration=form,
            registration_lines=[name],
            parties=[("owner", name)],
            opened_on=self.day,
            address_lines=["1 Main Street"],
            city="Wilmington",
            state="DE",
            postal_code="19801",
            is_nominee=form.value == "nominee",
            share_class=share_class,
            actor=self.hands.maker,
        )
