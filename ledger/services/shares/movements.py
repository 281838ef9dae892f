"""Movements of common with the Rights that travel with it: issue, transfer, reacquisition (R4, R20-R22).

What moves is decided by ledger.rules.postings; here it is checked against holds, control book and days and
posted, the common and its Rights in one batch.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction

from ledger.enums import Act, BatchKind
from ledger.errors import Held, RuleViolation
from ledger.models import AdjustmentKind, Batch, Hold, HolderAccount, Plan, SourceDocument
from ledger.permissions import require_propose
from ledger.rules import postings
from ledger.rules.carrying import Attachment, Carried
from ledger.rules.dates import date_text, moment_text
from ledger.rules.due_bills import DueBill
from ledger.rules.movements import Movement
from ledger.selectors import (
    balances,
    carrying,
    due_bills,
    holders,
    plan_day,
    standing,
    undecided_date,
    voiding,
)
from ledger.selectors.control_book import control_book, of_class
from ledger.selectors.terms import value
from ledger.services import posting
from ledger.services.findings import require_none_against
from ledger.services.locks import lock_plan
from ledger.services.shares.breaches import as_violation
from rightsadmin.common.actor import Actor


def issue_common(
    *,
    plan: Plan,
    taker: HolderAccount,
    quantity: Decimal,
    effective_on: date,
    document: SourceDocument,
    from_treasury: bool = False,
    actor: Actor,
) -> Batch:
    """Common issued, or re-issued from the treasury, with its Rights where it is issued before the Distribution Date
    and before the Rights ended.

    `document` is the issuer's written order, on which the control book must have been changed first: RuleViolation
    where the issue would make more than the control book says is outstanding (R4, R61, 17Ad-10).
    """
    with transaction.atomic():
        plan = _movable(plan, quantity, effective_on, document, actor, taker)
        _require_in_book(plan, taker, effective_on, quantity)
        attached = _attached(plan, taker, effective_on)
        with as_violation():
            rights = attached.ratio.of(quantity) if attached.new_carry else Decimal()
        rows = postings.issue(taker.pk, quantity, effective_on, rights, from_treasury=from_treasury)
        order = (taker.pk, quantity, effective_on)
        return _post(plan, BatchKind.ISSUE, document, rows, order, attached.sentence, actor)


def transfer_common(
    *,
    plan: Plan,
    giver: HolderAccount,
    taker: HolderAccount,
    quantity: Decimal,
    effective_on: date,
    document: SourceDocument,
    bearing: Decimal | None = None,
    void: Decimal | None = None,
    traded_on: date | None = None,
    actor: Actor,
) -> Batch:
    """Common transferred, its Rights with it as long as they are attached: through the close on the Distribution Date,
    up to the instant at which they ended.

    `bearing` of the shares carry Rights; `void` of the Rights are void at the giver and stay void at the taker (R32).
    None: whatever the account leaves no doubt about. Held where a stop is on the giver's account (R22), where findings
    against it are not posted as void yet, or where it has shares of both kinds and nobody says which go; RuleViolation
    where giver and taker are one or too few shares are held.

    `traded_on` is the day of the trade that settles by this transfer: where it came before the record instant of an
    exchange, the shares that these brought go along by due bill; what else is due the parties settle themselves.
    """
    if giver.pk == taker.pk:
        raise RuleViolation("Giver and taker are the same account: there is nothing to transfer.")
    if giver.share_class != taker.share_class:
        raise RuleViolation(
            f"Account {giver.number} holds class {giver.share_class or 'unsaid'}, account {taker.number} "
            f"{taker.share_class or 'unsaid'}: a share stays of its class. Open the taker an account of that class.",
            rule="R2",
            next_act=Act.HOLDER_EDIT,
        )
    with transaction.atomic():
        plan = _movable(plan, quantity, effective_on, document, actor, giver, taker)
        if traded_on and traded_on > effective_on:
            raise RuleViolation("A trade settles on its own day or later.", where="traded_on")
        attached = _attached(plan, giver, effective_on)
        bill = due_bills.of_trade(plan, attached, quantity, traded_on) if traded_on else DueBill()
        _require_no_stop(giver, quantity + bill.shares, effective_on)
        going = _going(plan, attached, giver, quantity, bearing, void)
        rows = postings.transfer(giver.pk, taker.pk, quantity + bill.shares, effective_on, going)
        memo = bill.sentence or attached.sentence
        order = (giver.pk, taker.pk, quantity, effective_on)
        return _post(plan, BatchKind.TRANSFER, document, rows, order, memo, actor)


def reacquire_common(
    *,
    plan: Plan,
    giver: HolderAccount,
    quantity: Decimal,
    effective_on: date,
    document: SourceDocument,
    to_treasury: bool,
    bearing: Decimal | None = None,
    void: Decimal | None = None,
    actor: Actor,
) -> Batch:
    """Common bought back into the treasury, or cancelled, which takes the Rights that it finds with it, void ones too
    (R4, R32); `bearing` and `void` as of a transfer.

    The control book must have been changed on the issuer's order first: RuleViolation where the buy-back would leave
    fewer shares than it says are outstanding. Held where a stop is on the account, or as a transfer is.
    """
    with transaction.atomic():
        plan = _movable(plan, quantity, effective_on, document, actor, giver)
        _require_no_stop(giver, quantity, effective_on)
        _require_in_book(plan, giver, effective_on, -quantity)
        attached = _attached(plan, giver, effective_on)
        going = _going(plan, attached, giver, quantity, bearing, void)
        rows = postings.reacquisition(giver.pk, quantity, effective_on, going, to_treasury=to_treasury)
        order = (giver.pk, quantity, effective_on)
        return _post(plan, BatchKind.REACQUISITION, document, rows, order, attached.sentence, actor)


def _movable(
    plan: Plan,
    quantity: Decimal,
    effective_on: date,
    document: SourceDocument,
    actor: Actor,
    *accounts: HolderAccount,
) -> Plan:
    """The plan, locked, once day, quantity, paper and accounts allow a movement of common."""
    require_propose(actor, Act.SHARE_MOVEMENT)
    plan = lock_plan(plan.pk)
    if quantity <= 0:
        raise RuleViolation("A movement needs a quantity above zero.")
    if document.plan_id != plan.pk or any(account.plan_id != plan.pk for account in accounts):
        raise RuleViolation("The paper and the accounts must be of this plan.")
    today = plan_day.today(plan)
    if effective_on > today:
        raise RuleViolation(f"{effective_on} lies in the future of this plan; its today is {today}.")
    record_date = date.fromisoformat(value(plan, "record_date", effective_on))
    posted = plan.batches.filter(kind=BatchKind.DIVIDEND).exists()
    if posted and effective_on < record_date:
        raise RuleViolation(
            f"The dividend is posted for the holders of {record_date}: a movement before that day would change it. "
            "Ask the transfer agent for the movement's own day.",
            rule="R3",
        )
    if not posted and effective_on > record_date:
        raise RuleViolation(
            f"The dividend of {record_date} is not posted: post it before movements of later days.",
            rule="R3",
            next_act=Act.DIVIDEND,
        )
    return plan


def _attached(plan: Plan, account: HolderAccount, on: date) -> Attachment:
    """Whether shares carry Rights on that day; refused where an act of the Board that is posted since closed the day,
    held where one that has taken effect is still to be posted.
    """
    attached = carrying.attachment(plan, account, on)
    closed = attached.end if attached.end and attached.end.is_posted else None
    if closed and attached.at < closed.at:
        raise RuleViolation(
            f"The Rights were {closed.how} at {moment_text(closed.at)}, which is posted: {date_text(on)} lies before "
            "it and is closed. Correct by reversal.",
            rule="R46",
            next_act=Act.CORRECTION,
        )
    require_none_against(undecided_date.held(plan, attached.at))
    require_none_against(standing.waiting_orders(plan, attached.at))
    if changed := carrying.changed_after(plan, attached.at):
        is_split = changed.kind == AdjustmentKind.SPLIT
        done, then = (
            ("The shares were split", "in shares of after the split")
            if is_split
            else ("The number of Rights was changed", "with the Rights of after the change")
        )
        raise RuleViolation(
            f"{done} at {moment_text(changed.effective_at)}, which is posted: {date_text(on)} lies before it and is "
            f"closed. Post what is still to move {then}, on a day from then on.",
            rule="R38" if is_split else "R37",
            next_act=Act.SHARE_MOVEMENT,
        )
    for order, is_posted in carrying.exchanges_in_part(plan):
        if is_posted and attached.at < order.effective_at:
            raise RuleViolation(
                f"{order} exchanged a part of the Rights at {moment_text(order.effective_at)}, which is posted: "
                f"{date_text(on)} lies before it and is closed. Correct by reversal.",
                rule="R50",
                next_act=Act.CORRECTION,
            )
        if not is_posted and attached.at >= order.effective_at:
            raise Held(
                f"{order} exchanged a part of the Rights at {moment_text(order.effective_at)} and is not posted: post "
                "the exchange first, for it says what each share carries.",
                rule="R50",
                next_act=Act.EXCHANGE,
            )
    return attached


def _going(
    plan: Plan,
    attached: Attachment,
    giver: HolderAccount,
    shares: Decimal,
    bearing: Decimal | None,
    void: Decimal | None,
) -> Carried:
    """The Rights that go along: as told, else what the giver's account leaves no doubt about."""
    if not attached.held_carry:
        return Carried()
    if any(int(row.account) == giver.pk and row.to_void for row in voiding.preview(plan).decisions):
        raise Held(
            f"Findings make Rights in account {giver.number} void that are not posted as void: post the voiding "
            "before its shares move.",
            rule="R32",
            next_act=Act.VOIDING,
        )
    lots = carrying.lots(giver, attached.on, attached.ratio)
    if shares > lots.common:
        return Carried()  # the posting says on which day how many shares are too few
    require_none_against(lots.unsaid(shares, bearing, void))
    with as_violation():
        return lots.going(shares, bearing=bearing, void=void)


def _require_in_book(plan: Plan, account: HolderAccount, on: date, change: Decimal) -> None:
    """RuleViolation where the control book does not say yet that so many shares more, or fewer, are outstanding: of the
    account's class, where the order tells the classes apart (R61).
    """
    book = control_book(plan, on)
    if book is None:
        raise RuleViolation(
            f"The plan has no control book by {on}: record the issuer's order first.",
            rule="R61",
            next_act=Act.CONTROL_BOOK,
        )
    code = account.share_class if book.by_class else ""
    said = of_class(book, code).outstanding
    held = (
        balances.common_by_class(plan).get(code, Decimal())
        if code
        else balances.totals(plan).common_outstanding
    )
    then = held + change
    if then > said if change > 0 else then < said:
        shares = f"shares of class {code}" if code else "shares"
        would = "This issue would make" if change > 0 else "This would leave"
        raise RuleViolation(
            f"{would} {then.normalize():,f} {shares} outstanding; the control book of {book.as_of} says "
            f"{said.normalize():,f}. Change it on the issuer's order first.",
            rule="R61",
            next_act=Act.CONTROL_BOOK,
        )


def _require_no_stop(account: HolderAccount, quantity: Decimal, on: date) -> None:
    """Held where a stop of that day leaves fewer shares free than are to move (R22)."""
    stops = list(Hold.objects.filter(holders.in_force(on), account=account))
    if not stops:
        return
    names = "; ".join(f"{stop.get_kind_display()}: {stop.reason}" for stop in stops)
    free = Decimal()
    if all(stop.quantity is not None for stop in stops):
        free = balances.account_balance(account.plan, account.pk).common - sum(
            (stop.quantity or Decimal() for stop in stops), Decimal()
        )
    if quantity > free:
        raise Held(
            f"Account {account.number} is stopped ({names}): "
            f"{max(free, Decimal()).normalize():,f} shares are free to move.",
            rule="R22",
        )


def _post(
    plan: Plan,
    kind: str,
    document: SourceDocument,
    rows: Iterable[Movement],
    order: tuple[int | Decimal | date, ...],
    memo: str,
    actor: Actor,
) -> Batch:
    return posting.post(
        plan=plan,
        movements=rows,
        # One paper may order several movements; the same one, of one day, is posted once.
        source=":".join([kind, f"document-{document.pk}", *map(_told, order)]),
        legal_basis=f"{document.title}, {date_text(document.dated_on)}",
        memo=memo,
        actor=actor,
    )


def _told(part: int | Decimal | date) -> str:
    return f"{part.normalize():f}" if isinstance(part, Decimal) else str(part)
