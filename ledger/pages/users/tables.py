"""The table of the staff."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.enums import Role
from ledger.pages.tables import NAME
from ledger.selectors import staff
from rightsadmin.common.tables import HouseTable, InstantColumn


class UserTable(HouseTable):
    """Who has access, and with which roles."""

    username = tables.Column(verbose_name="Signs in as")
    name = tables.Column(accessor="get_full_name", verbose_name="Name", orderable=False, attrs=NAME)
    roles = tables.Column(empty_values=(), verbose_name="Roles", orderable=False)
    is_active = tables.Column(verbose_name="Access")
    last_login = InstantColumn(verbose_name="Last signed in", default="never")

    class Meta(HouseTable.Meta):
        fields = ("username", "name", "roles", "is_active", "last_login")
        sorts: ClassVar = {"username": ("username",)}

    caption = "Staff"

    def render_username(self, value: str, record: Any) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("ledger:user", args=[record.pk]), value)

    def value_username(self, value: str) -> str:
        return value

    def render_roles(self, record: Any) -> str:
        return ", ".join(Role(role).label for role in staff.roles_of(record)) or "none yet"

    def render_is_active(self, value: bool) -> str:
        return "has access" if value else "no access"
