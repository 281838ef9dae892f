"""What every request meets: its id through logs and tasks, the bodies that are not read, the figures of a monitor."""

import json
import logging
from types import SimpleNamespace

import pytest
from django.db import IntegrityError
from django.test import RequestFactory
from django.urls import reverse
from prometheus_client.parser import text_string_to_metric_families

from rightsadmin import edge, health, metrics
from rightsadmin.celery import app
from rightsadmin.common import logs, queue
from rightsadmin.tasks import beat_heartbeat
from tests.certificates.factories import attached_plan
from tests.factories import actor


def line(record: logging.LogRecord) -> dict:
    return json.loads(logs.Json().format(record))


def record(message: str, *args, **extra) -> logging.LogRecord:
    made = logging.LogRecord("x", logging.WARNING, __file__, 1, message, args, extra.pop("exc_info", None))
    vars(made).update(extra)
    return made


# ------------------------------------------------------------------------------------------------------- logs


@pytest.mark.django_db
def test_a_request_is_told_by_its_page_person_and_plan_and_never_by_what_was_asked(client, caplog):
    plan, user = attached_plan(), actor("clerk").user
    client.force_login(user)
    with caplog.at_level(logging.INFO, "rightsadmin.request"):
        address = reverse("ledger:holders", args=[plan.slug])
        answered = client.get(f"{address}?q=NAKAMURA", headers={"X-Request-ID": "from-the-proxy_1"})
        made = client.get(address, headers={"X-Request-ID": "bad id\n"})["X-Request-ID"]
    assert answered["X-Request-ID"] == "from-the-proxy_1"
    assert len(made) == 32
    (first, _) = (found for found in caplog.records if found.name == "rightsadmin.request")
    assert first.getMessage() == "GET plans/<slug:slug>/holders/ 200"
    assert "NAKAMURA" not in caplog.text


def test_a_line_is_json_with_what_it_was_done_for_and_without_numbers_rows_and_secrets():
    with logs.doing(request="r1", user="7"):
        logs.learn(plan="mim")
        told = line(record("Number %s and %s.", "000-22-1640", "12-3456789", status=200))
    assert (told["message"], told["status"]) == ("Number ***-**-1640 and ***-**-6789.", 200)
    assert (told["request"], told["user"], told["plan"], told["level"]) == ("r1", "7", "mim", "WARNING")
    assert "request" not in line(record("Afterwards."))
    missed = record("%s: %s", "Not Found", "/feed/secret.ics", request=object())
    assert line(missed)["message"] == "Not Found"
    error = IntegrityError("new row violates x\nDETAIL:  Failing row contains (7, CEDE & CO, 000-22-1640).")
    told = line(record("It failed.", exc_info=(type(error), error, None)))
    assert "new row violates x" in told["error"]
    assert "CEDE" not in told["error"]


def test_what_asked_for_a_task_is_told_by_every_line_of_the_task():
    headers: dict = {}
    with logs.doing(request="r1", action="a1"):
        logs.tell_the_task(headers=headers)
    assert (headers[logs.HEADER]["request"], headers[logs.HEADER]["action"]) == ("r1", "a1")
    request = SimpleNamespace(headers=None, **headers)
    task = SimpleNamespace(name="ledger.sweep_deadlines", request=request)
    logs.begin_task("t1", task)
    told = line(record("At work."))
    logs.end_task("t1")
    assert (told["request"], told["task"], told["task_name"]) == ("r1", "t1", "ledger.sweep_deadlines")
    assert "task" not in line(record("Done."))


# ----------------------------------------------------------------------------------------------------- bodies


class Unread:
    """A body that must not be read."""

    def read(self, *_):
        raise AssertionError("the body was read")


@pytest.mark.parametrize(
    ("role", "path", "size", "status"),
    [
        ("", "sign-in", 70_000, 413),
        ("examiner", "my-day", 40_000_000, 413),
        ("examiner", "my-day", 30_000_000, 200),
        ("clerk", "ledger:import-check", 200_000_000, 200),
        ("clerk", "ledger:import-check", 300_000_000, 413),
    ],
)
@pytest.mark.django_db
def test_a_body_that_is_too_large_is_not_read(role, path, size, status):
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpResponse

    address = reverse(path, args=["mim"] if "import" in path else [])
    request = RequestFactory().post(address)
    request.META |= {"CONTENT_LENGTH": str(size), "wsgi.input": Unread()}
    request.user = actor(role).user if role else AnonymousUser()
    response = edge.BodyMiddleware(lambda _: HttpResponse())(request)
    assert response.status_code == status
    if status == 413:
        assert b"Nothing of it was read" in response.content or b"Sign in first" in response.content


@pytest.mark.django_db
def test_a_form_that_is_longer_than_any_is_refused_in_a_sentence(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    client.force_login(actor("clerk").user)
    client.raise_request_exception = False
    response = client.post(reverse("my-day"), {"memo": "x" * 2_000})
    assert response.status_code == 400
    assert b"Nothing of it was kept" in response.content


# ---------------------------------------------------------------------------------------------------- figures


@pytest.mark.django_db
def test_figures_are_there_for_the_token_alone_and_say_what_an_operator_watches(client, settings):
    attached_plan()
    address = reverse("metrics")
    assert client.get(address, headers={"Authorization": "Bearer "}).status_code == 404
    settings.MONITOR_TOKEN = "t" * 40
    assert client.get(address, headers={"Authorization": "Bearer guessed"}).status_code == 404
    health.answers.forget()
    metrics.state.forget()
    queue.count_failure(sender=SimpleNamespace(name="ledger.some_task"))
    response = client.get(address, headers={"Authorization": f"Bearer {settings.MONITOR_TOKEN}"})
    assert response.status_code == 200
    families = {family.name: family for family in text_string_to_metric_families(response.text)}
    failed = families["rightsadmin_tasks_failed"].samples
    assert [sample.labels["task"] for sample in failed] == ["ledger.some_task"]
    named = {name.removeprefix("rightsadmin_") for name in families if name.startswith("rightsadmin_")}
    assert named >= {
        *("approvals_waiting", "breaks_open", "deadlines_overdue", "proof_differences", "runs_working"),
        *("runs_stuck", "runs_failed", "chunks_failed", "database_connections", "requests"),
        *("request_seconds", "tasks_waiting", "tasks_in_hand", "queue_age_seconds", "up"),
    }
    assert all(
        "mim" not in str(sample.labels).lower() for family in families.values() for sample in family.samples
    )


def test_every_figure_that_an_alarm_asks_is_there_and_every_alarm_is_explained():
    import re

    from tests.conftest import ROOT

    rules = (ROOT / "deploy/prometheus/rightsadmin.rules.yml").read_text()
    explained = (ROOT / "docs/operations.md").read_text()
    alarms = re.findall(r"alert: (\w+)", rules)
    assert len(alarms) > 8
    assert [name for name in alarms if f"| {name} |" not in explained] == []
    written = "".join(
        (ROOT / f"{place}.py").read_text()
        for place in ("rightsadmin/metrics", "ledger/selectors/watched", "certificates/selectors/watched")
    )
    for name in set(re.findall(r"rightsadmin_(\w+)", rules)):
        bare = re.sub(r"(_total|_bucket|_count|_sum)$", "", name).removesuffix("_age_seconds")
        assert bare in written, name


def test_the_age_of_the_queue_is_that_of_its_oldest_task(settings):
    import redis

    broker = redis.Redis.from_url(settings.CELERY_BROKER_URL)
    broker.flushdb()
    eager, app.conf.task_always_eager = app.conf.task_always_eager, False
    beat_heartbeat.apply_async()
    app.conf.task_always_eager = eager
    found = queue.look()
    assert (found.waiting, found.in_hand) == (1, 0)
    assert 0 <= found.oldest < 30
    told = json.loads(broker.lindex(queue.QUEUE, -1))["headers"][logs.HEADER]
    assert set(told) == {"sent_at"}
    broker.flushdb()


def test_stored_files_are_their_owners_alone(settings, tmp_path):
    from rightsadmin.common import storage

    settings.MEDIA_ROOT = str(tmp_path / "files")
    stored = storage.store([b"a paper"], folder="documents", suffix=".txt")
    path = tmp_path / "files" / stored.name
    assert [place.stat().st_mode & 0o777 for place in (path, path.parent)] == [0o600, 0o700]
