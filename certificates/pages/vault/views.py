"""Cancelled certificates: without a place, in boxes, destroyed (SEC Rule 17Ad-19)."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from certificates.enums import CertificateState, DestructionStatus
from certificates.models import Certificate, DestructionBatch, VaultBox
from certificates.pages.custody import CustodyForm, CustodyList, CustodyPage
from certificates.pages.vault.forms import BoxForm, DestructionForm, PutAwayForm, WitnessForm
from certificates.pages.vault.tables import DESTRUCTION_TONES, BoxTable, CancelledTable, DestructionTable
from certificates.services import vault, vault_papers
from ledger.enums import Act
from ledger.pages.base import history_panel
from rightsadmin.common import formatting
from rightsadmin.common.downloads import PDF, download
from rightsadmin.common.shells import Action, Crumb, DetailShell, Fact, FactsPanel, Panel, TakeShell


class UnplacedList(CustodyList):
    """Cancelled certificates that lie in no box."""

    tab = "unplaced"
    table_class = CancelledTable
    default_sort = "text"
    noun = "certificate"
    empty = "Every cancelled certificate is in its box."

    def title(self) -> str:
        return "Cancelled without a place"

    def lead(self) -> str:
        return "Open a box and scan them into it: every cancelled certificate is found again until it is destroyed."

    def get_queryset(self) -> QuerySet[Certificate]:
        return (
            Certificate.objects.filter(
                plan=self.plan(), state=CertificateState.CANCELLED, stored__isnull=True
            )
            .select_related("plan", "account")
            .defer("content")
        )


class BoxList(CustodyList):
    """The boxes of the vault."""

    tab = "boxes"
    table_class = BoxTable
    default_sort = "label"
    noun = "box"
    nouns = "boxes"
    empty = "No box is open."

    def title(self) -> str:
        return "Boxes"

    def lead(self) -> str:
        return "Where cancelled certificates are kept until they are destroyed."

    def actions(self) -> list[Action]:
        return self.action_for(Act.RETURNED_MAIL, "Open a box", self.address("box-open"), tone="primary")

    def get_queryset(self) -> QuerySet[VaultBox]:
        boxes = VaultBox.objects.filter(plan=self.plan()).select_related("plan", "destruction")
        return boxes.annotate(held=Count("stored"))


class BoxOpen(CustodyForm):
    """Opens a box."""

    parent = "boxes"
    act = Act.RETURNED_MAIL
    form_class = BoxForm
    submit_label = "Open the box"

    def title(self) -> str:
        return "Open a box"

    def perform(self, form: forms.Form) -> str:
        box = vault.open_box(plan=self.plan(), actor=self.actor, **form.cleaned_data)
        return f"{box} is open: scan certificates into it."


class BoxContents(CustodyList):
    """What lies in one box, and the scan field that puts more into it."""

    tab = "boxes"
    parent = "boxes"
    scan_act = Act.RETURNED_MAIL
    scan_label = "Put into the box"
    table_class = CancelledTable
    default_sort = "text"
    noun = "certificate"
    empty = "The box is empty."

    @cached_property
    def box(self) -> VaultBox:
        boxes = VaultBox.objects.select_related("destruction")
        return get_object_or_404(boxes, plan=self.plan(), pk=self.number("pk"))

    def title(self) -> str:
        return str(self.box)

    def lead(self) -> str:
        box = self.box
        return f"{box.location}{f', in {box.destruction}' if box.destruction else ''}"

    def get_queryset(self) -> QuerySet[Certificate]:
        held = Certificate.objects.filter(plan=self.plan(), stored__box=self.box)
        return held.select_related("plan", "account").defer("content")

    def new_scan_form(self) -> forms.Form | None:
        return None if self.box.destruction_id else PutAwayForm()

    def scanned_form(self) -> forms.Form:
        return PutAwayForm(self.request.POST)

    def scan(self, data: dict[str, Any]) -> str:
        count = vault.put_away(box=self.box, numbers=data["numbers"], actor=self.actor)
        return f"{formatting.plural(count, 'certificate')} put into {self.box}. The next one."


class DestructionList(CustodyList):
    """The destruction batches of a plan."""

    tab = "destructions"
    table_class = DestructionTable
    default_sort = "-number"
    noun = "destruction"
    empty = "Nothing was destroyed."

    def title(self) -> str:
        return "Destructions"

    def lead(self) -> str:
        return "A clerk proposes, a supervisor approves, two other persons see it done and sign."

    def actions(self) -> list[Action]:
        url = self.address("destruction-propose")
        return self.action_for(Act.DESTRUCTION, "Propose a destruction", url, tone="primary")

    def get_queryset(self) -> QuerySet[DestructionBatch]:
        return DestructionBatch.objects.filter(plan=self.plan()).select_related("plan")


class DestructionPropose(CustodyForm):
    """Proposes that boxes be destroyed with all in them."""

    parent = "destructions"
    act = Act.DESTRUCTION
    form_class = DestructionForm
    submit_label = "Propose the destruction"

    def title(self) -> str:
        return "Propose a destruction"

    def lead(self) -> str:
        return "Whole boxes. The two witnesses are neither you nor each other; they sign when it is done."

    def form_options(self) -> dict[str, Any]:
        return {"plan": self.plan(), "maker": self.request.user}

    def perform(self, form: forms.Form) -> str:
        data = form.cleaned_data
        batch = vault.propose_destruction(
            plan=self.plan(),
            boxes=list(data["boxes"]),
            method=data["method"],
            place=data["place"],
            witnesses=[data["first"], data["second"]],
            actor=self.actor,
        )
        return f"{batch} waits for a supervisor."


class _OfDestruction(CustodyPage):
    parent = "destructions"

    def batch(self) -> DestructionBatch:
        found = DestructionBatch.objects.select_related("plan", "approval").prefetch_related(
            "witnesses", "boxes"
        )
        return get_object_or_404(found, plan=self.plan(), pk=self.number("pk"))


class DestructionDetail(_OfDestruction, DetailShell):
    """One destruction: what, how, before whom."""

    object: DestructionBatch

    def get_object(self) -> DestructionBatch:
        return self.batch()

    def title(self) -> str:
        return str(self.object)

    def lead(self) -> str:
        batch = self.object
        return f"{formatting.plural(batch.certificates, 'certificate')}, once {batch.rights:,} Rights"

    def status(self) -> tuple[str, str]:
        batch = self.object
        return batch.get_status_display(), DESTRUCTION_TONES[DestructionStatus(batch.status)]

    def actions(self) -> list[Action]:
        batch = self.object
        if batch.status == DestructionStatus.DESTROYED:
            url = self.address("destruction-paper", batch.pk)
            return [Action(label="Certificate of destruction", url=url, tone="primary")]
        mine = [each for each in batch.witnesses.all() if each.user_id == self.request.user.pk]
        if batch.status == DestructionStatus.APPROVED and any(each.confirmed_at is None for each in mine):
            url = self.address("destruction-witness", batch.pk)
            return [Action(label="Sign as witness", url=url, tone="primary")]
        return []

    def panels(self, tab: str) -> list[Panel]:
        batch = self.object
        return [
            Panel(
                title="Witnesses",
                template="certificates/vault/witnesses.html",
                data={"witnesses": batch.witnesses.all()},
                flush=True,
            ),
            history_panel(plan=self.plan(), object_type="destructionbatch", object_id=batch.pk),
            FactsPanel(title="What is destroyed", aside=True, facts=self._facts(batch)),
        ]

    def _facts(self, batch: DestructionBatch) -> list[Fact]:
        boxes = [
            Fact(label="Box", value=box.label, url=self.address("box", box.pk), hint=box.location)
            for box in batch.boxes.all()
        ]
        decided = batch.approval.decided_by_name if batch.approval else ""
        return [
            *boxes,
            Fact(label="Method", value=batch.method),
            Fact(label="Place", value=batch.place),
            Fact(label="Proposed by", value=batch.proposed_by_name),
            Fact(label="Decided by", value=decided or "nobody yet"),
            Fact(
                label="Destroyed",
                value=formatting.instant(batch.destroyed_at) if batch.destroyed_at else "no",
            ),
            Fact(label="Numbers", value=formatting.short_digest(batch.numbers_sha256), hint="SHA-256"),
        ]


class DestructionWitnessed(_OfDestruction, CustodyForm):
    """A witness signs."""

    form_class = WitnessForm
    submit_label = "I saw it: sign"

    def may_enter(self) -> bool:
        return super().may_enter() and self.batch().witnesses.filter(user=self.request.user.pk).exists()

    def title(self) -> str:
        return "Sign as witness"

    def lead(self) -> str:
        batch = self.batch()
        return (
            f"{batch}: {formatting.plural(batch.certificates, 'certificate')}, {batch.method.lower()}. With the second "
            "signature they are destroyed for good."
        )

    def crumbs(self) -> list[Crumb]:
        batch = self.batch()
        return [*super().crumbs(), Crumb(label=str(batch), url=self.address("destruction", batch.pk))]

    def perform(self, form: forms.Form) -> str:
        batch = vault.confirm(batch=self.batch(), actor=self.actor, **form.cleaned_data)
        if batch.status == DestructionStatus.DESTROYED:
            return f"{batch} is done: {formatting.plural(batch.certificates, 'certificate')} destroyed."
        return "Signed. The other witness signs next."

    def success_url(self) -> str:
        return self.address("destruction", self.number("pk"))


class DestructionPaper(_OfDestruction, TakeShell):
    """The certificate of destruction."""

    def take(self) -> HttpResponseBase:
        batch = self.batch()
        content = vault_papers.certificate_of_destruction(batch=batch, actor=self.actor)
        return download(content, kind=PDF, name=f"certificate-of-destruction-{batch.number}.pdf", shown=True)

    def back(self) -> str:
        return self.address("destruction", self.number("pk"))
