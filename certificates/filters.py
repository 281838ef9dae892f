"""What the lists of certificates can be narrowed by."""

import django_filters

from certificates.enums import CertificateState
from certificates.models import Certificate
from ledger.filters import SearchFilter


class CertificateFilter(django_filters.FilterSet):
    """Certificates by number, account or name, and by state."""

    q = SearchFilter(
        "text__istartswith",
        "account__number__istartswith",
        "account__registration_lines__icontains",
        placeholder="Number, account or name",
    )
    state = django_filters.ChoiceFilter(choices=CertificateState.choices, label="State", empty_label="All")
    run = django_filters.NumberFilter(label="Run", min_value=1, max_value=2**62)

    class Meta:
        model = Certificate
        fields = ["q", "state", "run"]
