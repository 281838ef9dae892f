"""What the list of questions can be narrowed by."""

import django_filters

from ledger.enums import (
    IssueStatus,
)
from ledger.models import DataQualityIssue


class QuestionFilter(django_filters.FilterSet):
    """Open questions by status."""

    status = django_filters.ChoiceFilter(choices=IssueStatus.choices, label="Status", empty_label="All")

    class Meta:
        model = DataQualityIssue
        fields = ["status"]
