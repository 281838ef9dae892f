"""Movements of common with the Rights that travel with it: issue, transfer, reacquisition (R4, R20-R22).

What moves is decided by ledger.rules.postings; here it is checked against holds, control book and days and
posted, the common and its Rights in one batch.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from ledger.enums import ATTACHED_STATES, Act, BatchKind, Standing
from ledger.errors import Held, RuleViolation
from ledger.models import Batch, ControlBookEntry, Hold, HolderAccount, Plan, SourceDocument
from ledger.permissions import require_propose
from ledger.rules import postings
from ledger.rules.dates import date_text
from ledger.rules.movements import Movement
from ledger.rules.postings import Attachment
from ledger.selectors import adjustments, balances, law, plan_day, voiding
from ledger.selectors.control_book import control_book
from ledger.selectors.terms import value
from ledger.services import posting
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
    """Common issued, or re-issued from the treasury, with its Rights where it is issued before the Distribution Date.

    `document` is the issuer's written order, on which the control book must have been changed first: RuleViolation
    where the issue would make more than the control book says is outstanding (R4, R61, 17Ad-10).
    """
    with transaction.atomic():
        plan = _movable(plan, quantity, effective_on, document, actor, taker)
        outstanding = balances.totals(plan).common_outstanding + quantity
        book = _book(plan, effective_on)
        if outstanding > book.outstanding:
            raise RuleViolation(
                f"This issue would make {outstanding.normalize():,f} shares outstanding; the control book of "
                f"{book.as_of} says {book.outstanding.normalize():,f}. Change it on the issuer's order first.",
                rule="R61",
                next_act=Act.CONTROL_BOOK,
            )
        attachment = _attachment(plan, effective_on)
        with as_violation():
            rows = postings.issue(taker.pk, quantity, effective_on, attachment, from_treasury=from_treasury)
        return _post(plan, BatchKind.ISSUE, document, rows, {taker.pk}, actor)


def transfer_common(
    *,
    plan: Plan,
    giver: HolderAccount,
    taker: HolderAccount,
    quantity: Decimal,
    effective_on: date,
    document: SourceDocument,
    void: Decimal | None = None,
    actor: Actor,
) -> Batch:
    """Common transferred, its Rights with it as long as they are attached: through the close on the Distribution Date.

    `void` of the Rights are void at the giver and stay void at the taker (R32); None: whatever the account leaves no
    doubt about. Held where a stop is on the giver's account (R22), where findings against it are not posted as void
    yet, or where it holds valid and void Rights and nobody says which go; RuleViolation where giver and taker are one
    or too few shares are held.
    """
    if giver.pk == taker.pk:
        raise RuleViolation("Giver and taker are the same account: there is nothing to transfer.")
    with transaction.atomic():
        plan = _movable(plan, quantity, effective_on, document, actor, giver, taker)
        _require_no_stop(giver, quantity, effective_on)
        # Certificates go to the holders of record at the close on the Distribution Date, so a transfer on that day
        # still takes its Rights along (R20, R25); an issue on that day brings none (R4).
        attachment = _attachment(plan, effective_on, through_close=True)
        with as_violation():
            rows = postings.transfer(
                giver.pk,
                taker.pk,
                quantity,
                effective_on,
                attachment,
                void=_void_part(plan, giver, attachment.carried_by(quantity, effective_on), void),
            )
        return _post(plan, BatchKind.TRANSFER, document, rows, {giver.pk, taker.pk}, actor)


def reacquire_common(
    *,
    plan: Plan,
    giver: HolderAccount,
    quantity: Decimal,
    effective_on: date,
    document: SourceDocument,
    to_treasury: bool,
    actor: Actor,
) -> Batch:
    """Common bought back into the treasury, or cancelled, which takes its Rights with it (R4).

    The control book must have been changed on the issuer's order first: RuleViolation where the buy-back would leave
    fewer shares than it says are outstanding. Held where a stop is on the account.
    """
    with transaction.atomic():
        plan = _movable(plan, quantity, effective_on, document, actor, giver)
        _require_no_stop(giver, quantity, effective_on)
        outstanding = balances.totals(plan).common_outstanding - quantity
        book = _book(plan, effective_on)
        if outstanding < book.outstanding:
            raise RuleViolation(
                f"This would leave {outstanding.normalize():,f} shares outstanding; the control book of "
                f"{book.as_of} says {book.outstanding.normalize():,f}. Change it on the issuer's order first.",
                rule="R61",
                next_act=Act.CONTROL_BOOK,
            )
        attachment = _attachment(plan, effective_on)
        with as_violation():
            rows = postings.reacquisition(
                giver.pk, quantity, effective_on, attachment, to_treasury=to_treasury
            )
        return _post(plan, BatchKind.REACQUISITION, document, rows, {giver.pk}, actor)


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
            "Ask the transfer agent for the movement's own day, or correct by reversal.",
            rule="R3",
            next_act=Act.CORRECTION,
        )
    if not posted and effective_on > record_date:
        raise RuleViolation(
            f"The dividend of {record_date} is not posted: post it before movements of later days.",
            rule="R3",
            next_act=Act.DIVIDEND,
        )
    return plan


def _attachment(plan: Plan, on: date, *, through_close: bool = False) -> Attachment:
    distribution = plan.distribution_date
    if distribution is None and plan.state in ATTACHED_STATES:
        distribution = law.distribution(plan).date
    if through_close and distribution == on:
        distribution = None
    return Attachment(
        record_date=date.fromisoformat(value(plan, "record_date", on)),
        rights_per_share=adjustments.rights_per_share(plan, on),
        dividend_posted=plan.batches.filter(kind=BatchKind.DIVIDEND).exists(),
        distribution=distribution,
    )


def _void_part(plan: Plan, giver: HolderAccount, rights: Decimal, told: Decimal | None) -> Decimal:
    """How many of the Rights that travel are void: as told, else what the giver's account leaves no doubt about."""
    if any(int(row.account) == giver.pk and row.to_void for row in voiding.preview(plan).decisions):
        raise Held(
            f"Findings make Rights in account {giver.number} void that are not posted as void: post the voiding "
            "before its shares move.",
            rule="R32",
            next_act=Act.VOIDING,
        )
    if told is not None:
        return told
    held = balances.account_balance(plan, giver.pk).rights
    void, valid = held.get(Standing.VOID, Decimal()), held.get(Standing.VALID, Decimal())
    if not rights or not void:
        return Decimal()
    if valid and rights != valid + void:
        raise Held(
            f"Account {giver.number} holds {valid.normalize():,f} valid and {void.normalize():,f} void Rights: say how "
            "many of those that go are void.",
            rule="R32",
        )
    return min(rights, void)


def _book(plan: Plan, on: date) -> ControlBookEntry:
    book = control_book(plan, on)
    if book is None:
        raise RuleViolation(
            f"The plan has no control book by {on}: record the issuer's order first.",
            rule="R61",
            next_act=Act.CONTROL_BOOK,
        )
    return book


def _require_no_stop(account: HolderAccount, quantity: Decimal, on: date) -> None:
    """Held where a stop of that day leaves fewer shares free than are to move (R22)."""
    stops = list(
        Hold.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=on), account=account, from_on__lte=on)
    )
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
    accounts: set[int],
    actor: Actor,
) -> Batch:
    return posting.post(
        plan=plan,
        movements=rows,
        # One paper moves shares of the same accounts once; a second order is a second paper.
        source=":".join([kind, f"document-{document.pk}", *map(str, sorted(accounts))]),
        legal_basis=f"{document.title}, {date_text(document.dated_on)}",
        actor=actor,
    )
