"""The Celery application; its configuration is Django's CELERY_* settings, its schedule is in settings/base.py."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_init

from rightsadmin.common import logs, queue  # noqa: F401 - what was asked for by whom goes along with every task

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rightsadmin.settings.production")

app = Celery("rightsadmin")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["rightsadmin", "ledger", "certificates"])


@worker_init.connect
def load_the_press(**_: Any) -> None:
    """A worker loads the press once, before it forks: its children share the memory and begin at once."""
    from certificates.services import work  # noqa: F401, PLC0415 - only workers need it at their start
