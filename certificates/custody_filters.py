"""What the lists of mail and vault can be narrowed by."""

import django_filters
from django.db.models import QuerySet

from certificates.enums import StopKind
from certificates.models import LostHolder, ReturnedMail, StopOrder
from ledger.filters import SearchFilter


class StopFilter(django_filters.FilterSet):
    """Stops by certificate or holder, kind, and whether they are in force."""

    q = SearchFilter(
        "certificate__text__istartswith",
        "certificate__account__number__istartswith",
        "certificate__account__registration_lines__icontains",
        placeholder="Certificate, account or name",
    )
    kind = django_filters.ChoiceFilter(choices=StopKind.choices, label="Kind", empty_label="All")
    standing = django_filters.ChoiceFilter(
        choices=[("in_force", "In force"), ("lifted", "Lifted")],
        label="Standing",
        empty_label="All",
        method="by_standing",
    )

    class Meta:
        model = StopOrder
        fields = ["q", "kind", "standing"]

    def by_standing(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        """Stops in force, or those lifted."""
        return queryset.filter(lifted_at__isnull=value == "in_force")


class ReturnedMailFilter(django_filters.FilterSet):
    """Returned mail by certificate or holder, and by where it is; closed pieces only where they are asked for."""

    q = SearchFilter(
        "certificate__text__istartswith",
        "account__number__istartswith",
        "account__registration_lines__icontains",
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
        return super().qs if chosen else super().qs.filter(closed_on__isnull=True)

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


class LostHolderFilter(django_filters.FilterSet):
    """Lost holders by name or account, and by what is due; those found only where they are asked for."""

    q = SearchFilter(
        "account__number__istartswith",
        "account__registration_lines__icontains",
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
        return super().qs if chosen == "found" else super().qs.filter(found_on__isnull=True)

    def narrow(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        """Lost holders of one concern."""
        if value == "due":
            return queryset.filter(exemption="", window_until__isnull=False)
        return (
            queryset.exclude(exemption="") if value == "exempt" else queryset.filter(found_on__isnull=False)
        )
