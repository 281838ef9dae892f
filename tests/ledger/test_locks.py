"""What a lock promises: a transaction, the row as it is now, a sentence where it is gone or held too long."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from ledger.errors import Conflict
from ledger.models import DataQualityIssue
from ledger.services import locks
from tests.factories import mim_plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan():
    return mim_plan()


@pytest.fixture
def question(plan):
    return plan.quality_issues.first()


def test_nothing_is_locked_outside_a_transaction(plan, question):
    for lock in (lambda: locks.lock_plan(plan.pk), lambda: locks.lock_question(question.pk)):
        with pytest.raises(transaction.TransactionManagementError, match="is locked in a transaction"):
            lock()


def test_a_row_is_read_afresh(question):
    DataQualityIssue.objects.filter(pk=question.pk).update(title="read again")

    with transaction.atomic():
        assert locks.lock_question(question.pk).title == "read again"


def test_a_row_that_is_gone_is_told(question):
    with pytest.raises(Conflict, match="The open question is no longer there"), transaction.atomic():
        locks.lock_question(question.pk + 10_000)


def test_a_plan_held_too_long_is_told(monkeypatch, plan):
    with _held_by_another(locks.lock_plan, plan.pk):
        monkeypatch.setattr(locks, "LOCK_TIMEOUT", "50ms")
        with pytest.raises(Conflict, match="The plan is being changed by somebody"), transaction.atomic():
            locks.lock_plan(plan.pk)


def test_a_row_held_too_long_is_told_and_the_transaction_goes_on(question):
    rows = DataQualityIssue.objects.filter(pk=question.pk)

    with _held_by_another(locks.lock_question, question.pk), transaction.atomic():
        with pytest.raises(Conflict, match="The open question is being changed by somebody"):
            locks.locked(rows, "The open question", timeout="50ms")
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone() == ("0",)
        assert rows.exists()


@contextmanager
def _held_by_another(lock, key):
    """Another connection holds the lock from the beginning of the block to its end."""
    taken, done = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                lock(key)
                taken.set()
                done.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert taken.wait(10)
    yield
    done.set()
    thread.join()
