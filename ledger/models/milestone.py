"""Milestones: what has occurred in the course of a plan, kept once, so that nothing found later moves it (R19)."""

from django.db import models
from django.db.models import Q

from ledger.models.plan import Plan
from ledger.rules.dates import date_text


class Milestone(models.Model):
    """A Distribution Date whose close has passed on confirmed facts, or an end of the Rights that was posted.
    Append-only.
    """

    class Kind(models.TextChoices):
        DISTRIBUTION_DATE = "distribution_date", "Distribution Date"
        REDEEMED = "redeemed", "Redemption"
        EXCHANGED = "exchanged", "Exchange of all Rights"
        EXPIRED = "expired", "Expiration"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="milestones")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    day = models.DateField(help_text="The legal date.")
    instant = models.DateTimeField(
        help_text="The moment itself: the close of business, or the effective time."
    )
    governing = models.CharField(
        max_length=20, blank=True, help_text="The prongs that gave a Distribution Date."
    )
    reason = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["instant", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind"], name="milestone_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["distribution_date", "redeemed", "exchanged", "expired"]),
                name="milestone_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {date_text(self.day)}"
