"""Fields and fieldsets that several forms share."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.models import HolderAccount, Plan
from ledger.rules.business_days import FIRST_DAY, LAST_DAY
from rightsadmin.common import clock, formatting, typed

LONGEST_MEMO = 300
HUNDRED = Decimal(100)
FIRST_YEAR = 1900  # no paper of a plan is older


class DayInput(forms.DateInput):
    """A day, picked by the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day in a year that people mean: from 1900 to the end of the calendars."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": DayInput(), **kwargs})

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None:
            _require_a_year(value)


class PaperDayField(DayField):
    """The day a paper bears: it has been."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value > clock.today():
            raise forms.ValidationError(
                f"{formatting.short_date(value)} is still to come: look at the date the paper bears."
            )


def _require_a_year(day: date) -> None:
    if day.year < 100:  # noqa: PLR2004 - two digits were typed
        raise forms.ValidationError(
            f"The year {day.year:02d} was typed: type all four digits, as in 19{day.year:02d}."
        )
    if not FIRST_YEAR <= day.year <= LAST_DAY.year:
        raise forms.ValidationError(
            f"The year {day.year} cannot be meant: type one from {FIRST_YEAR} to {LAST_DAY.year}."
        )


class InstantInput(forms.DateTimeInput):
    """A day and a time, picked by the browser's own control."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class NewYorkInstantInput(InstantInput):
    """A wall time in New York; of an hour that came twice it asks which of the two."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        told, zone = super().value_from_datadict(data, files, name), data.get(f"{name}_zone", "")
        return f"{told} {zone}" if told and zone else told

    def format_value(self, value: Any) -> Any:
        return super().format_value(value.partition(" ")[0] if isinstance(value, str) else value)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        drawn = super().render(name, value, attrs, renderer)
        told, _, zone = value.partition(" ") if isinstance(value, str) else ("", "", "")
        try:
            is_asked = typed.comes_twice(datetime.fromisoformat(told).replace(tzinfo=None))
        except ValueError:
            is_asked = False
        if not is_asked:
            return drawn
        which = forms.Select(choices=_WHICH, attrs={"aria-label": "Which of the two hours"})
        return format_html("{}{}", drawn, which.render(f"{name}_zone", zone, None, renderer))


_WHICH = [
    ("", "Choose which of the two"),
    ("EDT", "The first, in daylight time (EDT)"),
    ("EST", "The second, in standard time (EST)"),
]


class NewYorkInstantField(forms.DateTimeField):
    """Wall time in New York, as people read it off a paper; cleaned to an aware instant."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "New York time.")
        super().__init__(widget=NewYorkInstantInput(), **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        told, _, zone = value.partition(" ") if isinstance(value, str) else (value, "", "")
        if zone not in {"EDT", "EST"}:
            told, zone = value, ""
        cleaned = super().to_python(told)
        if cleaned is None:
            return None
        _require_a_year(cleaned.date())
        try:
            return typed.in_new_york(cleaned.replace(tzinfo=None), zone)
        except ValueError as refusal:
            raise forms.ValidationError(str(refusal)) from None


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
    paper_dated_on = PaperDayField(label="Dated")
    paper_file = forms.FileField(label="The paper itself", required=False)


PAPER_FIELDS = ("paper_title", "paper_kind", "paper_dated_on", "paper_file")


class DayForm(forms.Form):
    """One day within the calendars."""

    on = DayField(label="On")

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if not FIRST_DAY <= on <= LAST_DAY:
            raise forms.ValidationError(f"The calendars reach from {FIRST_DAY} to {LAST_DAY}.")
        return on


class FigureInput(forms.TextInput):
    """A figure in a field of text: no wheel and no arrow key changes it, and what is pasted stays as it is."""

    def __init__(self, mode: str) -> None:
        super().__init__(attrs={"inputmode": mode, "autocomplete": "off"})

    def format_value(self, value: Any) -> Any:
        return f"{formatting.plain(value):f}" if isinstance(value, Decimal) else super().format_value(value)


class FigureField(forms.DecimalField):
    """An exact figure, read as people write it; bounds are told in words."""

    def __init__(
        self, *, min_value: Decimal | int | None = None, max_value: Decimal | int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**{"widget": FigureInput("decimal"), **kwargs})
        self.least, self.most = min_value, max_value

    def to_python(self, value: Any) -> Any:
        return super().to_python(_figure(value))

    def validate(self, value: Any) -> None:
        super().validate(value)
        _require_between(value, self.least, self.most)


class WholeField(forms.IntegerField):
    """A whole number, read as people write it."""

    def __init__(self, *, min_value: int | None = None, max_value: int | None = None, **kwargs: Any) -> None:
        super().__init__(**{"widget": FigureInput("numeric"), **kwargs})
        self.least, self.most = min_value, max_value

    def to_python(self, value: Any) -> Any:
        told = _figure(value)
        return super().to_python(f"{told:f}" if isinstance(told, Decimal) else told)

    def validate(self, value: Any) -> None:
        super().validate(value)
        _require_between(value, self.least, self.most)


def _figure(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return typed.figure(value) if value.strip() else ""
    except typed.NotAFigure as refusal:
        raise forms.ValidationError(str(refusal)) from None


def _require_between(value: Any, least: Decimal | int | None, most: Decimal | int | None) -> None:
    if value is None:
        return
    if least is not None and value < least:
        words = "more than 0" if 0 < least < 1 else f"{formatting.quantity(least)} or more"
        raise forms.ValidationError(f"It must be {words}.")
    if most is not None and value > most:
        raise forms.ValidationError(f"It must be {formatting.quantity(most)} or less.")


class PercentField(FigureField):
    """An exact percentage above 0 and up to 100, with its sign or without."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=Decimal("0.0000001"), max_value=HUNDRED, decimal_places=7, max_digits=10, **kwargs
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.strip().removesuffix("%") if isinstance(value, str) else value)


class QuantityField(FigureField):
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
