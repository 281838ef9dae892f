"""Certificates: the list, and one with its pictures."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from certificates.enums import CertificateState
from certificates.filters import CertificateFilter
from certificates.models import Certificate
from certificates.services import viewing
from certificates.tables import CERTIFICATE_TONES, CertificateTable
from certificates.views.pictures import png
from ledger.views.base import PlanPage, history_panel
from rightsadmin.common import formatting
from rightsadmin.common.shells import Action, Crumb, DetailShell, Fact, FactsPanel, ListShell, Panel

KEPT_FOR = "private, max-age=300"  # a draft becomes the released page


class CertificateList(PlanPage, ListShell):
    """The Rights Certificates of a plan."""

    section = "certificates"
    table_class = CertificateTable
    filterset_class = CertificateFilter
    default_sort = "text"
    noun = "certificate"
    empty = "No certificate has been allotted."

    def title(self) -> str:
        return "Certificates"

    def lead(self) -> str:
        return "Every number that was ever taken. A voided one stays, with its reason."

    def get_queryset(self) -> QuerySet[Certificate]:
        return Certificate.objects.filter(plan=self.plan()).select_related("plan", "account").defer("content")


class _OfOneCertificate(PlanPage):
    section = "certificates"

    def get_object(self) -> Certificate:
        number = min(int(self.kwargs["number"]), 2**31 - 1)
        found = Certificate.objects.select_related(
            "plan", "account", "run", "template_version", "replaces", "replaced_by", "item__chunk__print_file"
        )
        return get_object_or_404(found, plan=self.plan(), number=number)


class CertificateDetail(_OfOneCertificate, DetailShell):
    """One certificate: what it says, where it stands, its front and reverse."""

    object: Certificate

    def title(self) -> str:
        return self.object.text

    def lead(self) -> str:
        return f"{formatting.plural(self.object.quantity, 'Right')}, {self.object.account.name}"

    def status(self) -> tuple[str, str]:
        return self.object.get_state_display(), CERTIFICATE_TONES.get(CertificateState(self.object.state), "")

    def crumbs(self) -> list[Crumb]:
        return [
            *super().crumbs(),
            Crumb(label="Certificates", url=reverse("certificates:certificates", args=[self.plan().slug])),
        ]

    def actions(self) -> list[Action]:
        return [
            Action(label="Accessible copy", url=self._url("certificate-accessible")),
            Action(label="Open the PDF", url=self._url("certificate-pdf"), tone="primary"),
        ]

    def _url(self, name: str, *arguments: Any) -> str:
        return reverse(f"certificates:{name}", args=[self.plan().slug, self.object.number, *arguments])

    def panels(self, tab: str) -> list[Panel]:
        certificate = self.object
        pages = ("Front", "Reverse")
        pictures = [
            {"url": self._url("certificate-picture", page), "words": words}
            for page, words in enumerate(pages)
        ]
        return [
            Panel(
                title="The certificate",
                template="certificates/sheets.html",
                data={"pictures": pictures, "certificate": certificate},
            ),
            history_panel(plan=self.plan(), object_type="certificate", object_id=certificate.pk),
            FactsPanel(
                title="On file",
                aside=True,
                facts=[
                    Fact(label="Rights", value=formatting.quantity(certificate.quantity)),
                    Fact(
                        label="Account",
                        value=certificate.account.number,
                        url=self.url("holder", certificate.account.number),
                        hint=certificate.account.name,
                    ),
                    Fact(label="Status", value=certificate.status.capitalize()),
                    Fact(label="Dated", value=formatting.long_date(certificate.dated_on)),
                    Fact(label="Void legend", value="yes" if certificate.void_legend else "no"),
                    Fact(
                        label="Run",
                        value=str(certificate.run),
                        url=reverse("certificates:run", args=[self.plan().slug, certificate.run_id]),
                    ),
                    Fact(label="Template", value=str(certificate.template_version)),
                    Fact(label="Allotted", value=formatting.instant(certificate.allotted_at)),
                    *self._chain(),
                ],
            ),
            FactsPanel(
                title="Frozen content",
                note="SHA-256",
                aside=True,
                facts=[Fact(label="Content", value=certificate.content_sha256)],
            ),
        ]

    def _chain(self) -> list[Fact]:
        certificate = self.object
        facts = []
        if certificate.void_reason:
            facts.append(Fact(label="Voided", value=certificate.void_reason))
        if certificate.replaces:
            facts.append(
                Fact(
                    label="Replaces",
                    value=certificate.replaces.text,
                    url=self._chain_url(certificate.replaces),
                )
            )
        if hasattr(certificate, "replaced_by"):
            facts.append(
                Fact(
                    label="Replaced by",
                    value=certificate.replaced_by.text,
                    url=self._chain_url(certificate.replaced_by),
                )
            )
        return facts

    def _chain_url(self, other: Certificate) -> str:
        return reverse("certificates:certificate", args=[self.plan().slug, other.number])


class _Shown(_OfOneCertificate):
    """A file of one certificate; where it cannot be shown, the certificate's page says why."""

    def shown(self, certificate: Certificate) -> HttpResponse:
        """The file."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        certificate = self.get_object()
        try:
            return self.shown(certificate)
        except self.refusals as refusal:
            messages.error(request, str(refusal))
            return redirect("certificates:certificate", self.plan().slug, certificate.number)


class CertificatePdf(_Shown):
    """The two pages of one certificate; before the release a draft, marked as one."""

    def shown(self, certificate: Certificate) -> HttpResponse:
        return _pdf(viewing.certificate_pdf(certificate=certificate, actor=self.actor), certificate.text)


class CertificateAccessible(_Shown):
    """One certificate for a screen reader: a tagged PDF/UA-1."""

    def shown(self, certificate: Certificate) -> HttpResponse:
        content = viewing.accessible_pdf(certificate=certificate, actor=self.actor)
        return _pdf(content, f"{certificate.text}-accessible")


def _pdf(content: bytes, name: str) -> HttpResponse:
    disposition = f'inline; filename="{name}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})


class CertificatePicture(_Shown):
    """Front (0) or reverse (1) of a certificate as a picture."""

    def shown(self, certificate: Certificate) -> HttpResponse:
        picture = png(viewing.shown(certificate), page=int(self.kwargs["page"]))
        return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": KEPT_FOR})
