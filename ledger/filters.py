"""What each list of the ledger can be narrowed by; the form's own fields are the whole query language."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from ledger.enums import (
    BatchKind,
    BreakStatus,
    DeadlineStatus,
    EventKind,
    Instrument,
    IssueStatus,
    Registration,
    Standing,
)
from ledger.models import AuditEvent, Break, DataQualityIssue, Deadline, Entry, HolderAccount, PlanEvent
from ledger.selectors.holders import moving
from ledger.services.audit import VERBS


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


class DayInput(forms.DateInput):
    """A day, picked by the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayFilter(django_filters.DateFilter):
    """A bound of a range of days."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=DayInput(), **kwargs)


class HolderFilter(django_filters.FilterSet):
    """Holders by name or account, form of registration, and whether a hold or a void finding touches them."""

    q = SearchFilter(
        "number__istartswith", "registration_lines__icontains", placeholder="Name or account number"
    )
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
            return queryset.filter(holds__until_on__isnull=True, holds__isnull=False).distinct()
        return queryset.filter(positions__standing=Standing.VOID, positions__rights__gt=0)


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


class DeadlineFilter(django_filters.FilterSet):
    """Deadlines: the current ones, or all that ever were."""

    status = django_filters.ChoiceFilter(choices=DeadlineStatus.choices, label="Status", empty_label="All")

    class Meta:
        model = Deadline
        fields = ["status"]


class EventFilter(django_filters.FilterSet):
    """Facts by kind."""

    kind = django_filters.ChoiceFilter(choices=EventKind.choices, label="Kind", empty_label="All")

    class Meta:
        model = PlanEvent
        fields = ["kind"]


class QuestionFilter(django_filters.FilterSet):
    """Open questions by status."""

    status = django_filters.ChoiceFilter(choices=IssueStatus.choices, label="Status", empty_label="All")

    class Meta:
        model = DataQualityIssue
        fields = ["status"]


class AuditFilter(django_filters.FilterSet):
    """Acts by verb, person and day."""

    q = SearchFilter("actor_name__icontains", "object_label__icontains", placeholder="Person or subject")
    verb = django_filters.ChoiceFilter(
        label="Act",
        empty_label="All",
        choices=[(verb, sentence.capitalize()) for verb, sentence in VERBS.items()],
    )
    action = django_filters.UUIDFilter(label="One act", widget=forms.HiddenInput)
    since = DayFilter(field_name="at", lookup_expr="date__gte", label="From")
    until = DayFilter(field_name="at", lookup_expr="date__lte", label="Until")

    class Meta:
        model = AuditEvent
        fields = ["q", "verb", "action", "since", "until"]


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
