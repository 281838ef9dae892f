"""Tasks on commit, by name. A broker that is down never undoes what was committed: the sweeps find the work."""

import logging
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def on_commit(task: str, **arguments: Any) -> None:
    """Enqueues the task of this name with these primitives once the transaction is committed.

    KeyError for a name no task has: a misspelt task is found by the first test that reaches it.
    """
    transaction.on_commit(partial(_send, task, arguments))


def _send(task: str, arguments: dict[str, Any]) -> None:
    try:
        current_app.tasks[task].apply_async(kwargs=arguments, retry=False)
    except (OperationalError, OSError) as error:
        logger.warning(
            "The broker did not take %s %s (%s): the next sweep will do it.", task, arguments, error
        )
