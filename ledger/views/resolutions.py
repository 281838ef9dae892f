"""The acts of the Board: each with its paper and what the rules say of its power and time."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from ledger.models import Resolution
from ledger.tables import ResolutionTable
from ledger.views.base import PlanPage, history_panel
from rightsadmin.common import formatting
from rightsadmin.common.shells import Crumb, DetailShell, Fact, FactsPanel, ListShell, Panel


class ResolutionList(PlanPage, ListShell):
    """The resolutions of the Board."""

    section = "resolutions"
    table_class = ResolutionTable
    default_sort = "-adopted_at"
    noun = "resolution"
    empty = "No resolution is recorded."

    def title(self) -> str:
        return "Resolutions"

    def lead(self) -> str:
        return "What the Board decided, the power it used, and whether that power was there at the time."

    def get_queryset(self) -> QuerySet[Resolution]:
        return Resolution.objects.filter(plan=self.plan()).select_related("plan")


class ResolutionDetail(PlanPage, DetailShell):
    """One resolution."""

    section = "resolutions"
    object: Resolution

    def get_object(self) -> Resolution:
        return get_object_or_404(
            Resolution.objects.select_related("document"), plan=self.plan(), pk=self.number("pk")
        )

    def title(self) -> str:
        return str(self.object)

    def lead(self) -> str:
        return f"Adopted {formatting.instant(self.object.adopted_at)}"

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Resolutions", url=self.url("resolutions"))]

    def panels(self, tab: str) -> list[Panel]:
        resolution = self.object
        return [
            Panel(title="What it says", template="ledger/resolution.html", data={"resolution": resolution}),
            FactsPanel(
                title="On file",
                aside=True,
                facts=[
                    Fact(label="Number", value=resolution.number),
                    Fact(label="Adopted", value=formatting.instant(resolution.adopted_at)),
                    Fact(label="Effective", value=formatting.instant(resolution.effective_at)),
                    Fact(label="Paper", value=str(resolution.document), url=f"{self.url('plan')}?tab=papers#paper-{resolution.document_id}"),
                    Fact(label="Recorded", value=formatting.instant(resolution.recorded_at)),
                    *(Fact(label=name.replace("_", " "), value=value) for name, value in resolution.data.items()),
                ],
            ),
            history_panel(plan=self.plan(), object_type="resolution", object_id=resolution.pk),
        ]
