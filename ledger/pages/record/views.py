"""The proof of the whole record: each night's, what it found, and its signed head to keep outside."""

import json
from functools import cached_property

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ledger.models import SealHead
from ledger.pages.base import LedgerPage, history_panel
from ledger.pages.record.tables import ProofTable
from ledger.selectors import record_proofs
from ledger.services import taking
from rightsadmin.common import formatting
from rightsadmin.common.downloads import download
from rightsadmin.common.shells import (
    Action,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    ListShell,
    Panel,
    TakeShell,
)


class ProofList(LedgerPage, ListShell):
    """Each night's proof."""

    section = "record"
    table_class = ProofTable
    default_sort = "-number"
    noun = "proof"
    empty = "The record was not proved yet: that is done each night."

    def title(self) -> str:
        return "Proof of the record"

    def lead(self) -> str:
        if said := record_proofs.alarm():
            return f"{said[:1].upper()}{said[1:]}."
        return (
            "Every night each row of every table is compared with the seal that it got when it was written, and the "
            "files with their hashes. What holds is signed, chained to the proof before, and mailed to supervisors "
            "and examiners: a signed head that is kept outside shows later whether anything was changed since."
        )

    def get_queryset(self) -> QuerySet[SealHead]:
        return record_proofs.listed()


class _OfOneProof(LedgerPage):
    section = "record"

    @cached_property
    def proof(self) -> SealHead:
        """The proof of the address."""
        return get_object_or_404(SealHead, number=min(self.number("number"), 2**31 - 1))

    def crumbs(self) -> list[Crumb]:
        return [Crumb(label="Proof of the record", url=reverse("ledger:record"))]


class ProofDetail(_OfOneProof, DetailShell):
    """One proof: what it found, and by which key it is signed."""

    def get_object(self) -> SealHead:
        return self.proof

    def title(self) -> str:
        return str(self.proof)

    def status(self) -> tuple[str, str]:
        return ("Holds", "ok") if self.proof.holds else ("Differs", "bad")

    def actions(self) -> list[Action]:
        if not self.may_take():
            return []
        return [
            Action(label="Take the signed head", url=reverse("ledger:record-head", args=[self.proof.number]))
        ]

    def panels(self, tab: str) -> list[Panel]:
        head = self.proof
        tables = json.loads(head.content)["tables"]
        found = head.differences or ["Every row and every file that was read is as it was written."]
        return [
            Panel(title="What was found", template="ledger/record/found.html", data={"found": found}),
            FactsPanel(
                title="What was signed",
                facts=[
                    Fact(label="Made", value=formatting.instant(head.made_at)),
                    Fact(label="Tables", value=formatting.quantity(len(tables))),
                    Fact(
                        label="Rows", value=formatting.quantity(sum(row["rows"] for row in tables.values()))
                    ),
                    Fact(label="Digest", value=head.digest),
                    Fact(label="Public key", value=head.key),
                    Fact(label="Signature", value=head.signature),
                ],
            ),
            history_panel(plan=None, object_type="sealhead", object_id=head.pk),
        ]


class HeadTake(_OfOneProof, TakeShell):
    """The signed head as a file, for `./run manage verify --head`."""

    def take(self) -> HttpResponseBase:
        taking.take_file(plan=None, target=self.proof, what="the signed head", actor=self.actor)
        content = json.dumps(record_proofs.as_file(self.proof), indent=1)
        return download(content, kind="application/json", name=f"proof-{self.proof.number}.json")

    def back(self) -> str:
        return reverse("ledger:record-proof", args=[self.proof.number])
