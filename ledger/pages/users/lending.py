"""Roles lent in an emergency: the list of them all, lending one, taking it back."""

from typing import Any

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse

from ledger.enums import Act, Role
from ledger.models import AuditEvent
from ledger.pages.base import LedgerPage
from ledger.pages.fields import WholeField
from ledger.pages.tables import NAME
from ledger.pages.users.forms import ReasonForm
from ledger.pages.users.views import OfUsers
from ledger.selectors import lent_roles
from ledger.services import lending
from ledger.services.audit import VERBS
from rightsadmin.common import formatting
from rightsadmin.common.shells import ActShell, Crumb, FormShell, ListShell
from rightsadmin.common.tables import HouseTable, InstantColumn


class LendForm(ReasonForm):
    """Which role, for how long, and why it cannot wait."""

    role = forms.ChoiceField(
        label="Role", choices=[each for each in Role.choices if each[0] != Role.ADMINISTRATOR.value]
    )
    hours = WholeField(label="Hours", min_value=1, max_value=lending.MOST_HOURS, initial=1)
    field_order = ("role", "hours", "reason")


class LentTable(HouseTable):
    """What was lent, to whom, until when, and why."""

    at = InstantColumn(verbose_name="When")
    actor_name = tables.Column(verbose_name="By", orderable=False)
    verb = tables.Column(verbose_name="Did", orderable=False)
    object_label = tables.Column(verbose_name="To", orderable=False, attrs=NAME)
    after = tables.Column(verbose_name="What", orderable=False, empty_values=())
    reason = tables.Column(default="—", orderable=False, attrs=NAME)

    class Meta(HouseTable.Meta):
        fields = ("at", "actor_name", "verb", "object_label", "after", "reason")
        sorts = {"at": ("at", "id")}

    caption = "Lent roles"

    def render_verb(self, value: str) -> str:
        return VERBS[value]

    def render_after(self, record: AuditEvent) -> str:
        if record.verb != lent_roles.LENT:
            return "—"
        loan = lent_roles.loan_of(record)
        return f"{loan.role}, until {formatting.instant(loan.until)}"


class LentList(LedgerPage, ListShell):
    """Every role that was ever lent."""

    section = "users"
    table_class = LentTable
    default_sort = "-at"
    noun = "act"
    empty = "No role was lent yet."

    def title(self) -> str:
        return "Lent roles"

    def lead(self) -> str:
        return (
            "In an emergency an administrator lends somebody a role for some hours, on the page of the person. It ends "
            "by itself; supervisors and examiners are told by mail; what is done under it is marked on the audit trail."
        )

    def crumbs(self) -> list[Crumb]:
        return [Crumb(label="Users", url=reverse("ledger:users"))]

    def get_queryset(self) -> QuerySet[AuditEvent]:
        return lent_roles.listed()


class Lend(OfUsers, FormShell):
    """Lends somebody a role at once."""

    act = Act.USER
    form_class = LendForm
    submit_label = "Lend it now"

    def title(self) -> str:
        return f"Lend {self.user.get_full_name() or self.user.username} a role in an emergency"

    def lead(self) -> str:
        return (
            "At once, without a second person, and for some hours alone. Every supervisor and examiner is told by "
            "mail, with your reason. Nobody approves what he proposed, with a lent role neither."
        )

    def success_url(self) -> str:
        return self.address("user")

    def perform(self, form: forms.Form) -> str:
        told: dict[str, Any] = form.cleaned_data
        event = lending.lend(
            user_id=self.user.pk,
            role=told["role"],
            hours=told["hours"],
            reason=told["reason"],
            actor=self.actor,
        )
        until = formatting.instant(lent_roles.loan_of(event).until)
        return f"{event.object_label} has the role {told['role']} until {until}; supervisors and examiners are told."


class TakeBack(OfUsers, ActShell):
    """Ends at once what is lent to somebody."""

    act = Act.USER
    http_method_names = ("post",)

    def act_now(self) -> str:
        lending.take_back(user_id=self.user.pk, actor=self.actor)
        return f"Nothing is lent to {self.user.username} any more."

    def back(self) -> str:
        return self.address("user")
