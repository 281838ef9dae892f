"""Returned mail: each piece that came back, re-mailed or delivered (SEC Rule 17Ad-17)."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from certificates.models import ReturnedMail
from certificates.pages.custody import CustodyForm, CustodyList
from certificates.pages.returned_mail.filters import ReturnedMailFilter
from certificates.pages.returned_mail.forms import UNDELIVERABLE, ReMailForm, ScanReturnForm
from certificates.pages.returned_mail.tables import ReturnedMailTable
from certificates.pages.stops.forms import ReasonForm
from certificates.services import returned_mail
from ledger.enums import Act
from ledger.selectors import plan_day

REMEMBERED = "returned_mail_reason"


class ReturnedMailList(CustodyList):
    """What came back, and the scan field for what comes back now."""

    tab = "returned-mail"
    scan_act = Act.RETURNED_MAIL
    scan_label = "Record the return"
    table_class = ReturnedMailTable
    filterset_class = ReturnedMailFilter
    default_sort = "returned_on"
    noun = "piece"
    empty = "No returned mail is open."

    def title(self) -> str:
        return "Returned mail"

    def lead(self) -> str:
        return (
            "Scan the certificate and press Enter. Mailed again within a month and returned again, it makes its "
            "holder lost (17Ad-17)."
        )

    @property
    def table_options(self) -> dict[str, Any]:  # type: ignore[override]
        return {"today": plan_day.today(self.plan())}

    def get_queryset(self) -> QuerySet[ReturnedMail]:
        return (
            ReturnedMail.objects.filter(account__plan=self.plan())
            .select_related("account__plan", "certificate__plan")
            .defer("certificate__content")
        )

    def new_scan_form(self) -> forms.Form:
        reason = self.request.session.get(REMEMBERED, UNDELIVERABLE)
        scanned = {"code": self.request.GET.get("code", ""), "returned_on": plan_day.today(self.plan())}
        return ScanReturnForm(initial=scanned | {"reason": reason})

    def scanned_form(self) -> forms.Form:
        return ScanReturnForm(self.request.POST)

    def scan(self, data: dict[str, Any]) -> str:
        piece = returned_mail.record_return(plan=self.plan(), actor=self.actor, **data)
        self.request.session[REMEMBERED] = data["reason"]
        what = (
            piece.certificate.text if piece.certificate else f"The letter to account {piece.account.number}"
        )
        if piece.returned_again_on:
            return f"{what} came back a second time: see whether its holder is lost now."
        return f"{what} is in the vault. The next one."


class _OfPiece(CustodyForm):
    parent = "returned-mail"
    act = Act.RETURNED_MAIL

    def piece(self) -> ReturnedMail:
        found = ReturnedMail.objects.select_related("account__plan", "certificate")
        return get_object_or_404(found, account__plan=self.plan(), pk=self.number("pk"))

    def lead(self) -> str:
        piece = self.piece()
        what = piece.certificate.text if piece.certificate else "Letter"
        return f"{what}, account {piece.account.number}, {piece.account.name}"


class ReMail(_OfPiece):
    """Records that a returned piece was mailed again."""

    form_class = ReMailForm
    submit_label = "Record the mailing"

    def title(self) -> str:
        return "Mail again"

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"remailed_on": self.today()}}

    def perform(self, form: forms.Form) -> str:
        piece = returned_mail.re_mail(mail=self.piece(), actor=self.actor, **form.cleaned_data)
        return f"Mailed again to account {piece.account.number}."


class Delivered(_OfPiece):
    """Records that a re-mailed piece arrived."""

    form_class = ReasonForm
    submit_label = "Record the delivery"

    def title(self) -> str:
        return "Delivered"

    def perform(self, form: forms.Form) -> str:
        piece = returned_mail.record_delivered(mail=self.piece(), actor=self.actor, **form.cleaned_data)
        return f"Delivered to account {piece.account.number}; the piece is closed."
