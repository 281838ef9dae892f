"""Print files leave the house whole or in parts, to those who may take them, each of them logged with its bytes."""

import pytest
from django.test import Client
from django.urls import reverse

from certificates.enums import RunKind
from ledger.models import AuditEvent
from tests.certificates.factories import separated_plan
from tests.factories import actor

pytestmark = pytest.mark.django_db


def as_role(role):
    client = Client()
    client.force_login(actor(role).user)
    return client


def address(file):
    return reverse("certificates:print-file", args=[file.run.plan.slug, file.run_id, file.pk])


def body(response):
    return b"".join(response.streaming_content)


def downloads():
    return AuditEvent.objects.filter(verb="file.downloaded").count()


def test_print_file_is_taken_whole_and_in_parts_and_each_is_logged(pressed_run):
    file = pressed_run(separated_plan(2).plan, RunKind.REHEARSAL).files.get()
    client, url = as_role("clerk"), address(file)

    beyond = client.get(url, headers={"range": "bytes=999999999-"})
    assert (beyond.status_code, beyond["Content-Range"], downloads()) == (416, f"bytes */{file.size}", 0)

    whole = client.get(url)
    content = body(whole)
    assert (whole.status_code, whole["ETag"]) == (200, f'"{file.sha256}"')
    assert (whole["Accept-Ranges"], int(whole["Content-Length"])) == ("bytes", file.size)
    assert (content[:5], len(content), downloads()) == (b"%PDF-", file.size, 1)

    resumed = client.get(url, headers={"range": "bytes=100-", "if-range": whole["ETag"]})
    assert (resumed.status_code, int(resumed["Content-Length"])) == (206, file.size - 100)
    assert resumed["Content-Range"] == f"bytes 100-{file.size - 1}/{file.size}"
    assert (body(resumed), downloads()) == (content[100:], 2)
    event = AuditEvent.objects.filter(verb="file.downloaded").latest("pk")
    assert event.after == {"print_file": file.sha256, "bytes": f"100-{file.size - 1}"}

    assert body(client.get(url, headers={"range": "bytes=100-", "if-range": '"other"'})) == content
    assert downloads() == 3

    another = as_role("supervisor").get(url, headers={"range": "bytes=10-19"})
    assert (body(another), downloads()) == (content[10:20], 4)


def test_part_asks_for_the_role_and_the_release_as_the_whole_does(pressed_run):
    url = address(pressed_run(separated_plan(2).plan).files.get())

    assert as_role("examiner").get(url, headers={"range": "bytes=0-9"}).status_code == 403
    assert as_role("clerk").get(url, headers={"range": "bytes=0-9"}).status_code == 302
    assert downloads() == 0
