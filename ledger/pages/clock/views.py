"""The clock of the house: why the jobs believe it no more, and a person's word that it is right."""

from django import forms
from django.urls import reverse

from ledger.enums import Act
from ledger.pages.base import LedgerPage
from ledger.selectors import house_clock as selector
from ledger.services import house_clock
from rightsadmin.common import clock, formatting
from rightsadmin.common.shells import FormShell


class ConfirmForm(forms.Form):
    """What the clock was held against."""

    reason = forms.CharField(
        label="What you held it against, and why it leapt",
        max_length=300,
        help_text="A clock outside of this machine: “time.gov; the server was off for the weekend”.",
    )


class ClockConfirm(LedgerPage, FormShell):
    """Confirms the clock, after which the jobs go by it again."""

    act = Act.CLOCK
    form_class = ConfirmForm
    submit_label = "The clock is right"

    def title(self) -> str:
        return "The clock of the house"

    def lead(self) -> str:
        waits = selector.alarm() or "Nothing waits: the jobs believe the clock."
        return f"It says {formatting.instant(clock.now())}. {waits}"

    def perform(self, form: forms.Form) -> str:
        house_clock.confirm(reason=form.cleaned_data["reason"], actor=self.actor)
        return "The clock is confirmed: the jobs go by it again, beginning with every plan’s deadlines."

    def success_url(self) -> str:
        return reverse("my-day")
