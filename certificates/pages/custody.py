"""What the pages of mail and vault share: their tabs, their scan field, their crumbs."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from ledger.pages.base import PlanPage
from ledger.permissions import may_propose
from ledger.selectors import plan_day
from rightsadmin.common.shells import Crumb, FormShell, ListShell

TABS = (
    ("returned-mail", "Returned mail"),
    ("lost-holders", "Lost holders"),
    ("stops", "Stops"),
    ("unplaced", "Cancelled without a place"),
    ("boxes", "Boxes"),
    ("destructions", "Destructions"),
)


class CustodyPage(PlanPage):
    """A page of mail and vault."""

    section = "custody"
    parent = ""  # the tab that leads here

    def address(self, name: str, *arguments: object) -> str:
        """The address of a page of the certificates of this plan."""
        return reverse(f"certificates:{name}", args=[self.plan().slug, *arguments])

    def crumbs(self) -> list[Crumb]:
        label = dict(TABS).get(self.parent)
        return [*super().crumbs(), *([Crumb(label=label, url=self.address(self.parent))] if label else [])]


class CustodyForm(CustodyPage, FormShell):
    """A form of mail and vault; it leads back to the tab it came from."""

    def success_url(self) -> str:
        return self.address(self.parent)

    def today(self) -> Any:
        """The plan's today, which most of its days begin with."""
        return plan_day.today(self.plan())


class CustodyList(CustodyPage, ListShell):
    """A tab of mail and vault: the list, and where there is one the scan field above it.

    What is scanned is sent by Enter; the page comes back with the field empty and in focus.
    """

    template_name = "certificates/custody_list.html"
    tab = ""
    scan_act = ""
    scan_label = ""
    scan_form: forms.Form | None = None

    def new_scan_form(self) -> forms.Form | None:
        """The scan form as it first shows, None where the page has none."""
        return None

    def scanned_form(self) -> forms.Form:
        """The scan form with what was sent."""
        raise NotImplementedError

    def scan(self, data: dict[str, Any]) -> str:
        """Calls the service and answers what was done."""
        raise NotImplementedError

    def page_context(self) -> dict[str, Any]:
        form = None
        if self.scan_act and may_propose(self.actor, self.scan_act):
            form = self.scan_form or self.new_scan_form()
        tabs = [{"label": label, "url": self.address(name), "open": name == self.tab} for name, label in TABS]
        return super().page_context() | {"custody_tabs": tabs, "form": form, "scan_label": self.scan_label}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.scanned_form()
        if form.is_valid():
            try:
                sentence = self.scan(form.cleaned_data)
            except self.refusals as refusal:
                form.add_error(None, self.words_of(refusal))
            else:
                messages.success(request, sentence)
                return HttpResponseRedirect(request.path)
        self.scan_form = form
        response = self.get(request, *args, **kwargs)
        if isinstance(response, HttpResponse):
            response.status_code = 422
        return response
