"""What the certificates' side did for one holder: the certificates with the day each was mailed, and everything that
came from him or went to him, the latest first. Bounded: a nominee has tens of thousands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Min
from django.urls import reverse

from certificates.enums import CertificateState
from certificates.models import Certificate, Inquiry, PaymentLine, Presentation, ReturnedMail
from certificates.selectors import address_changes
from ledger.models import HolderAccount
from rightsadmin.common import clock, formatting

SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class Held:
    """A certificate of the holder and the day it was mailed; None: it never was."""

    certificate: Certificate
    mailed_on: date | None


@dataclass(frozen=True, kw_only=True)
class Done:
    """One thing that came from the holder or went to him: its day, what it was, how it stands, its page."""

    on: date
    what: str
    state: str
    url: str


def certificates(account: HolderAccount) -> list[Held]:
    """The holder's latest certificates, one more than SHOWN where there are more."""
    rows = list(
        Certificate.objects.filter(account=account)
        .select_related("plan")
        .defer("content")
        .order_by("-number")[: SHOWN + 1]
    )
    mailed = (
        Certificate.history.filter(id__in=[row.pk for row in rows], state=CertificateState.MAILED)
        .order_by()
        .values_list("id")
        .annotate(first=Min("history_date"))
    )
    days = {pk: clock.new_york_date(at) for pk, at in mailed}
    return [Held(certificate=row, mailed_on=days.get(row.pk)) for row in rows]


def done(account: HolderAccount, slug: str) -> list[Done]:
    """The latest SHOWN presentations, payments, returned pieces of mail and inquiries of the holder together."""
    found = [
        *_presentations(account, slug),
        *_payments(account, slug),
        *_returned(account, slug),
        *_inquiries(account, slug),
        *_moves(account, slug),
    ]
    return sorted(found, key=lambda row: row.on, reverse=True)[:SHOWN]


def _moves(account: HolderAccount, slug: str) -> Iterator[Done]:
    for change in address_changes.of_account(account, SHOWN):
        yield Done(
            on=change.on,
            what="Letter to the old address, that the address was changed",
            state="Made" if change.is_told else "Not made yet",
            url=reverse("certificates:letter", args=[slug, "address", change.pk]),
        )


def _presentations(account: HolderAccount, slug: str) -> Iterator[Done]:
    rows = Presentation.objects.filter(presented__certificate__account=account).distinct()
    for item in rows.order_by("-received_at", "-pk")[:SHOWN]:
        yield Done(
            on=clock.new_york_date(item.received_at),
            what=f"{item.ticket}: {item.get_kind_display().lower()}, presented by {item.presenter}",
            state=item.get_status_display(),
            url=reverse("certificates:presentation", args=[slug, item.number]),
        )


def _payments(account: HolderAccount, slug: str) -> Iterator[Done]:
    rows = PaymentLine.objects.filter(account=account).select_related("payment_list")
    for line in rows.order_by("-pk")[:SHOWN]:
        kind = line.payment_list.get_kind_display().lower()
        number = f", {line.reference}" if line.reference else ""
        yield Done(
            on=line.paid_on or clock.new_york_date(line.payment_list.created_at),
            what=f"{formatting.money(line.paid)}: {kind}{number}",
            state=line.get_status_display(),
            url=f"{reverse('certificates:payment-lines', args=[slug, line.payment_list_id])}?q={account.number}",
        )


def _returned(account: HolderAccount, slug: str) -> Iterator[Done]:
    rows = ReturnedMail.objects.filter(account=account).select_related("certificate")
    for piece in rows.order_by("-returned_on", "-pk")[:SHOWN]:
        of = f" with {piece.certificate.text}" if piece.certificate else ""
        yield Done(
            on=piece.returned_on,
            what=f"Mail{of} of {formatting.short_date(piece.mailed_on)} came back: {piece.reason}",
            state=piece.get_outcome_display()
            or ("Mailed again" if piece.remailed_on else "Not mailed again"),
            url=reverse("certificates:returned-mail", args=[slug]),
        )


def _inquiries(account: HolderAccount, slug: str) -> Iterator[Done]:
    for inquiry in Inquiry.objects.filter(account=account).order_by("-received_on", "-pk")[:SHOWN]:
        yield Done(
            on=inquiry.received_on,
            what=f"Inquiry {inquiry.number}: {inquiry.subject}",
            state="Answered"
            if inquiry.answered_on
            else f"Answer due {formatting.short_date(inquiry.due_on)}",
            url=reverse("certificates:inquiry", args=[slug, inquiry.number]),
        )
