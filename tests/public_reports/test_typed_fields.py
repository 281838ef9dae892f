"""Figures, days and hours as people type and paste them are read exactly, or refused in words."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django import forms

import certificates.urls  # noqa: F401 - with both every form is imported
import ledger.urls  # noqa: F401
from ledger.pages.fields import (
    DayField,
    NewYorkInstantField,
    PaperDayField,
    PercentField,
    QuantityField,
    WholeField,
)
from ledger.pages.terms.lines import told
from ledger.terms.shapes import Number
from rightsadmin.common import clock

QUANTITY = QuantityField()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1,000", 1000),
        ("1\u00a0000", 1000),
        ("17,890,739.25", "17890739.25"),
        (" 5. ", 5),
        (".5", "0.5"),
        ("$20", 20),
    ],
)
def test_a_figure_is_read_as_people_write_it(typed, read):
    assert QUANTITY.clean(typed) == Decimal(read)
    assert told(Number(), "n", {"n": typed}).rstrip(".") == str(read).replace("0.5", ".5")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("(100)", "stands in brackets"),
        ("\u22125", "more than 0"),
        ("1,5", "comma where no thousand ends"),
        ("1.000,5", "comma where no thousand ends"),
        ("1_000", "is no figure"),
        ("1e2", "is no figure"),
        ("\u0663", "is no figure"),
        ("\uff11\uff10", "is no figure"),
        ("100 sh", "is no figure"),
    ],
)
def test_a_figure_that_may_mean_another_is_refused_in_words(typed, words):
    with pytest.raises(forms.ValidationError, match=words):
        QUANTITY.clean(typed)
    if "," in typed:
        assert told(Number(), "n", {"n": typed}) == typed, "its check refuses it; nothing is dropped"


def test_whole_numbers_and_percentages_are_read_so_too():
    assert (WholeField().clean("1,000"), PercentField().clean("16.2 %")) == (1000, Decimal("16.2"))
    with pytest.raises(forms.ValidationError, match="whole number"):
        WholeField().clean("1.5")
    shown = str(QUANTITY.widget.render("q", Decimal("100.0000000000")))
    assert 'type="text"' in shown
    assert 'value="100"' in shown


def test_no_form_has_a_field_that_a_wheel_turns_or_a_year_slips_through():
    """A number field of the browser drops what it does not know and steps by the last decimal."""
    found = [
        f"{form.__module__}.{form.__name__}.{name}"
        for form in _all_of(forms.Form)
        if form.__module__.startswith(("ledger", "certificates", "rightsadmin"))
        for name, field in form.base_fields.items()
        if isinstance(field.widget, forms.NumberInput)
        or (isinstance(field, forms.DateField) and not isinstance(field, DayField) and name != "month")
    ]
    assert found == []


@pytest.mark.parametrize("day", ["0098-12-21", "0198-12-21", "0001-01-01", "2098-12-21", "9999-12-31"])
def test_a_day_is_of_a_year_that_people_mean(day):
    with pytest.raises(forms.ValidationError, match="year"):
        DayField().clean(day)
    with pytest.raises(forms.ValidationError, match="year"):
        NewYorkInstantField().clean(f"{day}T09:00")


def test_a_paper_bears_a_day_that_has_been():
    assert PaperDayField().clean("1998-12-21") == date(1998, 12, 21)
    with pytest.raises(forms.ValidationError, match="still to come"):
        PaperDayField().clean(str(clock.today() + timedelta(days=1)))


def test_an_hour_that_new_york_left_out_is_refused_and_one_that_came_twice_is_asked():
    field = NewYorkInstantField()
    with pytest.raises(forms.ValidationError, match="had no 02:30"):
        field.clean("1998-04-05T02:30")
    with pytest.raises(forms.ValidationError, match="came twice"):
        field.clean("1998-10-25T01:30")
    assert "came twice" not in str(field.clean("1998-10-25T02:30"))

    class Asking(forms.Form):
        at = NewYorkInstantField()

    asked = Asking({"at": "1998-10-25T01:30"})
    assert not asked.is_valid()
    assert 'name="at_zone"' in str(asked["at"])
    second = Asking({"at": "1998-10-25T01:30", "at_zone": "EST"})
    assert second.is_valid(), second.errors
    assert second.cleaned_data["at"].isoformat() == "1998-10-25T01:30:00-05:00"
    again = Asking({"at": second["at"].value()})
    assert again.is_valid(), "what was chosen travels on in a hidden field"


def _all_of(kind):
    for below in kind.__subclasses__():
        yield below
        yield from _all_of(below)
