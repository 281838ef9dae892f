"""Copies of one certificate: its PDF, the accessible one, the archived one, its pictures, and sending it."""

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse

from certificates.models import Certificate
from certificates.pages.certificates.base import CertificatePage
from certificates.pages.certificates.forms import SendForm
from certificates.selectors.copies import recipients
from certificates.services import copies, viewing
from ledger.enums import Act
from ledger.pages.base import PlanPage
from rightsadmin.common.downloads import PDF, download
from rightsadmin.common.shells import (
    ActShell,
    Crumb,
    FormShell,
    TakeShell,
)


class _OfOneCertificate(CertificatePage):
    @cached_property
    def certificate(self) -> Certificate:
        """The certificate of the address."""
        return self.get_object()

    def back(self) -> str:
        return reverse("certificates:certificate", args=[self.plan().slug, self.certificate.number])


class _Shown(_OfOneCertificate, TakeShell):
    """A file of one certificate; where it cannot be shown, the certificate's page says why."""


class CertificatePdf(_Shown):
    """The two pages of one certificate; before the release a draft, marked as one."""

    def take(self) -> HttpResponseBase:
        content = viewing.certificate_pdf(certificate=self.certificate, actor=self.actor)
        return _pdf(content, self.certificate.text)


class CertificateAccessible(_Shown):
    """One certificate for a screen reader: a tagged PDF/UA-1."""

    def take(self) -> HttpResponseBase:
        content = viewing.accessible_pdf(certificate=self.certificate, actor=self.actor)
        return _pdf(content, f"{self.certificate.text}-accessible")


class SpecimenTake(PlanPage, TakeShell):
    """A specimen of the plan's certificate on the terms in force; where it cannot be made, the list says why."""

    section = "certificates"

    def take(self) -> HttpResponseBase:
        return _pdf(viewing.specimen_pdf(plan=self.plan(), actor=self.actor), f"{self.plan().slug}-specimen")

    def back(self) -> str:
        return reverse("certificates:certificates", args=[self.plan().slug])


class CertificateArchive(_OfOneCertificate, ActShell):
    """Puts a copy of one certificate into the archive; leads back to its page."""

    act = Act.RUN

    def act_now(self) -> str:
        copy = copies.archive(certificate=self.certificate, actor=self.actor)
        return f"{self.certificate.text} is in the archive: {copy}."


class CertificateSend(_OfOneCertificate, FormShell):
    """Sends a copy of one certificate by e-mail."""

    act = Act.RUN
    form_class = SendForm
    submit_label = "Send the copy"

    def title(self) -> str:
        return f"Send a copy of {self.certificate.text}"

    def lead(self) -> str:
        return (
            "The pages as printed, with COPY over them, as an attachment. Each sending is in the audit trail."
        )

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label=self.certificate.text, url=self.success_url())]

    def form_options(self) -> dict[str, Any]:
        return {"recipients": recipients(self.plan())}

    def perform(self, form: forms.Form) -> str:
        recipient = form.cleaned_data["recipient"]
        copies.send(certificate=self.certificate, recipient=recipient, actor=self.actor)
        return f"A copy of {self.certificate.text} was sent to {recipient}."

    def success_url(self) -> str:
        return self.back()


def _pdf(content: bytes, name: str) -> HttpResponseBase:
    return download(content, kind=PDF, name=f"{name}.pdf", shown=True)


class CertificatePicture(_Shown):
    """Front (0) or reverse (1) of a certificate as a picture."""

    def take(self) -> HttpResponseBase:
        page = int(self.kwargs["page"])
        picture = viewing.certificate_picture(certificate=self.certificate, page=page, actor=self.actor)
        return download(picture, kind="image/png", name=f"{self.certificate.text}-{page}.png", shown=True)
