"""The Celery application; its configuration is Django's CELERY_* settings, its schedule is in settings/base.py."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rightsadmin.settings.production")

app = Celery("rightsadmin")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["rightsadmin", "ledger", "certificates"])
