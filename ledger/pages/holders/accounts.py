"""Acts on one account: opening it, holds, addresses, findings."""

from typing import Any

from django import forms
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ledger.enums import Act, Registration
from ledger.models import Approval, Hold, HolderAccount
from ledger.pages.approvals.views import page_of
from ledger.pages.base import PlanPage
from ledger.pages.holders.forms import AccountForm, AddressForm, HoldForm, LiftHoldForm, RegistrationForm
from ledger.pages.ownership.findings import FindingPage
from ledger.pages.ownership.forms import HeldForm
from ledger.pages.papers import PAPER_GROUP, paper_of
from ledger.selectors import carrying, plan_day
from ledger.selectors.holders import next_number
from ledger.services import addresses, holders, holds
from rightsadmin.common import formatting
from rightsadmin.common.shells import Crumb, FieldGroup, FormShell


class _OfAccount(PlanPage, FormShell):
    """A form about one account."""

    section = "holders"
    act = Act.HOLDER_EDIT

    def account(self) -> HolderAccount:
        return get_object_or_404(
            HolderAccount.objects.select_related("plan"), plan=self.plan(), number=self.kwargs["number"]
        )

    def lead(self) -> str:
        return f"Account {self.account().number}, {self.account().name}"

    def crumbs(self) -> list[Crumb]:
        number = self.kwargs["number"]
        return [
            *super().crumbs(),
            Crumb(label="Holders", url=self.url("holders")),
            Crumb(label=number, url=self.url("holder", number)),
        ]

    def success_url(self) -> str:
        return self.url("holder", self.kwargs["number"])


class AccountOpen(PlanPage, FormShell):
    """Opens an account for an owner who has none yet: a transferee, an heir."""

    section = "holders"
    act = Act.HOLDER_EDIT
    form_class = AccountForm
    submit_label = "Open the account"
    opened: HolderAccount
    groups = (
        FieldGroup(
            title="Registration",
            help="It holds nothing until a transfer is posted.",
            fields=("number", "registration", "registration_lines", "owner", "share_class"),
        ),
        FieldGroup(title="Address", fields=("lines", "city", "state", "postal_code", "country")),
    )

    def title(self) -> str:
        return "Open an account"

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Holders", url=self.url("holders"))]

    def form_options(self) -> dict[str, Any]:
        plan = self.plan()
        return {
            "initial": {"number": next_number(plan), "country": "UNITED STATES"},
            "classes": carrying.classes(plan, max(plan_day.today(plan), plan.agreement_date)),
        }

    def perform(self, form: forms.Form) -> str:
        data = dict(form.cleaned_data)
        owner = data.pop("owner") or data["registration_lines"][0]
        self.opened = holders.open_account(
            plan=self.plan(),
            number=data.pop("number").strip(),
            address_lines=data.pop("lines"),
            parties=[("owner", owner)],
            opened_on=plan_day.today(self.plan()),
            is_nominee=data["registration"] == Registration.NOMINEE,
            actor=self.actor,
            **data,
        )
        return f"Account {self.opened.number} is open."

    def success_url(self) -> str:
        return self.url("holder", self.opened.number)


class HoldPlace(_OfAccount):
    """Places a hold on an account."""

    form_class = HoldForm
    submit_label = "Place the hold"

    def title(self) -> str:
        return "Place a hold"

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"from_on": plan_day.today(self.plan())}}

    def perform(self, form: forms.Form) -> str:
        hold = holders.place_hold(account=self.account(), actor=self.actor, **form.cleaned_data)
        return f"{hold.get_kind_display()} placed from {formatting.long_date(hold.from_on)}."


class HoldLift(_OfAccount):
    """Proposes to lift a hold."""

    act = Act.HOLD_LIFT
    form_class = LiftHoldForm
    submit_label = "Propose to lift the hold"

    def title(self) -> str:
        return "Lift a hold"

    def form_options(self) -> dict[str, Any]:
        return {"initial": {"lifted_on": plan_day.today(self.plan())}}

    def perform(self, form: forms.Form) -> str:
        hold = get_object_or_404(Hold, account=self.account(), pk=self.number("pk"))
        holds.propose_lift(hold=hold, actor=self.actor, **form.cleaned_data)
        return "The lifting waits for a second person; until then the hold holds."


class AddressChange(_OfAccount):
    """Corrects the address of an account."""

    form_class = AddressForm
    is_of_record = True
    submit_label = "Propose the address"

    def title(self) -> str:
        return "Change the address"

    def form_options(self) -> dict[str, Any]:
        account = self.account()
        return {
            "initial": {
                "lines": "\n".join(account.address_lines),
                "city": account.city,
                "state": account.state,
                "postal_code": account.postal_code,
                "country": account.country,
            }
        }

    def perform(self, form: forms.Form) -> str:
        data = dict(form.cleaned_data)
        addresses.propose(account=self.account(), address_lines=data.pop("lines"), actor=self.actor, **data)
        return "The change of address waits for a second person."


class RegistrationCorrect(_OfAccount):
    """Proposes to correct how an account is registered: what the press could not print, or printed wrongly."""

    act = Act.REGISTRATION
    form_class = RegistrationForm
    is_of_record = True
    submit_label = "Propose the correction"
    groups = (
        FieldGroup(
            title="As it should be registered",
            help="The owner stays who he is: another owner is a transfer. What is printed already is replaced by a "
            "presentation; the next run prints the corrected registration.",
            fields=("registration", "registration_lines", "parties", "tin_status", "tin_last4", "reason"),
        ),
        PAPER_GROUP,
    )

    def title(self) -> str:
        return "Correct the registration"

    def form_options(self) -> dict[str, Any]:
        now = holders.Registered.now(self.account())
        return {
            "initial": {
                "registration": now.form,
                "registration_lines": "\n".join(now.lines),
                "parties": "\n".join(f"{role}: {name}" for role, name in now.parties),
                "tin_status": now.tin_status,
                "tin_last4": now.tin_last4,
            }
        }

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        with transaction.atomic():
            holders.propose_registration(
                account=self.account(),
                told=form.told(),
                reason=data["reason"],
                document=paper_of(data, plan=self.plan(), actor=self.actor),
                actor=self.actor,
            )
        return "The correction waits for a second person."


@page_of("hold")
@page_of("holderaccount")
def _page_of(approval: Approval) -> tuple[str, str]:
    """From the approval of what is changed on an account to the account."""
    return "The account", reverse("ledger:holder", args=[approval.plan_slug, approval.payload["account"]])


class FindingPropose(FindingPage, _OfAccount):
    """Proposes a finding of beneficial ownership of a quantity in an account."""

    form_class = HeldForm
    groups = (
        FieldGroup(
            title="The finding",
            help="A quantity in this account, not the account. Its Rights are void after a Flip-In Event.",
            fields=("person", "quantity", "as_of", "group", "reason"),
        ),
        PAPER_GROUP,
    )

    def account_of(self, told: dict[str, Any]) -> HolderAccount:
        return self.account()
