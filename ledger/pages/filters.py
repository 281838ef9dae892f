"""Filters that lists of several subjects share: a search, a day."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from ledger.pages.fields import DayInput


class SearchFilter(django_filters.CharFilter):
    """A search field over some columns, any of which may hold the words."""

    def __init__(self, *columns: str, placeholder: str = "", **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"type": "search", "placeholder": placeholder, "autocomplete": "off"})
        super().__init__(label="Search", max_length=100, widget=widget, **kwargs)
        self.columns = columns

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if not value:
            return qs
        wanted = Q()
        for column in self.columns:
            wanted |= Q(**{column: value})
        return qs.filter(wanted)


class DayFilter(django_filters.DateFilter):
    """A bound of a range of days."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=DayInput(), **kwargs)
