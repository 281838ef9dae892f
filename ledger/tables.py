"""The tables of the ledger's lists: columns, what sorts, what leads where."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.enums import (
    CaseStatus,
    DeadlineStatus,
    ImportStatus,
    IssueStatus,
    PlanState,
    SeparationStatus,
    Severity,
)
from ledger.models import (
    Approval,
    AuditEvent,
    AuthorityCheck,
    Batch,
    DataQualityIssue,
    Deadline,
    Entry,
    HolderAccount,
    HolderImport,
    InstructionApplication,
    LedgerAccount,
    PlanEvent,
    Resolution,
    SeparationLine,
    WrittenInstruction,
)
from ledger.services.audit import VERBS
from rightsadmin.common.tables import (
    BadgeColumn,
    DateColumn,
    HouseTable,
    InstantColumn,
    QuantityColumn,
    badge,
)

PLAN_TONES = {
    PlanState.ATTACHED: "ok",
    PlanState.TRIGGER_PENDING: "warn",
    PlanState.SEPARATED: "info",
    PlanState.REDEEMED: "",
    PlanState.EXCHANGED: "",
    PlanState.EXPIRED: "",
}
CASE_TONES = {CaseStatus.OPEN: "warn", CaseStatus.CONFIRMED: "bad"}
ISSUE_TONES = {IssueStatus.OPEN: "bad", IssueStatus.PROPOSED: "warn", IssueStatus.RESOLVED: "ok"}
SEVERITY_TONES = {Severity.HOLD: "bad", Severity.WARN: "warn"}
DEADLINE_TONES = {DeadlineStatus.CURRENT: "info"}
IMPORT_TONES = {ImportStatus.REFUSED: "bad", ImportStatus.CHECKED: "warn", ImportStatus.LOADED: "ok"}
SEPARATION_TONES = {
    SeparationStatus.PROPOSED: "warn",
    SeparationStatus.POSTED: "ok",
    SeparationStatus.REJECTED: "bad",
}
CHECK_TONES = {
    AuthorityCheck.Outcome.ACCEPTED: "ok",
    AuthorityCheck.Outcome.HELD: "warn",
    AuthorityCheck.Outcome.REFUSED: "bad",
}
NAME: dict[str, Any] = {"td": {"class": "is-name"}}


def account_words(account: LedgerAccount) -> str:
    """A ledger account in words: a holder's number and standing, or the plan's own account."""
    if account.holder is None:
        return account.get_role_display()
    return f"{account.holder.number} · {account.get_standing_display()}"


class HolderTable(HouseTable):
    """The master securityholder file."""

    number = tables.Column(verbose_name="Account")
    name = tables.Column(verbose_name="Registration", attrs=NAME)
    registration = tables.Column(verbose_name="Form")
    place = tables.Column(empty_values=(), verbose_name="Place")
    common = QuantityColumn(verbose_name="Common")
    rights = QuantityColumn(verbose_name="Rights")

    class Meta(HouseTable.Meta):
        model = HolderAccount
        fields = ("number", "name", "registration", "place", "common", "rights")
        sorts: ClassVar = {
            "number": ("number",),
            "common": ("common", "pk"),
            "rights": ("rights", "pk"),
        }

    caption = "Holders"

    def render_number(self, value: str, record: HolderAccount) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>', reverse("ledger:holder", args=[record.plan.slug, value]), value
        )

    def value_number(self, value: str) -> str:
        return value

    def render_place(self, record: HolderAccount) -> str:
        return ", ".join(part for part in (record.city, record.state) if part) or record.country


class EntryTable(HouseTable):
    """The journal: one row a movement."""

    batch = tables.Column(verbose_name="Batch")
    effective_on = DateColumn(verbose_name="Effective")
    kind = tables.Column()
    instrument = tables.Column()
    from_account = tables.Column(verbose_name="From")
    to_account = tables.Column(verbose_name="To")
    quantity = QuantityColumn()
    recorded_at = InstantColumn(verbose_name="Recorded")

    class Meta(HouseTable.Meta):
        model = Entry
        fields = (
            "batch",
            "effective_on",
            "kind",
            "instrument",
            "from_account",
            "to_account",
            "quantity",
            "recorded_at",
        )
        sorts: ClassVar = {
            "batch": ("batch__number", "leg"),
            "effective_on": ("effective_on", "id"),
            "quantity": ("quantity", "id"),
        }
        row_attrs: ClassVar = {"class": lambda record: "is-struck" if hasattr(record, "reversed_by") else ""}

    caption = "Entries"

    def render_batch(self, value: Batch) -> str:
        return f"{value.number}"

    def value_batch(self, value: Batch) -> int:
        return value.number

    def render_from_account(self, value: LedgerAccount) -> str:
        return account_words(value)

    def render_to_account(self, value: LedgerAccount) -> str:
        return account_words(value)


class BatchTable(HouseTable):
    """What each act posted."""

    number = QuantityColumn(verbose_name="Batch")
    kind = tables.Column()
    effective_on = DateColumn(verbose_name="Effective")
    entry_count = QuantityColumn(verbose_name="Entries")
    legal_basis = tables.Column(attrs=NAME)
    posted_by_name = tables.Column(verbose_name="Posted by")

    class Meta(HouseTable.Meta):
        model = Batch
        fields = ("number", "kind", "effective_on", "entry_count", "legal_basis", "posted_by_name")

    caption = "Batches"

    def render_legal_basis(self, value: str) -> str:
        return value if len(value) <= 90 else value[:89] + "…"  # noqa: PLR2004 - one line of the table

    def value_legal_basis(self, value: str) -> str:
        return value


class DeadlineTable(HouseTable):
    """The computed dates of a plan."""

    title = tables.Column(verbose_name="Deadline", attrs=NAME)
    date = DateColumn(empty_values=())
    instant = InstantColumn(verbose_name="At", empty_values=())
    section = tables.Column(attrs=NAME)
    status = BadgeColumn(tones=DEADLINE_TONES)
    calendar_code = tables.Column(verbose_name="Calendar")

    class Meta(HouseTable.Meta):
        model = Deadline
        fields = ("title", "date", "instant", "section", "status", "calendar_code")
        sorts: ClassVar = {"title": ("title", "id"), "date": ("sort_date", "id")}
        row_attrs: ClassVar = {
            "class": lambda record: "is-struck" if record.status == DeadlineStatus.SUPERSEDED else ""
        }

    caption = "Deadlines"

    def render_title(self, value: str, record: Deadline) -> SafeString:
        url = reverse("ledger:deadline", args=[record.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_title(self, value: str) -> str:
        return value

    def render_calendar_code(self, value: str, record: Deadline) -> str:
        return f"{value} v{record.calendar_version}"


class EventTable(HouseTable):
    """The recorded facts of a plan."""

    kind = tables.Column(verbose_name="Fact", attrs=NAME)
    occurred_at = InstantColumn(verbose_name="Happened")
    person = tables.Column(default="—")
    document = tables.Column(verbose_name="Shown by", attrs=NAME)
    recorded_at = InstantColumn(verbose_name="Recorded")
    recorded_by = tables.Column(verbose_name="By")

    class Meta(HouseTable.Meta):
        model = PlanEvent
        fields = ("kind", "occurred_at", "person", "document", "recorded_at", "recorded_by")
        sorts: ClassVar = {"occurred_at": ("occurred_at", "id"), "recorded_at": ("recorded_at", "id")}
        row_attrs: ClassVar = {"class": lambda record: "is-struck" if hasattr(record, "reversed_by") else ""}

    caption = "Facts"

    def render_kind(self, value: str, record: PlanEvent) -> SafeString:
        url = reverse("ledger:event", args=[record.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_kind(self, value: str) -> str:
        return str(value)


class ResolutionTable(HouseTable):
    """The acts of the Board."""

    number = tables.Column()
    kind = tables.Column(attrs=NAME)
    adopted_at = InstantColumn(verbose_name="Adopted")
    effective_at = InstantColumn(verbose_name="Effective")
    verdict = tables.Column(verbose_name="What the rules say", default="—", attrs=NAME)

    class Meta(HouseTable.Meta):
        model = Resolution
        fields = ("number", "kind", "adopted_at", "effective_at", "verdict")
        sorts: ClassVar = {"number": ("number",), "adopted_at": ("adopted_at", "id")}

    caption = "Resolutions"

    def render_number(self, value: str, record: Resolution) -> SafeString:
        url = reverse("ledger:resolution", args=[record.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_number(self, value: str) -> str:
        return value


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


class QuestionTable(HouseTable):
    """The data-quality register."""

    code = tables.Column()
    title = tables.Column(verbose_name="What is unclear", attrs=NAME)
    severity = BadgeColumn(tones=SEVERITY_TONES)
    status = BadgeColumn(tones=ISSUE_TONES)
    holds = tables.Column(verbose_name="Holds", default="—")
    opened_at = InstantColumn(verbose_name="Opened")

    class Meta(HouseTable.Meta):
        model = DataQualityIssue
        fields = ("code", "title", "severity", "status", "holds", "opened_at")
        sorts: ClassVar = {"code": ("id",), "opened_at": ("opened_at", "id")}

    caption = "Open questions"

    def render_code(self, value: str, record: DataQualityIssue) -> SafeString:
        url = reverse("ledger:question", args=[record.plan.slug, value])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_code(self, value: str) -> str:
        return value

    def render_holds(self, value: list[str]) -> str:
        return ", ".join(value).replace("_", " ") or "—"


class ImportTable(HouseTable):
    """The holder files of a plan."""

    file_name = tables.Column(verbose_name="File", attrs=NAME)
    as_of = DateColumn(verbose_name="As of the close of")
    status = BadgeColumn(tones=IMPORT_TONES)
    row_count = QuantityColumn(verbose_name="Rows")
    total_shares = QuantityColumn(verbose_name="Shares")
    error_count = QuantityColumn(verbose_name="Errors")
    checked_at = InstantColumn(verbose_name="Checked")

    class Meta(HouseTable.Meta):
        model = HolderImport
        fields = ("file_name", "as_of", "status", "row_count", "total_shares", "error_count", "checked_at")
        sorts: ClassVar = {"checked_at": ("checked_at", "id")}

    caption = "Holder files"

    def render_file_name(self, value: str, record: HolderImport) -> SafeString:
        url = reverse("ledger:import", args=[record.plan.slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, value)

    def value_file_name(self, value: str) -> str:
        return value


class SeparationLineTable(HouseTable):
    """What each account gets at the Distribution Date."""

    account = tables.Column(accessor="account__number")
    name = tables.Column(accessor="account__name", verbose_name="Registration", attrs=NAME)
    rights = QuantityColumn()
    certificate = QuantityColumn(verbose_name="Certificate for")
    void = QuantityColumn()
    withheld = QuantityColumn()
    reason = tables.Column(default="—", attrs=NAME)

    class Meta(HouseTable.Meta):
        model = SeparationLine
        fields = ("account", "name", "rights", "certificate", "void", "withheld", "reason")
        sorts: ClassVar = {
            "account": ("account__number",),
            "rights": ("rights", "id"),
            "certificate": ("certificate", "id"),
        }

    caption = "Lines of the separation"

    def render_reason(self, value: str, record: SeparationLine) -> str:
        return " ".join(part for part in (value, record.exception) if part)


class AuditTable(HouseTable):
    """Who did what, when, why."""

    at = InstantColumn(verbose_name="When")
    actor_name = tables.Column(verbose_name="Who")
    verb = tables.Column(verbose_name="Did")
    object_label = tables.Column(verbose_name="What", default="—", attrs=NAME)
    reason = tables.Column(default="—", attrs=NAME)
    plan = tables.Column(default="—")
    action = tables.Column(verbose_name="One act")

    class Meta(HouseTable.Meta):
        model = AuditEvent
        fields = ("at", "actor_name", "verb", "object_label", "reason", "plan", "action")
        sorts: ClassVar = {"at": ("at", "id"), "actor_name": ("actor_name", "at")}

    caption = "Audit trail"

    def render_actor_name(self, value: str, record: AuditEvent) -> SafeString:
        return format_html('{}<span class="sub">{}</span>', value, record.actor_roles)

    def value_actor_name(self, value: str) -> str:
        return value

    def render_verb(self, value: str) -> str:
        return VERBS[value]

    def render_action(self, value: Any) -> SafeString:
        return format_html('<a class="mono" href="?action={}">{}</a>', value, str(value)[:8])

    def value_action(self, value: Any) -> str:
        return str(value)


class ApprovalTable(HouseTable):
    """What waits for a second person."""

    subject = tables.Column(verbose_name="Act", attrs=NAME)
    act = tables.Column(verbose_name="Kind")
    plan = tables.Column()
    proposed_by_name = tables.Column(verbose_name="Maker")
    proposed_at = InstantColumn(verbose_name="Proposed")

    class Meta(HouseTable.Meta):
        model = Approval
        fields = ("subject", "act", "plan", "proposed_by_name", "proposed_at")
        sorts: ClassVar = {"proposed_at": ("proposed_at", "id")}

    caption = "Approvals"

    def render_subject(self, value: str, record: Approval) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("ledger:approval", args=[record.pk]), value)

    def value_subject(self, value: str) -> str:
        return value
