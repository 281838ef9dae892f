"""Forms of stop orders and their reports."""

from typing import Any

from django import forms

from certificates.enums import StopKind
from certificates.pages.fields import reason_field
from ledger.pages.fields import DayField


class StopForm(forms.Form):
    kind = forms.ChoiceField(
        label="Kind of stop", choices=[choice for choice in StopKind.choices if choice[0] != StopKind.VOID]
    )
    from_on = DayField(label="From")
    until_on = DayField(
        label="Until",
        required=False,
        help_text="Its last day. Empty: until lifted; an adverse claim ends after 30 days.",
    )
    authority = forms.CharField(
        label="Authority", max_length=200, help_text="On whose word: the holder, a court, the company."
    )
    reason = reason_field("What it rests on")


class ReasonForm(forms.Form):
    reason = reason_field("Reason", "Kept with the act: on whose word, by which paper.")


class ReportForm(forms.Form):
    kind = forms.ChoiceField(label="Which report")
    sent_on = DayField(label="Sent on")
    reference = forms.CharField(
        label="Taken in as", max_length=120, help_text="The number under which the report was taken in."
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
