"""Rights Certificates and the series their numbers come from."""

from django.db import models
from django.db.models import F, Q

from certificates.enums import CertificateState
from certificates.models.run import Run
from certificates.models.template import TemplateVersion
from ledger.models import HolderAccount, Plan
from rightsadmin.common.history import HistoricalRecords


class NumberSeries(models.Model):
    """The next certificate number of a plan; it only ever rises (form F1)."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="number_series")
    next_number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(next_number__gte=1), name="series_starts_at_one")]
        verbose_name_plural = "number series"

    def __str__(self) -> str:
        return f"Next number {self.next_number}"


class Certificate(models.Model):
    """One Rights Certificate. Number, account, quantity and printed content never change; its state does.

    Every number that was taken has a row here, so a gap in the live ones is a VOIDED row with its reason.
    `content` is what is printed, as certificates.rules.content.frozen_content gives it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="certificates")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=20, help_text="The number as printed: R-0000001.")
    account = models.ForeignKey(HolderAccount, on_delete=models.PROTECT, related_name="certificates")
    quantity = models.PositiveBigIntegerField(help_text="Rights: a whole number (form F2).")
    state = models.CharField(
        max_length=15, choices=CertificateState.choices, default=CertificateState.ALLOCATED
    )
    status = models.CharField(max_length=40, help_text="ORIGINAL or REPLACEMENT OF R-... (form F21).")
    void_legend = models.BooleanField(default=False, help_text="Bears the void-person legend (form F5).")
    dated_on = models.DateField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="certificates")
    template_version = models.ForeignKey(
        TemplateVersion, on_delete=models.PROTECT, related_name="certificates"
    )
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    void_reason = models.CharField(max_length=300, blank=True)
    allotted_at = models.DateTimeField()
    history = HistoricalRecords(excluded_fields=["content", "content_sha256"])

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="certificate_number_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="certificate_of_a_right_at_least"),
            models.CheckConstraint(condition=Q(number__gte=1), name="certificate_numbers_from_one"),
            models.CheckConstraint(
                condition=Q(state__in=CertificateState.values), name="certificate_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=CertificateState.VOIDED) ^ Q(void_reason=""),
                name="certificate_voided_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")), name="certificate_not_its_own_copy"
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "account"], name="certificate_of_an_account"),
            models.Index(fields=["plan", "state", "number"], name="certificate_by_state"),
            models.Index(fields=["plan", "quantity", "number"], name="certificate_by_quantity"),
            models.Index(fields=["run", "number"], name="certificate_of_a_run"),
        ]

    def __str__(self) -> str:
        return self.text


class ArchivedCopy(models.Model):
    """The file of one issued certificate as it was put into the archive, by the hash of its bytes. Append-only."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="copies")
    storage_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    archived_at = models.DateTimeField()
    archived_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["archived_at", "pk"]
        verbose_name_plural = "archived copies"
        constraints = [
            models.UniqueConstraint(fields=["certificate", "sha256"], name="archived_copy_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]}, {self.size:,} bytes"
