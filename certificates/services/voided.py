"""What follows a voiding after the separation: the certificates of those Rights are stopped, part by part (R32)."""

from certificates.enums import CertificateState, StopKind
from certificates.models import Certificate, VoidPart
from certificates.rules.lifecycle import BEFORE_RELEASE, OUTSTANDING
from certificates.selectors import voided
from certificates.services import stops
from certificates.services.locks import lock_certificates
from ledger.enums import Act, BatchKind, Standing
from ledger.errors import Held
from ledger.models import Approval, Batch
from ledger.services.acts.common import follows
from rightsadmin.common.actor import Actor


@follows(BatchKind.VOIDING)
def stop_certificates(batch: Batch, approval: Approval, actor: Actor) -> None:
    """Every outstanding certificate of an account whose certificated Rights became void is stopped; of the Rights that
    it says those in front become its void part. For the rest another certificate is due.

    Held where one of them is still being printed: its run is released or cancelled first.
    """
    taken = batch.entries.filter(from_account__standing=Standing.CERTIFICATED).order_by("leg")
    for account, rights in taken.values_list("from_account__holder", "quantity"):
        _stop(int(account or 0), int(rights), batch, approval, actor)


def _stop(account: int, rights: int, batch: Batch, approval: Approval, actor: Actor) -> None:
    rows = Certificate.objects.filter(account=account, state__in=OUTSTANDING).order_by("number")
    certificates = lock_certificates(rows.values_list("pk", flat=True))
    if waiting := next((each for each in certificates if each.state in BEFORE_RELEASE), None):
        raise Held(
            f"{waiting.text} for Rights that would be void is being printed: release its run, or cancel it, first.",
            rule="R32",
            next_act=Act.RELEASE,
        )
    void = voided.void_of(certificates)
    for certificate in certificates:
        part = min(rights, certificate.quantity - void.get(certificate.pk, 0))
        rights -= part
        if part:
            VoidPart.objects.create(certificate=certificate, batch=batch, quantity=part)
        if certificate.state not in (CertificateState.STOPPED, CertificateState.LOST):
            stops.place_on(
                certificate,
                kind=StopKind.VOID,
                reason=f"{part:,} of the {certificate.quantity:,} Rights it says are void: {batch}",
                authority=approval.legal_basis[:200],
                from_on=batch.effective_on,
                actor=actor,
            )
