"""What the findings make void, proposed to a second person; and the Rights of transferees that wait for counsel."""

from functools import cached_property
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404

from ledger.enums import Act, Role, Standing
from ledger.models import Person, SourceDocument
from ledger.pages.base import PlanPage
from ledger.pages.papers import PAPER_GROUP, paper, paper_of
from ledger.pages.voiding.forms import EarlierTransferForm, TransfereeForm, VoidingForm
from ledger.permissions import may_propose
from ledger.rules.counsel import COUNSELS_PAPER
from ledger.selectors import transferees as waiting_rights, voiding as selector
from ledger.selectors.transferees import Waiting
from ledger.selectors.voiding import VoidingPreview
from ledger.services import earlier_transfers, transferees, voiding
from rightsadmin.common import formatting
from rightsadmin.common.shells import Crumb, FieldGroup, FormShell


class _OfVoiding(PlanPage, FormShell):
    section = "persons"

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Persons", url=self.url("persons"))]

    def success_url(self) -> str:
        return self.url("voiding")


class VoidingPage(_OfVoiding):
    """Shows what would become void now, account by account, and proposes it."""

    form_class = VoidingForm
    submit_label = "Propose the voiding"
    aside_template = "ledger/voiding/preview.html"
    is_aside_below = True

    @property
    def groups(self) -> tuple[FieldGroup, ...]:  # type: ignore[override]
        whose = FieldGroup(title="Whose Rights", fields=("person",))
        if Role.COUNSEL not in self.actor.roles:
            return (whose,)
        return (
            whose,
            FieldGroup(
                title="Counsel’s opinion",
                help="Where Rights have left the account they were found in: that they are void there too.",
                fields=("counsel_title", "counsel_dated_on", "counsel_file"),
            ),
        )

    def may_enter(self) -> bool:
        return super().may_enter() and (
            may_propose(self.actor, Act.VOIDING) or may_propose(self.actor, Act.TRANSFEREE)
        )

    def title(self) -> str:
        return "Void Rights"

    def lead(self) -> str:
        return "Of confirmed Acquiring and Adverse Persons and their groups, before the separation and after."

    def form_options(self) -> dict[str, Any]:
        return {"plan": self.plan(), "initial": {"person": self.request.GET.get("person", "")}}

    @property
    def _person(self) -> Person | None:
        """The person that the form or the address names."""
        form = VoidingForm(
            {"person": self.request.POST.get("person") or self.request.GET.get("person")}, plan=self.plan()
        )
        return form.cleaned_data.get("person") if form.is_valid() else None

    def extra_context(self) -> dict[str, Any]:
        preview = selector.preview(self.plan(), self._person)
        return {
            "preview": preview,
            "rows": _rows(preview),
            "waiting": waiting_rights.waiting(self.plan()),
            "may_decide": may_propose(self.actor, Act.TRANSFEREE),
            "may_name": may_propose(self.actor, Act.EARLIER_TRANSFER),
        }

    def perform(self, form: forms.Form) -> str:
        with transaction.atomic():
            approval = voiding.propose(
                plan=self.plan(),
                person=form.cleaned_data["person"],
                counsel=self._counsel(form.cleaned_data),
                actor=self.actor,
            )
        return f"{approval.subject}: it waits for a second person."

    def _counsel(self, told: dict[str, Any]) -> SourceDocument | None:
        if not told["counsel_title"]:
            return None
        return paper(
            told["counsel_file"],
            plan=self.plan(),
            title=told["counsel_title"],
            kind=COUNSELS_PAPER,
            dated_on=told["counsel_dated_on"],
            actor=self.actor,
        )


def _rows(preview: VoidingPreview) -> list[dict[str, Any]]:
    return [
        {
            "number": preview.numbers[int(decision.account)],
            "to_void": decision.to_void,
            "after": decision.void_after,
            "taken": ", ".join(
                f"{formatting.quantity(rights)} {Standing(standing).label.lower()}"
                for standing, rights in decision.taken
            ),
            "findings": decision.findings,
        }
        for decision in preview.decisions
    ]


class TransfereeDecide(_OfVoiding):
    """Counsel's word on the Rights that one entry brought to one account."""

    act = Act.TRANSFEREE
    form_class = TransfereeForm
    submit_label = "Propose counsel’s word"
    groups = (
        FieldGroup(title="Counsel’s word", fields=("void", "clear", "reason")),
        PAPER_GROUP,
    )

    @cached_property
    def _asked(self) -> Waiting:
        for asked in waiting_rights.waiting(self.plan()):
            if (asked.entry.pk, asked.account.number) == (self.number("entry"), self.kwargs["number"]):
                return asked
        raise Http404

    def title(self) -> str:
        return "A transferee’s Rights: void or not"

    def lead(self) -> str:
        return self._asked.sentence

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Void Rights", url=self.url("voiding"))]

    def perform(self, form: forms.Form) -> str:
        told = form.cleaned_data
        with transaction.atomic():
            transferees.propose(
                plan=self.plan(),
                entry=self._asked.entry.pk,
                account=self._asked.account.pk,
                void=told["void"],
                clear=told["clear"],
                reason=told["reason"],
                document=paper_of(told, plan=self.plan(), actor=self.actor),
                actor=self.actor,
            )
        return "Counsel’s word waits for a second person."


class EarlierTransferName(_OfVoiding):
    """Names a transfer that a person made before it became an Acquiring or Adverse Person, by a plan."""

    act = Act.EARLIER_TRANSFER
    form_class = EarlierTransferForm
    submit_label = "Propose to name it"
    groups = (
        FieldGroup(
            title="The transfer",
            help="Its Rights wait for counsel’s word from then on, wherever they are.",
            fields=("batch", "taker", "person", "rights", "reason"),
        ),
        PAPER_GROUP,
    )

    def title(self) -> str:
        return "Name a transfer made by a plan before"

    def lead(self) -> str:
        return (
            "Agreement, section 7(e)(iii): passed on before the person became an Acquiring or Adverse Person, by a "
            "plan, arrangement or understanding to avoid that its Rights are void."
        )

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Void Rights", url=self.url("voiding"))]

    def form_options(self) -> dict[str, Any]:
        return {"plan": self.plan()}

    def perform(self, form: forms.Form) -> str:
        told = form.cleaned_data
        with transaction.atomic():
            earlier_transfers.propose(
                plan=self.plan(),
                entry=told["entry"],
                person=told["person"],
                rights=told["rights"],
                reason=told["reason"],
                document=paper_of(told, plan=self.plan(), actor=self.actor),
                actor=self.actor,
            )
        return "The transfer of before waits for a second person."
