"""Shares of an exchange delivered out of the trust: on the holder's certificate, posted by a second person (R50)."""

from typing import Any

from django.db import transaction

from ledger.enums import Act
from ledger.errors import RuleViolation
from ledger.models import Approval, HolderAccount, SourceDocument
from ledger.rules import postings
from ledger.selectors import citations, plan_day, trust
from ledger.selectors.trust import Delivery
from ledger.services import approvals, audit, posting
from ledger.services.findings import require_none_against
from ledger.services.locks import lock_plan
from rightsadmin.common.actor import Actor


def propose(*, account: HolderAccount, certificate: SourceDocument, actor: Actor) -> Approval:
    """Proposes to deliver what the trustee holds for the account, on the holder's certificate that it is no Acquiring
    Person and holds for none.

    RuleViolation where the trustee holds nothing for it, or a person whose Rights are void was found to own more in it
    than is void.
    """
    if certificate.plan_id != account.plan_id:
        raise RuleViolation(f"“{certificate.title}” is a paper of another plan.")
    with transaction.atomic():
        plan = lock_plan(account.plan_id)
        view = _deliverable(account)
        return approvals.propose(
            plan=plan,
            act=Act.DELIVERY,
            subject=f"Deliver {view.shares.normalize():,f} shares to account {account.number}",
            target_type="holderaccount",
            target_id=account.pk,
            payload=_payload(view, certificate),
            legal_basis=citations.basis(plan, "exchange", certificate),
            actor=actor,
        )


def _payload(view: Delivery, certificate: SourceDocument) -> dict[str, Any]:
    return {**view.payload(), "certificate": certificate.pk}


def _deliverable(account: HolderAccount) -> Delivery:
    view = trust.delivery(account)
    require_none_against(view.findings)
    return view


@approvals.on_approval(Act.DELIVERY)
def _deliver(approval: Approval, actor: Actor) -> None:
    plan = lock_plan(approval.plan_id)
    account = HolderAccount.objects.select_related("plan").get(pk=approval.target_id)
    certificate = SourceDocument.objects.get(pk=approval.payload["certificate"])
    view = _deliverable(account)
    approvals.require_unchanged(approval, _payload(view, certificate))
    batch = posting.post(
        plan=plan,
        movements=postings.delivery(account.pk, view.shares, plan_day.today(plan)),
        source=f"delivery:{approval.pk}",
        legal_basis=approval.legal_basis,
        memo=f"Account {account.number}",
        actor=actor,
    )
    audit.record("shares.delivered", plan=plan, target=batch, after=approval.payload, actor=actor)
