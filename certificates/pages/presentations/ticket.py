"""The ticket of one item: everything about it on one page, and what may be done with it now."""

from functools import cached_property
from typing import Any

from django.urls import reverse

from certificates.enums import PresentationStatus
from certificates.models import Certificate, LossClaim, Presentation
from certificates.pages.presentations import panels as shown
from certificates.pages.presentations.base import TicketPage
from certificates.pages.presentations.evidence import evidence_panel
from certificates.pages.presentations.tables import PRESENTATION_TONES, PresentedTable, clock_words
from certificates.selectors import desk, presentations as selector, voided
from certificates.services.presentations.desk import ON_THE_DESK
from ledger.enums import Act
from ledger.models import Approval
from ledger.pages.approvals.views import page_of
from ledger.pages.base import history_panel
from ledger.selectors import plan_day
from ledger.selectors.standing import suspended_since
from rightsadmin.common import formatting
from rightsadmin.common.shells import Action, Crumb, DetailShell, Fact, FactsPanel, Panel, TablePanel


class PresentationDetail(TicketPage, DetailShell):
    """One item."""

    template_name = "certificates/presentations/ticket.html"
    object: Presentation

    def get_object(self) -> Presentation:
        return self.ticket

    def title(self) -> str:
        return f"{self.ticket.ticket} {self.ticket.get_kind_display()}"

    def lead(self) -> str:
        return f"From {self.ticket.presenter}"

    def status(self) -> tuple[str, str]:
        return self.ticket.get_status_display(), PRESENTATION_TONES[PresentationStatus(self.ticket.status)]

    def crumbs(self) -> list[Crumb]:
        return super().crumbs()[:-1]

    def actions(self) -> list[Action]:
        item = self.ticket
        if item.status == PresentationStatus.IN_CHECK and item.approval:
            return [Action(label="The approval", url=_approval_url(item), tone="primary")]
        if item.status not in ON_THE_DESK:
            return []
        seen = f"?seen={selector.version(item)}"
        number = item.number
        posts = {
            name: self.desk_url("presentation-act", number, name) + seen for name in ("letter", "propose")
        }
        forms = {
            name: self.desk_url(f"presentation-{name}", number)
            for name in ("examine", "refer", "word", "return")
        }
        asks = item.status == PresentationStatus.WITH_COMPANY
        return [
            *self._act("Return", forms["return"]),
            *self._act("The company’s word", forms["word"], tone="primary" if asks else ""),
            *([] if asks else self._act("Put to the company", forms["refer"])),
            *self._act("Send the letter", posts["letter"], method="post"),
            *self._act("Examine", forms["examine"], tone="" if asks or self._is_clean else "primary"),
            *self._act(
                "Pass to a checker", posts["propose"], method="post", tone="primary" if self._is_clean else ""
            ),
        ]

    def _act(self, label: str, url: str, *, tone: str = "", method: str = "get") -> list[Action]:
        return self.action_for(Act.PRESENTATION, label, url, tone=tone, method=method)

    @property
    def _is_clean(self) -> bool:
        return self.examined is not None and self.examined.is_in_good_order

    @cached_property
    def examined(self) -> selector.Examination | None:
        """The item under all rules now; None once it has left the house."""
        return None if self.ticket.ended_at else selector.examine(self.ticket)

    def panels(self, tab: str) -> list[Panel]:
        item, plan, examined = self.ticket, self.plan(), self.examined
        election = selector.election_of(item)
        loss = (
            LossClaim.objects.filter(presentation=item)
            .select_related("affidavit", "indemnity", "stop")
            .first()
        )
        presented = examined.presented if examined else self._presented()
        requested = tuple(item.requested.select_related("account", "certificate").order_by("seq"))
        void = voided.void_of(presented)
        given = sum(certificate.quantity - void.get(certificate.pk, 0) for certificate in presented)
        found: list[Panel | None] = [
            shown.findings_panel(plan, examined.findings, is_examined=item.examined_at is not None)
            if examined
            else None,
            self._letter(),
            self._with_company(),
            TablePanel(
                title="What came",
                note=f"{formatting.plural(given, 'Right')} on {formatting.plural(len(presented), 'certificate')}",
                table=PresentedTable(_named(presented, plan)),
                empty="No certificate is on the ticket.",
            ),
            shown.requested_panel(plan, requested, examined.legends if examined else ()),
            shown.settlement_panel(election, examined.settled if examined else None, given)
            if election
            else None,
            shown.planned_panel(plan, examined) if examined else shown.posted_panel(plan, item),
            history_panel(plan=plan, object_type="presentation", object_id=item.pk),
            self._standing(),
            evidence_panel(item, election, loss),
        ]
        return [panel for panel in found if panel]

    def _presented(self) -> tuple[Certificate, ...]:
        rows = Certificate.objects.filter(presentations__presentation=self.ticket).select_related("account")
        return tuple(rows.defer("content").order_by("number"))

    def _letter(self) -> Panel | None:
        item = self.ticket
        if not item.letter_at:
            return None
        return Panel(
            title="The deficiency letter",
            note=formatting.instant(item.letter_at),
            more_url=reverse("certificates:letter", args=[self.plan().slug, "deficiency", item.pk]),
            more_label="The letter (PDF)",
            template="certificates/presentations/letter.html",
            data={
                "defects": item.letter_defects,
                "presenter": item.presenter,
                "address": item.presenter_address,
            },
        )

    def _with_company(self) -> Panel | None:
        item = self.ticket
        if item.status != PresentationStatus.WITH_COMPANY:
            return None
        return FactsPanel(
            title="Put to the company",
            facts=[
                Fact(label="Since", value=formatting.instant(item.referred_at)),
                Fact(label="It is asked", value=selector.referred_with(item)),
            ],
            more_url=reverse("certificates:letter", args=[self.plan().slug, "company", item.pk]),
            more_label="The letter to the company (PDF)",
        )

    def _standing(self) -> FactsPanel:
        item, plan = self.ticket, self.plan()
        words, _ = clock_words(
            desk.clock_of(item, desk.turnaround_calendar(plan)), has_ended=item.ended_at is not None
        )
        routine = "a routine item" if item.is_routine else f"not routine: {item.routine_reason}"
        facts = [
            Fact(label="Received", value=formatting.instant(item.received_at), hint=f"by {item.received_by}"),
            Fact(label="Counts from", value=formatting.long_date(item.credited_on)),
            Fact(label="Due", value=formatting.long_date(item.due_on), hint=f"{words}; {routine}"),
            Fact(label="Presenter", value=item.presenter, hint=", ".join(item.presenter_address)),
        ]
        if item.referred_at:
            facts.append(Fact(label="Put to the company", value=formatting.instant(item.referred_at)))
        if item.ended_at:
            facts.append(Fact(label="Turned around", value=formatting.long_date(item.turned_on)))
        if item.return_reason:
            facts.append(Fact(label="Returned because", value=item.return_reason))
        if item.approval:
            facts.append(
                Fact(label="Approval", value=item.approval.get_status_display(), url=_approval_url(item))
            )
        if item.run:
            facts.append(
                Fact(
                    label="Run",
                    value=f"Run {item.run_id}",
                    url=self.desk_url("run", item.run_id),
                    hint=item.run.get_status_display().lower(),
                )
            )
        if item.batch:
            facts.append(
                Fact(
                    label="Batch",
                    value=f"Batch {item.batch.number}",
                    url=f"{self.url('entries')}?batch={item.batch.number}",
                )
            )
        return FactsPanel(title="Where it stands", facts=facts, aside=True)

    def page_context(self) -> dict[str, Any]:
        plan = self.plan()
        suspended = self.ticket.ended_at is None and suspended_since(plan, plan_day.instant(plan))
        return super().page_context() | {"is_suspended": bool(suspended)}


def _named(certificates: Any, plan: Any) -> list[Certificate]:
    """The certificates with the plan at hand on each, for their addresses."""
    for certificate in certificates:
        certificate.plan = plan
    return list(certificates)


@page_of("presentation")
def _page(approval: Approval) -> tuple[str, str]:
    item = Presentation.objects.select_related("plan").get(pk=approval.target_id)
    return "The ticket", reverse("certificates:presentation", args=[item.plan.slug, item.number])


def _approval_url(item: Presentation) -> str:
    return reverse("ledger:approval", args=[item.approval_id])
