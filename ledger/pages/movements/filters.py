"""What the journal's list can be narrowed by."""

import django_filters
from django.db.models import QuerySet

from ledger.enums import (
    BatchKind,
    Instrument,
)
from ledger.models import Entry, HolderAccount
from ledger.pages.filters import DayFilter
from ledger.selectors.holders import moving


class EntryFilter(django_filters.FilterSet):
    """Entries by instrument, kind, account and legal date."""

    instrument = django_filters.ChoiceFilter(
        choices=Instrument.choices, label="Instrument", empty_label="All"
    )
    kind = django_filters.ChoiceFilter(choices=BatchKind.choices, label="Kind", empty_label="All")
    batch = django_filters.NumberFilter(
        field_name="batch__number", label="Batch", min_value=1, max_value=2**31 - 1
    )
    account = django_filters.CharFilter(label="Account", method="of_account", max_length=20)
    since = DayFilter(field_name="effective_on", lookup_expr="gte", label="From")
    until = DayFilter(field_name="effective_on", lookup_expr="lte", label="Until")

    class Meta:
        model = Entry
        fields = ["instrument", "kind", "batch", "account", "since", "until"]

    def of_account(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        """Entries into or out of the holder account of that number."""
        return queryset.filter(moving(HolderAccount.objects.filter(number=value)))
