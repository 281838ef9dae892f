"""The project: wiring, no rules about Rights."""

from rightsadmin.celery import app as celery_app

__all__ = ["celery_app"]
