"""System checks: configuration mistakes are found at start, not at 4:40 p.m."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


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
