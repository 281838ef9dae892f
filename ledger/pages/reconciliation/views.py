"""The daily proof side by side: each identity with its figures, and proving it now."""

from fractions import Fraction

from django.shortcuts import get_object_or_404

from ledger.enums import Act
from ledger.models import ReconciliationRun
from ledger.pages.base import PlanPage
from ledger.pages.reconciliation.tables import ProofTable
from ledger.rules.reconciliation import figure_text
from ledger.selectors import reconciliation as selector
from ledger.services import reconciliation
from rightsadmin.common import formatting
from rightsadmin.common.shells import (
    Action,
    ActShell,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    Panel,
    TablePanel,
)

PROOFS_SHOWN = 14
OUTCOMES = {
    "holds": ("Holds", "ok"),
    "differs": ("Differs", "bad"),
    "not_stated": ("Not proved", "warn"),
}


def _figure(side: str) -> str:
    """A kept side by thousands; a dash where it was not stated."""
    return figure_text(Fraction(side)) if side else "—"


class ReconciliationPage(PlanPage, DetailShell):
    """One proof, the latest where none is named: both sides of each identity and what they say."""

    section = "reconciliation"
    object: ReconciliationRun | None

    def get_object(self) -> ReconciliationRun | None:
        if "pk" not in self.kwargs:
            return selector.latest(self.plan())
        return get_object_or_404(ReconciliationRun, plan=self.plan(), pk=self.number("pk"))

    def title(self) -> str:
        return "Reconciliation"

    def lead(self) -> str:
        if self.object is None:
            return "No proof has been made yet. One is made every day after the close, or now."
        return (
            f"{self.object}, known at {formatting.instant(self.object.known_at)}, by {self.object.made_by}."
        )

    def status(self) -> tuple[str, str] | None:
        if self.object is None:
            return None
        if self.object.proved:
            return "Every identity holds or waits for a figure", "ok"
        return formatting.plural(self.object.differing, "identity differs", "identities differ"), "bad"

    def actions(self) -> list[Action]:
        return [
            *self.action_for(
                Act.RECONCILIATION, "Prove now", self.url("reconcile"), tone="primary", method="post"
            ),
            Action(label="Breaks", url=self.url("breaks")),
            Action(label="Aged differences", url=self.url("breaks-aged")),
        ]

    def panels(self, tab: str) -> list[Panel]:
        proofs = ReconciliationRun.objects.filter(plan=self.plan()).select_related("plan")[:PROOFS_SHOWN]
        panels: list[Panel] = [
            TablePanel(title="Proofs", table=ProofTable(list(proofs)), empty="None yet.", aside=True),
        ]
        if self.object is not None:
            rows = [
                {
                    "identity": each,
                    "badge": OUTCOMES[each["outcome"]],
                    "figures": {side: _figure(each[side]) for side in ("left", "right", "difference")},
                }
                for each in self.object.identities
            ]
            panels += [
                Panel(
                    title="Identities",
                    template="ledger/reconciliation/identities.html",
                    data={"rows": rows},
                    flush=True,
                    wide=True,
                ),
                FactsPanel(
                    title="This proof",
                    facts=[
                        Fact(
                            label="Digest",
                            value=self.object.digest,
                            hint="Of plan, day and both sides of each.",
                        ),
                        Fact(label="As of", value=formatting.long_date(self.object.as_of)),
                    ],
                ),
            ]
        return panels


class ProveNow(PlanPage, ActShell):
    """Proves the identities now."""

    act = Act.RECONCILIATION

    def act_now(self) -> str:
        run = reconciliation.reconcile(plan=self.plan(), actor=self.actor)
        if run.proved:
            return "Proved: no identity differs."
        return f"Proved: {formatting.plural(run.differing, 'identity differs', 'identities differ')}."

    def back(self) -> str:
        return self.url("reconciliation")


class ProofPage(PlanPage):
    section = "reconciliation"

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Reconciliation", url=self.url("reconciliation"))]
