"""Letters to one person as PDF files, each made from the record it is about."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from certificates.models import Presentation, ReturnedMail, StopOrder
from certificates.services import letters
from ledger.models import Adjustment, Approval
from ledger.pages.base import PlanPage
from rightsadmin.common.downloads import PDF, download
from rightsadmin.common.shells import TakeShell

# The kind of letter -> the record's model, the way to its plan, the service and its word for the record.
KINDS: dict[str, tuple[Any, str, Callable[..., bytes], str]] = {
    "deficiency": (Presentation, "plan", letters.deficiency_letter, "presentation"),
    "company": (Presentation, "plan", letters.company_inquiry, "presentation"),
    "stop": (StopOrder, "certificate__plan", letters.stop_confirmation, "stop"),
    "loss": (StopOrder, "certificate__plan", letters.affidavit_of_loss, "stop"),
    "returned-mail": (ReturnedMail, "account__plan", letters.returned_mail_letter, "mail"),
    "address": (Approval, "plan", letters.address_confirmation, "change"),
    "adjustment": (Adjustment, "plan", letters.certificate_of_adjustment, "adjustment"),
}


class LetterTake(PlanPage, TakeShell):
    """One letter; a refusal leads back to the plan with its sentence."""

    def take(self) -> HttpResponseBase:
        model, way, make, word = KINDS[self.kwargs["kind"]]
        found = get_object_or_404(model, **{way: self.plan()}, pk=self.number("pk"))
        data = make(**{word: found}, actor=self.actor)
        return download(data, kind=PDF, name=f"{self.kwargs['kind']}-{found.pk}.pdf")

    def back(self) -> str:
        return reverse("ledger:plan", args=[self.plan().slug])
