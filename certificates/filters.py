"""What the lists of certificates can be narrowed by."""

import django_filters
from django.db.models import QuerySet

from certificates.enums import CertificateState
from certificates.models import Certificate, Inquiry
from certificates.rules.lifecycle import UNDER_STOP
from ledger.filters import DayFilter, SearchFilter

STOPPED_OR_LOST = "under_stop"


class CertificateFilter(django_filters.FilterSet):
    """Certificates by number, account or name, and by state."""

    q = SearchFilter(
        "text__istartswith",
        "account__number__istartswith",
        "account__registration_lines__icontains",
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


class InquiryFilter(django_filters.FilterSet):
    """Inquiries by sender, subject or account, by whether they wait, and by the day they came in."""

    q = SearchFilter(
        "sender__icontains",
        "subject__icontains",
        "account__number__istartswith",
        placeholder="Sender or subject",
    )
    only = django_filters.ChoiceFilter(
        label="Only",
        empty_label="All",
        choices=[("waiting", "To be answered"), ("answered", "Answered")],
        method="narrow",
    )
    since = DayFilter(field_name="received_on", lookup_expr="gte", label="Received from")
    until = DayFilter(field_name="received_on", lookup_expr="lte", label="Until")

    class Meta:
        model = Inquiry
        fields = ["q", "only", "since", "until"]

    def narrow(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        """Inquiries that wait for an answer, or had one."""
        return queryset.filter(answered_on__isnull=value == "waiting")
