"""The door, the ways to a password, and the account of whoever is signed in."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views import View

from ledger.pages.base import LedgerPage
from ledger.selectors import sign_ins as asked
from ledger.services import sessions, sign_ins
from rightsadmin.common import enqueue, formatting
from rightsadmin.common.shells import Action, ActShell, DetailShell, Fact, FactsPanel, Panel
from rightsadmin.people import attempts, factors, kept
from rightsadmin.people.addresses import address_of
from rightsadmin.people.forms import ForgottenForm, SignInForm
from rightsadmin.people.middleware import ENDED

SENT = (
    "If that address is on file of somebody with access, a letter with the way to set a new password is on its way "
    "there. Who never had one asks an administrator."
)


class SignIn(LoginView):
    """Sign-in; a person already signed in goes on to his day."""

    template_name = "sign_in.html"
    form_class = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With why the session before ended, once."""
        told: dict[str, Any] = super().get_context_data(**kwargs)
        return told | {"ended": self.request.session.pop(ENDED, "")}


class SignOut(auth_views.LogoutView):
    """Ends the session, by POST alone."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            sign_ins.signed_out(user=request.user, address=address_of(request))
        return super().post(request, *args, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class ToSignIn(View):
    """The admin's own sign-in leads to the one there is; who is signed in already may not enter there."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return render(request, "403.html", status=403)
        return HttpResponseRedirect(
            f"{reverse('sign-in')}?{urlencode({'next': request.GET.get('next', '')})}"
        )


class SetPassword(auth_views.PasswordResetConfirmView):
    """The one page that a link to set a password leads to; the link works once."""

    template_name = "set_password.html"
    success_url = reverse_lazy("sign-in")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        sign_ins.password_set(user=form.user, address=address_of(self.request))
        return response


@method_decorator(login_not_required, name="dispatch")
class Forgotten(View):
    """Asks for the way to set a new password. The answer is the same whoever is on file."""

    template_name = "people/forgotten.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, self.template_name, {"form": ForgottenForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ForgottenForm(request.POST)
        if not form.is_valid():
            return render(request, self.template_name, {"form": form}, status=422)
        email = form.cleaned_data["email"]
        if attempts.may_ask_for_letter(email=email, address=address_of(request)):
            enqueue.on_commit("ledger.send_way_back", email=email, house=request.build_absolute_uri("/"))
        return render(request, self.template_name, {"sent": SENT})


class _OfOneself(LedgerPage):
    """A page of whoever is signed in, whatever his roles."""

    section = "account"

    def may_enter(self) -> bool:
        return True

    def back(self) -> str:
        """Where its acts lead."""
        return reverse("account")


class ChangePassword(auth_views.PasswordChangeView):
    """Sets another password, for who knows the present one; every other session ends by it."""

    template_name = "people/password.html"
    success_url = reverse_lazy("account")
    extra_context = {"title": "Change your password", "section": "account"}

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        sign_ins.password_set(user=self.request.user, address=address_of(self.request))
        messages.success(self.request, "Your password was changed; your other sessions have ended.")
        return response


class Account(_OfOneself, DetailShell):
    """Who one is here, and where one is signed in."""

    def get_object(self) -> Any:
        return self.actor.user

    def title(self) -> str:
        return "Your account"

    def actions(self) -> list[Action]:
        return [
            Action(label="Second factor", url=reverse("mfa_index"), tone="primary"),
            Action(label="Change the password", url=reverse("password")),
            Action(label="End all other sessions", url=reverse("sessions-end"), method="post"),
        ]

    def asks_factor(self) -> str:
        """Of whom this installation asks a second factor."""
        if settings.SECOND_FACTOR != factors.REQUIRED:
            return "This installation asks it of those alone who have set one up."
        return "Your role needs one." if factors.must_show(self.actor.user) else "Your role needs none."

    def panels(self, tab: str) -> list[Panel]:
        user = self.actor.user
        return [
            FactsPanel(
                title="On file",
                facts=[
                    Fact(label="Name", value=user.get_full_name() or user.username),
                    Fact(label="Signs in as", value=user.username),
                    Fact(label="E-mail", value=user.email or "none"),
                    Fact(label="Roles", value=", ".join(self.actor.roles) or "none"),
                    Fact(label="Second factor", value=asked.factors_told(user), hint=self.asks_factor()),
                ],
                note="An administrator changes it, and a second person agrees.",
            ),
            Panel(
                title="Where you are signed in",
                template="people/sessions.html",
                data={
                    "sessions": list(asked.open_sessions(user)),
                    "here": self.request.session.session_key,
                },
            ),
        ]


class Typed(_OfOneself, DetailShell):
    """What somebody had typed into a page that does not draw it again: to read, and to type or copy anew."""

    def get_object(self) -> Any:
        found = kept.found(self.request)
        if found is None:
            raise Http404
        kept.read(self.request)
        return found

    def title(self) -> str:
        return "What you had typed"

    def lead(self) -> str:
        return "Nothing of it was sent. It is kept for an hour; files are to be chosen again."

    def actions(self) -> list[Action]:
        return [Action(label="To the page", url=self.object.path, tone="primary")]

    def panels(self, tab: str) -> list[Panel]:
        facts = [
            Fact(label=formatting.label(name), value=", ".join(values))
            for name, values in self.object.data.lists()
            if any(values)
        ]
        return [FactsPanel(title="By field", facts=facts)]


class EndSession(_OfOneself, ActShell):
    """Ends one of one's own sessions."""

    http_method_names = ("post",)

    def act_now(self) -> str:
        sessions.end(session_id=self.number("pk"), actor=self.actor)
        return "That session has ended."


class EndOthers(_OfOneself, ActShell):
    """Ends every session but the one at hand."""

    http_method_names = ("post",)

    def act_now(self) -> str:
        count = sessions.end_others(key=self.request.session.session_key or "", actor=self.actor)
        return f"Ended: {count}. You are signed in here alone."
