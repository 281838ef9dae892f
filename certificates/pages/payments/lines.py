"""The lines of a list of payments, and what became of one of them."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from certificates.enums import PaymentStatus
from certificates.models import PaymentLine
from certificates.pages.payments.base import PaymentsPage
from certificates.pages.payments.forms import MarkForm
from certificates.pages.payments.tables import PaymentLineTable
from certificates.services import payments
from certificates.services.payments.following_up import NEXT
from ledger.enums import Act
from ledger.permissions import may_propose
from rightsadmin.common.shells import FormShell, ListShell


class PaymentLines(PaymentsPage, ListShell):
    """Every line of a list."""

    table_class = PaymentLineTable
    default_sort = "place"
    noun = "payment"

    def title(self) -> str:
        return f"Payments of list {self.listed.pk}"

    def get_queryset(self) -> QuerySet[PaymentLine]:
        return PaymentLine.objects.filter(payment_list=self.listed).select_related(
            "account", "payment_list__plan"
        )


class MarkLine(PaymentsPage, FormShell):
    """Records that a payment was made, came back, or was not cashed."""

    act = Act.PAYMENT
    form_class = MarkForm
    submit_label = "Record it"

    @cached_property
    def _line(self) -> PaymentLine:
        lines = PaymentLine.objects.select_related("account", "payment_list")
        line = get_object_or_404(lines, payment_list=self.listed, place=self.number("place"))
        if not NEXT[PaymentStatus(line.status)] or not may_propose(self.actor, Act.PAYMENT):
            raise Http404
        return line

    def title(self) -> str:
        return f"Payment {self._line.place} of list {self.listed.pk}"

    def lead(self) -> str:
        line = self._line
        return f"${line.paid:,.2f} to {line.account.name}: {line.get_status_display().lower()}."

    def form_options(self) -> dict[str, Any]:
        return {"line": self._line}

    def perform(self, form: forms.Form) -> str:
        line = payments.mark(line=self._line, actor=self.actor, **form.cleaned_data)
        return f"Payment {line.place} is {line.get_status_display().lower()}."

    def success_url(self) -> str:
        return self.here("payment-lines", self.listed.pk)
