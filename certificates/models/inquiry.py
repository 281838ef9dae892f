"""Written inquiries and their answers (SEC Rule 17Ad-5)."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from ledger.models import HolderAccount, Plan, SourceDocument
from rightsadmin.common.history import HistoricalRecords


class Inquiry(models.Model):
    """A letter that asks about a certificate, an account or an item; answered within five Business Days of receipt.

    `due_on` is what the rule gave when it was recorded, on the calendar version named.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="inquiries")
    number = models.PositiveIntegerField()
    received_on = models.DateField()
    due_on = models.DateField()
    calendar_version = models.CharField(max_length=20)
    sender = models.CharField(max_length=200)
    account = models.ForeignKey(
        HolderAccount, on_delete=models.PROTECT, null=True, blank=True, related_name="inquiries"
    )
    subject = models.CharField(max_length=300)
    document = models.ForeignKey(
        SourceDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The letter.",
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answer_document = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_by = models.CharField(max_length=150, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "inquiries"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="inquiry_number_once"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="", answered_by="")
                | Q(answered_on__gte=F("received_on")) & ~Q(answer="") & ~Q(answered_by=""),
                name="inquiry_answered_in_words",
            ),
        ]
        indexes = [
            models.Index(
                fields=["plan", "due_on"], condition=Q(answered_on__isnull=True), name="inquiry_queue"
            )
        ]

    def __str__(self) -> str:
        return f"Inquiry {self.number}: {self.subject}"

    def status(self, today: date) -> tuple[str, str]:
        """How it stands on a day, in words, with the tone of its badge."""
        if self.answered_on:
            return ("Answered", "ok") if self.answered_on <= self.due_on else ("Answered late", "warn")
        return ("Overdue", "bad") if today > self.due_on else ("To be answered", "info")
