"""What the ledger has on file, in the stock admin: shown, never written; the services are the only writers."""

from django.contrib import admin

from ledger import models
from rightsadmin.common.admin import ReadOnlyAdmin, ReadOnlyHistoryAdmin


@admin.register(
    models.Plan, models.PlanTerm, models.Director, models.Resolution, models.Signatory, models.Person
)
class PlanAdmin(ReadOnlyHistoryAdmin):
    """Plans, their terms, Board and officers, each with its history."""


@admin.register(models.Calendar, models.CalendarClosing, models.TriggerCase, models.DataQualityIssue)
class QuestionAdmin(ReadOnlyHistoryAdmin):
    """Calendars, Trigger Cases and open questions, each with its history."""


@admin.register(models.HolderAccount)
class HolderAccountAdmin(ReadOnlyHistoryAdmin):
    """The master securityholder file."""

    list_display = ("number", "name", "registration", "plan")
    list_select_related = ("plan",)
    search_fields = ("number__startswith",)


@admin.register(
    models.SourceDocument,
    models.Entitlement,
    models.ControlBookEntry,
    models.PlanEvent,
    models.BeneficialFinding,
    models.Deadline,
    models.Approval,
    models.HolderImport,
    models.Separation,
    models.ReconciliationRun,
    models.Break,
)
class RecordAdmin(ReadOnlyAdmin):
    """What was recorded once and stays."""


@admin.register(models.Batch)
class BatchAdmin(ReadOnlyAdmin):
    """What each act posted."""

    list_display = ("number", "kind", "plan", "effective_on", "entry_count", "posted_by_name")
    list_select_related = ("plan",)


@admin.register(models.AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """Who did what, when, why."""

    list_display = ("at", "actor_name", "verb", "object_label")
