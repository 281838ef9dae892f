"""Rights that an Acquiring or Adverse Person passed on: where they are now, until counsel says what they are (7(e)).

Agreement, section 7(e): Rights beneficially owned by "a transferee of an Acquiring Person (or of any such Associate
or Affiliate) who becomes a transferee after the Acquiring Person becomes such" are void, and so are those of one who
became it before or with that by a plan, arrangement or understanding. Nothing here says that they are: each transfer,
those of before where a paper names them, is a question for counsel, and its Rights wait.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ledger.rules.movements import ZERO, Account
from ledger.rules.registry import decides


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """An account in which a person's Rights were found: from `since` on, what it passes on is in question.

    `others` are the Rights in it by `since` that were not found to be the person's; they are taken to go first. None:
    all of the account is the person's, whatever comes in later.
    """

    person: str
    since: date
    others: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Rights not void that an entry moved, in the order in which it was recorded; None is no holder's account.

    `was_voided`: they became void where they were. `reverses` is the entry that this one undoes. `named` of them were
    passed on by `named_of`, before it became an Acquiring or Adverse Person, by a plan that a paper names.
    """

    entry: int
    source: Account | None
    target: Account | None
    rights: Decimal
    on: date
    was_voided: bool = False
    reverses: int | None = None
    named: Decimal = ZERO
    named_of: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """Counsel's word on so many Rights that an entry brought to an account: they are in question no longer."""

    entry: int
    account: Account
    rights: Decimal


@dataclass(frozen=True, slots=True)
class Questioned:
    """Rights in question: the entry that brought them to the account where they are, and whose they were.

    `by_plan`: they were passed on before the person became an Acquiring or Adverse Person, by a plan.
    """

    entry: int
    account: Account
    person: str
    rights: Decimal
    by_plan: bool = False


@decides("R32")
def trace(
    held: Mapping[Account, Decimal],
    own: Mapping[Account, OwnAccount],
    steps: Iterable[Passage | Word],
) -> tuple[Questioned, ...]:
    """The Rights in question after every step: never more at an account than it holds, nor in all than was passed on.

    `held` are the Rights not void in each account before the first step. A transferee who passes Rights on is taken to
    pass on first those that are not in question. Rights that end, become void or come back are in question no more.
    """
    traced = _Trace(held, own)
    for step in steps:
        if isinstance(step, Word):
            traced.hear(step)
        elif step.source != step.target:
            traced.follow(step)
    return tuple(lot for lots in traced.lots.values() for lot in lots)


class _Trace:
    def __init__(self, held: Mapping[Account, Decimal], own: Mapping[Account, OwnAccount]) -> None:
        self.own = own
        self.balance: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO, held)
        self.others = {account: each.others for account, each in own.items() if each.others is not None}
        self.lots: defaultdict[Account, list[Questioned]] = defaultdict(list)

    def hear(self, word: Word) -> None:
        self._take(word.account, word.rights, entry=word.entry)

    def follow(self, step: Passage) -> None:
        going = list(self._leaving(step))
        if step.source is not None:
            self.balance[step.source] -= step.rights
        if step.target is None:
            return
        self.balance[step.target] += step.rights
        if not self._is_own(step.target, step.on):
            self.lots[step.target] += going
        elif step.target in self.others:
            self.others[step.target] += step.rights - sum((lot.rights for lot in going), ZERO)

    def _leaving(self, step: Passage) -> Iterator[Questioned]:
        """What of the step is in question, as it is at its target."""
        source = step.source
        if source is None:
            return
        if step.named and step.target is not None:
            yield Questioned(
                step.entry, step.target, step.named_of, min(step.named, step.rights), by_plan=True
            )
            return
        if self._is_own(source, step.on):
            # what was asked of Rights that came before the account was the person's goes with them
            self._take(source, max(self._waiting(source) - self.balance[source] + step.rights, ZERO))
            rights = ZERO if step.was_voided else step.rights - self._others_first(source, step.rights)
            if rights and step.target is not None:
                yield Questioned(step.entry, step.target, self.own[source].person, rights)
            return
        undone = self._take(source, step.rights, entry=step.reverses) if step.reverses else []
        rest = step.rights - sum((lot.rights for lot in undone), ZERO)
        free = self.balance[source] - sum((lot.rights for lot in undone), ZERO) - self._waiting(source)
        for lot in [*undone, *self._take(source, max(rest - free, ZERO))]:
            if step.target is not None:
                yield replace(lot, entry=step.entry, account=step.target)

    def _waiting(self, account: Account) -> Decimal:
        """The Rights in question at the account."""
        return sum((lot.rights for lot in self.lots[account]), ZERO)

    def _is_own(self, account: Account, on: date) -> bool:
        return account in self.own and self.own[account].since <= on

    def _others_first(self, account: Account, rights: Decimal) -> Decimal:
        """How many of the Rights leaving a person's account are others'."""
        if account not in self.others:
            return ZERO
        free = min(self.others[account], rights)
        self.others[account] -= free
        return free

    def _take(self, account: Account, rights: Decimal, *, entry: int | None = None) -> list[Questioned]:
        """Takes up to so many of the Rights in question at the account, the oldest first, or those of one entry."""
        taken, left = [], []
        for lot in self.lots[account]:
            part = min(lot.rights, rights) if entry in (None, lot.entry) else ZERO
            rights -= part
            if part:
                taken.append(replace(lot, rights=part))
            if lot.rights > part:
                left.append(replace(lot, rights=lot.rights - part))
        self.lots[account] = left
        return taken
