"""The Board: directors over time, and the resolutions they adopted."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ledger.enums import ResolutionKind
from ledger.models.plan import Plan, SourceDocument
from rightsadmin.common.history import HistoricalRecords


class Taint(models.TextChoices):
    """What ends a Continuing Director's standing (R58, R59)."""

    ACQUIRING_PERSON = "acquiring_person", "Acquiring Person"
    AFFILIATE = "affiliate_or_associate", "Affiliate or associate of one"
    NOMINEE = "representative_or_nominee", "Representative or nominee of one"


class Director(models.Model):
    """A member of the Board with what decides whether he is a Continuing Director (R58, R59)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="directors")
    name = models.CharField(max_length=150)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True, help_text="Nomination or election approved on.")
    approved_by = ArrayField(
        models.CharField(max_length=150), default=list, blank=True, help_text="The directors who approved it."
    )
    tainted_on = models.DateField(null=True, blank=True)
    taint = models.CharField(max_length=30, choices=Taint.choices, blank=True)
    cleared_on = models.DateField(null=True, blank=True, help_text="The first day without that tie.")
    evidence = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["joined_on", "name"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "name", "joined_on"], name="director_once"),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="director_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(cleared_on__isnull=True) | Q(cleared_on__gt=F("tainted_on")),
                name="director_cleared_after_tie",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Resolution(models.Model):
    """An act of the Board: when it was adopted, which power it uses, what it says."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="resolutions")
    number = models.CharField(max_length=30)
    kind = models.CharField(max_length=20, choices=ResolutionKind.choices)
    adopted_at = models.DateTimeField()
    effective_at = models.DateTimeField()
    text = models.TextField()
    data = models.JSONField(default=dict, blank=True)
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="resolutions")
    verdict = models.TextField(blank=True, help_text="What the rules say of its power and time.")
    recorded_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["adopted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="resolution_number_once"),
            models.CheckConstraint(condition=Q(kind__in=ResolutionKind.values), name="resolution_kind_known"),
        ]

    def __str__(self) -> str:
        return f"Resolution {self.number}: {self.get_kind_display()}"
