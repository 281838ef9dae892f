"""Accounts of the master securityholder file opened and stopped one by one; a whole file comes by services.imports."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from ledger.enums import Act, Registration
from ledger.errors import Conflict, RuleViolation
from ledger.holder_files.countries import spelled
from ledger.holder_files.text import fault
from ledger.models import Approval, Hold, HolderAccount, Party, Plan, SourceDocument
from ledger.permissions import require_propose
from ledger.rules.dates import date_text
from ledger.selectors import carrying
from ledger.services import approvals, audit
from ledger.services.locks import lock_account, lock_plan
from rightsadmin.common.actor import Actor

Check = Callable[[Sequence[str]], str]
_checks: list[Check] = []


@dataclass(frozen=True, kw_only=True)
class Registered:
    """How an account is registered: the form, the lines as they are printed, the parties as (role, name), and what is
    known of the taxpayer number.
    """

    form: str
    lines: tuple[str, ...]
    parties: tuple[tuple[str, str], ...]
    tin_status: str
    tin_last4: str = ""

    @classmethod
    def now(cls, account: HolderAccount) -> "Registered":
        """The account as it is registered now."""
        return cls(
            form=account.registration,
            lines=tuple(account.registration_lines),
            parties=tuple(account.parties.order_by("position").values_list("role", "name")),
            tin_status=account.tin_status,
            tin_last4=account.tin_last4,
        )

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Registered":
        """As an approval keeps it."""
        parties = tuple((role, name) for role, name in told["parties"])
        return cls(**told | {"lines": tuple(told["lines"]), "parties": parties})

    def payload(self) -> dict[str, Any]:
        """The same for an approval and the audit trail."""
        return {
            "form": self.form,
            "lines": list(self.lines),
            "parties": [list(party) for party in self.parties],
            "tin_status": self.tin_status,
            "tin_last4": self.tin_last4,
        }


def open_account(
    *,
    plan: Plan,
    number: str,
    registration: str,
    registration_lines: Sequence[str],
    parties: Sequence[tuple[str, str]],
    opened_on: date,
    address_lines: Sequence[str] = (),
    city: str = "",
    state: str = "",
    postal_code: str = "",
    country: str = "UNITED STATES",
    is_nominee: bool = False,
    share_class: str = "",
    actor: Actor,
) -> HolderAccount:
    """A registered account that holds nothing yet; parties are (role, name), at least one.

    `share_class` is that of the common it is to hold, where the plan has several: the same owner of two classes has two
    accounts. RuleViolation, naming the field, where a text is empty, too long or unprintable, or the class is none of
    the plan's; Conflict where the number is taken.
    """
    require_propose(actor, Act.HOLDER_EDIT)
    if not parties:
        raise RuleViolation("A registration has at least one party: name the owner.")
    texts = [number, *registration_lines, *address_lines, city, state, postal_code, country]
    for text in [*texts, *(name for _, name in parties)]:
        if sentence := fault(text):
            raise RuleViolation(f"“{text[:40]}” cannot be kept. {sentence}")
    known = carrying.classes(plan, max(opened_on, plan.agreement_date))
    if share_class not in (known or {""}):
        raise RuleViolation(
            f"Say which class of common the account holds: {', '.join(known)}."
            if known
            else f"The plan has one class of common, not a class {share_class}.",
            rule="R2",
            where="share_class",
        )
    with transaction.atomic():
        if taken := HolderAccount.objects.filter(plan=plan, number__iexact=number).first():
            raise Conflict(f"Account {taken.number} exists already.")
        account = HolderAccount(
            plan=plan,
            number=number,
            registration=registration,
            registration_lines=list(registration_lines),
            address_lines=list(address_lines),
            city=city,
            state=state,
            postal_code=postal_code,
            country=spelled(country),
            is_nominee=is_nominee,
            share_class=share_class,
            opened_on=opened_on,
        )
        _validate(account)
        audit.stamp(account, actor=actor, reason="opened").save()
        for position, (role, name) in enumerate(parties, start=1):
            Party.objects.create(account=account, role=role, name=name, position=position)
        audit.record("holder.edited", plan=plan, target=account, reason="opened", actor=actor)
    return account


def place_hold(
    *,
    account: HolderAccount,
    kind: str,
    reason: str,
    from_on: date,
    quantity: Decimal | None = None,
    until_on: date | None = None,
    actor: Actor,
) -> Hold:
    """A stop or other hold on the account, in whole (quantity None) or for so many shares and Rights (R22).

    `until_on` is its last day; it holds on that day too.

    RuleViolation without a reason, for a quantity of nothing, or where it would end before it begins.
    """
    require_propose(actor, Act.HOLDER_EDIT)
    if not reason.strip() or fault(reason):
        raise RuleViolation(
            "Give the reason and the authority of the hold: an order, a notice, an affidavit."
        )
    if quantity is not None and quantity <= 0:
        raise RuleViolation("A hold for a quantity needs one above zero; leave it empty for all.")
    if until_on is not None and until_on < from_on:
        raise RuleViolation("The hold would end before it begins.")
    with transaction.atomic():
        hold = Hold(
            account=account,
            kind=kind,
            reason=reason.strip(),
            from_on=from_on,
            lifted_on=until_on and until_on + timedelta(days=1),
            quantity=quantity,
        )
        _validate(hold)
        audit.stamp(hold, actor=actor, reason=reason).save()
        audit.record("holder.held", plan=account.plan, target=hold, reason=reason, actor=actor)
    return hold


def prints(check: Check) -> Check:
    """Registers what says, of the lines of a registration, why they cannot be printed; "" where they can."""
    _checks.append(check)
    return check


def propose_registration(
    *,
    account: HolderAccount,
    told: Registered,
    reason: str,
    document: SourceDocument,
    actor: Actor,
) -> Approval:
    """Proposes to correct how the account is registered, on the paper that shows the error.

    The owner stays who he is: another owner is a transfer. RuleViolation, naming the field, for what cannot be kept or
    printed, without a reason, or where nothing is corrected; Conflict where a correction of it waits already.
    """
    if not reason.strip():
        raise RuleViolation("Say what was wrong, and who says so.", where="reason")
    if document.plan_id != account.plan_id:
        raise RuleViolation(f"“{document.title}” is a paper of another plan.")
    with transaction.atomic():
        plan = lock_plan(account.plan_id)
        account = lock_account(account.pk)
        _require_printable(account, told)
        payload = _registration(account, told) | {"reason": reason.strip(), "document": document.pk}
        return approvals.propose(
            plan=plan,
            act=Act.REGISTRATION,
            subject=f"Correct the registration of account {account.number}",
            target_type="holderaccount",
            target_id=account.pk,
            payload=payload,
            legal_basis=f"{document.title}, {date_text(document.dated_on)}: {reason.strip()}",
            actor=actor,
        )


@approvals.on_approval(Act.REGISTRATION)
def _correct_registration(approval: Approval, actor: Actor) -> None:
    lock_plan(approval.plan_id)
    account = lock_account(approval.target_id)
    told = Registered.of(approval.payload["after"])
    kept = {key: approval.payload[key] for key in ("reason", "document")}
    approvals.require_unchanged(approval, _registration(account, told) | kept)
    account.registration, account.registration_lines = told.form, list(told.lines)
    account.is_nominee = told.form == Registration.NOMINEE
    account.tin_status, account.tin_last4 = told.tin_status, told.tin_last4
    audit.stamp(account, actor=actor, reason=kept["reason"]).save()
    Party.objects.filter(account=account).delete()
    for position, (role, name) in enumerate(told.parties, start=1):
        Party.objects.create(account=account, role=role, name=name, position=position)
    audit.record(
        "holder.edited",
        plan=account.plan,
        target=account,
        reason=kept["reason"],
        before=approval.payload["before"],
        after=approval.payload["after"],
        actor=actor,
    )


def _registration(account: HolderAccount, told: Registered) -> dict[str, Any]:
    """The correction: the registration as it is and as it will be; refused where the two are one."""
    before, after = Registered.now(account).payload(), told.payload()
    if before == after:
        raise RuleViolation(f"Account {account.number} is registered so already: nothing is corrected.")
    return {"account": account.number, "before": before, "after": after}


def _require_printable(account: HolderAccount, told: Registered) -> None:
    if not told.lines or not told.parties:
        raise RuleViolation("A registration has at least one line and one party.", where="registration_lines")
    for text in [*told.lines, *(part for party in told.parties for part in party), told.tin_last4]:
        if sentence := fault(text):
            raise RuleViolation(f"“{text[:40]}” cannot be kept. {sentence}", where="registration_lines")
    for check in _checks:
        if sentence := check(told.lines):
            raise RuleViolation(
                f"No certificate of account {account.number} could be printed: {sentence}",
                where="registration_lines",
            )
    corrected = copy.copy(account)
    corrected.registration, corrected.registration_lines = told.form, list(told.lines)
    corrected.tin_status, corrected.tin_last4 = told.tin_status, told.tin_last4
    _validate(corrected)


def mark_address_bad(*, account: HolderAccount, reason: str, actor: Actor) -> None:
    """No mail goes to the account's address until it is changed; RuleViolation where no reason is given."""
    require_propose(actor, Act.HOLDER_EDIT)
    if not reason.strip():
        raise RuleViolation("Say what came back, and when.")
    with transaction.atomic():
        account = lock_account(account.pk)
        before = account.mail_address
        account.mail_code = "bad"
        audit.stamp(account, actor=actor, reason=reason).save(update_fields=["mail_code"])
        audit.record(
            "holder.edited",
            plan=account.plan,
            target=account,
            reason=reason,
            before=before,
            after=account.mail_address,
            actor=actor,
        )


def _validate(instance: HolderAccount | Hold) -> None:
    """RuleViolation with the first thing the model says against its fields."""
    try:
        instance.full_clean(exclude=["plan", "account"])
    except ValidationError as error:
        field, sentences = next(iter(error.message_dict.items()))
        raise RuleViolation(f"{field.replace('_', ' ').capitalize()}: {sentences[0]}", where=field) from error
