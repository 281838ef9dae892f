"""Returned mail and lost holders (SEC Rule 17Ad-17)."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from certificates.custody_filters import LostHolderFilter, ReturnedMailFilter
from certificates.custody_tables import LostHolderTable, ReturnedMailTable
from certificates.forms.custody import (
    UNDELIVERABLE,
    ExemptForm,
    FoundForm,
    ReasonForm,
    ReMailForm,
    ScanReturnForm,
    SearchForm,
)
from certificates.models import LostHolder, ReturnedMail, Search
from certificates.rules.lost_holders import exempt_by_record
from certificates.selectors import lost_holders as selector
from certificates.services import lost_holders, mail
from certificates.services.lost_holders import Address
from certificates.views.custody.base import CustodyForm, CustodyList, CustodyPage
from ledger.enums import Act
from ledger.selectors import plan_day
from ledger.views.base import history_panel
from rightsadmin.common import formatting
from rightsadmin.common.shells import Action, DetailShell, Fact, FactsPanel, Panel

REMEMBERED = "returned_mail_reason"


class ReturnedMailList(CustodyList):
    """What came back, and the scan field for what comes back now."""

    tab = "returned-mail"
    scan_act = Act.RETURNED_MAIL
    scan_label = "Record the return"
    table_class = ReturnedMailTable
    filterset_class = ReturnedMailFilter
    default_sort = "returned_on"
    noun = "piece"
    empty = "No returned mail is open."

    def title(self) -> str:
        return "Returned mail"

    def lead(self) -> str:
        return (
            "Scan the certificate and press Enter. Mailed again within a month and returned again, it makes its "
            "holder lost (17Ad-17)."
        )

    @property
    def table_options(self) -> dict[str, Any]:  # type: ignore[override]
        return {"today": plan_day.today(self.plan())}

    def get_queryset(self) -> QuerySet[ReturnedMail]:
        return (
            ReturnedMail.objects.filter(account__plan=self.plan())
            .select_related("account__plan", "certificate__plan")
            .defer("certificate__content")
        )

    def new_scan_form(self) -> forms.Form:
        reason = self.request.session.get(REMEMBERED, UNDELIVERABLE)
        scanned = {"code": self.request.GET.get("code", ""), "returned_on": plan_day.today(self.plan())}
        return ScanReturnForm(initial=scanned | {"reason": reason})

    def scanned_form(self) -> forms.Form:
        return ScanReturnForm(self.request.POST)

    def scan(self, data: dict[str, Any]) -> str:
        piece = mail.record_return(plan=self.plan(), actor=self.actor, **data)
        self.request.session[REMEMBERED] = data["reason"]
        what = (
            piece.certificate.text if piece.certificate else f"The letter to account {piece.account.number}"
        )
        if piece.returned_again_on:
            return f"{what} came back a second time: see whether its holder is lost now."
        return f"{what} is in the vault. The next one."


class _OfPiece(CustodyForm):
    parent = "returned-mail"
    act = Act.RETURNED_MAIL

    def piece(self) -> ReturnedMail:
        found = ReturnedMail.objects.select_related("account__plan", "certificate")
        return get_object_or_404(found, account__plan=self.plan(), pk=self.number("pk"))

    def lead(self) -> str:
        piece = self.piece()
        what = piece.certificate.text if piece.certificate else "Letter"
        return f"{what}, account {piece.account.number}, {piece.account.name}"


class ReMail(_OfPiece):
    """Records that a returned piece was mailed again."""

    form_class = ReMailForm
    submit_label = "Record the mailing"

    def title(self) -> str:
        return "Mail again"

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"remailed_on": self.today()}}

    def perform(self, form: forms.Form) -> str:
        piece = mail.re_mail(mail=self.piece(), actor=self.actor, **form.cleaned_data)
        return f"Mailed again to account {piece.account.number}."


class Delivered(_OfPiece):
    """Records that a re-mailed piece arrived."""

    form_class = ReasonForm
    submit_label = "Record the delivery"

    def title(self) -> str:
        return "Delivered"

    def perform(self, form: forms.Form) -> str:
        piece = mail.record_delivered(mail=self.piece(), actor=self.actor, **form.cleaned_data)
        return f"Delivered to account {piece.account.number}; the piece is closed."


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
        return self.object.account.registration_lines[0]

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
                template="certificates/searches.html",
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
    submit_label = "Change the address"

    def title(self) -> str:
        return "An address was found"

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"country": self.lost().account.country}}

    def perform(self, form: forms.Form) -> str:
        data = dict(form.cleaned_data)
        reason, lines = data.pop("reason"), tuple(data.pop("lines"))
        address = Address(lines=lines, **data)
        lost_holders.record_found(lost=self.lost(), address=address, reason=reason, actor=self.actor)
        return "The address is changed and the holder is lost no more: mail what waits in the vault."
