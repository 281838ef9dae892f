"""Certificates: the list, and one with its pictures."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from certificates.enums import CertificateState
from certificates.filters import CertificateFilter
from certificates.models import CancelledStore, Certificate, StopOrder
from certificates.rules.lifecycle import may_become
from certificates.selectors import stops
from certificates.selectors.copies import recipients
from certificates.services import copies, viewing
from certificates.tables import CERTIFICATE_TONES, CertificateTable
from certificates.views.chain import chain_panel
from certificates.views.pictures import png
from ledger.enums import Act
from ledger.views.base import PlanPage, history_panel
from rightsadmin.common import formatting
from rightsadmin.common.shells import (
    Action,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    FormShell,
    ListShell,
    Panel,
)

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
        offered: list[Action] = []
        if viewing.is_issued(self.object):
            offered = [
                *self.action_for(Act.RUN, "Send by e-mail", self._url("certificate-send")),
                *self.action_for(Act.RUN, "Archive", self._url("certificate-archive"), method="post"),
            ]
        return [
            *offered,
            *self._custody(),
            Action(label="Accessible copy", url=self._url("certificate-accessible")),
            Action(label="Open the PDF", url=self._url("certificate-pdf"), tone="primary"),
        ]

    def _custody(self) -> list[Action]:
        """What may be done with the paper now: stop or lift, return or mail again."""
        own, may = self.object, self.action_for
        slug = self.plan().slug
        if self.stop is not None:
            url = reverse("certificates:stop", args=[slug, self.stop.pk])
            return may(Act.STOP, "Its stop", url)
        offered = []
        if may_become(own.state, CertificateState.STOPPED):
            offered += may(Act.STOP, "Stop", self._url("stop-place"))
        if own.state == CertificateState.MAILED:
            scan = reverse("certificates:returned-mail", args=[slug]) + f"?code={own.text}"
            offered += may(Act.RETURNED_MAIL, "Record its return", scan)
        if own.state == CertificateState.RETURNED:
            piece = own.returned_mail.filter(closed_on__isnull=True).first()
            if piece is not None:
                url = reverse("certificates:re-mail", args=[slug, piece.pk])
                offered += may(Act.RETURNED_MAIL, "Mail again", url)
        return offered

    @cached_property
    def stop(self) -> StopOrder | None:
        """The stop in force on it."""
        return stops.in_force(self.object)

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
            *chain_panel(self.plan(), certificate),
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
                    *(
                        Fact(
                            label="Archived",
                            value=formatting.instant(copy.archived_at),
                            hint=formatting.short_digest(copy.sha256),
                        )
                        for copy in certificate.copies.all()
                    ),
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
        if self.stop is not None:
            facts.append(
                Fact(
                    label="Stop",
                    value=self.stop.get_kind_display(),
                    url=reverse("certificates:stop", args=[self.plan().slug, self.stop.pk]),
                    hint=self.stop.reason,
                )
            )
        if stored := CancelledStore.objects.select_related("box").filter(certificate=certificate).first():
            facts.append(
                Fact(
                    label="Kept in",
                    value=str(stored.box),
                    url=reverse("certificates:box", args=[self.plan().slug, stored.box_id]),
                    hint=stored.box.location,
                )
            )
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


class CertificateArchive(_OfOneCertificate):
    """Puts a copy of one certificate into the archive; leads back to its page."""

    act = Act.RUN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        certificate = self.get_object()
        try:
            copy = copies.archive(certificate=certificate, actor=self.actor)
        except self.refusals as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{certificate.text} is in the archive: {copy}.")
        return redirect("certificates:certificate", self.plan().slug, certificate.number)


class SendForm(forms.Form):
    """To whom a copy goes: an address on record."""

    recipient = forms.ChoiceField(label="To", widget=forms.RadioSelect)

    def __init__(self, *args: Any, recipients: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["recipient"]
        field.choices = [(address, f"{name}, {address}") for address, name in recipients.items()]


class CertificateSend(_OfOneCertificate, FormShell):
    """Sends a copy of one certificate by e-mail."""

    act = Act.RUN
    form_class = SendForm
    submit_label = "Send the copy"

    def title(self) -> str:
        return f"Send a copy of {self._certificate.text}"

    def lead(self) -> str:
        return "The pages as they were printed, as an attachment. Each sending is in the audit trail."

    @cached_property
    def _certificate(self) -> Certificate:
        return self.get_object()

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label=self._certificate.text, url=self.success_url())]

    def form_options(self) -> dict[str, Any]:
        return {"recipients": recipients(self.plan())}

    def perform(self, form: forms.Form) -> str:
        recipient = form.cleaned_data["recipient"]
        copies.send(certificate=self._certificate, recipient=recipient, actor=self.actor)
        return f"A copy of {self._certificate.text} was sent to {recipient}."

    def success_url(self) -> str:
        return reverse("certificates:certificate", args=[self.plan().slug, self._certificate.number])


def _pdf(content: bytes, name: str) -> HttpResponse:
    disposition = f'inline; filename="{name}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})


class CertificatePicture(_Shown):
    """Front (0) or reverse (1) of a certificate as a picture."""

    def shown(self, certificate: Certificate) -> HttpResponse:
        picture = png(viewing.shown(certificate), page=int(self.kwargs["page"]))
        return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": KEPT_FOR})
