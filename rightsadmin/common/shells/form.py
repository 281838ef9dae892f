"""The form shell: grouped fields, a summary of errors that leads to each field, one service behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from rightsadmin.common.hashing import digest
from rightsadmin.common.shells.base import Shell, typed_before

AS_READ = "as_read"  # the hidden field that tells which record was read


@dataclass(frozen=True, kw_only=True)
class FieldGroup:
    """Fields that belong together, under one legend."""

    title: str
    fields: Sequence[str]
    help: str = ""


class FormShell(Shell):
    """A form and the one service it calls. Subclasses name `form_class`, `perform` and `success_url`."""

    template_name = "shells/form.html"
    form_class: type[forms.Form]
    groups: Sequence[FieldGroup] = ()
    submit_label = "Save"
    aside_template = ""  # drawn beside the form: what the clerk should have at hand
    is_aside_below = False  # tables need the whole width
    is_of_record = False  # it begins with what is on record: nobody overwrites what he did not read
    form: Any  # what is shown: `groups` and the aside may ask it

    def perform(self, form: forms.Form) -> str:
        """Calls the service with cleaned data and answers the sentence that says what was done."""
        raise NotImplementedError

    def success_url(self) -> str:
        """Where to go when it is done."""
        raise NotImplementedError

    def cancel_url(self) -> str:
        """Where "Cancel" leads: by default the last crumb."""
        crumbs = self.crumbs()
        return crumbs[-1].url if crumbs else "/"

    def form_options(self) -> dict[str, Any]:
        """Further arguments of the form."""
        return {}

    def extra_context(self) -> dict[str, Any]:
        """What the aside shows."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self.form_class(typed_before(request), **self.form_options()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST, request.FILES, **self.form_options())
        is_valid = form.is_valid()
        if self.is_of_record and request.POST.get(AS_READ, "") not in ("", _as_read(form)):
            form.add_error(None, _changed_meanwhile(form))
            return self._show(form)
        if not is_valid:
            return self._show(form)
        try:
            sentence = self.perform(form)
        except self.refusals as refusal:
            form.add_error(None, self.words_of(refusal))
            return self._show(form)
        self.tell(sentence)
        return HttpResponseRedirect(self.success_url())

    def tell(self, sentence: str) -> None:
        """Says what was done on the page that follows."""
        messages.success(self.request, sentence)

    def _show(self, form: forms.Form) -> HttpResponse:
        self.form = form
        named = [name for group in self.groups for name in group.fields]
        groups = [(group, [form[name] for name in group.fields]) for group in self.groups]
        loose = [field for field in form.visible_fields() if field.name not in named]
        context = {
            "form": form,
            "groups": groups,
            "loose": loose,
            "submit_label": self.submit_label,
            "cancel_url": self.cancel_url(),
            "aside_template": self.aside_template,
            "is_aside_below": self.is_aside_below,
            "as_read": self._read_before(form) or _as_read(form) if self.is_of_record else "",
        }
        return render(
            self.request,
            self.template_name,
            context | self.extra_context() | self.page_context(),
            status=422 if self.request.method == "POST" and form.errors else 200,
        )

    def _read_before(self, form: forms.Form) -> str:
        """What was read before the session ended, of a form that is brought back as it was typed."""
        return str(form.data.get(AS_READ, "")) if self.request.method == "GET" else ""


def _as_read(form: forms.Form) -> str:
    """The digest of what is on record, as the form began with it."""
    return digest({name: str(value) for name, value in form.initial.items()})


def _changed_meanwhile(form: forms.Form) -> str:
    """That the record is another one than was read, and what it says wherever something else is typed."""
    differing = [
        f"{form[name].label}: {', '.join(str(form.initial[name]).splitlines()) or 'nothing'}"
        for name in form.changed_data
        if name in form.initial
    ]
    said = f"On record now where you typed something else: {'; '.join(differing)}. " if differing else ""
    return (
        f"Somebody changed this while you had the page open, and nothing of yours is done. {said}"
        "What you typed is still below: compare it, and send it again if it should be so."
    )
