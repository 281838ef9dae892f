"""The form that chooses the examiner pack's month."""

from datetime import UTC, date, datetime

from django import forms

from certificates.rules.turnaround import Month, month_of


class MonthInput(forms.DateInput):
    """A month, picked by the browser's own control; plain text where it has none."""

    input_type = "month"


class MonthForm(forms.Form):
    """A month as 1999-01, and the instant of an earlier pack to make it again."""

    month = forms.DateField(
        label="Month", input_formats=["%Y-%m"], required=False, widget=MonthInput(format="%Y-%m")
    )
    known = forms.DateTimeField(
        required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z"]
    )

    def chosen(self, otherwise: Month) -> Month:
        """The month asked for, else the other."""
        asked: date | None = self.cleaned_data.get("month") if self.is_valid() else None
        return month_of(asked) if asked else otherwise

    def instant(self) -> datetime | None:
        """The instant of the pack that is made again, None where a new one is made."""
        asked: datetime | None = self.cleaned_data.get("known") if self.is_valid() else None
        return asked.astimezone(UTC) if asked else None
