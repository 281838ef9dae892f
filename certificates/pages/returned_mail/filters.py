"""What the list of returned mail can be narrowed by."""

import django_filters
from django.db.models import QuerySet

from certificates.models import ReturnedMail
from ledger.pages.filters import SearchFilter


class ReturnedMailFilter(django_filters.FilterSet):
    """Returned mail by certificate or holder, and by where it is; closed pieces only where they are asked for."""

    q = SearchFilter(
        "certificate__text__istartswith",
        "account__number__istartswith",
        holder="account",
        placeholder="Certificate, account or name",
    )
    where = django_filters.ChoiceFilter(
        choices=[
            ("waiting", "To mail again"),
            ("out", "Out again"),
            ("again", "Returned again"),
            ("closed", "Closed"),
        ],
        label="Where",
        empty_label="Open",
        method="by_place",
    )

    class Meta:
        model = ReturnedMail
        fields = ["q", "where"]

    @property
    def qs(self) -> QuerySet:
        """What is open, unless a place was chosen."""
        chosen = self.form.is_bound and self.form.is_valid() and self.form.cleaned_data.get("where")
        found: QuerySet = super().qs
        return found if chosen else found.filter(closed_on__isnull=True)

    def by_place(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        """Pieces that are there."""
        narrowed = {
            "waiting": {"closed_on__isnull": True, "remailed_on__isnull": True},
            "out": {
                "closed_on__isnull": True,
                "remailed_on__isnull": False,
                "returned_again_on__isnull": True,
            },
            "again": {"closed_on__isnull": True, "returned_again_on__isnull": False},
            "closed": {"closed_on__isnull": False},
        }
        return queryset.filter(**narrowed[value])
