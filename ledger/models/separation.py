"""The separation of the Rights at the Distribution Date: what was proposed, line by line."""

from django.db import models
from django.db.models import F, Q

from ledger.enums import SeparationStatus
from ledger.models.control import Approval
from ledger.models.entry import Batch
from ledger.models.holder import HolderAccount
from ledger.models.plan import Plan
from ledger.rules.dates import date_text


class Separation(models.Model):
    """The snapshot of holders at the close on the Distribution Date, and what each is to get (R25)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="separations")
    distribution_date = models.DateField()
    status = models.CharField(
        max_length=10, choices=SeparationStatus.choices, default=SeparationStatus.PROPOSED
    )
    line_count = models.PositiveIntegerField(default=0)
    certificate_count = models.PositiveIntegerField(default=0)
    rights_outstanding = models.DecimalField(max_digits=28, decimal_places=10)
    certificate_rights = models.DecimalField(max_digits=28, decimal_places=10)
    void_rights = models.DecimalField(max_digits=28, decimal_places=10)
    withheld_rights = models.DecimalField(max_digits=28, decimal_places=10)
    fraction_rights = models.DecimalField(max_digits=28, decimal_places=10)
    exception_count = models.PositiveIntegerField(default=0)
    lines_digest = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=150)
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    batch = models.OneToOneField(
        Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="separation"
    )

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    rights_outstanding=F("certificate_rights")
                    + F("void_rights")
                    + F("withheld_rights")
                    + F("fraction_rights")
                ),
                name="separation_adds_up",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(status__in=[SeparationStatus.PROPOSED, SeparationStatus.POSTED]),
                name="separation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Separation at the close on {date_text(self.distribution_date)}"


class SeparationLine(models.Model):
    """One account at the close: its Rights split into certificate, void, withheld and fraction."""

    separation = models.ForeignKey(Separation, on_delete=models.PROTECT, related_name="lines")
    account = models.ForeignKey(HolderAccount, on_delete=models.PROTECT, related_name="separation_lines")
    rights = models.DecimalField(max_digits=28, decimal_places=10)
    certificate = models.DecimalField(max_digits=28, decimal_places=10)
    void = models.DecimalField(max_digits=28, decimal_places=10)
    withheld = models.DecimalField(max_digits=28, decimal_places=10)
    fraction = models.DecimalField(max_digits=28, decimal_places=10)
    reason = models.CharField(max_length=300, blank=True)
    exception = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["separation", "account"]
        constraints = [
            models.UniqueConstraint(fields=["separation", "account"], name="separation_line_once"),
            models.CheckConstraint(
                condition=Q(rights=F("certificate") + F("void") + F("withheld") + F("fraction"))
                & Q(certificate__gte=0, void__gte=0, withheld__gte=0, fraction__gte=0),
                name="separation_line_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"Account {self.account_id}: {self.certificate.normalize():f}"
