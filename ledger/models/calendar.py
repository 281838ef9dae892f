"""Business-day calendars as dated, versioned rows: a computed date names the version it was counted on."""

from django.db import models
from django.db.models import F, Q

from rightsadmin.common.history import HistoricalRecords


class Calendar(models.Model):
    """A named calendar; `version` rises with every change of its closings."""

    code = models.CharField(max_length=30, unique=True)
    title = models.CharField(max_length=120)
    version = models.PositiveIntegerField(default=1)
    first = models.DateField()
    last = models.DateField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gt=F("first")), name="calendar_days_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.code} version {self.version}"


class ConfirmedYear(models.Model):
    """A year of a calendar that somebody held against the paper that announces its closings."""

    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="confirmed_years")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300, help_text="The paper it was held against.")
    confirmed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["calendar", "year"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "year"], name="calendar_year_confirmed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.calendar_id}, {self.year}"


class CalendarClosing(models.Model):
    """One day of a calendar that is closed, or open against the rule, in the versions [since, until)."""

    class Effect(models.TextChoices):
        CLOSED = "closed", "Closed"
        OPEN = "open", "Open"

    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="closings")
    date = models.DateField()
    effect = models.CharField(max_length=6, choices=Effect.choices)
    reason = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    since_version = models.PositiveIntegerField(default=1)
    until_version = models.PositiveIntegerField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["calendar", "date"]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "date"],
                condition=Q(until_version__isnull=True),
                name="closing_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(until_version__isnull=True) | Q(until_version__gt=F("since_version")),
                name="closing_versions_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.calendar_id} {self.date}: {self.reason}"
