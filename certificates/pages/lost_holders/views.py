"""Lost holders and the searches for them (SEC Rule 17Ad-17)."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from certificates.models import LostHolder, Search
from certificates.pages.custody import CustodyForm, CustodyList, CustodyPage
from certificates.pages.lost_holders.filters import LostHolderFilter
from certificates.pages.lost_holders.forms import ExemptForm, FoundForm, SearchForm
from certificates.pages.lost_holders.tables import LostHolderTable
from certificates.rules.lost_holders import exempt_by_record
from certificates.selectors import lost_holders as selector
from certificates.services import lost_holders
from certificates.services.lost_holders import Address
from ledger.enums import Act
from ledger.pages.base import history_panel
from ledger.selectors import plan_day
from rightsadmin.common import formatting
from rightsadmin.common.shells import Action, DetailShell, Fact, FactsPanel, Panel


class LostHolderList(CustodyList):
    """Lost holders, with the windows of the searches."""

    tab = "lost-holders"
    table_class = LostHolderTable
    filterset_class = LostHolderFilter
    default_sort = "window_until"
    noun = "holder"
    empty = "No holder is lost."

    def title(self) -> str:
        return "Lost holders"

    def lead(self) -> str:
        return (
            "Two searches: the first 3 to 12 months after the holder became lost, the second 6 to 12 months after the "
            "first (17Ad-17)."
        )

    @property
    def table_options(self) -> dict[str, Any]:  # type: ignore[override]
        return {"today": plan_day.today(self.plan())}

    def get_queryset(self) -> QuerySet[LostHolder]:
        return selector.of_plan(self.plan()).select_related("account__plan")


class _OfLost(CustodyPage):
    parent = "lost-holders"

    def lost(self) -> LostHolder:
        found = LostHolder.objects.select_related("account__plan", "mail__certificate", "exemption_document")
        return get_object_or_404(found, account__plan=self.plan(), pk=self.number("pk"))


class LostHolderDetail(_OfLost, DetailShell):
    """One lost holder: why, what is due and why, what was done."""

    object: LostHolder

    def get_object(self) -> LostHolder:
        return self.lost()

    def title(self) -> str:
        return self.object.account.name

    def lead(self) -> str:
        return f"Account {self.object.account.number}, lost since {formatting.long_date(self.object.lost_on)}"

    def status(self) -> tuple[str, str]:
        if self.object.found_on:
            return "Found", "ok"
        return ("Exempt", "") if self.object.exemption else ("Lost", "warn")

    def actions(self) -> list[Action]:
        if self.object.found_on:
            return []
        pk = self.object.pk
        due = [search for search in self.object.searches.all() if search.done_on is None]
        may = self.action_for
        searching = (
            []
            if self.object.exemption
            else [
                *may(Act.RETURNED_MAIL, "Exempt", self.address("lost-exempt", pk)),
                *(may(Act.RETURNED_MAIL, "Record a search", self.address("lost-search", pk)) if due else []),
            ]
        )
        return [
            *searching,
            *may(Act.RETURNED_MAIL, "An address was found", self.address("lost-found", pk), tone="primary"),
        ]

    def panels(self, tab: str) -> list[Panel]:
        lost = self.object
        searches = list(lost.searches.all())
        return [
            Panel(
                title="Searches",
                note="Free of charge to the holder.",
                template="certificates/lost_holders/searches.html",
                data={"searches": searches, "today": plan_day.today(self.plan()), "lost": lost},
                flush=True,
            ),
            history_panel(plan=self.plan(), object_type="holderaccount", object_id=lost.account_id),
            FactsPanel(title="Why lost", aside=True, facts=self._facts(lost)),
        ]

    def _facts(self, lost: LostHolder) -> list[Fact]:
        worth = selector.value(lost.account)
        by_record = exempt_by_record(
            registration=lost.account.registration,
            is_known_deceased=lost.account.deceased_on is not None,
            value=worth,
        )
        facts = [
            Fact(label="Since", value=formatting.long_date(lost.lost_on), hint=lost.basis),
            Fact(
                label="Account",
                value=lost.account.number,
                url=self.url("holder", lost.account.number),
                hint=lost.account.name,
            ),
            Fact(
                label="Worth",
                value=formatting.money(worth),
                hint="All its Rights at the redemption price.",
            ),
        ]
        if lost.mail.certificate:
            text, number = lost.mail.certificate.text, lost.mail.certificate.number
            facts.append(Fact(label="Returned", value=text, url=self.address("certificate", number)))
        if lost.exemption:
            facts.append(
                Fact(label="Exempt", value=lost.get_exemption_display(), hint=lost.exemption_evidence)
            )
        elif by_record[0] and not lost.found_on:
            facts.append(Fact(label="May be exempt", value=by_record[1], hint="Not recorded as exempt yet."))
        if lost.found_on:
            facts.append(
                Fact(label="Found", value=formatting.long_date(lost.found_on), hint=lost.found_reason)
            )
        return facts


class _LostForm(_OfLost, CustodyForm):
    act = Act.RETURNED_MAIL

    def lead(self) -> str:
        account = self.lost().account
        return f"Account {account.number}, {account.name}"

    def success_url(self) -> str:
        return self.address("lost-holder", self.number("pk"))


class SearchRecord(_LostForm):
    """Records the search that is due."""

    form_class = SearchForm
    submit_label = "Record the search"

    def title(self) -> str:
        return "Record a search"

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"done_on": self.today()}}

    def perform(self, form: forms.Form) -> str:
        due = Search.objects.select_related("lost").filter(lost=self.lost(), done_on__isnull=True)
        search = get_object_or_404(due.order_by("which")[:1])
        lost_holders.record_search(search=search, actor=self.actor, **form.cleaned_data)
        return f"Search {search.which} is recorded."


class ExemptRecord(_LostForm):
    """Records that a holder is not searched for."""

    form_class = ExemptForm
    submit_label = "Record the exemption"

    def title(self) -> str:
        return "Exempt from the searches"

    def form_options(self) -> dict[str, Any]:
        account = self.lost().account
        code, evidence = exempt_by_record(
            registration=account.registration,
            is_known_deceased=account.deceased_on is not None,
            value=selector.value(account),
        )
        return {"initial": {"exemption": code, "evidence": evidence}}

    def perform(self, form: forms.Form) -> str:
        lost_holders.exempt(lost=self.lost(), actor=self.actor, **form.cleaned_data)
        return "The holder is exempt; the evidence is on file."


class FoundRecord(_LostForm):
    """Records the address of a holder who was found."""

    form_class = FoundForm
    submit_label = "Propose the address"

    def title(self) -> str:
        return "An address was found"

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"country": self.lost().account.country}}

    def perform(self, form: forms.Form) -> str:
        data = dict(form.cleaned_data)
        reason, lines = data.pop("reason"), tuple(data.pop("lines"))
        address = Address(lines=lines, **data)
        lost_holders.propose_found(lost=self.lost(), address=address, reason=reason, actor=self.actor)
        return (
            "The address waits for a second person. Once it is approved the holder is lost no more: mail then what "
            "waits in the vault."
        )
