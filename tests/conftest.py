"""Fixtures every test may use: a real Celery worker, a real browser. Servers come from
tools/pytest_services.py.
"""

import contextlib
import gc
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from signal import SIGKILL, SIGQUIT, SIGTERM
from urllib.parse import urlsplit, urlunsplit

import hypothesis
import pytest

from rightsadmin.embedded import die_with_parent
from rightsadmin.embedded.postgres import APPLICATION
from tools import pytest_services

hypothesis.settings.register_profile("suite", deadline=None)  # how long one example takes proves nothing
hypothesis.settings.load_profile("suite")

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
CHROMIUM_FLAGS = [
    "--no-sandbox",  # as root it starts only so
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


REFUSED_FORM = "status of 422"  # how the console tells of it


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database holds the shipped calendars from the start: loading them in every test would be a third
    of the suite. In our own server a transactional test leaves it so; elsewhere Django empties every table after
    one, and tests.factories loads the calendars again where they lack.
    """
    from django.test import TransactionTestCase

    from ledger.services import calendars
    from rightsadmin.common.actor import Actor
    from tests import owner, states

    with django_db_blocker.unblock():
        owner.become_application()
        calendars.load_shipped(actor=Actor.system("tests"))
        states.remember_base()
    if pytest_services.database_is_thrown_away():
        TransactionTestCase._fixture_teardown = lambda _test: states.return_to_base()
    else:
        flush = TransactionTestCase._fixture_teardown

        def emptied(test: TransactionTestCase) -> None:
            with owner.behind_the_program():
                flush(test)

        TransactionTestCase._fixture_teardown = emptied
    yield
    with django_db_blocker.unblock():
        owner.become_owner()  # who drops the database


@pytest.fixture(autouse=True)
def _own_states(monkeypatch):
    """See tests/states.py."""
    from tests import states

    states.begin_test(monkeypatch)


@pytest.fixture(autouse=True)
def _nobody_has_tried():
    """Attempts to sign in are counted in the cache, which outlives a test."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def _with_second_factor():
    """Whom a test signs in past the door has shown a second factor, and who he is, just now; tests of the rule itself
    come in by the door.
    """
    from django.test import Client

    from rightsadmin.people import factors

    plain = Client.force_login

    def force_login(client, user, backend=None):
        plain(client, user, backend)
        session = client.session
        session[factors.SHOWN] = True
        proof = {"method": "password", "at": time.time(), "reauthenticated": True}
        session["account_authentication_methods"] = [proof]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()

    with (
        pytest.MonkeyPatch.context() as patches
    ):  # once: a patch of each test's own makes each story another one
        patches.setattr(Client, "force_login", force_login)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Test databases are copies of the kept template, see tools/database_template.py."""
    from django.conf import settings

    settings.DATABASES["default"]["TEST"] |= pytest_services.template_of_test_databases()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """A server that is thrown away takes its databases along: to drop one first would only wait for connections
    that a live server's threads or a killed worker left open.
    """
    return pytest_services.database_is_thrown_away()


# --------------------------------------------------------------------------------------------------- browser


def _why_no_browser() -> str | None:
    """What lacks for browser tests, as one sentence; None when they can run."""
    if CHROMIUM is None:
        return "no Chromium on this machine: apt-get install -y chromium"
    from playwright._impl._driver import compute_driver_executable

    node, _ = compute_driver_executable()
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return (
        f"Playwright does not start (apt-get install -y libatomic1): {done.stderr}"
        if done.returncode
        else None
    )


#: What waits longest, for processes of its own: begun first, so that nothing else waits for it at the end.
SLOWEST = ("tests/test_setup/", "tests/browser/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(SLOWEST))
    browser_tests = [item for item in items if item.get_closest_marker("browser")]
    reason = _why_no_browser() if browser_tests else None
    if reason is None:
        return
    if os.environ.get("RIGHTSADMIN_REQUIRE_BROWSER") == "1":
        raise pytest.UsageError(f"RIGHTSADMIN_REQUIRE_BROWSER=1, but {reason}")
    for item in browser_tests:
        item.add_marker(pytest.mark.skip(reason=reason))


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def browser():
    """A real Chromium with a fresh profile, driven by Playwright's synchronous interface."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser, live_server):
    """Opens pages, each in a session of its own (a clerk's and a supervisor's, say), with relative addresses
    taken at the live server. The test fails at its end when a page raised a script error, broke the content
    policy or lacked a file; a refused form is no error, though the console tells of its status.
    """
    problems: list[str] = []

    def heed(line) -> None:
        if line.type == "error" and REFUSED_FORM not in line.text:
            problems.append(f"{line.location.get('url')}: {line.text}")

    with contextlib.ExitStack() as contexts:

        def open_page(**options):
            context = browser.new_context(base_url=live_server.url, **options)
            contexts.callback(context.close)
            page = context.new_page()
            page.on("pageerror", lambda error: problems.append(str(error)))
            page.on("console", heed)
            return page

        yield open_page
    assert problems == []


@pytest.fixture
def page(new_page):
    """One page of a fresh session."""
    return new_page()


# ---------------------------------------------------------------------------------------------------- worker


@pytest.fixture
def celery_environment(transactional_db, settings) -> dict[str, str]:
    """The environment of a process of ours on the test database, with this test's broker and files."""
    from django.db import connection

    database = urlsplit(os.environ["RIGHTSADMIN_DATABASE_URL"])._replace(
        path=f"/{connection.settings_dict['NAME']}"
    )
    if pytest_services.database_is_thrown_away():
        database = database._replace(netloc=f"{APPLICATION}@")
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "rightsadmin.settings.test",
        "RIGHTSADMIN_DATABASE_URL": urlunsplit(database),
        "RIGHTSADMIN_MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "RIGHTSADMIN_TASKS_EAGER": "0",
    }


@pytest.fixture
def start_worker(celery_environment, settings, tmp_path) -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts real Celery workers on the test database and this test's empty broker:
    ``start_worker(concurrency=2)``.

    Each is a process of its own and sees only what is committed. Tasks are sent to the broker for the test's
    length instead of being run in place. A test may kill a worker; what still runs at its end is stopped.
    """
    import redis

    from rightsadmin.celery import app

    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushdb()
    workers: list[subprocess.Popen] = []

    def start(*, concurrency: int = 1) -> subprocess.Popen:
        log = tmp_path / f"worker-{len(workers)}.log"
        options = ["-c", str(concurrency), "-l", "INFO", "--without-gossip", "--without-mingle"]
        name = ["-n", f"test-{os.getpid()}-{len(workers)}@localhost"]
        with log.open("wb") as output:
            worker = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "rightsadmin", "worker", *options, *name],
                cwd=ROOT,
                env=celery_environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent(SIGQUIT),  # noqa: PLW1509 - no other way
            )
        workers.append(worker)
        end = time.monotonic() + 60
        while not re.search(r"ready\.", log.read_text(errors="replace")):
            assert worker.poll() is None, log.read_text(errors="replace")
            assert time.monotonic() < end, log.read_text(errors="replace")
            time.sleep(0.1)
        return worker

    eager = app.conf.task_always_eager
    app.conf.task_always_eager = False
    yield start
    app.conf.task_always_eager = eager
    for worker in workers:
        worker.send_signal(SIGTERM)
    for worker in workers:
        with contextlib.suppress(subprocess.TimeoutExpired):
            worker.wait(10)
        with contextlib.suppress(ProcessLookupError):  # it, or children a killed worker left behind
            os.killpg(worker.pid, SIGKILL)
        worker.wait()


@pytest.fixture
def celery_worker(start_worker) -> subprocess.Popen:
    """One running worker; see start_worker."""
    return start_worker()
