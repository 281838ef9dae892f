"""What a lock promises: a transaction, the row as it is now, a sentence where it is gone or held too long."""

import threading
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection, transaction

from ledger.errors import Conflict, Held
from ledger.models import DataQualityIssue, Resolution
from ledger.services import locks, resolutions
from tests import factories
from tests.factories import mim_plan
from tests.ledger.stories import close_questions, pin

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


def test_of_two_orders_to_end_the_rights_recorded_at_once_the_later_one_waits_for_the_earlier(plan):
    close_questions(plan, "redemption", "exchange")
    pin(plan, date(1998, 12, 15))
    clerk, paper = factories.actor("clerk"), factories.document(plan, "Minutes")

    def redeem(number):
        return resolutions.record_resolution(
            plan=plan,
            number=number,
            kind="redemption",
            adopted_at=factories.new_york("1998-12-14T10:00"),
            text="RESOLVED, that the Rights are redeemed.",
            document=paper,
            data={"in_whole": True},
            actor=clerk,
        )

    # The other connection has written its order and not committed: this one judges only once it has.
    with _held_by_another(redeem, "R-3", seconds=0.3), pytest.raises(Held, match=r"R-3.* waits for a second"):
        redeem("R-4")
    assert [row.number for row in Resolution.objects.filter(plan=plan, kind="redemption")] == ["R-3"]


@contextmanager
def _held_by_another(lock, key, *, seconds=10):
    """Another connection holds the lock from the beginning of the block to its end, or for so long."""
    taken, done = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                lock(key)
                taken.set()
                done.wait(seconds)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert taken.wait(10)
    yield
    done.set()
    thread.join()
