"""The trust of an exchange: for whom the trustee holds shares, and their delivery on a holder's certificate."""

from typing import Any

from django import forms
from django.db import transaction

from ledger.enums import Act
from ledger.pages.base import PlanPage
from ledger.pages.papers import PAPER_GROUP, paper_of
from ledger.pages.trust.forms import DeliveryForm
from ledger.selectors import trust as selector
from ledger.services import trust
from rightsadmin.common.shells import Crumb, FieldGroup, FormShell

SHOWN = 50


class Trust(PlanPage, FormShell):
    """Proposes a delivery, with the accounts that still have shares in trust beside the form."""

    section = "previews"
    act = Act.DELIVERY
    form_class = DeliveryForm
    submit_label = "Propose the delivery"
    aside_template = "ledger/trust/aside.html"
    groups = (FieldGroup(title="The delivery", fields=("account",)), PAPER_GROUP)

    def title(self) -> str:
        return "Shares in trust"

    def lead(self) -> str:
        return (
            "Shares of an exchange that a trustee holds until the holder certifies that it is no Acquiring Person and "
            "holds for none; a second person approves each delivery."
        )

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Acts of the Board", url=self.url("preview", "exchange"))]

    def form_options(self) -> dict[str, Any]:
        return {"plan": self.plan()}

    def extra_context(self) -> dict[str, Any]:
        held = selector.held(self.plan())
        return {"held": held[:SHOWN], "accounts": len(held), "total": sum(shares for _, shares in held)}

    def perform(self, form: forms.Form) -> str:
        data = form.cleaned_data
        with transaction.atomic():  # the certificate and the proposal, or neither
            trust.propose(
                account=data["account"],
                certificate=paper_of(data, plan=self.plan(), actor=self.actor),
                actor=self.actor,
            )
        return "The delivery waits for a second person."

    def success_url(self) -> str:
        return self.url("trust")
