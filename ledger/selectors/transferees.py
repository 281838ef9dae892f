"""Rights passed on by Acquiring and Adverse Persons since they became such, which wait for counsel's word (7(e))."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from heapq import merge

from django.db.models import Q, QuerySet, Sum

from ledger.enums import Instrument, Standing
from ledger.models import (
    BeneficialFinding,
    EarlierTransfer,
    Entry,
    HolderAccount,
    Plan,
    Position,
    TransfereeWord,
)
from ledger.rules.carrying import rights_of
from ledger.rules.movements import Account
from ledger.rules.transferees import OwnAccount, Passage, Questioned, Word, trace
from ledger.rules.vocabulary import ALIVE
from ledger.selectors import balances, carrying, ownership, plan_day, voiding
from rightsadmin.common import clock

_ALIVE = tuple(standing.value for standing in ALIVE)


@dataclass(frozen=True)
class Waiting:
    """Rights in question at a transferee's account, with the entry that brought them there."""

    entry: Entry
    account: HolderAccount
    person: str
    rights: Decimal
    by_plan: bool = False

    @property
    def sentence(self) -> str:
        """What is asked of counsel."""
        source = self.entry.from_account.holder
        assert source is not None  # noqa: S101 - what is passed on comes from an account
        came = (
            f"{self.rights.normalize():,f} Rights in account {self.account.number} came from account {source.number} "
            f"on {self.entry.effective_on.isoformat()}"
        )
        if self.by_plan:
            return (
                f"{came} and are of those that {self.person} passed on before it became an Acquiring or Adverse "
                "Person, by a plan, arrangement or understanding: counsel says whether they are void there (Agreement, "
                "section 7(e)(iii))."
            )
        return (
            f"{came}, when {self.person} was an Acquiring or Adverse Person: counsel says whether they are void there "
            "(Agreement, section 7(e))."
        )


def waiting(plan: Plan) -> list[Waiting]:
    """Every quantity of Rights in question now, by the entry that brought it where it is."""
    lots = _trace(plan)
    entries = {
        entry.pk: entry
        for entry in Entry.objects.filter(pk__in=[lot.entry for lot in lots]).select_related(
            "batch", "from_account__holder"
        )
    }
    accounts = HolderAccount.objects.select_related("plan").in_bulk([int(lot.account) for lot in lots])
    return [
        Waiting(entries[lot.entry], accounts[int(lot.account)], lot.person, lot.rights, lot.by_plan)
        for lot in sorted(lots, key=lambda lot: (lot.entry, int(lot.account)))
    ]


def in_question(plan: Plan) -> dict[int, Decimal]:
    """Account -> the Rights in it that wait for counsel's word: no clean certificate, no payment, no exercise."""
    found: defaultdict[int, Decimal] = defaultdict(Decimal)
    for lot in _trace(plan):
        found[int(lot.account)] += lot.rights
    return dict(found)


def earlier(plan: Plan) -> QuerySet[EarlierTransfer]:
    """The transfers of before that a paper names, of postings that stand."""
    return EarlierTransfer.objects.filter(plan=plan, entry__reversed_by__isnull=True).select_related("person")


def _trace(plan: Plan) -> tuple[Questioned, ...]:
    today = plan_day.today(plan)
    rows, named = voiding.counting(plan, today), {row.entry_id: row for row in earlier(plan)}
    if not rows and not named:
        return ()
    own = _own_accounts(plan, rows, today) if rows else {}
    first = _first(plan, own, named)
    if first is None:
        return ()
    targets = Entry.objects.filter(pk__in=named).values_list("to_account__holder", flat=True)
    accounts = _reached(plan, {*own, *(int(each) for each in targets if each)}, first)
    entries = list(
        Entry.objects.filter(
            Q(from_account__holder__in=accounts) | Q(to_account__holder__in=accounts),
            pk__gte=first,
            instrument=Instrument.RIGHTS,
            batch__plan=plan,
        )
        .select_related("from_account", "to_account")
        .order_by("pk")
    )
    passages = [step for entry in entries if (step := _passage(entry, named.get(entry.pk)))]
    held = _held_before(plan, accounts, passages)
    void = _void_before(plan, own, entries)
    told: dict[Account, OwnAccount] = {}
    for account, each in own.items():
        # What is void already is of what was found: it leaves as void, and is in question nowhere.
        then = held[account] + _moved_before(account, each.since, passages)
        mine = None if each.others is None else max(min(each.others - void[account], then), Decimal())
        told[account] = OwnAccount(each.person, each.since, None if mine is None else then - mine)
    return trace(held, told, _in_order(plan, entries, passages))


def _first(plan: Plan, own: Mapping[int, OwnAccount], named: Collection[int]) -> int | None:
    """The first entry that anything in question may have been passed on by; None where there is none."""
    passed = _alive(plan).filter(pk__in=named)
    if own:
        passed |= _alive(plan).filter(
            from_account__holder__in=own, effective_on__gte=min(each.since for each in own.values())
        )
    return passed.order_by("pk").values_list("pk", flat=True).first()


def _moved_before(account: int, since: date, passages: Iterable[Passage]) -> Decimal:
    """By how much the Rights of an account that are not void changed, of the passages told, before a day."""
    change = Decimal()
    for step in passages:
        if step.on < since:
            change += step.rights * ((step.target == account) - (step.source == account))
    return change


def _own_accounts(plan: Plan, rows: list[BeneficialFinding], today: date) -> dict[int, OwnAccount]:
    """The accounts in which these persons were found; `others` holds for now the Rights that were found there."""
    became = ownership.became(plan, today)
    most: dict[int, dict[str, Decimal]] = {}
    whole, since = set(), dict[int, tuple[date, str]]()
    for row in rows:
        account, name = int(row.account_id or 0), row.person.name
        mine = most.setdefault(account, {})
        mine[name] = max(mine.get(name, Decimal()), row.quantity)
        first = (clock.new_york_date(became[name]), name)
        since[account] = min(since.get(account, first), first)
        # A nominee holds for others too, whatever was found in his account.
        is_own = row.account is not None and not row.account.is_nominee
        if is_own and sum(mine.values()) >= balances.account_balance(plan, account, row.as_of).common:
            whole.add(account)
    per_share = carrying.rights_by_account(plan, most, today)
    return {
        account: OwnAccount(
            since[account][1],
            since[account][0],
            None if account in whole else rights_of(sum(mine.values(), Decimal()), per_share[account]),
        )
        for account, mine in most.items()
    }


def _alive(plan: Plan) -> QuerySet[Entry]:
    """The entries that pass Rights which are not void from one holder's account to another's."""
    return Entry.objects.filter(
        batch__plan=plan,
        instrument=Instrument.RIGHTS,
        from_account__standing__in=_ALIVE,
        to_account__standing__in=_ALIVE,
    )


def _reached(plan: Plan, accounts: set[int], first: int) -> set[int]:
    """The accounts, and every account that anything passed on from them since has reached, from hand to hand."""
    new = set(accounts)
    while new:
        targets = _alive(plan).filter(from_account__holder__in=new, pk__gte=first)
        new = set(targets.values_list("to_account__holder", flat=True)) - accounts
        accounts |= new
    return accounts


def _passage(entry: Entry, named: EarlierTransfer | None) -> Passage | None:
    source = entry.from_account.holder_id if entry.from_account.standing in _ALIVE else None
    target = entry.to_account.holder_id if entry.to_account.standing in _ALIVE else None
    if source is None and target is None:
        return None
    return Passage(
        entry=entry.pk,
        source=source,
        target=target,
        rights=entry.quantity,
        on=entry.effective_on,
        was_voided=entry.to_account.standing == Standing.VOID,
        reverses=entry.reverses_id,
        named=named.rights if named else Decimal(),
        named_of=named.person.name if named else "",
    )


def _held_before(plan: Plan, accounts: set[int], passages: list[Passage]) -> dict[Account, Decimal]:
    """What each account held before the first passage: what it holds now, less what came, and what went."""
    held: dict[Account, Decimal] = dict.fromkeys(accounts, Decimal())
    held |= dict(
        Position.objects.filter(plan=plan, holder_id__in=accounts, standing__in=_ALIVE)
        .values_list("holder_id")
        .annotate(alive=Sum("rights"))
        .values_list("holder_id", "alive")
    )
    for step in passages:
        if step.source is not None and step.source in held:
            held[step.source] += step.rights
        if step.target is not None and step.target in held:
            held[step.target] -= step.rights
    return held


def _void_before(plan: Plan, own: Iterable[int], entries: list[Entry]) -> dict[int, Decimal]:
    """The void Rights in each of the persons' accounts before the first of the entries."""
    void = dict.fromkeys(own, Decimal())
    void |= dict(
        Position.objects.filter(plan=plan, holder_id__in=void, standing=Standing.VOID).values_list(
            "holder_id", "rights"
        )
    )
    for entry in entries:
        for place, change in ((entry.from_account, entry.quantity), (entry.to_account, -entry.quantity)):
            if place.holder_id in void and place.standing == Standing.VOID:
                void[place.holder_id] += change
    return void


def _in_order(plan: Plan, entries: list[Entry], passages: list[Passage]) -> Iterator[Passage | Word]:
    """Passages and counsel's words in the order in which they were recorded."""
    recorded = {entry.pk: entry.recorded_at for entry in entries}
    moved: Iterable[tuple[datetime, Passage | Word]] = ((recorded[step.entry], step) for step in passages)
    words = TransfereeWord.objects.filter(plan=plan).order_by("recorded_at", "pk")
    told = (
        (word.recorded_at, Word(word.entry_id, word.account_id, word.void + word.clear)) for word in words
    )
    for _, step in merge(moved, told, key=lambda row: row[0]):
        yield step


def nameable(plan: Plan, batch: int, taker: HolderAccount) -> Entry | None:
    """The entry of a batch that passed Rights, not void, from another holder's account to the taker's; None without."""
    return (
        _alive(plan)
        .filter(batch__number=batch, to_account__holder=taker, from_account__holder__isnull=False)
        .exclude(from_account__holder=taker)
        .select_related("batch", "from_account__holder", "to_account__holder")
        .first()
    )
