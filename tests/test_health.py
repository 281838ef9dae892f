"""Live and ready."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ledger.models import Heartbeat
from rightsadmin.common import clock
from rightsadmin.health import BEAT
from rightsadmin.tasks import beat_heartbeat


def test_live_asks_nothing(client):
    response = client.get(reverse("health-live"))
    assert (response.status_code, response.json()) == (200, {"live": True})


@pytest.mark.django_db
def test_ready_names_what_lacks(client):
    response = client.get(reverse("health-ready"))
    answers = response.json()
    assert response.status_code == 503
    assert (answers["database"], answers["broker"], answers["beat"]) == (True, True, False)


@pytest.mark.django_db
def test_beat_is_alive_as_long_as_its_heartbeat_is_fresh(client):
    beat_heartbeat()
    assert client.get(reverse("health-ready")).json()["beat"]
    Heartbeat.objects.filter(name=BEAT).update(at=clock.now() - timedelta(minutes=5))
    assert not client.get(reverse("health-ready")).json()["beat"]
