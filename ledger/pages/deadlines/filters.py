"""What the list of deadlines can be narrowed by."""

import django_filters

from ledger.enums import (
    DeadlineStatus,
)
from ledger.models import Deadline


class DeadlineFilter(django_filters.FilterSet):
    """Deadlines: the current ones, or all that ever were."""

    status = django_filters.ChoiceFilter(choices=DeadlineStatus.choices, label="Status", empty_label="All")

    class Meta:
        model = Deadline
        fields = ["status"]
