"""The project's own app: its checks and its look of the admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class RightsAdminConfig(AppConfig):
    name = "rightsadmin"
    label = "rightsadmin"
    verbose_name = "Rights Agent back office"

    def ready(self) -> None:
        from rightsadmin import checks  # noqa: F401, PLC0415 - registers the system checks


class HouseAdminConfig(AdminConfig):
    default_site = "rightsadmin.admin_site.HouseAdminSite"
