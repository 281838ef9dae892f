"""An item comes in: its certificates are scanned, its presenter is proposed, its clock begins."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from certificates.models import Certificate, Presentation
from certificates.pages.presentations.base import DeskPage
from certificates.pages.presentations.receipt_form import ReceiveForm
from certificates.selectors import desk
from certificates.services import presentations
from ledger.enums import Act
from ledger.models import HolderAccount
from ledger.selectors import plan_day
from rightsadmin.common import clock, formatting
from rightsadmin.common.shells import Crumb, FieldGroup, FormShell


class Receive(DeskPage, FormShell):
    """Makes a ticket. Without a presenter it only looks: who is registered, and who has a certificate already."""

    act = Act.PRESENTATION
    form_class = ReceiveForm
    submit_label = "Receive"
    aside_template = "certificates/presentations/scanned.html"
    groups = (
        FieldGroup(title="What came", fields=("numbers", "kind", "received_at", "is_surrendered")),
        FieldGroup(
            title="Who sent it",
            help="Letters and returned papers go there.",
            fields=("presenter", "presenter_address"),
        ),
    )
    received: Presentation
    scanned: tuple[Certificate, ...] = ()

    def title(self) -> str:
        return "Receive an item"

    def lead(self) -> str:
        return "Received after 5:00 p.m. or on a closed day, it counts on the next business day."

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Presentations", url=self.desk_url("presentations"))]

    def form_options(self) -> dict[str, Any]:
        day, hour = plan_day.today(self.plan()), clock.now().astimezone(clock.NEW_YORK)
        return {
            "plan": self.plan(),
            "initial": {"received_at": f"{day.isoformat()}T{hour:%H:%M}", "is_surrendered": True},
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReceiveForm(request.POST, plan=self.plan())
        if form.is_valid() and not form.cleaned_data["presenter"]:
            self.scanned = tuple(form.cleaned_data["numbers"])
            return self._show(ReceiveForm(initial=self._proposed(), plan=self.plan(), is_looked_up=True))
        return super().post(request, *args, **kwargs)

    def _proposed(self) -> dict[str, Any]:
        """The form as it was sent, with the registered holder of the first certificate as its presenter."""
        account = self.scanned[0].account
        return self.request.POST.dict() | {
            "numbers": "\n".join(certificate.text for certificate in self.scanned),
            "presenter": account.name[:200],
            "presenter_address": "\n".join(_address(account)),
            "is_surrendered": "is_surrendered" in self.request.POST,
        }

    def extra_context(self) -> dict[str, Any]:
        taken = desk.open_tickets(self.scanned)
        rows = [
            {
                "certificate": certificate,
                "url": self.desk_url("certificate", certificate.number),
                "holder": reverse("ledger:holder", args=[self.plan().slug, certificate.account.number]),
                "ticket": taken.get(certificate.pk),
                "ticket_url": self.desk_url("presentation", taken[certificate.pk].number)
                if certificate.pk in taken
                else "",
            }
            for certificate in self.scanned
        ]
        return {"scanned": rows, "scanned_rights": sum(row.quantity for row in self.scanned)}

    def perform(self, form: forms.Form) -> str:
        data = dict(form.cleaned_data)
        certificates = data.pop("numbers")
        self.received = presentations.receive(
            plan=self.plan(),
            numbers=[certificate.number for certificate in certificates],
            actor=self.actor,
            **data,
        )
        return (
            f"{self.received.ticket} is received; it counts from {formatting.long_date(self.received.credited_on)} "
            f"and is due on {formatting.long_date(self.received.due_on)}."
        )

    def success_url(self) -> str:
        return self.desk_url("presentation", self.received.number)


def _address(account: HolderAccount) -> list[str]:
    """The account's mailing address as lines of a letter's head."""
    place = " ".join(filter(None, (account.city, account.state, account.postal_code)))
    return [line for line in (*account.address_lines, place, account.country) if line]
