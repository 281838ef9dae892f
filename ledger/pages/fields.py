"""Fields and fieldsets that several forms share."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms

from ledger.models import HolderAccount, Plan
from ledger.rules.business_days import FIRST_DAY, LAST_DAY
from rightsadmin.common.clock import NEW_YORK

LONGEST_MEMO = 300
HUNDRED = Decimal(100)


class DayInput(forms.DateInput):
    """A day, picked by the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


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


class DayForm(forms.Form):
    """One day within the calendars."""

    on = forms.DateField(label="On", widget=DayInput())

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if not FIRST_DAY <= on <= LAST_DAY:
            raise forms.ValidationError(f"The calendars reach from {FIRST_DAY} to {LAST_DAY}.")
        return on


class PercentField(forms.DecimalField):
    """An exact percentage above 0 and up to 100."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=Decimal("0.0000001"), max_value=HUNDRED, decimal_places=7, max_digits=10, **kwargs
        )


class QuantityField(forms.DecimalField):
    """A quantity of shares or Rights to ten decimals, more than nothing unless `min_value` says otherwise."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", Decimal("0.0000000001"))
        super().__init__(max_digits=28, decimal_places=10, **kwargs)


class AccountField(forms.CharField):
    """An account of the plan, by its number; cleaned to the account."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.plan: Plan | None = None

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        if not number:
            return None
        account = HolderAccount.objects.filter(plan=self.plan, number=number.strip()).first()
        if account is None:
            raise forms.ValidationError(f"The plan has no account {number}. Look it up under Holders.")
        return account


class OfPlanForm(forms.Form):
    """A form whose accounts are those of one plan."""

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, AccountField):
                field.plan = plan
