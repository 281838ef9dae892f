"""What the correspondence queue can be narrowed by."""

import django_filters
from django.db.models import QuerySet

from certificates.models import Inquiry
from ledger.pages.filters import DayFilter, SearchFilter


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
