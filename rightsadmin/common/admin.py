"""The base of every admin class that only shows."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows and never writes, superusers included: the services are the only writers.

    No count over the whole table and no choice lists of related rows, so that millions of entries stay browsable.
    """

    actions = None
    show_full_result_count = False
    list_per_page = 50
    view_on_site = False

    def has_add_permission(self, request: HttpRequest, *_args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, *_args: Any) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, *_args: Any) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, *_args: Any) -> bool:
        """Anybody with a role may look, as on the pages."""
        return request.user.is_active and (request.user.is_superuser or request.user.groups.exists())

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)


class ReadOnlyHistoryAdmin(ReadOnlyAdmin, SimpleHistoryAdmin):
    """The same, with the history of the row."""

    def has_view_history_permission(self, request: HttpRequest, *_args: Any) -> bool:
        return self.has_view_permission(request)

    def has_change_history_permission(self, request: HttpRequest, *_args: Any) -> bool:
        return False
