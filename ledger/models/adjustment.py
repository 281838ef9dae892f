"""Adjustments of Purchase Price, Units and Rights per share: one record each, never changed (R5, R37, I7)."""

from django.db import models
from django.db.models import F, Q

from ledger.models.control import Approval
from ledger.models.entry import Batch
from ledger.models.plan import Plan, SourceDocument


class AdjustmentKind(models.TextChoices):
    """What happened to the common; the values are those of a scenario's steps."""

    RIGHTS_OFFERING = "rights_offering", "Rights or warrants below the market price (11(b))"
    DISTRIBUTION = "distribution", "Distribution of debt, cash or assets (11(c))"
    SPLIT = "split", "Dividend, split or combination of the common (11(a)(i), 11(p))"
    READJUSTMENT = "readjustment", "Rights or warrants that expired unexercised (11(b))"
    RIGHTS_NUMBER = "rights_number", "Number of Rights changed instead of the Units (11(i))"
    FACTOR = "factor", "A factor that the certificate states"
    RELEASE = "release", "Carried adjustments made at the longstop (11(e))"
    EXCHANGE = "exchange", "A part of the Rights exchanged: what is left on each share (24)"


# What a company's certificate can tell; the exchange of a part is recorded with its posting.
CERTIFIED = tuple(kind for kind in AdjustmentKind if kind != AdjustmentKind.EXCHANGE)


class Adjustment(models.Model):
    """One adjustment with its exact figures before and after, and the worksheet behind them. Append-only.

    Exact numbers are texts "numerator/denominator". `effective_at` is the instant of the event; the agent acts on the
    new figures only from `actionable_at`, the receipt of the company's certificate (section 12). A step that the 1%
    rule carries on changes no figure and stays in `carried_after` until it is released.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="adjustments")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=AdjustmentKind.choices)
    inputs = models.JSONField()
    outstanding = models.TextField(help_text="Common outstanding just before, exact.")
    price_before = models.TextField()
    price_after = models.TextField()
    units_before = models.TextField()
    units_after = models.TextField()
    rights_per_share_before = models.TextField()
    rights_per_share_after = models.TextField()
    exercise_amount_before = models.TextField()
    exercise_amount_after = models.TextField()
    carried_after = models.JSONField(default=list)
    released = models.BooleanField()
    worksheet = models.JSONField()
    effective_at = models.DateTimeField()
    actionable_at = models.DateTimeField()
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="adjustments")
    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, related_name="adjustment")
    batch = models.OneToOneField(
        Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="adjustment"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="adjustment_number_once"),
            models.CheckConstraint(condition=Q(kind__in=AdjustmentKind.values), name="adjustment_kind_known"),
            models.CheckConstraint(
                condition=Q(actionable_at__gte=F("effective_at")), name="adjustment_actionable_once_certified"
            ),
        ]

    def __str__(self) -> str:
        return f"Adjustment {self.number}: {self.get_kind_display()}"
