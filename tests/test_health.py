"""Live and ready: cheap however often they are asked, and silent to strangers."""

import threading
from datetime import timedelta

import pytest
from django.urls import reverse

from ledger.models import Heartbeat
from rightsadmin import health
from rightsadmin.common import clock, queue
from rightsadmin.common.once import Once
from rightsadmin.health import BEAT
from rightsadmin.tasks import beat_heartbeat
from tests.factories import actor

READY = reverse("health-ready")
TOKEN = "t" * 40


@pytest.fixture(autouse=True)
def _asked_anew(settings):
    settings.MONITOR_TOKEN = TOKEN
    health.answers.forget()
    yield
    health.answers.forget()


def told(client, token: str = TOKEN):
    health.answers.forget()
    return client.get(READY, headers={"Authorization": f"Bearer {token}"})


def test_live_asks_nothing(client):
    response = client.get(reverse("health-live"))
    assert (response.status_code, response.json()) == (200, {"live": True})


@pytest.mark.django_db
def test_strangers_learn_ready_or_not_and_staff_and_the_monitoring_which_part_is_down(client, monkeypatch):
    assert (client.get(READY).status_code, client.get(READY).json()) == (200, {"ready": True})
    parts = {"ready": True, "database": True, "broker": True, "beat_and_worker": False}
    assert told(client).json() == parts
    assert told(client, "guessed").json() == {"ready": True}
    client.force_login(actor("clerk").user)
    assert client.get(READY).json() == parts
    monkeypatch.setattr(queue, "answers", lambda: False)
    assert (told(client).status_code, told(client).json()["broker"]) == (503, False)


@pytest.mark.django_db
def test_fifty_who_ask_at_once_make_one_check(client, monkeypatch):
    made = []
    monkeypatch.setattr(queue, "answers", lambda: made.append(1) or True)
    assert {client.get(READY).status_code for _ in range(50)} == {200}
    assert len(made) == 1


def test_while_one_works_an_answer_out_anew_the_others_are_served_the_last():
    made, began, may_end = [], threading.Event(), threading.Event()

    def work() -> int:
        made.append(1)
        if len(made) > 1:
            began.set()
            may_end.wait(5)
        return len(made)

    answer = Once(work, seconds=0)
    assert answer() == 1
    again = threading.Thread(target=answer)
    again.start()
    began.wait(5)
    assert [answer() for _ in range(5)] == [1] * 5
    may_end.set()
    again.join(5)
    assert len(made) == 2


@pytest.mark.django_db
def test_beat_is_alive_as_long_as_its_heartbeat_is_fresh(client):
    beat_heartbeat()
    assert told(client).json()["beat_and_worker"]
    Heartbeat.objects.filter(name=BEAT).update(at=clock.now() - timedelta(minutes=5))
    assert not told(client).json()["beat_and_worker"]
    assert told(client).status_code == 200  # a beat that stands still takes no page away
