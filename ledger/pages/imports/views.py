"""Holder files: uploaded for a dry run, every row in error named, loaded all or nothing."""

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from ledger.enums import Act, ImportStatus
from ledger.models import HolderImport
from ledger.pages.base import PlanPage, history_panel
from ledger.pages.imports.forms import CheckForm
from ledger.pages.imports.tables import IMPORT_TONES, ImportTable
from ledger.services import imports
from rightsadmin.common import formatting
from rightsadmin.common.shells import (
    Action,
    ActShell,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    FieldGroup,
    FormShell,
    ListShell,
    Panel,
)


class ImportList(PlanPage, ListShell):
    """The holder files of a plan."""

    section = "imports"
    table_class = ImportTable
    default_sort = "-checked_at"
    noun = "file"
    empty = "No holder file has been checked."

    def title(self) -> str:
        return "Holder files"

    def lead(self) -> str:
        return (
            "A dry run first, with every row in error named; then one load of the whole file, or none of it."
        )

    def actions(self) -> list[Action]:
        return self.action_for(
            Act.HOLDER_IMPORT, "Check a holder file", self.url("import-check"), tone="primary"
        )

    def get_queryset(self) -> QuerySet[HolderImport]:
        return HolderImport.objects.filter(plan=self.plan()).select_related("plan").defer("errors")


class ImportCheck(PlanPage, FormShell):
    """The dry run."""

    section = "imports"
    act = Act.HOLDER_IMPORT
    form_class = CheckForm
    submit_label = "Check the file"
    groups = (
        FieldGroup(
            title="The transfer agent’s file",
            help="It is read whole and compared with the control book of that day. Nothing changes.",
            fields=("file", "as_of"),
        ),
    )
    checked: HolderImport

    def title(self) -> str:
        return "Check a holder file"

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Holder files", url=self.url("imports"))]

    def perform(self, form: forms.Form) -> str:
        data = form.cleaned_data
        self.checked = imports.check(
            plan=self.plan(), uploaded=data["file"], as_of=data["as_of"], actor=self.actor
        )
        if self.checked.status == ImportStatus.REFUSED:
            return f"Read to the end: {formatting.plural(self.checked.error_count, 'error')}. Nothing was changed."
        return f"Read to the end: {formatting.plural(self.checked.row_count, 'account')}, no error. It can be loaded."

    def success_url(self) -> str:
        return self.url("import", self.checked.pk)


class ImportDetail(PlanPage, DetailShell, ActShell):
    """One holder file: what the dry run found, and the button that loads it."""

    section = "imports"
    object: HolderImport

    def get_object(self) -> HolderImport:
        return get_object_or_404(HolderImport, plan=self.plan(), pk=self.number("pk"))

    def title(self) -> str:
        return self.object.file_name

    def lead(self) -> str:
        return f"As of the close of {formatting.long_date(self.object.as_of)}"

    def status(self) -> tuple[str, str]:
        return self.object.get_status_display(), IMPORT_TONES[ImportStatus(self.object.status)]

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Holder files", url=self.url("imports"))]

    def actions(self) -> list[Action]:
        if self.object.status != ImportStatus.CHECKED:
            return []
        return self.action_for(
            Act.HOLDER_IMPORT, "Load the whole file", self.request.path, tone="primary", method="post"
        )

    def act_now(self) -> str:
        """Loads the file, all or nothing."""
        loaded = imports.load(import_id=self.get_object().pk, actor=self.actor)
        return f"Loaded: {formatting.plural(loaded.row_count, 'account')}."

    def panels(self, tab: str) -> list[Panel]:
        record = self.object
        apart = record.total_shares - record.expected_shares
        return [
            Panel(
                title="What the dry run found",
                note=formatting.plural(record.error_count, "error"),
                template="ledger/imports/errors.html",
                data={"record": record},
                flush=bool(record.error_count),
            ),
            FactsPanel(
                title="The file",
                aside=True,
                facts=[
                    Fact(label="Accounts", value=formatting.quantity(record.row_count)),
                    Fact(label="Shares in the file", value=formatting.quantity(record.total_shares)),
                    Fact(
                        label="Control book",
                        value=formatting.quantity(record.expected_shares),
                        hint="equal" if not apart else f"{formatting.quantity(abs(apart))} apart",
                    ),
                    Fact(label="SHA-256", value=formatting.short_digest(record.sha256)),
                    Fact(
                        label="Checked", value=formatting.instant(record.checked_at), hint=record.checked_by
                    ),
                    Fact(label="Loaded", value=formatting.instant(record.loaded_at)),
                ],
            ),
            history_panel(plan=self.plan(), object_type="holderimport", object_id=record.pk),
        ]
