"""The profiles of agents' files: the list, one of them, and the page on which one is made or changed."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ledger.enums import Act
from ledger.holder_files import Profile
from ledger.models import FileProfile, HolderImport
from ledger.pages.base import LedgerPage, PlanPage, history_panel
from ledger.pages.imports.forms import ProfileForm, initial_of
from ledger.pages.imports.reading import columns_of, facts_of, samples_of
from ledger.pages.imports.tables import ProfileTable
from ledger.selectors import holder_files
from ledger.services import imports
from rightsadmin.common.shells import (
    Action,
    Crumb,
    DetailShell,
    FactsPanel,
    FieldGroup,
    FormShell,
    ListShell,
    Panel,
)

_WRITTEN = FieldGroup(
    title="How the file is written",
    help="What is left as found is found anew in each file, and told with the result.",
    fields=(
        "listing", "encoding", "separator", "sheet", "has_header", "days", "decimal_comma", "implied", "account_digits",
        "merges_certificates", "sets_aside_negative", "total_words", "codes",
    ),
)  # fmt: skip


class _OfProfiles(LedgerPage):
    def crumbs(self) -> list[Crumb]:
        return [Crumb(label="Profiles of holder files", url=reverse("ledger:file-profiles"))]


class ProfileList(LedgerPage, ListShell):
    """The profiles in force."""

    table_class = ProfileTable
    default_sort = "agent"
    noun = "profile"
    empty = "No profile is kept yet: check a file, then make a profile of it on its page."

    def title(self) -> str:
        return "Profiles of holder files"

    def lead(self) -> str:
        return "How each agent’s files are read, for every plan."

    def actions(self) -> list[Action]:
        return [Action(label="Help and template", url=reverse("ledger:import-help"))]

    def get_queryset(self) -> QuerySet[FileProfile]:
        return holder_files.profiles()


class ProfileDetail(_OfProfiles, DetailShell):
    """One version of a profile."""

    object: FileProfile

    def get_object(self) -> FileProfile:
        return get_object_or_404(holder_files.every_version(), pk=self.number("pk"))

    def title(self) -> str:
        return str(self.object)

    @cached_property
    def _is_in_force(self) -> bool:
        return holder_files.last_version(self.object.agent, self.object.name) == self.object.version

    def status(self) -> tuple[str, str]:
        return ("In force", "ok") if self._is_in_force else ("An earlier version", "")

    def actions(self) -> list[Action]:
        if not self._is_in_force:
            return []
        url = reverse("ledger:file-profile-change", args=[self.object.pk])
        return self.action_for(Act.HOLDER_IMPORT, "Change it", url, tone="primary")

    def panels(self, tab: str) -> list[Panel]:
        profile = Profile.of(self.object.content)
        return [
            Panel(
                title="Columns",
                template="ledger/imports/columns.html",
                data={
                    "columns": columns_of(profile),
                    "has_places": bool(profile.cuts),
                    "codes": profile.codes,
                },
                flush=True,
            ),
            FactsPanel(title="How the file is written", aside=True, facts=facts_of(profile)),
            Panel(
                title="Versions",
                template="ledger/imports/versions.html",
                data={"versions": holder_files.versions(self.object)},
                flush=True,
                aside=True,
            ),
            history_panel(plan=None, object_type="fileprofile", object_id=self.object.pk),
        ]


class _Making(LedgerPage, FormShell):
    """The page on which a profile is made: how the file is written, then each column with its first values."""

    act = Act.HOLDER_IMPORT
    form_class = ProfileForm
    submit_label = "Keep the profile"
    _kept: FileProfile

    def labels(self) -> list[str]:
        """The headers of the columns."""
        raise NotImplementedError

    @property
    def groups(self) -> list[FieldGroup]:  # type: ignore[override]  # the columns are those of the file
        names = [f"column_{place}" for place in range(len(self.labels()))]
        whose = FieldGroup(title="Whose files", fields=("agent", "name"))
        columns = FieldGroup(
            title="The columns",
            help="What each column of the file is. What is not read is kept nowhere.",
            fields=names,
        )
        places = FieldGroup(
            title="The columns",
            help="Where each begins and ends, and what it is. What stands between is kept nowhere.",
            fields=("places",),
        )
        return [whose, columns if names else places, _WRITTEN]

    def perform(self, form: forms.Form) -> str:
        told = form.cleaned_data
        self._kept = imports.keep_profile(
            agent=told["agent"],
            name=told["name"],
            version_seen=told["version_seen"],
            profile=told["profile"],
            actor=self.actor,
        )
        return f"{self._kept} is kept."


class OfAFile(PlanPage, _Making):
    """A new profile from a file that was checked."""

    section = "imports"

    @cached_property
    def record(self) -> HolderImport:
        """The file."""
        found = get_object_or_404(holder_files.files_read(self.plan()), pk=self.number("pk"))
        if not found.reading.get("sample"):
            raise Http404
        return found

    def title(self) -> str:
        return "Make a profile"

    def lead(self) -> str:
        return f"From {self.record.file_name}. Check the file once more with the profile, then load it."

    def crumbs(self) -> list[Crumb]:
        return [
            *super().crumbs(),
            Crumb(label="Holder files", url=self.url("imports")),
            Crumb(label=self.record.file_name, url=self.url("import", self.record.pk)),
        ]

    def labels(self) -> list[str]:
        return list(self.record.reading["labels"])

    def form_options(self) -> dict[str, Any]:
        told = self.record.reading["profile"]
        return {
            "initial": initial_of(Profile.of(told) if told else None, self._lines()) | {"version_seen": 0},
            "labels": self.labels(),
            "samples": samples_of(self.record),
        }

    def _lines(self) -> list[str]:
        return [row[0] for row in self.record.reading["sample"]]

    def extra_context(self) -> dict[str, Any]:
        return {"lines": self._lines()}

    @property
    def aside_template(self) -> str:  # type: ignore[override]  # only a file of fixed width shows its lines
        return "" if self.labels() else "ledger/imports/lines.html"

    is_aside_below = True

    def success_url(self) -> str:
        as_of = self.record.as_of.isoformat()
        return f"{self.url('import-check')}?profile={self._kept.pk}&as_of={as_of}"


class Change(_OfProfiles, _Making):
    """The next version of a profile."""

    @cached_property
    def kept(self) -> FileProfile:
        """The version that is changed."""
        return get_object_or_404(holder_files.every_version(), pk=self.number("pk"))

    @cached_property
    def _profile(self) -> Profile:
        return Profile.of(self.kept.content)

    def title(self) -> str:
        return f"Change {self.kept.name}"

    def lead(self) -> str:
        return f"It becomes version {self.kept.version + 1}. Files read by an earlier one keep their reading."

    def crumbs(self) -> list[Crumb]:
        return [
            *super().crumbs(),
            Crumb(label=str(self.kept), url=reverse("ledger:file-profile", args=[self.kept.pk])),
        ]

    def labels(self) -> list[str]:
        return [] if self._profile.cuts else [label for label, _ in self._profile.columns]

    def form_options(self) -> dict[str, Any]:
        said = {"agent": self.kept.agent, "name": self.kept.name, "version_seen": self.kept.version}
        return {"initial": initial_of(self._profile) | said, "labels": self.labels()}

    def success_url(self) -> str:
        return reverse("ledger:file-profile", args=[self._kept.pk])
