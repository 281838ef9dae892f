"""The staff: everybody on file, one person with his history, and the acts on him."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ledger.enums import Act, Role
from ledger.models import Approval
from ledger.pages.approvals.views import page_of
from ledger.pages.base import LedgerPage, history_panel
from ledger.pages.users.forms import AdmitForm, DetailsForm, ReasonForm
from ledger.pages.users.tables import UserTable
from ledger.permissions import may_propose
from ledger.selectors import lent_roles, sign_ins, staff
from ledger.services import second_factors, sessions, users
from rightsadmin.common import formatting
from rightsadmin.common.shells import (
    Action,
    ActShell,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    FieldGroup,
    FormShell,
    ListShell,
    Panel,
)

DETAILS = ("first_name", "last_name", "email")


class UserList(LedgerPage, ListShell):
    """Everybody on file."""

    section = "users"
    table_class = UserTable
    default_sort = "username"
    noun = "person"

    def title(self) -> str:
        return "Users"

    def lead(self) -> str:
        return (
            "A second person agrees to whoever is admitted and to every further role. Nobody changes his own."
        )

    def actions(self) -> list[Action]:
        return [
            Action(label="Lent roles", url=reverse("ledger:users-lent")),
            *self.action_for(Act.USER, "Admit somebody", reverse("ledger:user-admit"), tone="primary"),
        ]

    def get_queryset(self) -> QuerySet[Any]:
        return staff.listed()


class OfUsers(LedgerPage):
    """A page about one of the staff."""

    section = "users"

    def crumbs(self) -> list[Crumb]:
        return [Crumb(label="Users", url=reverse("ledger:users"))]

    @cached_property
    def user(self) -> Any:
        """Whom the page is about."""
        return get_object_or_404(staff.listed(), pk=min(self.kwargs["pk"], 2**31 - 1))

    def address(self, name: str) -> str:
        """The address of a page of this person."""
        return reverse(f"ledger:{name}", args=[self.user.pk])


class UserDetail(OfUsers, DetailShell):
    """One person: roles, access, everything that was done about him."""

    def get_object(self) -> Any:
        return self.user

    def title(self) -> str:
        return str(self.user.get_full_name() or self.user.username)

    def status(self) -> tuple[str, str]:
        return ("Has access", "ok") if self.user.is_active else ("No access", "warn")

    def actions(self) -> list[Action]:
        if not self.user.is_active:
            return self.action_for(Act.USER, "Propose to let in", self.address("user-change"), tone="primary")
        return [
            *self.action_for(Act.USER, "Change", self.address("user-change"), tone="primary"),
            *self.action_for(
                Act.USER, "Send the way to set a password", self.address("user-invite"), method="post"
            ),
            *self.action_for(Act.USER, "End the sessions", self.address("user-sessions-end"), method="post"),
            *self.action_for(Act.SECOND_FACTOR, "Take away the second factor", self.address("user-factor")),
            *self.lending(),
            *self.action_for(Act.USER, "End the access", self.address("user-dismiss"), tone="danger"),
        ]

    @cached_property
    def loans(self) -> list[lent_roles.Loan]:
        """What is lent to this person now."""
        return list(lent_roles.in_force(self.user.pk))

    def lending(self) -> list[Action]:
        """Lending a role in an emergency, or taking back what is lent."""
        if self.loans:
            back = self.address("user-lent-back")
            return self.action_for(Act.USER, "Take back what is lent", back, method="post")
        return self.action_for(Act.USER, "Lend a role in an emergency", self.address("user-lend"))

    def signed_in(self) -> list[Panel]:
        """Where this person is signed in, for whoever manages users."""
        if not may_propose(self.actor, Act.USER):
            return []
        open_sessions = list(sign_ins.open_sessions(self.user))
        return [Panel(title="Signed in", template="people/sessions.html", data={"sessions": open_sessions})]

    def panels(self, tab: str) -> list[Panel]:
        user = self.user
        roles = ", ".join(Role(role).label for role in staff.roles_of(user))
        return [
            FactsPanel(
                title="On file",
                facts=[
                    Fact(label="Signs in as", value=user.username),
                    Fact(label="E-mail", value=user.email or "none"),
                    Fact(label="Roles", value=roles or "none yet: a second person has not agreed"),
                    *(
                        Fact(label="Lent", value=f"{loan.role}, until {formatting.instant(loan.until)}")
                        for loan in self.loans
                    ),
                    Fact(label="Second factor", value=sign_ins.factors_told(user)),
                    Fact(
                        label="Last signed in",
                        value=formatting.instant(user.last_login) if user.last_login else "never",
                    ),
                ],
            ),
            *self.signed_in(),
            history_panel(plan=None, object_type="user", object_id=user.pk),
        ]


class _UserForm(OfUsers, FormShell):
    act = Act.USER

    def success_url(self) -> str:
        return self.address("user")

    def details(self, form: forms.Form) -> users.Details:
        """What the form tells."""
        told = form.cleaned_data
        return users.Details(**{name: told[name] for name in DETAILS}, roles=tuple(told["roles"]))


class Admit(_UserForm):
    """Proposes somebody for the staff."""

    form_class = AdmitForm
    submit_label = "Propose to admit"
    groups = (
        FieldGroup(title="The person", fields=("username", *DETAILS)),
        FieldGroup(title="What this person may do", fields=("roles", "reason")),
    )

    def title(self) -> str:
        return "Admit somebody to the staff"

    def success_url(self) -> str:
        return reverse("ledger:users")

    def perform(self, form: forms.Form) -> str:
        told = form.cleaned_data
        approval = users.admit(
            username=told["username"], told=self.details(form), reason=told["reason"], actor=self.actor
        )
        return f"{approval.subject} waits for a second person; then send the way to set a password."


class Change(_UserForm):
    """Changes what is on file of somebody, or lets him in again."""

    form_class = DetailsForm
    is_of_record = True
    submit_label = "Change"
    groups = (
        FieldGroup(title="The person", fields=DETAILS),
        FieldGroup(title="What this person may do", fields=("roles", "reason")),
    )

    def title(self) -> str:
        return f"Change {self.user.get_full_name() or self.user.username}"

    def lead(self) -> str:
        return "A further role, another e-mail address, and letting in wait for a second person."

    def form_options(self) -> dict[str, Any]:
        user = self.user
        told = {name: getattr(user, name) for name in DETAILS}
        return {"initial": {**told, "roles": staff.roles_of(user)}}

    def perform(self, form: forms.Form) -> str:
        waiting = users.change(
            user_id=self.user.pk,
            told=self.details(form),
            reason=form.cleaned_data["reason"],
            actor=self.actor,
        )
        return f"{waiting.subject} waits for a second person." if waiting else f"{self.title()}: done."


class Dismiss(_UserForm):
    """Ends somebody's access at once."""

    form_class = ReasonForm
    submit_label = "End the access"

    def title(self) -> str:
        return f"End the access of {self.user.get_full_name() or self.user.username}"

    def lead(self) -> str:
        return "At once, signed in or not. What this person did keeps the name."

    def perform(self, form: forms.Form) -> str:
        user = users.dismiss(user_id=self.user.pk, reason=form.cleaned_data["reason"], actor=self.actor)
        return f"{user.username} has no access any more."


class TakeFactor(_UserForm):
    """Proposes to take away the second factor of somebody who has lost it."""

    act = Act.SECOND_FACTOR
    form_class = ReasonForm
    submit_label = "Propose to take it away"

    def title(self) -> str:
        return f"Take away the second factor of {self.user.get_full_name() or self.user.username}"

    def lead(self) -> str:
        return (
            "When a second person has agreed, every session of this person ends; after the next sign-in another "
            "factor is set up. Make sure who asks: call back on a number that is on file."
        )

    def perform(self, form: forms.Form) -> str:
        approval = second_factors.propose(
            user_id=self.user.pk, reason=form.cleaned_data["reason"], actor=self.actor
        )
        return f"{approval.subject} waits for a second person."


class Invite(OfUsers, ActShell):
    """Sends the way to set a password."""

    act = Act.USER
    http_method_names = ("post",)

    def act_now(self) -> str:
        user = users.invite(
            user_id=self.user.pk,
            address=lambda key, token: self.request.build_absolute_uri(
                reverse("set-password", args=[key, token])
            ),
            actor=self.actor,
        )
        return f"The way to set a password was sent to {user.email}."

    def back(self) -> str:
        return self.address("user")


class EndSessions(OfUsers, ActShell):
    """Ends every session of somebody, who may sign in again."""

    act = Act.USER
    http_method_names = ("post",)

    def act_now(self) -> str:
        return f"Ended: {sessions.end_of(user_id=self.user.pk, actor=self.actor)}."

    def back(self) -> str:
        return self.address("user")


@page_of("user")
def _page(approval: Approval) -> tuple[str, str]:
    return "The person", reverse("ledger:user", args=[approval.target_id])
