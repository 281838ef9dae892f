"""Locks, taken once in a transaction, as late as possible and before the check they protect.

The order in which whatever needs several takes them: the plan, the account, the certificate, what lies on it. Every
row is read afresh under its lock: what was read before may have changed meanwhile.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.db.utils import OperationalError
from psycopg.errors import DeadlockDetected, LockNotAvailable

from ledger.errors import Conflict
from ledger.models import (
    Approval,
    Break,
    Calendar,
    DataQualityIssue,
    Director,
    Hold,
    HolderAccount,
    HolderImport,
    HouseClock,
    Plan,
    PlanDraft,
    Separation,
    TriggerCase,
)
from ledger.selectors import reconciliation

M = TypeVar("M", bound=Model)

ACTION_SEED = 7_002  # keeps the locks of acts apart from others of one number
PLAN_KEYSPACE = 7_001  # posting and numbering of one plan
LOCK_TIMEOUT = "5s"  # of a person who waits for his page
PATIENTLY = "0"  # of a worker, which has its own time limit: for as long as it takes


def lock_plan(plan_id: int | None) -> Plan:
    """The plan, read after nobody else can post to it or number in it until this transaction ends.

    Plan.DoesNotExist for None, which only an act of the house has for its plan.
    """
    if plan_id is None:
        raise Plan.DoesNotExist
    _require_transaction("The plan")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [PLAN_KEYSPACE, plan_id])
        (is_ours,) = cursor.fetchone()
    if not is_ours:
        with _waiting("The plan", LOCK_TIMEOUT), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [PLAN_KEYSPACE, plan_id])
    return Plan.objects.get(pk=plan_id)


def lock_action(action: uuid.UUID) -> None:
    """Whoever does the same act waits until this transaction ends."""
    with _waiting("The form", LOCK_TIMEOUT), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [str(action), ACTION_SEED])


def lock_account(account_id: int, *, timeout: str = LOCK_TIMEOUT) -> HolderAccount:
    """The holder's account with its plan."""
    rows = HolderAccount.objects.select_related("plan").filter(pk=account_id)
    return locked(rows, "The account", timeout=timeout)


def lock_hold(hold_id: int) -> Hold:
    """The hold with its account and plan."""
    return locked(Hold.objects.select_related("account__plan").filter(pk=hold_id), "The hold")


def lock_approval(approval_id: int) -> Approval:
    """The proposal with its plan."""
    return locked(Approval.objects.select_related("plan").filter(pk=approval_id), "The proposal")


def lock_user(user_id: int) -> User:
    """Somebody of the staff."""
    return locked(User.objects.filter(pk=user_id), "The user")


def lock_draft(draft_id: int) -> PlanDraft:
    """A plan that is being set up."""
    return locked(PlanDraft.objects.filter(pk=draft_id), "The draft")


def lock_director(director_id: int) -> Director:
    """The director with his plan."""
    return locked(Director.objects.select_related("plan").filter(pk=director_id), "The director's record")


def lock_question(issue_id: int) -> DataQualityIssue:
    """The open question with its plan."""
    return locked(DataQualityIssue.objects.select_related("plan").filter(pk=issue_id), "The open question")


def lock_case(case_id: int) -> TriggerCase:
    """The Trigger Case with its fact, person and plan."""
    cases = TriggerCase.objects.select_related("event", "person", "plan")
    return locked(cases.filter(pk=case_id), "The Trigger Case")


def lock_separation(separation_id: int) -> Separation:
    """The proposed separation; its plan is locked before it."""
    return locked(Separation.objects.filter(pk=separation_id), "The separation")


def lock_import(import_id: int) -> HolderImport:
    """The checked holder file; its plan is locked before it."""
    return locked(HolderImport.objects.filter(pk=import_id), "The holder file")


def lock_calendar(code: str) -> Calendar | None:
    """The calendar of that code, None where there is none."""
    return first_locked(Calendar.objects.filter(code=code), "The calendar")


def lock_house_clock() -> HouseClock:
    """The clock of the house, in its one row."""
    return locked(HouseClock.objects.filter(pk=1), "The clock of the house", timeout=PATIENTLY)


def lock_break(break_id: int) -> Break:
    """The break with its plan."""
    return locked(Break.objects.select_related("plan").filter(pk=break_id), "The break")


def lock_breaks(plan: Plan) -> list[Break]:
    """Every break of the plan that stands, the oldest first."""
    return all_locked(reconciliation.standing(plan), "The breaks")


# --------------------------------------------------------------------------------------------- how a row is locked


def locked(rows: QuerySet[M], named: str, *, timeout: str = LOCK_TIMEOUT) -> M:
    """The one row of `rows`, read under the lock that every writer of it takes.

    Conflict, saying so of what is `named`, where it is gone, or somebody else holds it for longer than `timeout`;
    TransactionManagementError outside a transaction, which alone holds a lock.
    """
    _require_transaction(named)
    # Nearly always nobody holds it; only who must wait needs a time limit, and a point to come back to.
    free = rows.select_for_update(no_key=True, of=("self",), skip_locked=True).first()
    row = free or first_locked(rows, named, timeout=timeout)
    if row is None:
        raise Conflict(
            f"{named} is no longer there: somebody removed it. Go back to its list and look again."
        )
    return row


def first_locked(rows: QuerySet[M], named: str, *, timeout: str = LOCK_TIMEOUT) -> M | None:
    """As `locked`, with None where there is no such row."""
    with _waiting(named, timeout):
        return rows.select_for_update(no_key=True, of=("self",)).first()


def all_locked(rows: QuerySet[M], named: str, *, timeout: str = LOCK_TIMEOUT) -> list[M]:
    """As `locked`, of every row in the order of `rows`: two that lock the same rows must ask for the same order."""
    with _waiting(named, timeout):
        return list(rows.select_for_update(no_key=True, of=("self",)))


def _require_transaction(named: str) -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            f"{named} is locked in a transaction, which holds the lock."
        )


@contextmanager
def _waiting(named: str, timeout: str) -> Iterator[None]:
    _require_transaction(named)
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{timeout}'")
            yield
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = DEFAULT")
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
            raise
        raise Conflict(
            f"{named} is being changed by somebody else just now. Wait a moment and try again."
        ) from error
