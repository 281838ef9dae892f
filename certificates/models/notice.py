"""Notices to holders: what one says and to whom is frozen before it is approved, pressed by its run, mailed once."""

from django.db import models
from django.db.models import Q

from certificates.enums import NoticeKind, NoticeStatus
from certificates.models.payment import PaymentList
from certificates.models.run import Run
from certificates.models.template import TemplateVersion
from ledger.models import Adjustment, Approval, Plan


class Notice(models.Model):
    """One notice to the holders whom it concerns, on frozen words and figures.

    `context` is what its template says, `recipients` and `list_sha256` are whom it goes to and with which figures, both
    as they were when it was begun; its approval is over all three. `details` is what the clerk gave for a proposed
    action. `mail_by` is the last day on which it may be mailed, None where nothing sets one.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    status = models.CharField(max_length=10, choices=NoticeStatus.choices, default=NoticeStatus.DRAFT)
    dated_on = models.DateField(help_text="The date it bears.")
    payment_list = models.ForeignKey(
        PaymentList, on_delete=models.PROTECT, null=True, blank=True, related_name="notices"
    )
    adjustment = models.ForeignKey(
        Adjustment, on_delete=models.PROTECT, null=True, blank=True, related_name="notices"
    )
    details = models.JSONField(default=dict, blank=True)
    template_version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="notices")
    context = models.JSONField()
    context_sha256 = models.CharField(max_length=64)
    recipients = models.PositiveIntegerField()
    list_sha256 = models.CharField(max_length=64)
    mail_by = models.DateField(null=True, blank=True)
    mail_by_reason = models.TextField(blank=True)
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    run = models.OneToOneField(Run, on_delete=models.PROTECT, null=True, blank=True, related_name="notice")
    mailed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NoticeKind.values), name="notice_kind_known"),
            models.CheckConstraint(condition=Q(status__in=NoticeStatus.values), name="notice_status_known"),
            models.CheckConstraint(
                condition=Q(kind__in=(NoticeKind.REDEMPTION, NoticeKind.EXCHANGE))
                ^ Q(payment_list__isnull=True),
                name="notice_of_what_is_paid_names_the_list",
            ),
            models.CheckConstraint(
                condition=Q(kind=NoticeKind.ADJUSTMENT) ^ Q(adjustment__isnull=True),
                name="notice_of_an_adjustment_names_it",
            ),
            models.CheckConstraint(
                condition=Q(status=NoticeStatus.MAILED) ^ Q(mailed_on__isnull=True),
                name="notice_mailed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(status__in=(NoticeStatus.APPROVED, NoticeStatus.MAILED)) ^ Q(run__isnull=True),
                name="notice_approved_is_pressed",
            ),
        ]
        indexes = [models.Index(fields=["plan", "kind"], name="notice_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
