"""System checks: configuration mistakes are found at start, not at 4:40 p.m."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader

OUR_APPS = ("ledger", "certificates")


@register()
def broker_timeout(**kwargs: Any) -> list[CheckMessage]:
    """A task that outlives the broker's visibility timeout is delivered again: the timeout is six times the limit."""
    visibility = settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("visibility_timeout", 0)
    if visibility >= 6 * settings.CELERY_TASK_TIME_LIMIT:
        return []
    return [
        Error(
            f"The broker's visibility_timeout ({visibility} s) is under six times the task time limit "
            f"({settings.CELERY_TASK_TIME_LIMIT} s): tasks would run twice.",
            id="rightsadmin.E001",
        )
    ]


@register(Tags.database)
def data_of_another_version(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """No database goes on with migrations that it has not: looked at before `migrate` changes anything."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        loader = MigrationLoader(connections[alias])
        unknown = sorted(loader.applied_migrations.keys() - loader.disk_migrations.keys())
        if ours := [f"{app}.{name}" for app, name in unknown if app in OUR_APPS]:
            found.append(
                Error(
                    "The data was made by another version of the program, and this one knows no way on from it: "
                    f"migrations that it has not are {', '.join(ours)}.",
                    hint="Use the version that made it. The demo's data is made anew after: ./run reset",
                    id="rightsadmin.E002",
                )
            )
    return found
