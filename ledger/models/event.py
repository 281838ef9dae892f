"""Facts: what happened, to whom, from which paper; and the Trigger Cases that a fact opens."""

from django.db import models
from django.db.models import Q

from ledger.enums import CaseStatus, EventKind
from ledger.models.plan import Plan, SourceDocument
from ledger.rules.dates import date_text
from rightsadmin.common.history import HistoricalRecords


class Person(models.Model):
    """Someone who may become an Acquiring Person; who acts together with whom, and since when, a PersonTie says."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="persons")
    name = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["plan", "name"], name="person_named_once")]

    def __str__(self) -> str:
        return self.name


class PlanEvent(models.Model):
    """A recorded fact, with the instant it happened and the paper that shows it. Append-only; undone by a reversal.

    `data` holds the fields of the event in the format of ledger.rules.wire (instants ISO, percentages as strings).
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=40, choices=EventKind.choices)
    occurred_at = models.DateTimeField()
    effective_on = models.DateField(help_text="The New York date of the instant.")
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="events")
    resolution = models.ForeignKey(
        "ledger.Resolution", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    data = models.JSONField(default=dict)
    memo = models.CharField(max_length=300, blank=True)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["occurred_at", "pk"]
        indexes = [models.Index(fields=["plan", "effective_on", "recorded_at"], name="event_as_of")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_kind_known")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {date_text(self.effective_on)}"


class TriggerCase(models.Model):
    """Opened by the program when a fact reaches a threshold; a certificate and two persons confirm it (R12)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="cases")
    event = models.OneToOneField(PlanEvent, on_delete=models.PROTECT, related_name="case")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    prong = models.CharField(max_length=3)
    status = models.CharField(max_length=10, choices=CaseStatus.choices, default=CaseStatus.OPEN)
    question = models.TextField()
    opened_at = models.DateTimeField()
    certificate = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=CaseStatus.CONFIRMED) | Q(certificate__isnull=False),
                name="case_confirmed_on_a_certificate",
            ),
        ]

    def __str__(self) -> str:
        return f"Trigger Case, prong ({self.prong})"
