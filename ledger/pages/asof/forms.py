"""The day, and the state of knowledge, that a page of the past is asked for."""

from datetime import date

from django import forms

from ledger.pages.fields import DayField, DayForm, NewYorkInstantField
from ledger.rules.business_days import FIRST_DAY, LAST_DAY


class AsOfForm(DayForm):
    """A legal date and an instant: as of T, known at K. K empty is now."""

    known = NewYorkInstantField(label="Known at", required=False)
    since = DayField(label="Compared with", required=False)

    def clean_since(self) -> date | None:
        since: date | None = self.cleaned_data["since"]
        if since and not FIRST_DAY <= since <= LAST_DAY:
            raise forms.ValidationError(f"The calendars reach from {FIRST_DAY} to {LAST_DAY}.")
        return since
