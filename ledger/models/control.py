"""Control: approvals by a second person, open questions, the audit trail, heartbeats."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ledger.enums import Act, ApprovalStatus, IssueStatus, Severity
from ledger.models.plan import Plan, SourceDocument
from rightsadmin.common.history import HistoricalRecords


class Approval(models.Model):
    """A proposed act and the second person's word on exactly that payload. Once decided it never changes.

    The digest is of `payload`; the service that carries the act out recomputes it and refuses when it differs. An act
    of the house, such as admitting somebody to the staff, is of no plan. Nobody in `hands` decides it; its
    maker may take it back, and it lapses when he leaves: `decided_by` is then who ended it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="approvals")
    act = models.CharField(max_length=20, choices=Act.choices)
    subject = models.CharField(max_length=200)
    target_type = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    payload = models.JSONField()
    digest = models.CharField(max_length=64)
    legal_basis = models.TextField()
    hands = models.JSONField(
        default=list, blank=True, help_text="Who had a hand in what is proposed when it was, and did what."
    )
    status = models.CharField(max_length=10, choices=ApprovalStatus.choices, default=ApprovalStatus.PENDING)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_by_name = models.CharField(max_length=150)
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_by_name = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | ~Q(decided_by=F("proposed_by"))
                | Q(status=ApprovalStatus.WITHDRAWN),
                name="approval_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(status=ApprovalStatus.PENDING, decided_by__isnull=True, decided_at__isnull=True)
                | Q(
                    status__in=[
                        ApprovalStatus.APPROVED,
                        ApprovalStatus.REJECTED,
                        ApprovalStatus.WITHDRAWN,
                        ApprovalStatus.LAPSED,
                    ],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="approval_decided_by_someone",
            ),
            models.UniqueConstraint(
                fields=["target_type", "target_id", "act"],
                condition=Q(status=ApprovalStatus.PENDING),
                name="approval_pending_once",
            ),
        ]
        indexes = [models.Index(fields=["status", "-proposed_at"], name="approval_inbox")]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.subject}"

    @property
    def plan_slug(self) -> str:
        """The plan's name in addresses; "" for an act of the house."""
        return self.plan.slug if self.plan else ""


class DataQualityIssue(models.Model):
    """An unclear term, held open until the Board or counsel closes it and a second person agrees (rules part B)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="quality_issues")
    code = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    inconsistency = models.TextField()
    default_until_resolved = models.TextField()
    severity = models.CharField(max_length=4, choices=Severity.choices)
    holds = ArrayField(
        models.CharField(max_length=30), default=list, blank=True, help_text="The acts that wait for it."
    )
    term_keys = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    closed_by = ArrayField(
        models.CharField(max_length=12),
        help_text="The papers on which it may be closed.",
    )
    candidates = models.JSONField(
        default=list, help_text="Readings with their evidence: value, reading, source."
    )
    status = models.CharField(max_length=10, choices=IssueStatus.choices, default=IssueStatus.OPEN)
    opened_at = models.DateTimeField()
    resolution_text = models.TextField(blank=True)
    resolution_document = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="quality_issue_once"),
            models.CheckConstraint(
                condition=~Q(status=IssueStatus.RESOLVED)
                | Q(resolution_document__isnull=False, approval__isnull=False, resolved_at__isnull=False),
                name="quality_issue_resolved_on_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class AuditEvent(models.Model):
    """Who did what, when, why: written in the transaction of the act itself. Append-only."""

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="audit_events"
    )
    at = models.DateTimeField()
    action = models.UUIDField()
    verb = models.CharField(max_length=60)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    actor_name = models.CharField(max_length=150)
    actor_roles = models.CharField(max_length=200, blank=True)
    object_type = models.CharField(max_length=40, blank=True)
    object_id = models.BigIntegerField(null=True, blank=True)
    object_label = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["plan", "-at"], name="audit_of_a_plan"),
            models.Index(fields=["object_type", "object_id", "-at"], name="audit_of_an_object"),
            models.Index(fields=["action"], name="audit_of_an_action"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(actor_name=""), name="audit_names_its_actor")]

    def __str__(self) -> str:
        return f"{self.verb} by {self.actor_name}"


class Heartbeat(models.Model):
    """The last sign of life of a process that must run (worker, beat)."""

    name = models.CharField(max_length=30, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at}"
