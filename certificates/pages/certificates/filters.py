"""What the list of certificates can be narrowed by."""

import django_filters
from django.db.models import QuerySet

from certificates.enums import CertificateState
from certificates.models import Certificate
from certificates.rules.lifecycle import UNDER_STOP
from ledger.pages.filters import SearchFilter

STOPPED_OR_LOST = "under_stop"


class CertificateFilter(django_filters.FilterSet):
    """Certificates by number, account or name, and by state."""

    q = SearchFilter(
        "text__istartswith",
        holder="account",
        placeholder="Number, account or name",
    )
    state = django_filters.ChoiceFilter(
        choices=[(STOPPED_OR_LOST, "Stopped or lost"), *CertificateState.choices],
        label="State",
        empty_label="All",
        method="in_state",
    )
    run = django_filters.NumberFilter(label="Run", min_value=1, max_value=2**62)

    class Meta:
        model = Certificate
        fields = ["q", "state", "run"]

    def in_state(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        """Certificates in the state, or under any stop."""
        return queryset.filter(state__in=UNDER_STOP if value == STOPPED_OR_LOST else (value,))
