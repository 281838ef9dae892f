"""Fields and fieldsets that several forms share."""

from datetime import datetime
from typing import Any

from django import forms

from ledger.filters import DayInput
from rightsadmin.common.clock import NEW_YORK

LONGEST_MEMO = 300


class InstantInput(forms.DateTimeInput):
    """A day and a time, picked by the browser's own control."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class NewYorkInstantField(forms.DateTimeField):
    """Wall time in New York, as people read it off a paper; cleaned to an aware instant."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "New York time.")
        super().__init__(widget=InstantInput(), **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        cleaned = super().to_python(value)
        return cleaned.replace(tzinfo=NEW_YORK) if cleaned else None


class PaperForm(forms.Form):
    """The paper an act rests on: its title, the date it bears, and the file where there is one."""

    paper_title = forms.CharField(label="Title of the paper", max_length=200)
    paper_kind = forms.ChoiceField(
        label="Kind of paper",
        choices=[
            ("press_release", "Press release"),
            ("schedule_13d", "Schedule 13D or 13G"),
            ("schedule_to", "Schedule TO"),
            ("resolution", "Board resolution"),
            ("officer_certificate", "Officer’s certificate"),
            ("opinion", "Opinion of counsel"),
            ("notice", "Notice of the company"),
            ("other", "Other"),
        ],
    )
    paper_dated_on = forms.DateField(label="Dated", widget=DayInput())
    paper_file = forms.FileField(label="The paper itself", required=False)


PAPER_FIELDS = ("paper_title", "paper_kind", "paper_dated_on", "paper_file")
