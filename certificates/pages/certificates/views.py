"""Certificates: the list, and one with its pictures."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from certificates.enums import CertificateState
from certificates.models import CancelledStore, Certificate, StopOrder
from certificates.pages.certificates.base import CertificatePage
from certificates.pages.certificates.chain import chain_panel
from certificates.pages.certificates.filters import CertificateFilter
from certificates.pages.certificates.tables import CERTIFICATE_TONES, CertificateTable
from certificates.rules.lifecycle import may_become
from certificates.selectors import life, stops, voided
from certificates.services import viewing
from ledger.enums import Act
from ledger.pages.base import PlanPage, history_panel
from rightsadmin.common import formatting
from rightsadmin.common.shells import (
    Action,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    ListShell,
    Panel,
)


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

    def actions(self) -> list[Action]:
        url = reverse("certificates:certificate-specimen", args=[self.plan().slug])
        return [Action(label="The specimen", url=url)]

    def get_queryset(self) -> QuerySet[Certificate]:
        return Certificate.objects.filter(plan=self.plan()).select_related("plan", "account").defer("content")


class CertificateDetail(CertificatePage, DetailShell):
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
                template="certificates/certificates/sheets.html",
                data={"pictures": pictures, "certificate": certificate},
            ),
            *chain_panel(self.plan(), certificate),
            history_panel(plan=self.plan(), object_type="certificate", object_id=certificate.pk),
            FactsPanel(
                title="On file",
                aside=True,
                facts=[
                    Fact(label="Rights", value=formatting.quantity(certificate.quantity)),
                    *self._void(),
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
                title="Its life",
                note="Since when it has been in each state.",
                aside=True,
                facts=[
                    Fact(
                        label=step.state,
                        value=formatting.instant(step.at),
                        hint=": ".join(filter(None, (step.by, step.reason))),
                    )
                    for step in life.of(certificate)
                ],
            ),
            FactsPanel(
                title="Frozen content",
                note="SHA-256",
                aside=True,
                facts=[Fact(label="Content", value=certificate.content_sha256)],
            ),
        ]

    def _void(self) -> list[Fact]:
        void = voided.void_on(self.object)
        if not void:
            return []
        left = self.object.quantity - void
        due = f"another certificate is due for {formatting.plural(left, 'Right')}" if left else "all of it"
        return [Fact(label="Void of them", value=formatting.quantity(void), hint=due)]

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
