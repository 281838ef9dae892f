"""Locks, taken once in a transaction, as late as possible and before the check they protect."""

from django.db import connection, transaction
from django.db.utils import OperationalError

from ledger.errors import Conflict
from ledger.models import Plan

PLAN_KEYSPACE = 7_001  # posting and numbering of one plan
LOCK_TIMEOUT = "5s"


def lock_plan(plan_id: int) -> Plan:
    """The plan, read after nobody else can post to it or number in it until this transaction ends.

    Conflict where another act holds it for longer than LOCK_TIMEOUT.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("lock_plan needs a transaction to hold the lock.")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [PLAN_KEYSPACE, plan_id])
            cursor.execute("SET LOCAL lock_timeout = DEFAULT")
    except OperationalError as error:
        raise Conflict(
            "Another act is being posted to this plan just now. Wait a moment and try again."
        ) from error
    return Plan.objects.get(pk=plan_id)
