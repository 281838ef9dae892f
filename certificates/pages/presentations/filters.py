"""What the queue of presentations can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from certificates.enums import PresentationKind, PresentationStatus
from certificates.models import Presentation
from certificates.models.presentation import ON_HAND
from certificates.rules.numbering import scanned_serials
from ledger.pages.filters import SearchFilter

TICKET = "P-"
MOST_DIGITS = 9  # a ticket of more is none of ours


class PresentationFilter(django_filters.FilterSet):
    """Presentations by ticket, certificate or presenter; those on hand unless another status is asked for."""

    q = SearchFilter(placeholder="Ticket, certificate or presenter", method="named")
    status = django_filters.ChoiceFilter(
        choices=[*PresentationStatus.choices, ("all", "All")],
        label="Status",
        empty_label="On hand",
        method="standing",
    )
    kind = django_filters.ChoiceFilter(choices=PresentationKind.choices, label="Kind", empty_label="All")
    only = django_filters.ChoiceFilter(
        label="Only",
        empty_label="All",
        choices=[("overdue", "Overdue"), ("routine", "Routine items"), ("other", "Not routine")],
        method="narrow",
    )

    class Meta:
        model = Presentation
        fields = ["q", "status", "kind", "only"]

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data or {}, *args, **kwargs)  # bound without a question too: on hand is a filter

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Without a status asked for, what is on hand."""
        found: QuerySet = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("status") else found.filter(status__in=ON_HAND)

    def named(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        """A ticket as P-000012, the tickets a certificate is on, else the presenters of that name."""
        words = value.strip().upper()
        digits = words.removeprefix(TICKET).lstrip("0")
        if words.startswith(TICKET) and digits.isdecimal() and len(digits) <= MOST_DIGITS:
            return queryset.filter(number=int(digits))
        serials, unread = scanned_serials(words)
        if len(serials) == 1 and not unread:
            return queryset.filter(presented__certificate__number=serials[0])
        return queryset.filter(presenter__icontains=value)

    def standing(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        """Items of one status, or of any."""
        return queryset if value == "all" else queryset.filter(status=value)

    def narrow(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        """Items past their turnaround, or by whether they are routine ones."""
        if value == "overdue":
            return queryset.filter(is_overdue=True)
        return queryset.filter(is_routine=value == "routine")
