"""The tables of holder files and of the profiles by which they are read."""

from typing import ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.enums import ImportStatus, Listing
from ledger.models import FileProfile, HolderImport
from ledger.pages.tables import NAME
from rightsadmin.common.tables import (
    BadgeColumn,
    DateColumn,
    HouseTable,
    InstantColumn,
    QuantityColumn,
)

IMPORT_TONES: dict[str, str] = {
    ImportStatus.REFUSED: "bad",
    ImportStatus.CHECKED: "warn",
    ImportStatus.LOADED: "ok",
}


class ImportTable(HouseTable):
    """The holder files of a plan."""

    file_name = tables.Column(verbose_name="File", attrs=NAME)
    as_of = DateColumn(verbose_name="As of the close of")
    status = BadgeColumn(tones=IMPORT_TONES)
    row_count = QuantityColumn(verbose_name="Rows")
    total_shares = QuantityColumn(verbose_name="Shares")
    error_count = QuantityColumn(verbose_name="Errors")
    note_count = QuantityColumn(verbose_name="Notes")
    checked_at = InstantColumn(verbose_name="Checked")

    class Meta(HouseTable.Meta):
        model = HolderImport
        fields = (
            "file_name",
            "as_of",
            "status",
            "row_count",
            "total_shares",
            "error_count",
            "note_count",
            "checked_at",
        )
        sorts: ClassVar = {"checked_at": ("checked_at", "id")}

    caption = "Holder files"

    def render_file_name(self, value: str, record: HolderImport) -> SafeString:
        url = reverse("ledger:import", args=[record.plan.slug, record.pk])
        link = format_html('<a href="{}">{}</a>', url, value)
        if record.listing == Listing.REGISTER:
            return link
        return format_html('{}<span class="sub">{}</span>', link, record.get_listing_display())

    def value_file_name(self, value: str) -> str:
        return value


class ProfileTable(HouseTable):
    """The profiles in force."""

    agent = tables.Column(attrs=NAME)
    name = tables.Column(verbose_name="Profile", attrs=NAME)
    version = tables.Column()
    kept_by_name = tables.Column(verbose_name="Kept by")
    kept_at = InstantColumn(verbose_name="Kept")

    class Meta(HouseTable.Meta):
        model = FileProfile
        fields = ("agent", "name", "version", "kept_by_name", "kept_at")
        sorts: ClassVar = {"agent": ("agent", "name", "id"), "kept_at": ("kept_at", "id")}

    caption = "Profiles of holder files"

    def render_name(self, value: str, record: FileProfile) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("ledger:file-profile", args=[record.pk]), value)

    def value_name(self, value: str) -> str:
        return value
