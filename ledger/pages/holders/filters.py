"""What the list of holders can be narrowed by."""

import django_filters
from django.db.models import QuerySet

from ledger.enums import (
    Registration,
    Standing,
)
from ledger.models import HolderAccount
from ledger.pages.filters import SearchFilter
from ledger.selectors import holders


class HolderFilter(django_filters.FilterSet):
    """Holders by name or account, form of registration, and whether a hold or a void finding touches them."""

    q = SearchFilter(holder="pk", placeholder="Name or account number")
    registration = django_filters.ChoiceFilter(
        choices=Registration.choices, label="Registration", empty_label="All"
    )
    only = django_filters.ChoiceFilter(
        label="Only",
        empty_label="All",
        choices=[("nominee", "Nominees"), ("held", "With a hold"), ("void", "With void Rights")],
        method="narrow",
    )

    class Meta:
        model = HolderAccount
        fields = ["q", "registration", "only"]

    def narrow(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        """Accounts of one concern."""
        if value == "nominee":
            return queryset.filter(is_nominee=True)
        if value == "held":
            return queryset.filter(holders.is_held())
        return queryset.filter(positions__standing=Standing.VOID, positions__rights__gt=0)
