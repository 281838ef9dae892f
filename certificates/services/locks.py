"""Locks of what this app keeps, each the one way of its aggregate; how and in which order: `ledger.services.locks`."""

from collections.abc import Iterable

from certificates.models import (
    Certificate,
    DestructionBatch,
    Inquiry,
    LostHolder,
    Notice,
    PaymentLine,
    PaymentList,
    Presentation,
    ReturnedMail,
    Run,
    RunChunk,
    Search,
    StopOrder,
    VaultBox,
)
from ledger.models import HolderAccount, Plan
from ledger.services.locks import LOCK_TIMEOUT, all_locked, first_locked, lock_account, locked


def lock_certificate(certificate_id: int, *, timeout: str = LOCK_TIMEOUT) -> Certificate:
    """The certificate with its plan."""
    rows = Certificate.objects.select_related("plan").filter(pk=certificate_id)
    return locked(rows, "The certificate", timeout=timeout)


def lock_certificates(certificate_ids: Iterable[int]) -> list[Certificate]:
    """These certificates in the order of their numbers."""
    rows = Certificate.objects.filter(pk__in=certificate_ids).order_by("number")
    return all_locked(rows, "One of the certificates")


def lock_numbered(plan: Plan, numbers: Iterable[int]) -> list[Certificate]:
    """The plan's certificates of these numbers in their order, without what is printed on them."""
    rows = Certificate.objects.filter(plan=plan, number__in=numbers).defer("content").order_by("number")
    return all_locked(rows, "One of the certificates")


def lock_stop(stop: StopOrder, *, timeout: str = LOCK_TIMEOUT) -> StopOrder:
    """The stop with its certificate and plan, both locked: the certificate first, as everybody does."""
    certificate = lock_certificate(stop.certificate_id, timeout=timeout)
    stop = locked(StopOrder.objects.filter(pk=stop.pk), "The stop", timeout=timeout)
    stop.certificate = certificate
    return stop


def lock_presentation(presentation_id: int) -> Presentation:
    """The presentation with its plan."""
    rows = Presentation.objects.select_related("plan").filter(pk=presentation_id)
    return locked(rows, "The presentation")


def lock_run(run_id: int, *, timeout: str = LOCK_TIMEOUT) -> Run:
    """The run with its plan, template and separation. A worker that stores a file of it meanwhile is not in the way."""
    rows = Run.objects.select_related("plan", "template_version", "separation").filter(pk=run_id)
    return locked(rows, "The run", timeout=timeout)


def lock_claimed(chunk: RunChunk, *, timeout: str = LOCK_TIMEOUT) -> RunChunk | None:
    """The chunk if this claim of it still stands; None where the sweep or a cancellation took it away."""
    return first_locked(RunChunk.objects.filter(pk=chunk.pk, claim=chunk.claim), "The chunk", timeout=timeout)


def lock_box(box_id: int) -> VaultBox:
    """The box of the vault with its plan."""
    return locked(VaultBox.objects.select_related("plan").filter(pk=box_id), "The box")


def lock_boxes(plan: Plan, box_ids: Iterable[int]) -> list[VaultBox]:
    """These boxes of the plan in the order of their labels."""
    return all_locked(
        VaultBox.objects.filter(plan=plan, pk__in=box_ids).order_by("label"), "One of the boxes"
    )


def lock_destruction(batch_id: int) -> DestructionBatch:
    """The destruction with its plan."""
    rows = DestructionBatch.objects.select_related("plan").filter(pk=batch_id)
    return locked(rows, "The destruction")


def lock_payment_list(list_id: int) -> PaymentList:
    """The list of payments with its plan."""
    rows = PaymentList.objects.select_related("plan").filter(pk=list_id)
    return locked(rows, "The list of payments")


def lock_payment(line_id: int) -> PaymentLine:
    """The payment with its list and plan."""
    rows = PaymentLine.objects.select_related("payment_list__plan").filter(pk=line_id)
    return locked(rows, "The payment")


def lock_notice(notice_id: int) -> Notice:
    """The notice with what its acts need."""
    rows = Notice.objects.select_related(
        "plan", "template_version", "payment_list__batch", "adjustment", "run"
    )
    return locked(rows.filter(pk=notice_id), "The notice")


def lock_inquiry(inquiry_id: int) -> Inquiry:
    """The written inquiry with its plan."""
    return locked(Inquiry.objects.select_related("plan").filter(pk=inquiry_id), "The inquiry")


def lock_mail(mail: ReturnedMail) -> ReturnedMail:
    """The piece that came back, with its account locked before it."""
    account = lock_account(mail.account_id)
    piece = locked(ReturnedMail.objects.select_related("certificate").filter(pk=mail.pk), "The returned mail")
    piece.account = account
    return piece


def lock_open_mail(account: HolderAccount, certificate: Certificate | None) -> ReturnedMail | None:
    """The latest piece to the locked account, or of this certificate, that is not closed; None where there is none."""
    rows = ReturnedMail.objects.filter(account=account, certificate=certificate, closed_on__isnull=True)
    return first_locked(rows.order_by("-pk"), "The returned mail")


def lock_lost_holder(lost: LostHolder, *, timeout: str = LOCK_TIMEOUT) -> LostHolder:
    """The lost holder, with his account locked before him."""
    account = lock_account(lost.account_id, timeout=timeout)
    lost = locked(LostHolder.objects.filter(pk=lost.pk), "The lost holder", timeout=timeout)
    lost.account = account
    return lost


def lock_search(search_id: int) -> Search:
    """The search; the lost holder is locked before it."""
    return locked(Search.objects.filter(pk=search_id), "The search")
