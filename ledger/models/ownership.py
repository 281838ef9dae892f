"""Ties between persons: affiliates, associates and those who act together, over time (R12)."""

from django.db import models
from django.db.models import F, Q

from ledger.models.event import Person
from ledger.models.plan import Plan, SourceDocument


class PersonTie(models.Model):
    """Two persons who count as one group from `since` up to, not including, `until`."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="ties")
    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ties_from")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ties_to")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300)
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="ties")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(one=F("other")), name="tie_of_two_persons"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="tie_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} with {self.other}"
