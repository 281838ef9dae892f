"""The separation at the Distribution Date: what stands against it, the proposal, its lines."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from ledger.enums import Act, SeparationStatus
from ledger.models import Separation, SeparationLine
from ledger.pages.base import PlanPage
from ledger.pages.separation.tables import SEPARATION_TONES, SeparationLineTable
from ledger.selectors import standing
from ledger.selectors.acts import standing_against
from ledger.services import separation as separations
from rightsadmin.common import formatting
from rightsadmin.common.shells import Action, ActShell, Fact, ListShell


class SeparationPage(PlanPage, ListShell, ActShell):
    """The latest separation of a plan with its lines; or what stands against proposing one."""

    section = "separation"
    template_name = "ledger/separation/page.html"
    table_class = SeparationLineTable
    default_sort = "-rights"
    noun = "account"
    empty = "No snapshot is taken yet."

    @cached_property
    def separation(self) -> Separation | None:
        return (
            Separation.objects.filter(plan=self.plan())
            .select_related("approval", "batch")
            .order_by("-pk")
            .first()
        )

    def title(self) -> str:
        return "Separation"

    def lead(self) -> str:
        return "The snapshot of holders at the close on the Distribution Date, and what each is to get."

    def get_queryset(self) -> QuerySet[SeparationLine]:
        return SeparationLine.objects.filter(separation=self.separation).select_related("account")

    def _can_propose(self) -> bool:
        proposed = self.separation and self.separation.status != SeparationStatus.REJECTED
        return not proposed and not standing.of(self.plan()).is_separated

    def _obstacles(self) -> list[str]:
        """Every sentence that stands against proposing the separation now; empty where nothing does."""
        return [finding.sentence for finding in standing.of(self.plan()).answer("separable").findings]

    def actions(self) -> list[Action]:
        if not self._can_propose():
            return []
        return self.action_for(
            Act.SEPARATION, "Take the snapshot and propose", self.request.path, tone="primary", method="post"
        )

    def act_now(self) -> str:
        """Proposes the separation."""
        proposed = separations.propose(plan=self.plan(), actor=self.actor)
        return f"{proposed} waits for a second person."

    def page_context(self) -> dict[str, Any]:
        found = self.separation
        return super().page_context() | {
            "separation": found,
            "separation_tone": SEPARATION_TONES[SeparationStatus(found.status)] if found else "",
            "obstacles": self._obstacles() if self._can_propose() else [],
            "notes": standing_against.unfound(self.plan()) if self._can_propose() else [],
            "figures": _figures(found) if found else [],
        }


def _figures(found: Separation) -> list[Fact]:
    return [
        Fact(
            label="Rights outstanding",
            value=formatting.quantity(found.rights_outstanding),
            hint=formatting.plural(found.line_count, "account"),
        ),
        Fact(
            label="In certificates",
            value=formatting.quantity(found.certificate_rights),
            hint=formatting.plural(found.certificate_count, "certificate"),
        ),
        Fact(label="Void", value=formatting.quantity(found.void_rights)),
        Fact(
            label="Withheld",
            value=formatting.quantity(found.withheld_rights),
            hint=formatting.plural(found.exception_count, "exception"),
        ),
        Fact(label="Fractions", value=formatting.quantity(found.fraction_rights), hint="paid in cash"),
    ]
