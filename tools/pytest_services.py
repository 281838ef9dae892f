"""A pytest plugin (``-p tools.pytest_services``): a throw-away PostgreSQL and Valkey for one test run.

It acts before pytest-django reads the settings, by setting RIGHTSADMIN_DATABASE_URL and
RIGHTSADMIN_REDIS_URL; where these are set already it starts nothing. pytest-xdist's processes inherit both:
pytest-django gives each its own database, and each takes a numbered database of the one Valkey and a folder
of files of its own.
"""

import atexit
import contextlib
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

# before rightsadmin is imported: its Celery application would choose the production settings
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rightsadmin.settings.test")
from rightsadmin.embedded import EmbeddedServerError, Postgres, Valkey
from rightsadmin.embedded.postgres import DATABASE
from tools import database_template

FOLDER_PREFIX = "rightsadmin-servers-"

#: What this process started, by the variable that names it; empty in pytest-xdist's processes.
started: dict[str, Postgres | Valkey] = {}
_cleanup = contextlib.ExitStack()
atexit.register(_cleanup.close)  # not pytest_unconfigure, which does not come when the settings fail to load


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        try:
            _start_services()
        except EmbeddedServerError as error:
            raise pytest.UsageError(str(error)) from error
    else:
        server, _, _ = os.environ["RIGHTSADMIN_REDIS_URL"].rpartition("/")
        os.environ["RIGHTSADMIN_REDIS_URL"] = f"{server}/{int(worker.removeprefix('gw')) % 15 + 1}"
        os.environ["RIGHTSADMIN_MEDIA_ROOT"] += f"-{worker}"
    yield


def database_is_thrown_away() -> bool:
    """Whether the database server is one of ours, here or in the process that started this one."""
    return FOLDER_PREFIX in os.environ["RIGHTSADMIN_DATABASE_URL"]


def template_of_test_databases() -> dict[str, object]:
    """Settings of a test database: a copy of the migrated one in our own server, else made by migrations."""
    return {"TEMPLATE": DATABASE, "MIGRATE": False} if database_is_thrown_away() else {}


def _start_services() -> None:
    _remove_leftovers()
    state = Path(tempfile.mkdtemp(prefix=f"{FOLDER_PREFIX}{os.getpid()}-"))
    state.chmod(0o711)  # as root the database runs as another user, who must get in
    _cleanup.callback(shutil.rmtree, state, ignore_errors=True)
    os.environ.setdefault("RIGHTSADMIN_MEDIA_ROOT", str(state / "files"))
    os.environ.setdefault("RIGHTSADMIN_STATIC_ROOT", str(state / "static"))
    Path(os.environ["RIGHTSADMIN_STATIC_ROOT"]).mkdir(exist_ok=True)  # its absence is a warning of whitenoise
    for variable, kind in (("RIGHTSADMIN_DATABASE_URL", Postgres), ("RIGHTSADMIN_REDIS_URL", Valkey)):
        if variable not in os.environ:
            server = kind(state, durable=False)
            _cleanup.callback(server.stop)
            if isinstance(server, Postgres):
                database_template.begin_with_template(server)
            server.start()
            os.environ[variable] = server.url
            started[variable] = server


def _remove_leftovers() -> None:
    """Folders of test runs that were killed: their servers died with them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER_PREFIX}*"):
        try:
            os.kill(int(folder.name.removeprefix(FOLDER_PREFIX).partition("-")[0]), 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)
        except PermissionError:  # alive, of another user
            continue
