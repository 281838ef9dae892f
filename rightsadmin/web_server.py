"""What each process of the web server does once it serves: gunicorn -c python:rightsadmin.web_server."""

import logging
import threading
from typing import Any

import gunicorn.http.wsgi

gunicorn.http.wsgi.SERVER = (
    "rightsadmin"  # no answer tells by which program, and by which version of it, it was sent
)

logger = logging.getLogger(__name__)


def post_worker_init(worker: Any) -> None:
    """Gunicorn's hook: the press is warmed beside the first requests, so that the first certificate is as quick as
    any other.
    """
    threading.Thread(target=_warm, name="warm the press", daemon=True).start()


def _warm() -> None:
    from django.db import connection  # noqa: PLC0415 - gunicorn reads this file before the settings are there

    from certificates.services import viewing  # noqa: PLC0415

    try:
        viewing.warm()
    except Exception:  # whatever it is, the first certificate meets it again and says so to somebody
        logger.exception("The press could not be warmed: the first certificate of this process takes longer.")
    finally:
        connection.close()
