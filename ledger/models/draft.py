"""Plans that are being set up: a plan file as it is written, before two persons made a plan of it."""

from django.db import models
from django.db.models import Q

from ledger.models.plan import Plan
from rightsadmin.common.history import HistoricalRecords


class PlanDraft(models.Model):
    """A plan that is being set up: the text of its plan file, saved as often as wanted, right or not yet.

    `version` rises with every saving, so that nobody overwrites what another one saved meanwhile. `plan` is the plan
    that two persons made of it; from then on nothing is saved any more.
    """

    name = models.CharField(max_length=120)
    content = models.TextField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by_name = models.CharField(max_length=150)
    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="draft")
    dropped_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(plan__isnull=True) | Q(dropped_at__isnull=True), name="draft_loaded_or_dropped"
            )
        ]

    def __str__(self) -> str:
        return self.name
