"""The inbox of the second person, and the page on which he decides."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ledger.enums import Act, ApprovalStatus
from ledger.models import Approval, AuditEvent, Plan, Separation
from ledger.pages import breaks
from ledger.pages.approvals import reading
from ledger.pages.approvals.counsel import change_words
from ledger.pages.approvals.tables import ApprovalTable
from ledger.pages.base import LedgerPage
from ledger.permissions import MATRIX, may_approve
from ledger.selectors import counsels_word, inbox, recomputed
from ledger.services import approvals, hands
from rightsadmin.common import formatting
from rightsadmin.common.shells import Action, Confirmation, ConfirmShell, Crumb, Figure, ListShell


class Inbox(LedgerPage, ListShell):
    """All acts that wait for a second person, those of this user first named in the lead."""

    section = "inbox"
    table_class = ApprovalTable
    default_sort = "proposed_at"
    noun = "act"
    empty = "Nothing waits for a second person."

    def title(self) -> str:
        return "Approvals"

    def lead(self) -> str:
        waiting = inbox.waiting_for(self.actor).count()
        return (
            f"{waiting} wait for you." if waiting else "None waits for you; what others may decide is listed."
        )

    def get_queryset(self) -> QuerySet[Approval]:
        return inbox.pending()


class Decide(LedgerPage, ConfirmShell):
    """One proposed act: what it does, its exact payload, maker and checker."""

    section = "inbox"
    confirm_label = "Approve and carry out"
    refuse_label = "Reject"
    panels_template = "ledger/approvals/payload.html"

    @cached_property
    def _approval(self) -> Approval:
        return get_object_or_404(Approval.objects.select_related("plan"), pk=self.number("pk"))

    def plan(self) -> Plan | None:
        return self._approval.plan

    def title(self) -> str:
        return str(self._approval.subject)

    def lead(self) -> str:
        return str(self._approval.get_act_display())

    def crumbs(self) -> list[Crumb]:
        return [Crumb(label="Approvals", url=reverse("ledger:inbox"))]

    def confirmation(self) -> Confirmation:
        approval = self._approval
        return Confirmation(
            consequence=f"{approval.subject}.",
            effects=[
                "The act is carried out at once, in one transaction, if the facts are still those proposed.",
                "Your name and reason are kept with it for good.",
            ],
            digest=approval.digest,
            legal_basis=approval.legal_basis,
            maker=approval.proposed_by_name,
            made_at=approval.proposed_at,
            figures=_figures(approval),
            warnings=_warnings(approval),
            checker=approval.decided_by_name,
            checked_at=approval.decided_at,
            obstacle=self._obstacle,
        )

    @cached_property
    def _asked(self) -> AuditEvent | None:
        return inbox.open_question(self._approval)

    @cached_property
    def _obstacle(self) -> str:
        approval = self._approval
        if approval.status != ApprovalStatus.PENDING:
            return (
                f"{approval.get_status_display()} by {approval.decided_by_name}: "
                f"“{approval.decision_reason or 'no reason given'}”"
            )
        if asked := self._asked:
            return (
                f"{asked.actor_name} asked {approval.proposed_by_name}: “{asked.reason}” "
                "It is approved once that is answered."
            )
        return self._not_his(approval)

    def _not_his(self, approval: Approval) -> str:
        """Why this user does not decide what waits; "" where he does."""
        user = self.request.user.pk or 0
        if approval.proposed_by_id == user:
            return "You proposed this. It needs a second person: nobody makes and checks the same act."
        if counsels_word.is_awaited(approval):
            return "Counsel’s word is awaited: which kind of amendment this is, on an opinion that is kept."
        if not may_approve(self.actor, approval.act):
            return f"Your role does not decide this; it waits for: {', '.join(sorted(MATRIX[approval.act].approve))}."
        hand = hands.hand_of(approval, user)
        return hands.refusal(approval, hand) if hand else ""

    def actions(self) -> list[Action]:
        approval = self._approval
        found = []
        if counsels_word.is_awaited(approval):
            url = reverse("ledger:counsels-word", args=[approval.pk])
            found += self.action_for(Act.COUNSELS_WORD, "Give counsel’s word", url, tone="primary")
        if approval.status == ApprovalStatus.PENDING:
            found += self._before_it_is_decided(approval)
        if page := _pages.get(approval.target_type):
            words, url = page(approval)
            found.append(Action(label=words, url=url))
        return found

    def _before_it_is_decided(self, approval: Approval) -> list[Action]:
        """What the maker may do with his proposal, and the question of whoever may decide it."""
        if approval.proposed_by_id != self.request.user.pk:
            url = reverse("ledger:proposal-ask", args=[approval.pk])
            return [] if self._obstacle else [Action(label="Ask back", url=url)]
        back = Action(label="Take it back", url=reverse("ledger:proposal-withdraw", args=[approval.pk]))
        url = reverse("ledger:proposal-answer", args=[approval.pk])
        return [*([Action(label="Answer", url=url, tone="primary")] if self._asked else []), back]

    def extra_context(self) -> dict[str, Any]:
        return {
            "reading": reading.read(self._approval),
            "samples": self._samples_shown(),
            "changes": change_words(self._approval),
            "word": counsels_word.on(self._approval),
            "approval_plan": self._approval.plan,
            "said": inbox.conversation(self._approval),
        }

    def _samples_shown(self) -> list[tuple[str, str, str]]:
        samples = _samples.get(self._approval.target_type)
        return samples(self._approval) if samples else []

    def confirm(self, *, digest: str, reason: str) -> str:
        plan = self._approval.plan
        before = breaks.open_codes(plan) if plan else ()
        approval = approvals.approve(
            approval_id=self._approval.pk, digest_seen=digest, reason=reason, actor=self.actor
        )
        told = f"Approved: {approval.subject}."
        return breaks.with_those_opened(told, plan, before) if plan else told

    def refuse(self, *, digest: str, reason: str) -> str:
        approval = approvals.reject(approval_id=self._approval.pk, reason=reason, actor=self.actor)
        return f"Rejected: {approval.subject}. The maker may propose it again."

    def success_url(self) -> str:
        """The next one that waits for him, while any does."""
        if following := inbox.waiting_for(self.actor).exclude(pk=self._approval.pk).first():
            return reverse("ledger:approval", args=[following.pk])
        return reverse("ledger:inbox")


SamplesOf = Callable[[Approval], list[tuple[str, str, str]]]
_samples: dict[str, SamplesOf] = {}


def samples_of(target_type: str) -> Callable[[SamplesOf], SamplesOf]:
    """Registers what shows some of what is approved: (why this one, its name, its address)."""

    def register(samples: SamplesOf) -> SamplesOf:
        _samples[target_type] = samples
        return samples

    return register


PageOf = Callable[[Approval], tuple[str, str]]
_pages: dict[str, PageOf] = {}


def page_of(target_type: str) -> Callable[[PageOf], PageOf]:
    """Registers what leads from the approval of such a target to its own page: (words, address)."""

    def register(page: PageOf) -> PageOf:
        _pages[target_type] = page
        return page

    return register


def _warnings(approval: Approval) -> list[str]:
    """Each address that what is approved goes to and that was changed of late."""
    if approval.status != ApprovalStatus.PENDING:
        return []
    return [
        f"The address of account {moved.account} was changed on {formatting.instant(moved.at)} by the word of "
        f"{moved.by}: {moved.before or 'none'} before, {moved.after or 'none'} now."
        for moved in hands.moved_of_late(approval)
    ]


def _figures(approval: Approval) -> list[Figure]:
    """The figures of a separation, counted again from the ledger as it stands."""
    if approval.act != Act.SEPARATION or approval.status != ApprovalStatus.PENDING:
        return []
    separation = Separation.objects.select_related("plan").get(pk=approval.target_id)
    prepared, now = recomputed.separation_figures(separation)
    return [Figure(label=label, prepared=prepared[label], recomputed=now[label]) for label in prepared]
