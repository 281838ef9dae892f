"""What Prometheus asks: requests by this host's web processes, and the state of the whole installation.

Of the state, which is the same whichever host is asked, the figures are worked out once in a few seconds. What each
alarm means, and what to do then, stands in docs/operations.md; the alarms in deploy/prometheus/rightsadmin.rules.yml.
"""

import os
from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from kombu.exceptions import OperationalError
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import REGISTRY, Collector
from redis.exceptions import RedisError

from certificates.selectors import watched as watched_certificates
from ledger.selectors import watched as watched_ledger
from rightsadmin import health
from rightsadmin.common import queue
from rightsadmin.common.once import Once

FRESH_FOR = 5  # seconds
REQUESTS = Counter("rightsadmin_requests", "Requests answered.", ["method", "status"])
LATENCY = Histogram(
    "rightsadmin_request_seconds",
    "From a request's first line to its answer's.",
    ["method"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)
METHODS = frozenset({"GET", "HEAD", "POST"})


def count(method: str, status: int, seconds: float) -> None:
    """One more request."""
    known = method if method in METHODS else "other"
    REQUESTS.labels(known, status).inc()
    LATENCY.labels(known).observe(seconds)


class _State(Collector):
    """The installation's state; a part that does not answer is told as down, and its figures are left out."""

    def collect(self) -> Iterator[Metric]:
        found = health.answers()
        up = GaugeMetricFamily("rightsadmin_up", "Whether the part answers.", labels=["part"])
        for part, answers in found.items():
            up.add_metric([part], answers)
        yield up
        if found["database"]:
            yield from _of_the_database()
        if found["broker"]:
            yield from _of_the_broker()


def _of_the_database() -> Iterator[Metric]:
    try:
        figures = watched_ledger.figures() | watched_certificates.figures()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*), current_setting('max_connections')::int FROM pg_stat_activity "
                "WHERE backend_type = 'client backend'"
            )
            figures["database_connections"], figures["database_connections_at_most"] = cursor.fetchone()
    except DatabaseError:
        return
    for name, figure in sorted(figures.items()):
        yield GaugeMetricFamily(
            f"rightsadmin_{name}", name.replace("_", " ").capitalize() + ".", value=figure
        )


def _of_the_broker() -> Iterator[Metric]:
    try:
        found = queue.look()
    except (OperationalError, RedisError, OSError):
        return
    yield GaugeMetricFamily(
        "rightsadmin_tasks_waiting", "Tasks that no worker has taken.", value=found.waiting
    )
    yield GaugeMetricFamily(
        "rightsadmin_tasks_in_hand", "Tasks that a worker has taken.", value=found.in_hand
    )
    yield GaugeMetricFamily(
        "rightsadmin_queue_age_seconds", "How long the oldest waiting task has waited.", value=found.oldest
    )
    failed = CounterMetricFamily("rightsadmin_tasks_failed", "Tasks that failed.", labels=["task"])
    for task, failures in found.failed.items():
        failed.add_metric([task], failures)
    yield failed


_state = CollectorRegistry()
_state.register(_State())
state = Once(lambda: generate_latest(_state), seconds=FRESH_FOR)


def _requests() -> bytes:
    """Of all processes of this host's web server where they share a folder, else of this one."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


@login_not_required
def show(request: HttpRequest) -> HttpResponse:
    """The figures, for whoever brings the monitoring's token; nothing is here for anybody else."""
    if not health.brings_token(request):
        raise Http404
    return HttpResponse(_requests() + state(), content_type=CONTENT_TYPE_LATEST)
