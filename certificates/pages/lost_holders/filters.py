"""What the list of lost holders can be narrowed by."""

import django_filters
from django.db.models import QuerySet

from certificates.models import LostHolder
from ledger.pages.filters import SearchFilter


class LostHolderFilter(django_filters.FilterSet):
    """Lost holders by name or account, and by what is due; those found only where they are asked for."""

    q = SearchFilter(
        "account__number__istartswith",
        holder="account",
        placeholder="Account or name",
    )
    only = django_filters.ChoiceFilter(
        choices=[("due", "A search is due"), ("exempt", "Exempt"), ("found", "Found")],
        label="Only",
        empty_label="Lost",
        method="narrow",
    )

    class Meta:
        model = LostHolder
        fields = ["q", "only"]

    @property
    def qs(self) -> QuerySet:
        """Who is lost now, unless those found are asked for."""
        chosen = self.form.is_bound and self.form.is_valid() and self.form.cleaned_data.get("only")
        found: QuerySet = super().qs
        return found if chosen == "found" else found.filter(found_on__isnull=True)

    def narrow(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        """Lost holders of one concern."""
        if value == "due":
            return queryset.filter(exemption="", window_until__isnull=False)
        return (
            queryset.exclude(exemption="") if value == "exempt" else queryset.filter(found_on__isnull=False)
        )
