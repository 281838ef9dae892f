"""What the list of breaks can be narrowed by."""

import django_filters
from django.db.models import QuerySet

from ledger.enums import (
    BreakStatus,
)
from ledger.models import Break
from ledger.pages.filters import DayFilter


class BreakFilter(django_filters.FilterSet):
    """Breaks by status, by what they are of, and by the day they were found."""

    key = django_filters.CharFilter(
        label="Account, certificate or batch", lookup_expr="icontains", max_length=60
    )
    status = django_filters.ChoiceFilter(choices=BreakStatus.choices, label="Status", empty_label="All")
    owned = django_filters.ChoiceFilter(
        label="Owner",
        empty_label="All",
        choices=[("nobody", "Nobody"), ("somebody", "Somebody")],
        method="narrow",
    )
    since = DayFilter(field_name="found_on", lookup_expr="gte", label="Found from")
    until = DayFilter(field_name="found_on", lookup_expr="lte", label="Until")

    class Meta:
        model = Break
        fields = ["key", "status", "owned", "since", "until"]

    def narrow(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        """Breaks that somebody owns, or nobody yet."""
        return queryset.filter(owner__isnull=value == "nobody")
