"""Health: `live` says the web process answers; `ready` says that it can serve.

Both are cheap however often they are asked: `live` asks nothing, `ready` asks database and broker once in a few
seconds, for all who ask meanwhile. Outsiders learn no more than ready or not; staff, and whoever brings the token of
the monitoring, which part is down.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils.crypto import constant_time_compare

from ledger.models import Heartbeat
from rightsadmin.common import clock, queue
from rightsadmin.common.once import Once

BEAT = "beat"
FRESH_FOR = 3  # seconds


def _database_and_beat() -> tuple[bool, bool]:
    """Beat enqueues a task every few seconds with which a worker leaves its instant here (tasks.beat_heartbeat)."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        last = Heartbeat.objects.filter(name=BEAT).first()
    except DatabaseError:
        return False, False
    return True, last is not None and clock.now() - last.at < settings.BEAT_HEARTBEAT_STALE_AFTER


def _look() -> dict[str, bool]:
    database, beat = _database_and_beat()
    return {"database": database, "broker": queue.answers(), "beat_and_worker": beat}


answers = Once(_look, seconds=FRESH_FOR)


@login_not_required
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers; asks nothing of anything else."""
    return JsonResponse({"live": True})


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """200 where database and broker answer, else 503. Beat and worker are told of and stop no page."""
    found = answers()
    is_ready = found["database"] and found["broker"]
    told = found if brings_token(request) or (found["database"] and _is_staff(request)) else {}
    return JsonResponse({"ready": is_ready, **told}, status=200 if is_ready else 503)


def brings_token(request: HttpRequest) -> bool:
    """Whether the request brings the token of the monitoring; nobody does where the installation has none."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    wanted = settings.MONITOR_TOKEN
    return bool(wanted) and kind == "Bearer" and constant_time_compare(token, wanted)


def _is_staff(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated)
