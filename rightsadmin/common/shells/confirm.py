"""The confirm shell: what will happen, said in full and computed anew, before a person lets it happen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from rightsadmin.common.shells.base import Shell, typed_before


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number as the maker prepared it and as it is computed now; a difference stops the act."""

    label: str
    prepared: Any
    recomputed: Any

    @property
    def agrees(self) -> bool:
        return bool(self.prepared == self.recomputed)


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """What the checker sees. `digest` is the SHA-256 of the exact payload; the service checks it again."""

    consequence: str
    effects: Sequence[str]
    digest: str
    legal_basis: str
    maker: str
    made_at: datetime | None = None
    reason_of_maker: str = ""
    figures: Sequence[Figure] = ()
    warnings: Sequence[str] = ()
    checker: str = ""  # who decided, once it is decided, and when
    checked_at: datetime | None = None
    obstacle: str = ""  # why this user cannot confirm it now; "" where he can

    @property
    def agrees(self) -> bool:
        return all(figure.agrees for figure in self.figures)


class ConfirmForm(forms.Form):
    """The digest the checker saw, and why he lets it happen (or does not)."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label="Your reason",
        help_text="Kept with the act. Say what you compared it with.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ConfirmShell(Shell):
    """An act with consequences. Subclasses name `confirmation`, `confirm`, `success_url`, and may name `refuse`."""

    template_name = "shells/confirm.html"
    confirm_label = "Approve"
    refuse_label = ""  # empty: there is nothing to refuse
    tone = "primary"
    panels_template = ""  # further facts below the figures

    def confirmation(self) -> Confirmation:
        """Computed at each request, so that the page never shows yesterday's numbers."""
        raise NotImplementedError

    def confirm(self, *, digest: str, reason: str) -> str:
        """Calls the service and answers the sentence that says what was done."""
        raise NotImplementedError

    def refuse(self, *, digest: str, reason: str) -> str:
        """Calls the service that rejects, and answers its sentence."""
        raise NotImplementedError

    def success_url(self) -> str:
        """Where to go when it is done."""
        raise NotImplementedError

    def extra_context(self) -> dict[str, Any]:
        """What `panels_template` shows."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        confirmation = self.confirmation()
        if (typed := typed_before(request)) is not None:
            read = typed.copy()
            read["digest"] = confirmation.digest  # what the page shows now is read anew
            return self._show(ConfirmForm(read), confirmation)
        return self._show(ConfirmForm(initial={"digest": confirmation.digest}), confirmation)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ConfirmForm(request.POST)
        if not form.is_valid():
            return self._show(form, self.confirmation())
        refused = bool(self.refuse_label) and request.POST.get("decision") == "refuse"
        act = self.refuse if refused else self.confirm
        try:
            sentence = act(digest=form.cleaned_data["digest"], reason=form.cleaned_data["reason"])
        except self.refusals as refusal:
            form.add_error(None, self.words_of(refusal))
            return self._show(form, self.confirmation())
        messages.success(request, sentence)
        return HttpResponseRedirect(self.success_url())

    def _show(self, form: ConfirmForm, confirmation: Confirmation) -> HttpResponse:
        context = {
            "form": form,
            "confirmation": confirmation,
            "confirm_label": self.confirm_label,
            "refuse_label": self.refuse_label,
            "tone": self.tone,
            "panels_template": self.panels_template,
        }
        return render(
            self.request,
            self.template_name,
            context | self.extra_context() | self.page_context(),
            status=422 if self.request.method == "POST" and form.errors else 200,
        )
