"""The project's own tasks."""

from celery import shared_task

from ledger.models import Heartbeat
from rightsadmin.common import clock
from rightsadmin.health import BEAT


@shared_task(name="rightsadmin.beat_heartbeat")
def beat_heartbeat() -> None:
    """Beat is alive: it asked for this, and a worker did it."""
    Heartbeat.objects.update_or_create(name=BEAT, defaults={"at": clock.now()})
