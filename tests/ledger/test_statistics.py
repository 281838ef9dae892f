"""The planner knows of many rows in the transaction that wrote them, of the record's own tables and no others."""

import pytest
from django.contrib.auth.models import User
from django.db import connection

from ledger.models import HolderAccount, LedgerAccount
from ledger.services import statistics
from tests import factories

pytestmark = pytest.mark.django_db


def known(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        return cursor.fetchone()[0]


def test_many_rows_are_told_in_their_own_transaction():
    plan = factories.mim_plan()
    for _ in range(3):
        factories.account(plan)
    before = known("ledger_ledgeraccount"), known("auth_user")
    statistics.tell(statistics.MANY - 1, HolderAccount)
    statistics.tell(statistics.MANY, HolderAccount, User)

    assert known("ledger_holderaccount") == HolderAccount.objects.count()
    assert (known("ledger_ledgeraccount"), known("auth_user")) == before


def test_few_rows_are_not_told(django_assert_num_queries):
    with django_assert_num_queries(0):
        statistics.tell(statistics.MANY - 1, HolderAccount, LedgerAccount)
