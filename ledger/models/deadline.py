"""Computed dates: recomputed from the facts, never counted up; a superseded one stays visible."""

from django.db import models
from django.db.models import Q

from ledger.enums import DeadlineStatus
from ledger.models.plan import Plan
from ledger.rules.clauses import clause


class Deadline(models.Model):
    """One date of a plan with everything that explains it: reason, section, inputs, days counted and skipped.

    The content never changes; only status, `superseded_at` and the acknowledgement do.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80, help_text="Which date of the plan: the kind and what it is for.")
    title = models.CharField(max_length=200)
    date = models.DateField(null=True, blank=True)
    instant = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        max_length=20, blank=True, help_text="Of a prong: running, extended, withdrawn, hit, ..."
    )
    governing = models.BooleanField(default=False)
    reason = models.TextField()
    section = models.CharField(max_length=200)
    explanation = models.JSONField(default=dict, help_text="inputs, counted, skipped, steps, warnings")
    rule = models.CharField(max_length=120)
    calendar_code = models.CharField(max_length=30)
    calendar_version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, help_text="Of the content: the same facts give the same row.")
    status = models.CharField(max_length=10, choices=DeadlineStatus.choices, default=DeadlineStatus.CURRENT)
    computed_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    fell_due_at = models.DateTimeField(null=True, blank=True, help_text="When the sweep claimed it as due.")
    acknowledged_by = models.CharField(max_length=150, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "key"],
                condition=Q(status=DeadlineStatus.CURRENT),
                name="deadline_current_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["status", "date"], name="deadline_due", condition=Q(status=DeadlineStatus.CURRENT)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.date or 'no date'}"

    @property
    def clause(self) -> str:
        """The clause it rests on, as staff read it."""
        return clause(self.section)
