"""Holder files: uploaded for a dry run, every row in error named, loaded all or nothing."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ledger.enums import Act, ImportStatus, Listing
from ledger.holder_files import Chosen
from ledger.models import HolderImport
from ledger.pages.base import PlanPage, history_panel
from ledger.pages.imports.forms import CheckForm
from ledger.pages.imports.reading import reading_panel
from ledger.pages.imports.tables import IMPORT_TONES, ImportTable
from ledger.selectors import holder_files
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

# What is told of a file in the house's own form, which needs no profile.
_OWN_FORM = ["The house's own form."]


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
        return [
            *self.action_for(
                Act.HOLDER_IMPORT, "Check a holder file", self.url("import-check"), tone="primary"
            ),
            Action(label="Profiles", url=reverse("ledger:file-profiles")),
            Action(label="Help and template", url=reverse("ledger:import-help")),
        ]

    def get_queryset(self) -> QuerySet[HolderImport]:
        return holder_files.checked_files(self.plan())


class ImportCheck(PlanPage, FormShell):
    """The dry run."""

    section = "imports"
    act = Act.HOLDER_IMPORT
    form_class = CheckForm
    takes_up_to = settings.HOLDER_FILE_MAX_BYTES + settings.BODY_OF_A_STRANGER
    submit_label = "Check the file"
    groups = (
        FieldGroup(
            title="The transfer agent’s file",
            help="It is read whole and compared with the control book of that day. Nothing changes.",
            fields=("file", "as_of", "profile"),
        ),
        FieldGroup(
            title="Where there is no profile",
            help="The house’s own form needs nothing said. What is left as found is told with the result.",
            fields=("listing", "encoding", "separator"),
        ),
    )
    checked: HolderImport

    def title(self) -> str:
        return "Check a holder file"

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Holder files", url=self.url("imports"))]

    def actions(self) -> list[Action]:
        return [Action(label="Help and template", url=reverse("ledger:import-help"))]

    def form_options(self) -> dict[str, Any]:
        return {"initial": {name: self.request.GET.get(name, "") for name in ("profile", "as_of")}}

    def perform(self, form: forms.Form) -> str:
        data = form.cleaned_data
        self.checked = imports.check(
            plan=self.plan(),
            uploaded=data["file"],
            as_of=data["as_of"],
            profile=data["profile"],
            chosen=Chosen(data["encoding"], data["separator"], data["listing"]),
            actor=self.actor,
        )
        if self.checked.status == ImportStatus.REFUSED:
            return f"Read to the end: {formatting.plural(self.checked.error_count, 'error')}. Nothing was changed."
        noted = formatting.plural(self.checked.note_count, "note")
        return (
            f"Read to the end: {formatting.plural(self.checked.row_count, 'account')}, no error, {noted}. "
            "It can be loaded."
        )

    def tell(self, sentence: str) -> None:
        if self.checked.status == ImportStatus.REFUSED:
            messages.warning(self.request, sentence)
        else:
            super().tell(sentence)

    def success_url(self) -> str:
        return self.url("import", self.checked.pk)


class ImportDetail(PlanPage, DetailShell, ActShell):
    """One holder file: what the dry run found, and the button that loads it."""

    section = "imports"
    object: HolderImport

    def get_object(self) -> HolderImport:
        return get_object_or_404(holder_files.files_read(self.plan()), pk=self.number("pk"))

    def title(self) -> str:
        return self.object.file_name

    def lead(self) -> str:
        record = self.object
        return f"{record.get_listing_display()}, as of the close of {formatting.long_date(record.as_of)}"

    def status(self) -> tuple[str, str]:
        return self.object.get_status_display(), IMPORT_TONES[ImportStatus(self.object.status)]

    def crumbs(self) -> list[Crumb]:
        return [*super().crumbs(), Crumb(label="Holder files", url=self.url("imports"))]

    def actions(self) -> list[Action]:
        record = self.object
        loads = []
        if record.status == ImportStatus.CHECKED:
            label = "Load the whole file" if record.listing == Listing.REGISTER else "Keep it on file"
            loads = self.action_for(
                Act.HOLDER_IMPORT, label, self.request.path, tone="primary", method="post"
            )
        if not record.reading.get("found") or record.reading.get("found") == _OWN_FORM:
            return loads
        return [
            *loads,
            *self.action_for(
                Act.HOLDER_IMPORT, "Make a profile of it", self.url("import-profile", record.pk)
            ),
        ]

    def act_now(self) -> str:
        """Loads the file, all or nothing."""
        loaded = imports.load(import_id=self.get_object().pk, actor=self.actor)
        if loaded.listing != Listing.REGISTER:
            return f"Kept on file: {formatting.plural(loaded.row_count, 'holder')}. No account was opened."
        return f"Loaded: {formatting.plural(loaded.row_count, 'account')}."

    def panels(self, tab: str) -> list[Panel]:
        record = self.object
        apart = record.total_shares - record.expected_shares
        against = "Control book" if record.listing == Listing.REGISTER else "Held by the depository"
        found = [
            Panel(
                title="What the dry run found",
                note=formatting.plural(record.error_count, "error"),
                template="ledger/imports/errors.html",
                data={"record": record},
                flush=bool(record.error_count),
            ),
            Panel(
                title="What was mended or left out",
                note=formatting.plural(record.note_count, "note"),
                template="ledger/imports/notes.html",
                data={"record": record},
                flush=bool(record.note_count),
            ),
        ]
        if record.reading.get("sample"):
            found.append(reading_panel(record))
        return [
            *found,
            FactsPanel(
                title="The file",
                aside=True,
                facts=[
                    Fact(label="Accounts", value=formatting.quantity(record.row_count)),
                    Fact(label="Shares in the file", value=formatting.quantity(record.total_shares)),
                    Fact(
                        label=against,
                        value=formatting.quantity(record.expected_shares),
                        hint="equal" if not apart else f"{formatting.quantity(abs(apart))} apart",
                    ),
                    *(
                        Fact(label="Found" if not place else "", value=sentence)
                        for place, sentence in enumerate(record.reading.get("found", ()))
                    ),
                    Fact(label="Read by", value=record.profile_label or "The house’s own form"),
                    Fact(label="SHA-256 as it came", value=formatting.short_digest(record.came_sha256)),
                    Fact(
                        label="Checked", value=formatting.instant(record.checked_at), hint=record.checked_by
                    ),
                    Fact(label="Loaded", value=formatting.instant(record.loaded_at)),
                ],
            ),
            history_panel(plan=self.plan(), object_type="holderimport", object_id=record.pk),
        ]
