"""Changes of a calendar: a day closed or opened, or such a row taken out."""

from django import forms

from ledger.models import CalendarClosing
from ledger.pages.fields import DayField

LONGEST_REASON = 200
LONGEST_SOURCE = 300


class ReasonForm(forms.Form):
    """Why a row goes; `seen` is the digest of the preview on the page, empty before there is one."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label="Why it goes, and by which paper",
        max_length=LONGEST_REASON,
        help_text="Earlier versions of the calendar keep the row.",
    )


class YearForm(forms.Form):
    """The paper that a year was held against."""

    source = forms.CharField(
        label="Held against",
        max_length=LONGEST_SOURCE,
        help_text="The published list of the year’s closings: its title and date. Add what differs first.",
    )


class ClosingForm(forms.Form):
    """A dated row: the day, what it is, why, and the paper that shows it."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)
    day = DayField(label="Day")
    effect = forms.ChoiceField(
        label="It is",
        choices=CalendarClosing.Effect.choices,
        help_text="Open only where it might be taken for a closing: others closed and this calendar did not.",
    )
    reason = forms.CharField(
        label="Name or reason",
        max_length=LONGEST_REASON,
        help_text="As it should stand in the “why” of a date, such as “Day of mourning for President Ford”.",
    )
    source = forms.CharField(
        label="Source", max_length=LONGEST_SOURCE, help_text="The paper or notice that shows it."
    )
