"""What the audit trail can be narrowed by."""

import django_filters
from django import forms

from ledger.models import AuditEvent
from ledger.pages.filters import InstantsOfDayFilter, SearchFilter
from ledger.services.audit import VERBS


class AuditFilter(django_filters.FilterSet):
    """Acts by verb, person and day."""

    q = SearchFilter("actor_name__icontains", "object_label__icontains", placeholder="Person or subject")
    verb = django_filters.ChoiceFilter(
        label="Act",
        empty_label="All",
        choices=[(verb, sentence.capitalize()) for verb, sentence in VERBS.items()],
    )
    action = django_filters.UUIDFilter(label="One act", widget=forms.HiddenInput)
    since = InstantsOfDayFilter(field_name="at", label="From")
    until = InstantsOfDayFilter(field_name="at", is_last=True, label="Until")

    class Meta:
        model = AuditEvent
        fields = ["q", "verb", "action", "since", "until"]
