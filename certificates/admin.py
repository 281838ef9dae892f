"""What is on file of certificates, in the stock admin: shown, never written."""

from django.contrib import admin

from certificates import models
from rightsadmin.common.admin import ReadOnlyAdmin, ReadOnlyHistoryAdmin


@admin.register(models.Certificate)
class CertificateAdmin(ReadOnlyHistoryAdmin):
    """Rights Certificates, with their history."""

    list_display = ("text", "plan", "quantity", "state", "dated_on")
    list_select_related = ("plan",)
    search_fields = ("text__startswith",)


@admin.register(models.TemplateVersion)
class TemplateVersionAdmin(ReadOnlyHistoryAdmin):
    """Versions of the printed documents."""


@admin.register(
    models.Run,
    models.RunChunk,
    models.PrintFile,
    models.ProofReport,
    models.NumberSeries,
    models.ArchivedCopy,
)
class RunAdmin(ReadOnlyAdmin):
    """Runs, their chunks, print files and proofs; archived copies of single certificates."""


@admin.register(models.Presentation, models.StopOrder, models.Inquiry)
class PresentationAdmin(ReadOnlyHistoryAdmin):
    """Presentations, stop orders and inquiries, with their history."""


@admin.register(
    models.ReturnedMail,
    models.LostHolder,
    models.Search,
    models.VaultBox,
    models.CancelledStore,
    models.DestructionBatch,
    models.DestructionWitness,
)
class CustodyAdmin(ReadOnlyHistoryAdmin):
    """Returned mail, lost holders, the vault and what was destroyed, with their history."""


@admin.register(models.StopReport)
class StopReportAdmin(ReadOnlyAdmin):
    """Reports of losses and recoveries."""


@admin.register(
    models.PresentedCertificate,
    models.RequestedCertificate,
    models.Election,
    models.LossClaim,
    models.Lineage,
)
class PresentationPartAdmin(ReadOnlyAdmin):
    """The parts of a presentation, and where the Rights went."""
