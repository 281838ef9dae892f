"""What the broker knows of the tasks: how many wait, since when, how many failed."""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from celery import current_app
from celery.signals import task_failure
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from rightsadmin.common.logs import HEADER

QUEUE, IN_HAND, FAILED = "celery", "unacked", "rightsadmin.failed-tasks"
PATIENCE = 2  # seconds
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Queue:
    """Tasks that wait, those that a worker has in hand, the seconds the oldest has waited, and failures by task."""

    waiting: int
    in_hand: int
    oldest: float
    failed: dict[str, int]


@contextmanager
def _broker() -> Iterator[Any]:
    """The broker as Redis is asked, by the very connection that tasks go over."""
    with current_app.connection_for_read() as connection:
        connection.ensure_connection(max_retries=1, timeout=PATIENCE)
        with connection.channel() as channel:
            yield channel.client


def answers() -> bool:
    """Whether the broker answers within PATIENCE."""
    try:
        with _broker() as broker:
            return bool(broker.ping())
    except (OperationalError, RedisError, OSError):
        return False


def look() -> Queue:
    """Raises OperationalError, RedisError or OSError where the broker does not answer."""
    with _broker() as broker:
        last = broker.lindex(QUEUE, -1)  # they are put in at the left and taken out at the right
        failed = broker.hgetall(FAILED)
        return Queue(
            waiting=broker.llen(QUEUE),
            in_hand=broker.hlen(IN_HAND),
            oldest=_age(last) if last else 0.0,
            failed={name.decode(): int(count) for name, count in failed.items()},
        )


@task_failure.connect
def count_failure(sender: Any, **_: Any) -> None:
    """Counted in the broker, where the workers of every host meet; what cannot be counted is in the log."""
    try:
        with _broker() as broker:
            broker.hincrby(FAILED, sender.name, 1)
    except (OperationalError, RedisError, OSError) as error:
        logger.warning("A failure of %s is not counted (%s).", sender.name, error)


def _age(message: bytes) -> float:
    told = json.loads(message).get("headers", {}).get(HEADER) or {}
    return max(time.time() - float(told["sent_at"]), 0.0) if "sent_at" in told else 0.0
