"""Health: `live` says the web process answers; `ready` says that everything it needs does."""

from collections.abc import Callable

from celery import current_app
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from kombu.exceptions import OperationalError

from ledger.models import Heartbeat
from rightsadmin.common import clock

BEAT = "beat"
PATIENCE = 2  # seconds a probe waits for a worker or the broker


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def _broker() -> bool:
    with current_app.connection_for_read() as broker:
        broker.ensure_connection(max_retries=1, timeout=PATIENCE)
    return True


def _worker() -> bool:
    return bool(current_app.control.ping(timeout=PATIENCE))


def _beat() -> bool:
    """Beat enqueues a task every few seconds that leaves its instant here (tasks.beat_heartbeat)."""
    last = Heartbeat.objects.filter(name=BEAT).first()
    return last is not None and clock.now() - last.at < settings.BEAT_HEARTBEAT_STALE_AFTER


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "broker": _broker,
    "worker": _worker,
    "beat": _beat,
}


@login_not_required
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers; asks nothing of anything else."""
    return JsonResponse({"live": True})


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """200 where database, broker, worker and beat all answer, else 503; the body names each."""
    answers = {}
    for name, check in CHECKS.items():
        try:
            answers[name] = check()
        except (DatabaseError, OperationalError, OSError):
            answers[name] = False
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)
