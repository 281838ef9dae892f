"""Filters that lists of several subjects share: a search, a day."""

from datetime import date, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from ledger.pages.fields import DayInput
from ledger.rules.dates import start_of
from ledger.selectors import names


class SearchFilter(django_filters.CharFilter):
    """A search field over some columns, any of which may hold the words, and the names of the account at `holder`."""

    def __init__(self, *columns: str, holder: str = "", placeholder: str = "", **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"type": "search", "placeholder": placeholder, "autocomplete": "off"})
        super().__init__(label="Search", max_length=100, widget=widget, **kwargs)
        self.columns, self.holder = columns, holder

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if not value:
            return qs
        wanted = Q()
        for column in self.columns:
            wanted |= Q(**{column: value})
        if self.holder:
            wanted |= Q(**{f"{self.holder}__in": names.accounts(value)})
        return qs.filter(wanted)


class DayFilter(django_filters.DateFilter):
    """A bound of a range of days."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=DayInput(), **kwargs)


class InstantsOfDayFilter(DayFilter):
    """A bound of a range of New York days, over instants; with `is_last` that day is still in it."""

    def __init__(self, *args: Any, is_last: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_last = is_last

    def filter(self, qs: QuerySet, value: date | None) -> QuerySet:
        if value is None or value == date.max:
            return qs
        if self.is_last:
            return qs.filter(**{f"{self.field_name}__lt": start_of(value + timedelta(days=1))})
        return qs.filter(**{f"{self.field_name}__gte": start_of(value)})
