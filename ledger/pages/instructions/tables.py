"""The tables of written instructions and of applications for them."""

from typing import ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.models import (
    AuthorityCheck,
    InstructionApplication,
    WrittenInstruction,
)
from ledger.pages.tables import NAME
from rightsadmin.common.tables import (
    DateColumn,
    HouseTable,
    InstantColumn,
    QuantityColumn,
    badge,
)

CHECK_TONES: dict[str, str] = {
    AuthorityCheck.Outcome.ACCEPTED: "ok",
    AuthorityCheck.Outcome.HELD: "warn",
    AuthorityCheck.Outcome.REFUSED: "bad",
}


class InstructionTable(HouseTable):
    """Written instructions with what was found of their authority."""

    number = QuantityColumn()
    kind = tables.Column(verbose_name="About", attrs=NAME)
    signer_name = tables.Column(verbose_name="Signed by")
    signed_on = DateColumn(verbose_name="Signed")
    received_at = InstantColumn(verbose_name="Received")
    outcome = tables.Column(verbose_name="Authority")

    class Meta(HouseTable.Meta):
        model = WrittenInstruction
        fields = ("number", "kind", "signer_name", "signed_on", "received_at", "outcome")
        sorts: ClassVar = {"number": ("number",), "received_at": ("received_at", "id")}

    caption = "Instructions"

    def render_kind(self, value: str, record: WrittenInstruction) -> SafeString:
        url = reverse("ledger:instruction", args=[record.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_kind(self, value: str) -> str:
        return str(value)

    def render_outcome(self, value: str) -> SafeString:
        outcome = AuthorityCheck.Outcome(value)
        return badge(outcome.label, CHECK_TONES[outcome])

    def value_outcome(self, value: str) -> str:
        return AuthorityCheck.Outcome(value).label


class ApplicationTable(HouseTable):
    """What the agent asked the company."""

    number = QuantityColumn()
    question = tables.Column(verbose_name="Asked", attrs=NAME)
    proposed_action = tables.Column(verbose_name="If unanswered", attrs=NAME)
    sent_at = InstantColumn(verbose_name="Sent")
    act_after = DateColumn(verbose_name="May act after")
    answer = tables.Column(empty_values=(), verbose_name="Answered by", orderable=False)

    class Meta(HouseTable.Meta):
        model = InstructionApplication
        fields = ("number", "question", "proposed_action", "sent_at", "act_after", "answer")
        sorts: ClassVar = {
            "number": ("number",),
            "sent_at": ("sent_at", "id"),
            "act_after": ("act_after", "id"),
        }

    caption = "Applications"

    def render_answer(self, record: InstructionApplication) -> str:
        return ", ".join(str(answer) for answer in record.answered_by.all()) or "—"
