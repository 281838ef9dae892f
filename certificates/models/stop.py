"""Stop orders on certificates; a stop on an account or on a quantity of it is a ledger Hold."""

from django.db import models
from django.db.models import F, Q

from certificates.enums import ReportKind, StopKind
from certificates.models.certificate import Certificate
from ledger.models import Batch, SourceDocument
from rightsadmin.common.history import HistoricalRecords


class StopOrder(models.Model):
    """An instruction that nothing be done with one certificate, with its authority, start and end.

    While one is in force the certificate is STOPPED, or LOST where it was reported lost, stolen or destroyed.
    """

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="stops")
    kind = models.CharField(max_length=15, choices=StopKind.choices)
    from_on = models.DateField()
    until_on = models.DateField(
        null=True, blank=True, help_text="The last day, where the stop ends by itself."
    )
    reason = models.CharField(max_length=300)
    authority = models.CharField(max_length=200, help_text="On whose word: the holder, a court, the company.")
    document = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state_before = models.CharField(max_length=15, help_text="The certificate's state, restored when lifted.")
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=150)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_on = models.DateField(null=True, blank=True, help_text="The legal date of its end.")
    lifted_by = models.CharField(max_length=150, blank=True)
    lifted_reason = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=StopKind.values), name="stop_kind_known"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="stop_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_on__isnull=True, lifted_reason="")
                | Q(lifted_at__isnull=False, lifted_on__isnull=False) & ~Q(lifted_reason=""),
                name="stop_lifted_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(lifted_at__isnull=True), name="stop_once_a_certificate"
            ),
        ]
        indexes = [models.Index(fields=["from_on"], condition=Q(lifted_at__isnull=True), name="stop_active")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.certificate}"


class StopReport(models.Model):
    """A report of a loss, or of a recovery, that went out on form X-17F-1A (SEC Rule 17f-1). Append-only."""

    stop = models.ForeignKey(StopOrder, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=10, choices=ReportKind.choices)
    due_on = models.DateField(help_text="As the rule gave it when it was sent.")
    calendar_version = models.CharField(max_length=20)
    sent_on = models.DateField()
    reference = models.CharField(max_length=120, help_text="The number that the recipient gave it.")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["stop", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["stop", "kind"], name="stop_reported_once"),
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="stop_report_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.stop}"


class VoidPart(models.Model):
    """So many Rights of a certificate that a posting made void: the paper still says them, no other ever will.

    Append-only; it counts no more where the posting was reversed (R32).
    """

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="void_parts")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="void_parts")
    quantity = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["certificate", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "batch"], name="void_part_once_a_posting"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="void_part_of_a_right_at_least"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity:,} void Rights of {self.certificate}"
