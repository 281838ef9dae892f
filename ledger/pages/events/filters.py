"""What the list of facts can be narrowed by."""

import django_filters

from ledger.enums import (
    EventKind,
)
from ledger.models import PlanEvent


class EventFilter(django_filters.FilterSet):
    """Facts by kind."""

    kind = django_filters.ChoiceFilter(choices=EventKind.choices, label="Kind", empty_label="All")

    class Meta:
        model = PlanEvent
        fields = ["kind"]
