"""Reconciliation: each day's proof of the identities, and the breaks that it found (operations section 3)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ledger.enums import BreakStatus
from ledger.models.plan import Plan
from ledger.rules.dates import date_text
from rightsadmin.common.history import HistoricalRecords


class ReconciliationRun(models.Model):
    """One proof of a plan's identities as of a day, known at an instant. Append-only.

    `identities` are rules.reconciliation.Identity.record() in their order, both sides as exact text; the digest is of
    plan, day and identities.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reconciliations")
    as_of = models.DateField()
    known_at = models.DateTimeField()
    identities = models.JSONField()
    differing = models.PositiveIntegerField(help_text="Identities that differ.")
    digest = models.CharField(max_length=64)
    made_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-known_at", "-pk"]
        indexes = [models.Index(fields=["plan", "-known_at"], name="reconciliation_latest")]

    def __str__(self) -> str:
        return f"Proof as of {date_text(self.as_of)}"

    @property
    def proved(self) -> bool:
        """Whether no identity differs."""
        return self.differing == 0


class Break(models.Model):
    """One difference between the two sides of an identity, from the day it was found until the identity holds again.

    While it stands there is one row for its key, whatever runs see it. `value` is in dollars, empty where no price is
    on record; `value_basis` says by what it was valued, or why not.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="breaks")
    identity = models.CharField(max_length=40)
    title = models.CharField(max_length=200, help_text="The identity that does not hold.")
    key = models.CharField(max_length=60, help_text="The account, certificate or batch; “total” where none.")
    measure = models.CharField(max_length=20)
    left = models.TextField(help_text="Exact.")
    right = models.TextField(help_text="Exact.")
    difference = models.TextField(help_text="Left less right, exact.")
    value = models.DecimalField(max_digits=28, decimal_places=2, null=True, blank=True)
    value_basis = models.CharField(max_length=200)
    found_on = models.DateField(help_text="The day of the proof that found it; its age counts from here.")
    found_by = models.ForeignKey(ReconciliationRun, on_delete=models.PROTECT, related_name="found_breaks")
    status = models.CharField(max_length=10, choices=BreakStatus.choices, default=BreakStatus.OPEN)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="breaks"
    )
    owner_name = models.CharField(max_length=150, blank=True)
    explanation = models.TextField(blank=True, help_text="Why it differs, and what is being done.")
    closed_by = models.ForeignKey(
        ReconciliationRun,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="closed_breaks",
        help_text="The proof that showed the identity holds again.",
    )
    closed_on = models.DateField(null=True, blank=True)
    closed_reason = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["found_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "identity", "key"],
                condition=~Q(status=BreakStatus.CLOSED),
                name="break_stands_once",
            ),
            models.CheckConstraint(condition=Q(status__in=BreakStatus.values), name="break_status_known"),
            models.CheckConstraint(
                condition=Q(
                    status=BreakStatus.CLOSED,
                    closed_by__isnull=False,
                    closed_on__isnull=False,
                )
                & ~Q(closed_reason="")
                | ~Q(status=BreakStatus.CLOSED) & Q(closed_by__isnull=True, closed_on__isnull=True),
                name="break_closed_by_a_proof",
            ),
            models.CheckConstraint(
                condition=~Q(status=BreakStatus.EXPLAINED) | ~Q(explanation=""),
                name="break_explained_in_words",
            ),
        ]
        indexes = [models.Index(fields=["plan", "status", "found_on"], name="break_by_status")]

    def __str__(self) -> str:
        return f"{self.title}: {self.key}"
