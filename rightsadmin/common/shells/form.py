"""The form shell: grouped fields, a summary of errors that leads to each field, one service behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from rightsadmin.common.shells.base import Shell, typed_before


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
        if not form.is_valid():
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
        }
        return render(
            self.request,
            self.template_name,
            context | self.extra_context() | self.page_context(),
            status=422 if self.request.method == "POST" and form.errors else 200,
        )
