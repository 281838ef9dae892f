"""Who owns what: findings of beneficial ownership and their withdrawal, each on paper and by two persons (R12, R32)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from ledger.enums import Act, Owned
from ledger.errors import Conflict, RuleViolation
from ledger.models import Approval, BeneficialFinding, HolderAccount, Person, PersonTie, Plan, SourceDocument
from ledger.rules.acquiring_person import group_of
from ledger.rules.dates import date_text
from ledger.selectors import balances, carrying, ownership, plan_day
from ledger.services import approvals, audit, ties
from ledger.services.locks import lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor


def propose_finding(
    *,
    plan: Plan,
    person: Person,
    kind: str = Owned.HELD,
    account: HolderAccount | None = None,
    share_class: str = "",
    quantity: Decimal,
    as_of: date | None = None,
    group: Person | None = None,
    reason: str,
    document: SourceDocument,
    actor: Actor,
) -> Approval:
    """Proposes a finding that the person beneficially owns so many shares: a quantity, never an account (R32).

    Nothing held any more is a finding too. `as_of` is the day of the paper where none is told; `group` names a person
    with whom this one acts from that day on; `share_class` the class of common, where the plan has several and the
    shares lie in no account. No Trigger Case is asked for. RuleViolation for a quantity below nothing, a day to come,
    shares held in no account, rights to acquire and derivatives in one, or more shares than the account held that day.
    """
    as_of = as_of or document.dated_on
    _require_sound(plan, kind, account, quantity, as_of, reason)
    _require_held(account, quantity, as_of)
    _require_its_class(plan, kind, share_class, as_of)
    return approvals.propose(
        plan=plan,
        act=Act.VOID_FINDING,
        subject=f"{person}: {quantity.normalize():,f} {_words(kind, account)}",
        target_type="holderaccount" if account else "person",
        target_id=account.pk if account else person.pk,
        payload=_finding_payload(
            person, kind, account, quantity, as_of, group, reason, document, share_class
        ),
        legal_basis=f"{document.title}, {date_text(document.dated_on)}",
        actor=actor,
    )


def _words(kind: str, account: HolderAccount | None) -> str:
    return f"in account {account.number}" if account else f"by {Owned(kind).label.lower()}"


def _require_sound(
    plan: Plan, kind: str, account: HolderAccount | None, quantity: Decimal, as_of: date, reason: str
) -> None:
    if quantity < 0:
        raise RuleViolation("The quantity of a finding is not below nothing.", where="quantity")
    if kind not in Owned.values:
        raise RuleViolation(f"“{kind}” is no kind of ownership: {', '.join(Owned.values)}.", where="kind")
    if kind == Owned.HELD and account is None:
        raise RuleViolation("Name the account in which the shares are held.", where="account")
    if kind != Owned.HELD and account is not None:
        raise RuleViolation(
            "Rights to acquire and derivatives lie in no account: leave the account empty.", where="account"
        )
    if account is not None and account.plan_id != plan.pk:
        raise RuleViolation("The account is of another plan.", where="account")
    if as_of > plan_day.today(plan):
        raise RuleViolation(f"{date_text(as_of)} is not yet: a finding tells what was owned.", where="as_of")
    if not reason.strip():
        raise RuleViolation("Say why: the kind of ownership and where the paper says so.", where="reason")


def _require_held(account: HolderAccount | None, quantity: Decimal, as_of: date) -> None:
    """RuleViolation where the account did not hold so many shares on that day."""
    if account is None:
        return
    on, held = balances.most_held_on(account, as_of)
    if quantity > held:
        raise RuleViolation(
            f"Account {account.number} held {held.normalize():,f} shares on {date_text(on)}: a finding of "
            f"{quantity.normalize():,f} in it is more than that. Find at most what it held; what is owned elsewhere is "
            "found in its own account, or as a right to acquire or a derivative.",
            where="quantity",
        )


def _require_its_class(plan: Plan, kind: str, share_class: str, on: date) -> None:
    """RuleViolation unless shares that lie in no account are of a class of the plan, where it has several."""
    known = carrying.classes(plan, max(on, plan.agreement_date))
    if kind == Owned.HELD:
        known = {}
    if share_class not in known and (share_class or known):
        listed = ", ".join(known)
        raise RuleViolation(
            f"Say of which class of common: {listed}."
            if known
            else "Leave the class empty: shares held are of their account's class, and the plan has no other.",
            where="share_class",
        )


def _finding_payload(
    person: Person,
    kind: str,
    account: HolderAccount | None,
    quantity: Decimal,
    as_of: date,
    group: Person | None,
    reason: str,
    document: SourceDocument,
    share_class: str,
) -> dict[str, Any]:
    """What is approved: the finding, beside what the account holds now."""
    told: dict[str, Any] = {
        "person": person.pk,
        "name": person.name,
        "kind": kind,
        "quantity": f"{quantity.normalize():f}",
        "as_of": as_of.isoformat(),
        "group": group.pk if group else None,
        "group_name": group.name if group else "",
        "reason": reason,
        "document": document.pk,
    }
    if share_class:
        told["class"] = share_class
    if account:
        told |= {
            "account": account.number,
            "registration": list(account.registration_lines),
            "held": f"{balances.account_balance(account.plan, account.pk).common.normalize():f}",
        }
    return told


@approvals.on_approval(Act.VOID_FINDING)
def _find(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    told = approval.payload
    person, document = Person.objects.get(pk=told["person"]), SourceDocument.objects.get(pk=told["document"])
    account = (
        HolderAccount.objects.select_related("plan").get(plan=plan, number=told["account"])
        if told["kind"] == Owned.HELD
        else None
    )
    group = Person.objects.get(pk=told["group"]) if told["group"] else None
    quantity, as_of = Decimal(told["quantity"]), date.fromisoformat(told["as_of"])
    _require_held(account, quantity, as_of)
    approvals.require_unchanged(
        approval,
        _finding_payload(
            person,
            told["kind"],
            account,
            quantity,
            as_of,
            group,
            told["reason"],
            document,
            told.get("class", ""),
        ),
    )
    finding = BeneficialFinding.objects.create(
        plan=plan,
        person=person,
        kind=told["kind"],
        account=account,
        share_class=told.get("class", ""),
        quantity=quantity,
        reason=told["reason"],
        as_of=as_of,
        document=document,
        recorded_at=clock.now(),
        recorded_by=approval.proposed_by_name,
    )
    audit.record(
        "finding.recorded", plan=plan, target=finding, reason=told["reason"], after=told, actor=actor
    )
    if group and group.name not in group_of(person.name, ownership.ties(plan), as_of):
        tie = PersonTie(
            plan=plan, one=person, other=group, since=as_of, basis=told["reason"], document=document
        )
        ties.record(tie, approval=approval, actor=actor)


# ------------------------------------------------------------------------------------------------ withdrawn findings


def propose_withdrawal(*, finding: BeneficialFinding, reason: str, actor: Actor) -> Approval:
    """Proposes to withdraw a finding that was wrong, while nothing that it caused is posted.

    RuleViolation without a reason, or where a voiding rests on it: that is reversed first, on counsel's paper and by
    two persons. Conflict where it is withdrawn already.
    """
    with transaction.atomic():
        lock_plan(finding.plan_id)
        payload = _withdrawal_payload(finding, reason)
        return approvals.propose(
            plan=finding.plan,
            act=Act.FINDING_WITHDRAWAL,
            subject=f"Withdraw: {finding}",
            target_type="beneficialfinding",
            target_id=finding.pk,
            payload=payload,
            legal_basis=f"The finding was wrong: {reason}",
            actor=actor,
        )


def _withdrawal_payload(finding: BeneficialFinding, reason: str) -> dict[str, Any]:
    if not reason.strip():
        raise RuleViolation("Say why the finding was wrong.", where="reason")
    if finding.withdraws_id or BeneficialFinding.objects.filter(withdraws=finding).exists():
        raise Conflict("This finding is withdrawn already.")
    if rests := ownership.what_rests_on(finding):
        raise RuleViolation(
            f"Rights were posted as void on this finding ({rests}): it stands until counsel's confirmation that the "
            "voiding was wrong is on paper and two persons have corrected the posting by reversal.",
            rule="R32",
            next_act=Act.CORRECTION,
        )
    return {
        "finding": finding.pk,
        "name": finding.person.name,
        "kind": finding.kind,
        "account": finding.account.number if finding.account else "",
        "quantity": f"{finding.quantity.normalize():f}",
        "as_of": finding.as_of.isoformat(),
        "reason": reason,
    }


@approvals.on_approval(Act.FINDING_WITHDRAWAL)
def _withdraw(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    reason = approval.payload["reason"]
    wrong = BeneficialFinding.objects.select_related("person", "account").get(pk=approval.target_id)
    approvals.require_unchanged(approval, _withdrawal_payload(wrong, reason))
    withdrawal = BeneficialFinding.objects.create(
        plan=plan,
        person=wrong.person,
        kind=wrong.kind,
        account=wrong.account,
        share_class=wrong.share_class,
        quantity=wrong.quantity,
        reason=reason[:300],
        as_of=wrong.as_of,
        document_id=wrong.document_id,
        recorded_at=clock.now(),
        recorded_by=approval.proposed_by_name,
        withdraws=wrong,
    )
    audit.record(
        "finding.withdrawn",
        plan=plan,
        target=withdrawal,
        reason=reason,
        before=approval.payload,
        actor=actor,
    )
