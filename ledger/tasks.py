"""The ledger's tasks: each fetches, calls one service, and is done.

Services enqueue them by name through `rightsadmin.common.enqueue`, so that no service imports its own door.
"""

from celery import shared_task

from ledger.models import Plan
from ledger.services import deadlines, lending, proofs, reconciliation, record_proof, reminders, sign_ins
from ledger.services.acts import expiration
from rightsadmin.common.actor import Actor


@shared_task(name="ledger.compute_deadlines")
def compute_deadlines(plan_id: int) -> None:
    """After a plan was loaded, its day moved, or an act met a clock: its deadlines are what the facts give now."""
    deadlines.sweep_one(plan=Plan.objects.get(pk=plan_id), actor=Actor.system("compute_deadlines"))


@shared_task(name="ledger.sweep_deadlines")
def sweep_deadlines() -> int:
    """Hourly: every adopted plan is recomputed, and what has fallen due is claimed."""
    return deadlines.sweep(actor=Actor.system("sweep_deadlines"))


@shared_task(name="ledger.prove_ledgers")
def prove_ledgers() -> None:
    """Nightly: every journal is refolded and compared; a difference is an audit event of its own."""
    proofs.prove_all(actor=Actor.system("prove_ledgers"))


@shared_task(name="ledger.prove_record", time_limit=4 * 3600, soft_time_limit=4 * 3600 - 60)
def prove_record() -> None:
    """Nightly: every row is compared with its seal, every file of a seventh with its hash, and the head is signed."""
    record_proof.prove_and_tell(actor=Actor.system("prove_record"))


@shared_task(name="ledger.reconcile_plans")
def reconcile_plans() -> int:
    """Daily, after the close: the identities of every plan are proved, each plan in a task of its own."""
    return reconciliation.enqueue_all(actor=Actor.system("reconcile_plans"))


@shared_task(name="ledger.reconcile")
def reconcile(plan_id: int) -> None:
    """One plan's identities are proved, and its breaks brought to what was found."""
    reconciliation.reconcile(plan=Plan.objects.get(pk=plan_id), actor=Actor.system("reconcile"))


@shared_task(name="ledger.expire_rights")
def expire_rights() -> int:
    """Daily: the Rights of each plan whose expiration is past and beyond doubt expire in one posting."""
    return expiration.expire_due(actor=Actor.system("expire_rights"))


@shared_task(name="ledger.send_reminders")
def send_reminders() -> int:
    """Hourly: each deadline's rung of the ladder is sent once; what nobody acknowledged goes to the supervisors."""
    return reminders.send_due(actor=Actor.system("send_reminders"))


@shared_task(name="ledger.send_way_back")
def send_way_back(email: str, house: str) -> None:
    """Somebody forgot a password: in a task of its own, so that no page tells by its slowness who is on file."""
    sign_ins.send_way_back(email=email, house=house)


@shared_task(name="ledger.tell_of_account")
def tell_of_account(user_id: int, what: str) -> None:
    """Somebody hears what has become of his account."""
    sign_ins.tell(user_id=user_id, what=what)


@shared_task(name="ledger.tell_of_loan")
def tell_of_loan(event_id: int) -> None:
    """A role was lent in an emergency."""
    lending.tell(event_id=event_id)
