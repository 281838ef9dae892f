"""The project's own tasks."""

from importlib import import_module

from celery import shared_task
from django.conf import settings

from ledger.models import Heartbeat
from rightsadmin.common import clock
from rightsadmin.health import BEAT


@shared_task(name="rightsadmin.beat_heartbeat")
def beat_heartbeat() -> None:
    """Beat is alive: it asked for this, and a worker did it."""
    Heartbeat.objects.update_or_create(name=BEAT, defaults={"at": clock.now()})


@shared_task(name="rightsadmin.clear_sessions")
def clear_sessions() -> None:
    """Nightly: sessions that have run out are no longer kept."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
