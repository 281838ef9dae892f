"""One line of JSON for each thing logged, with what it was done for: request, act, person, plan, task.

No address of a page with what was asked behind it, no name, no number of a taxpayer, and of an error of the database
not the row that it shows. What is known of a request goes along with the tasks that it asks for, in their headers.
"""

import json
import logging
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from celery.signals import before_task_publish, task_postrun, task_prerun

HEADER = "rightsadmin"  # of a task's message
FIELDS = ("request", "action", "user", "plan", "task", "task_name")
_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
#: The database shows the row that it refused, with names, addresses and figures.
_ROW = re.compile(r"^(DETAIL|CONTEXT):.*$", re.MULTILINE)
_NUMBER = re.compile(r"\b(\d{3}-\d{2}|\d{2}-\d{3})-?(\d{4})\b")

_known: ContextVar[Mapping[str, str]] = ContextVar("what is being done", default=MappingProxyType({}))
_tokens: dict[str, Any] = {}


def known() -> Mapping[str, str]:
    """What is known of what is being done now."""
    return _known.get()


@contextmanager
def doing(**told: str) -> Iterator[None]:
    """Within it every line says so, and every task that is asked for."""
    token = _known.set({**_known.get(), **told})
    try:
        yield
    finally:
        _known.reset(token)


def learn(**told: str) -> None:
    """Adds what has become known of the request or task at hand."""
    _known.set({**_known.get(), **told})


class Json(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _without_secrets(_message(record)),
            **known(),
        }
        told |= {
            name: value
            for name, value in vars(record).items()
            if name not in _EVERY_RECORD and isinstance(value, str | int | float | None) and name not in told
        }
        if record.exc_info:
            told["error"] = _without_secrets(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    """Django tells the address of a page that was refused, which may be the secret of a feed: only what befell it."""
    if hasattr(record, "request") and isinstance(record.args, tuple) and record.args:
        return str(record.args[0])
    return record.getMessage()


def _without_secrets(text: str) -> str:
    return _NUMBER.sub(r"***-**-\2", _ROW.sub(r"\1: left out", text))


# ------------------------------------------------------------------------------------------------------- tasks


@before_task_publish.connect
def tell_the_task(headers: dict[str, Any] | None = None, **_: Any) -> None:
    """A task's message says what asked for it, and when."""
    if headers is not None:
        asked_by = {name: value for name, value in known().items() if not name.startswith("task")}
        headers[HEADER] = {**asked_by, "sent_at": time.time()}


@task_prerun.connect
def begin_task(task_id: str, task: Any, **_: Any) -> None:
    told = getattr(task.request, HEADER, None) or (task.request.headers or {}).get(HEADER) or {}
    asked_by = {name: str(told[name]) for name in FIELDS if name in told}
    _tokens[task_id] = _known.set({**_known.get(), **asked_by, "task": task_id, "task_name": task.name})


@task_postrun.connect
def end_task(task_id: str, **_: Any) -> None:
    if token := _tokens.pop(task_id, None):
        _known.reset(token)
