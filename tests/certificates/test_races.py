"""Two at once: two clerks, two workers, two deliveries of one chunk."""

import threading

import pytest
from django.db import connection

from certificates.enums import ChunkState, PresentationKind, RunStatus
from certificates.models import Certificate, NumberSeries, Presentation, PrintFile, Run, RunChunk
from certificates.services import claims, presentations, pressing, runs
from ledger.errors import Conflict
from rightsadmin.common.actor import Actor
from tests.certificates.factories import clerk, separated_plan
from tests.certificates.presented import RECEIVED_AT, mailed_plan

pytestmark = pytest.mark.django_db(transaction=True)

SYSTEM = Actor.system("tests")


def at_once(*calls):
    """What each call returned or raised, all begun together, each on a connection of its own."""
    barrier, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        barrier.wait()
        try:
            answers[place] = call()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def begun(monkeypatch):
    """A run of seven certificates in four chunks whose tasks were lost."""
    monkeypatch.setattr(runs, "CHUNK_SIZE", 2)
    monkeypatch.setattr(runs, "send_to_press", lambda _run: None)
    return runs.create_run(plan=separated_plan(7).plan, actor=clerk())


def test_two_clerks_who_start_the_same_run_get_one_run(monkeypatch):
    monkeypatch.setattr(runs, "send_to_press", lambda _run: None)
    plan, maker = separated_plan(5).plan, clerk()

    answers = at_once(*[lambda: runs.create_run(plan=plan, actor=maker)] * 2)

    run = Run.objects.get()
    assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "Run"]
    (refusal,) = [answer for answer in answers if isinstance(answer, Conflict)]
    assert f"{run} was started" in refusal.sentence
    assert Certificate.objects.count() == 5
    assert NumberSeries.objects.get().next_number == 6


def test_two_workers_never_claim_the_same_chunk(begun):
    answers = at_once(*[lambda: claims.claim(claims.PRESS, run_id=begun.pk, worker="w")] * 4)

    assert len({chunk.pk for chunk in answers}) == 4
    assert set(RunChunk.objects.values_list("state", flat=True)) == {ChunkState.PRESSING}


def test_chunk_delivered_twice_leaves_one_file_and_one_row(begun):
    chunk = claims.claim(claims.PRESS, run_id=begun.pk, worker="w")

    answers = at_once(*[lambda: pressing.press_chunk(chunk, actor=SYSTEM)] * 2)

    assert sorted(answers) == [False, True]
    assert PrintFile.objects.count() == 1
    assert RunChunk.objects.get(pk=chunk.pk).state == ChunkState.PRESSED


def test_run_cancelled_while_a_chunk_is_finished_ends_in_one_of_the_two_ways(begun):
    chunk = claims.claim(claims.PRESS, run_id=begun.pk, worker="w")
    maker = clerk()

    pressed, cancelled = at_once(
        lambda: pressing.press_chunk(chunk, actor=SYSTEM),
        lambda: runs.cancel(run=begun, reason="Stop.", actor=maker),
    )

    assert isinstance(pressed, bool)
    assert cancelled.status == RunStatus.CANCELLED
    assert set(RunChunk.objects.values_list("state", flat=True)) == {ChunkState.CANCELLED}
    assert PrintFile.objects.count() == pressed


def test_two_clerks_who_receive_the_same_certificate_get_one_ticket_and_a_name():
    plan = mailed_plan(4)
    makers = clerk(), clerk()

    def received_by(maker):
        return lambda: presentations.receive(
            plan=plan,
            kind=PresentationKind.TRANSFER,
            received_at=RECEIVED_AT,
            presenter="JANE ROE",
            numbers=[2],
            actor=maker,
        )

    answers = at_once(*map(received_by, makers))

    ticket = Presentation.objects.get()
    (refusal,) = [answer for answer in answers if isinstance(answer, Conflict)]
    assert refusal.sentence.startswith(
        f"R-0000002 is on ticket P-000001 already, received by {ticket.received_by}"
    )
