"""Where cancelled certificates are kept, and how they are destroyed (SEC Rule 17Ad-19)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from certificates.enums import DestructionStatus
from certificates.models.certificate import Certificate
from ledger.models import Approval, Plan
from rightsadmin.common.history import HistoricalRecords


class DestructionBatch(models.Model):
    """Boxes of cancelled certificates that are destroyed together, before two witnesses, after an approval.

    `numbers_sha256` is the digest of the printed numbers in order, one a line: what the witnesses saw destroyed.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="destructions")
    number = models.PositiveIntegerField()
    status = models.CharField(
        max_length=10, choices=DestructionStatus.choices, default=DestructionStatus.PROPOSED
    )
    method = models.CharField(max_length=120, help_text="Shredded, burned, pulped.")
    place = models.CharField(max_length=200)
    certificates = models.PositiveIntegerField()
    rights = models.PositiveBigIntegerField()
    numbers_sha256 = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_by_name = models.CharField(max_length=150)
    approval = models.OneToOneField(
        Approval, on_delete=models.PROTECT, null=True, blank=True, related_name="destruction"
    )
    destroyed_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "destruction batches"
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="destruction_number_once"),
            models.CheckConstraint(
                condition=Q(status__in=DestructionStatus.values), name="destruction_status_known"
            ),
            models.CheckConstraint(condition=Q(certificates__gte=1), name="destruction_of_something"),
            models.CheckConstraint(
                condition=Q(status=DestructionStatus.DESTROYED) ^ Q(destroyed_at__isnull=True),
                name="destruction_at_its_end",
            ),
        ]

    def __str__(self) -> str:
        return f"Destruction {self.number}"


class DestructionWitness(models.Model):
    """One of the two persons, other than the proposer, who see a batch destroyed and sign that they did."""

    batch = models.ForeignKey(DestructionBatch, on_delete=models.PROTECT, related_name="witnesses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    statement = models.CharField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "destruction witnesses"
        ordering = ["batch", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "user"], name="witness_once_a_batch"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, statement="")
                | Q(confirmed_at__isnull=False) & ~Q(statement=""),
                name="witness_confirms_with_a_statement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, witness of {self.batch}"


class VaultBox(models.Model):
    """A box of the vault for cancelled certificates; one that is in a destruction batch takes nothing more."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="boxes")
    label = models.CharField(max_length=30)
    location = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    destruction = models.ForeignKey(
        DestructionBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="boxes"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "vault boxes"
        ordering = ["plan", "label"]
        constraints = [models.UniqueConstraint(fields=["plan", "label"], name="box_label_once")]

    def __str__(self) -> str:
        return f"Box {self.label}"


class CancelledStore(models.Model):
    """Where a cancelled certificate is kept: the database in which it is found again (17Ad-19)."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="stored")
    box = models.ForeignKey(VaultBox, on_delete=models.PROTECT, related_name="stored")
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=150)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "cancelled store"
        ordering = ["box", "certificate"]

    def __str__(self) -> str:
        return f"{self.certificate} in {self.box}"
