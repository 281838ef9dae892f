"""What the list of stop orders can be narrowed by."""

import django_filters
from django.db.models import QuerySet

from certificates.enums import StopKind
from certificates.models import StopOrder
from ledger.pages.filters import SearchFilter


class StopFilter(django_filters.FilterSet):
    """Stops by certificate or holder, kind, and whether they are in force."""

    q = SearchFilter(
        "certificate__text__istartswith",
        "certificate__account__number__istartswith",
        holder="certificate__account",
        placeholder="Certificate, account or name",
    )
    kind = django_filters.ChoiceFilter(choices=StopKind.choices, label="Kind", empty_label="All")
    standing = django_filters.ChoiceFilter(
        choices=[("in_force", "In force"), ("lifted", "Lifted")],
        label="Standing",
        empty_label="All",
        method="by_standing",
    )

    class Meta:
        model = StopOrder
        fields = ["q", "kind", "standing"]

    def by_standing(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        """Stops in force, or those lifted."""
        return queryset.filter(lifted_at__isnull=value == "in_force")
