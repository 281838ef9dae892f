"""The project's own app: its checks and its look of the admin."""

from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate

LAST_MIGRATED = "certificates"  # the last of INSTALLED_APPS with tables


class RightsAdminConfig(AppConfig):
    name = "rightsadmin"
    label = "rightsadmin"
    verbose_name = "Rights Agent back office"

    def ready(self) -> None:
        from rightsadmin import checks, database_roles  # noqa: F401, PLC0415 - registers the system checks
        from rightsadmin.people import middleware  # noqa: F401, PLC0415 - a session begins with its instants

        post_migrate.connect(
            database_roles.grant, sender=apps.get_app_config(LAST_MIGRATED), dispatch_uid="database_roles"
        )
        post_migrate.connect(
            database_roles.seal, sender=apps.get_app_config(LAST_MIGRATED), dispatch_uid="seal"
        )


class HouseAdminConfig(AdminConfig):
    default_site = "rightsadmin.admin_site.HouseAdminSite"
