"""The acts that can be seen before they are done: what each asks, shows and proposes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction

from ledger.enums import Act, ResolutionKind
from ledger.models import Approval, Plan
from ledger.pages.acts import looks
from ledger.pages.acts.forms import (
    AdjustmentQuestion,
    AmendmentPapersForm,
    AmendmentQuestion,
    ByResolutionForm,
    CertificateForm,
    EntitlementPapersForm,
    EntitlementQuestion,
    ExchangeQuestion,
    FlipInQuestion,
    QuestionForm,
    RedemptionQuestion,
)
from ledger.pages.acts.looks import Look
from ledger.pages.papers import paper_of
from ledger.rules.dates import start_of
from ledger.selectors import acts, plan_day, term_changes, whatif
from ledger.selectors.entitlements import unit_name
from ledger.selectors.terms import terms_as_of
from ledger.services import adjustments, amendments, entitlements
from ledger.services.acts import exchange, expiration, redemption
from ledger.terms import REGISTRY
from rightsadmin.common.actor import Actor
from rightsadmin.common.clock import NEW_YORK


@dataclass(frozen=True, kw_only=True)
class PreviewedAct:
    """One act. `look` works it out from the question; `propose` (None: there is nothing to propose) makes it wait for
    a second person. `asked_of` is what the question is made with, `rests_on` what its papers are; `order_kind` is the
    kind of resolution that orders it, "" where none does.
    """

    label: str
    sentence: str
    question: type[QuestionForm]
    look: Callable[[Plan, Any], Look]
    act: str = ""
    papers: type[forms.Form] | None = None
    order_kind: str = ""
    propose: Callable[[Plan, Any, Any, Actor], Approval] | None = None
    initial: Callable[[Plan], dict[str, Any]] | None = None
    asked_of: Callable[[Plan], dict[str, Any]] | None = None
    rests_on: Callable[[Plan, Any], dict[str, Any]] | None = None

    def question_form(self, plan: Plan, data: Any = None) -> QuestionForm:
        """The question as it was typed, or with what it begins with."""
        options = self.asked_of(plan) if self.asked_of else {}
        begins = self.initial(plan) if self.initial and data is None else None
        return self.question(data, initial=begins, **options)

    def papers_form(
        self, plan: Plan, question: forms.Form, data: Any = None, files: Any = None
    ) -> forms.Form | None:
        """The form of what proposes it; None where the act needs no more than the word."""
        if self.papers is None:
            return None
        options: dict[str, Any] = {"plan": plan, "kind": self.order_kind} if self.order_kind else {}
        options |= self.rests_on(plan, question) if self.rests_on else {}
        return self.papers(data, files, **options)


def _redemption_look(plan: Plan, question: Any) -> Look:
    return looks.redemption(plan, question.policy(), question.paid_in)


def _propose_redemption(plan: Plan, question: Any, papers: Any, actor: Actor) -> Approval:
    return redemption.propose(
        resolution=papers.cleaned_data["resolution"],
        policy=question.policy(),
        consideration=question.paid_in,
        actor=actor,
    )


def _exchange_look(plan: Plan, question: Any) -> Look:
    return looks.exchange(plan, question.exchange_terms())


def _propose_exchange(plan: Plan, question: Any, papers: Any, actor: Actor) -> Approval:
    return exchange.propose(
        resolution=papers.cleaned_data["resolution"], terms=question.exchange_terms(), actor=actor
    )


def _expiration_look(plan: Plan, question: Any) -> Look:
    return looks.expiration(plan)


def _propose_expiration(plan: Plan, question: Any, papers: Any, actor: Actor) -> Approval:
    return expiration.propose(plan=plan, actor=actor)


def _flip_in_look(plan: Plan, question: Any) -> Look:
    return looks.flip_in(plan, **question.cleaned_data)


def _adjustment_look(plan: Plan, question: Any) -> Look:
    view = acts.adjustment(
        plan=plan,
        kind=question.cleaned_data["kind"],
        inputs=question.inputs(),
        effective_at=question.cleaned_data["effective_at"],
    )
    return looks.adjustment(view)


def _amendment_look(plan: Plan, question: Any) -> Look:
    asked = question.cleaned_data
    return looks.amendment(plan, question.changes, asked["effective_on"], asked)


def _exchange_start(plan: Plan) -> dict[str, Any]:
    return {"ratio": whatif.starting_figures(plan).get("ratio", "")}


def _effective_now(plan: Plan) -> dict[str, Any]:
    return {
        "effective_at": plan_day.instant(plan)
        .astimezone(NEW_YORK)
        .replace(second=0, microsecond=0, tzinfo=None)
    }


def _entitlement_start(plan: Plan) -> dict[str, Any]:
    at = plan_day.instant(plan)
    return _effective_now(plan) | {"security": unit_name(plan, at)}


def _propose_adjustment(plan: Plan, question: Any, papers: Any, actor: Actor) -> Approval:
    with transaction.atomic():  # the certificate and the proposal, or neither
        return adjustments.propose(
            plan=plan,
            kind=question.cleaned_data["kind"],
            inputs=question.inputs(),
            effective_at=question.cleaned_data["effective_at"],
            received_at=papers.cleaned_data["received_at"],
            document=paper_of(papers.cleaned_data, plan=plan, actor=actor),
            actor=actor,
        )


def _propose_amendment(plan: Plan, question: Any, papers: Any, actor: Actor) -> Approval:
    return amendments.propose(
        changes=question.changes,
        effective_on=question.cleaned_data["effective_on"],
        actor=actor,
        **papers.cleaned_data,
    )


def _today(plan: Plan) -> dict[str, Any]:
    return {"effective_on": plan_day.today(plan)}


def _in_force(plan: Plan) -> dict[str, Any]:
    day = max(plan_day.today(plan), plan.agreement_date)
    return {"values": {key: term.value for key, term in terms_as_of(plan, day).items()}}


def _reached(plan: Plan, question: Any) -> dict[str, Any]:
    """The persons on record whom a change of percentages would reach: of each is said what becomes of it."""
    if question.is_asking or not question.is_bound or not question.is_valid():
        return {}
    changes = {change.key: change.value for change in question.changes if REGISTRY[change.key].scenario}
    at = start_of(question.cleaned_data["effective_on"])
    return {"reached": term_changes.reached(plan, changes, at) if changes else ()}


def _entitlement_look(plan: Plan, question: Any) -> Look:
    return looks.entitlement(entitlements.preview(plan=plan, **question.told()), question.told())


def _propose_entitlement(plan: Plan, question: Any, papers: Any, actor: Actor) -> Approval:
    with transaction.atomic():  # the certificate and the proposal, or neither
        return entitlements.propose(
            plan=plan,
            resolution=papers.cleaned_data["resolution"],
            document=paper_of(papers.cleaned_data, plan=plan, actor=actor),
            actor=actor,
            **question.told(),
        )


ACTS: dict[str, PreviewedAct] = {
    "redemption": PreviewedAct(
        label="Redemption",
        sentence="redeemed all the Rights",
        act=Act.REDEMPTION,
        question=RedemptionQuestion,
        look=_redemption_look,
        papers=ByResolutionForm,
        order_kind=ResolutionKind.REDEMPTION,
        propose=_propose_redemption,
    ),
    "exchange": PreviewedAct(
        label="Exchange",
        sentence="exchanged Rights for common",
        act=Act.EXCHANGE,
        question=ExchangeQuestion,
        look=_exchange_look,
        papers=ByResolutionForm,
        order_kind=ResolutionKind.EXCHANGE,
        propose=_propose_exchange,
        initial=_exchange_start,
    ),
    "expiration": PreviewedAct(
        label="Expiration",
        sentence="let the Rights expire",
        act=Act.EXPIRATION,
        question=QuestionForm,
        look=_expiration_look,
        propose=_propose_expiration,
    ),
    "flip-in": PreviewedAct(
        label="Flip-in",
        sentence="saw a Flip-In Event",
        question=FlipInQuestion,
        look=_flip_in_look,
    ),
    "entitlement": PreviewedAct(
        label="What a Right buys",
        sentence="recorded what a Right buys",
        act=Act.ENTITLEMENT,
        question=EntitlementQuestion,
        look=_entitlement_look,
        papers=EntitlementPapersForm,
        order_kind=ResolutionKind.OTHER,
        propose=_propose_entitlement,
        initial=_entitlement_start,
    ),
    "adjustment": PreviewedAct(
        label="Adjustment",
        sentence="adjusted price, Units or Rights",
        act=Act.ADJUSTMENT,
        question=AdjustmentQuestion,
        look=_adjustment_look,
        papers=CertificateForm,
        propose=_propose_adjustment,
        initial=_effective_now,
    ),
    "amendment": PreviewedAct(
        label="Amendment",
        sentence="amended the terms",
        act=Act.AMENDMENT,
        question=AmendmentQuestion,
        look=_amendment_look,
        papers=AmendmentPapersForm,
        order_kind=ResolutionKind.AMENDMENT,
        propose=_propose_amendment,
        initial=_today,
        asked_of=_in_force,
        rests_on=_reached,
    ),
}
