"""Transfers that a person made before it became an Acquiring or Adverse Person, by a plan, arrangement or
understanding: named on their paper by two persons, their Rights wait for counsel's word as those of any transferee
(7(e)(iii)).
"""

from decimal import Decimal
from typing import Any

from django.db import transaction

from ledger.enums import LIVING_STATES, Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Approval, EarlierTransfer, Entry, Person, Plan, SourceDocument
from ledger.rules.dates import date_text
from ledger.selectors import ownership, plan_day
from ledger.services import approvals, audit
from ledger.services.locks import lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor


def propose(
    *,
    plan: Plan,
    entry: Entry,
    person: Person,
    rights: Decimal,
    reason: str,
    document: SourceDocument,
    actor: Actor,
) -> Approval:
    """Proposes to name so many of the Rights that an entry passed on, as passed on by the person or its group.

    `document` is the paper that shows the plan, arrangement or understanding. RuleViolation where the person is no
    confirmed Acquiring or Adverse Person nor of one's group, or was one by then; where more is named than the entry
    moved, or no reason is given; Conflict where the entry is named already, or was undone.
    """
    if document.plan_id != plan.pk:
        raise RuleViolation(f"“{document.title}” is a paper of another plan.")
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        payload = _payload(plan, entry, person, rights, reason, document)
        return approvals.propose(
            plan=plan,
            act=Act.EARLIER_TRANSFER,
            subject=f"{payload['rights']} Rights that {person} passed on to account {payload['account']} before",
            target_type="entry",
            target_id=entry.pk,
            payload=payload,
            legal_basis=f"{document.title}, {date_text(document.dated_on)}: {reason}",
            actor=actor,
        )


def _payload(
    plan: Plan, entry: Entry, person: Person, rights: Decimal, reason: str, document: SourceDocument
) -> dict[str, Any]:
    if plan.state not in LIVING_STATES:
        raise RuleViolation(
            f"There are no Rights to decide on: the plan is {plan.get_state_display().lower()}.", rule="R32"
        )
    if not reason.strip():
        raise RuleViolation("Say which plan, arrangement or understanding, in a sentence.", where="reason")
    since = ownership.became(plan, plan_day.today(plan)).get(person.name)
    if since is None:
        raise RuleViolation(
            f"{person} is no confirmed Acquiring or Adverse Person, nor of the group of one: confirm the Trigger Case "
            "first.",
            rule="R32",
            where="person",
            next_act=Act.TRIGGER_CASE,
        )
    if entry.effective_on >= clock.new_york_date(since):
        raise RuleViolation(
            f"Batch {entry.batch.number} is of {date_text(entry.effective_on)}, and {person} was an Acquiring or "
            "Adverse Person by then: what it passed on since waits for counsel without being named.",
            rule="R32",
            where="batch",
        )
    if not 0 < rights <= entry.quantity:
        raise RuleViolation(
            f"The entry moved {entry.quantity.normalize():,f} Rights: name some of them, and no more.",
            where="rights",
        )
    if hasattr(entry, "reversed_by"):
        raise Conflict(f"Batch {entry.batch.number} was undone: nothing was passed on by it.")
    if EarlierTransfer.objects.filter(entry=entry).exists():
        raise Conflict(f"This transfer of batch {entry.batch.number} is named already.")
    giver, taker = entry.from_account.holder, entry.to_account.holder
    return {
        "batch": entry.batch.number,
        "entry": entry.pk,
        "from": giver.number if giver else "",
        "account": taker.number if taker else "",
        "moved": f"{entry.quantity.normalize():f}",
        "rights": f"{rights.normalize():f}",
        "person": person.pk,
        "name": person.name,
        "became": since.isoformat(),
        "reason": reason,
        "document": document.pk,
    }


@approvals.on_approval(Act.EARLIER_TRANSFER)
def _name(approval: Approval, actor: Actor) -> None:
    """Keeps what was named; its Rights wait for counsel from now on, wherever they are."""
    plan, told = lock_plan(approval.plan_id), approval.payload
    entry = Entry.objects.select_related("batch", "from_account__holder", "to_account__holder").get(
        pk=told["entry"]
    )
    person, document = Person.objects.get(pk=told["person"]), SourceDocument.objects.get(pk=told["document"])
    rights = Decimal(told["rights"])
    approvals.require_unchanged(approval, _payload(plan, entry, person, rights, told["reason"], document))
    named = EarlierTransfer.objects.create(
        plan=plan,
        entry=entry,
        person=person,
        rights=rights,
        reason=told["reason"][:300],
        document=document,
        recorded_at=clock.now(),
        recorded_by=approval.proposed_by_name,
    )
    audit.record("transfer.named", plan=plan, target=named, reason=told["reason"], after=told, actor=actor)
