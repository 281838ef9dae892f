"""What is on a ticket, kept: the election, the claim of a loss, the certificates asked for, whether it is routine."""

from collections.abc import Iterable, Sequence
from dataclasses import fields

from certificates.enums import PresentationKind
from certificates.models import Election, LossClaim, Presentation, RequestedCertificate
from certificates.rules.presentations import routine_reason
from certificates.selectors import presentations as selector, voided
from certificates.services.presentations.told import ElectionTold, LossTold
from ledger.errors import RuleViolation
from ledger.models import HolderAccount
from ledger.services import audit
from rightsadmin.common.actor import Actor


def keep_election(presentation: Presentation, elected: ElectionTold | None) -> None:
    """The election as it is told now, in place of an earlier one; RuleViolation for a figure that cannot be."""
    Election.objects.filter(presentation=presentation).delete()
    if elected is None:
        return
    if elected.rights < 1 or elected.tendered < 0:
        raise RuleViolation("An election is of one Right at least, and what is tendered is zero or more.")
    if elected.market_price is not None and elected.market_price <= 0:
        raise RuleViolation("A market price is above zero: correct it, or leave it empty.")
    told = {name.name: getattr(elected, name.name) for name in fields(elected)}
    Election.objects.create(presentation=presentation, **told)


def keep_loss(presentation: Presentation, loss: LossTold | None) -> None:
    """The claim as it is told now, in place of an earlier one; RuleViolation for a value that cannot be."""
    LossClaim.objects.filter(presentation=presentation).delete()
    if loss is None:
        return
    if loss.value_per_right is not None and loss.value_per_right <= 0:
        raise RuleViolation("The value of a Right is above zero: correct it, or leave it empty.")
    told = {name.name: getattr(loss, name.name) for name in fields(loss)}
    LossClaim.objects.create(presentation=presentation, **told)


def followed(
    presentation: Presentation, requested: Sequence[tuple[HolderAccount, int]], elected: ElectionTold | None
) -> list[tuple[HolderAccount, int]]:
    """What is issued: as asked for, or what an exercise leaves and a replacement stands for."""
    if presentation.kind not in (PresentationKind.EXERCISE, PresentationKind.REPLACEMENT):
        return list(requested)
    presented = [
        row.certificate
        for row in presentation.presented.select_related("certificate__account").order_by(
            "certificate__number"
        )
    ]
    if presentation.kind == PresentationKind.REPLACEMENT:
        return [(certificate.account, voided.live_on(certificate)) for certificate in presented]
    balance = sum(voided.live_on(certificate) for certificate in presented) - (
        elected.rights if elected else 0
    )
    return [(presented[0].account, balance)] if presented and elected and balance > 0 else []


def request(presentation: Presentation, requested: Iterable[tuple[HolderAccount, int]]) -> None:
    """The certificates asked for, in place of earlier ones; RuleViolation for a quantity or account that cannot be."""
    RequestedCertificate.objects.filter(presentation=presentation).delete()
    rows = []
    for seq, (account, quantity) in enumerate(requested, start=1):
        if quantity < 1:
            raise RuleViolation("A certificate is for one Right at least: correct the quantity.")
        if account.plan_id != presentation.plan_id:
            raise RuleViolation(f"Account {account.number} is of another plan.")
        rows.append(
            RequestedCertificate(presentation=presentation, seq=seq, account=account, quantity=quantity)
        )
    RequestedCertificate.objects.bulk_create(rows)


def judge_routine(presentation: Presentation, done: str, actor: Actor) -> None:
    """Whether the item is a routine one follows from what is on it; saved with everything else that changed."""
    reason = routine_reason(selector.examine(presentation).facts)
    presentation.is_routine, presentation.routine_reason = not reason, reason
    audit.stamp(presentation, actor=actor, reason=done).save()
