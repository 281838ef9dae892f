"""The daily reconciliation: proofs of the identities, and the breaks they find, owned until they heal."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from ledger.enums import Act, BreakStatus
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import Break, Plan, ReconciliationRun
from ledger.permissions import MATRIX, require_propose
from ledger.rules.dates import date_text
from ledger.rules.reconciliation import Difference, Identity, Outcome, exact_side, worth
from ledger.selectors import identities as proving, reconciliation
from ledger.selectors.identities import Close
from ledger.services import audit
from ledger.services.locks import lock_break, lock_breaks, lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from rightsadmin.common.enqueue import on_commit
from rightsadmin.common.hashing import digest

LONGEST_REASON = 2_000


def enqueue_all(*, actor: Actor) -> int:
    """Sends a proof of its own for every plan, so that no task grows with the number of plans; answers how many."""
    require_propose(actor, Act.RECONCILIATION)
    plans = list(Plan.objects.order_by("pk").values_list("pk", flat=True))
    for plan_id in plans:
        on_commit("ledger.reconcile", plan_id=plan_id)
    return len(plans)


def reconcile(*, plan: Plan, actor: Actor) -> ReconciliationRun:
    """Proves every identity of the plan and brings its breaks to what was found.

    A difference that stands already keeps its row, its owner and its age; one that is not found any more is closed,
    naming this proof. Nothing can be posted to the plan meanwhile: both sides are read at one state.
    """
    require_propose(actor, Act.RECONCILIATION)
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        close = proving.close_of(plan, clock.now())
        identities = proving.prove_identities(close)
        run = _record(close, identities, actor)
        opened, closed = _bring_breaks(run, identities, actor)
        audit.record(
            "reconciliation.proved",
            plan=plan,
            target=run,
            after={
                "identities": len(identities),
                "differing": [each.title for each in identities if each.outcome is Outcome.DIFFERS],
                "breaks opened": opened,
                "breaks closed": closed,
                "digest": run.digest,
            },
            actor=actor,
        )
    return run


def assign_break(*, found: Break, owner: Any, actor: Actor) -> Break:
    """Gives a standing break to one of the staff whose role carries the reconciliation."""
    require_propose(actor, Act.RECONCILIATION)
    taker = Actor.of_user(owner)
    if MATRIX[Act.RECONCILIATION].propose.isdisjoint(taker.roles):
        raise NotAuthorised(f"{taker.name} cannot own a break: his roles do not carry the reconciliation.")
    with transaction.atomic():
        row = _standing(found)
        before = row.owner_name
        row.owner, row.owner_name = owner, taker.name
        _save(row, actor, f"Owner: {taker.name}")
        _log(row, {"owner": before or None}, {"owner": taker.name}, "", actor)
    return row


def explain_break(*, found: Break, explanation: str, actor: Actor) -> Break:
    """Says why a standing break differs and what is being done; it stays until its identity holds again."""
    require_propose(actor, Act.RECONCILIATION)
    said = _reason(explanation, "Say why it differs and what is being done.")
    with transaction.atomic():
        row = _standing(found)
        before = row.explanation
        row.status, row.explanation = BreakStatus.EXPLAINED, said
        _save(row, actor, said)
        _log(row, {"explanation": before or None}, {"explanation": said}, said, actor)
    return row


def close_break(*, found: Break, reason: str, actor: Actor) -> Break:
    """Closes a break with a person's reason, after a proof made now shows that its identity holds again.

    RuleViolation where the difference still stands: it is explained, never closed.
    """
    require_propose(actor, Act.RECONCILIATION)
    said = _reason(reason, "Say what mended it.")
    with transaction.atomic():
        _standing(found)
        reconcile(plan=found.plan, actor=actor)
        row = lock_break(found.pk)
        if row.status != BreakStatus.CLOSED:
            raise RuleViolation(
                f"“{row}” still differs by {row.difference}: explain it, and mend what it rests on. It closes when the "
                "identity holds again."
            )
        row.closed_reason = said
        _save(row, actor, said)
        _log(row, None, {"closed_reason": said}, said, actor)
    return row


def settle(*, plan: Plan, why: str, actor: Actor) -> None:
    """After a posting that may have mended what differed: where breaks stand, the identities are proved now, and each
    break that is found no more is closed with the proof and this reason.

    A step of an act of two persons, which the reason names.
    """
    if not reconciliation.standing(plan).exists():
        return
    run = reconcile(plan=plan, actor=actor)
    for row in Break.objects.filter(closed_by=run).order_by("pk"):
        row.closed_reason = f"{row.closed_reason} {why}"[:LONGEST_REASON]
        _save(row, actor, why[:90])
        _log(row, None, {"closed_reason": row.closed_reason}, why, actor)


# ----------------------------------------------------------------------------------------------------- inside


def _record(close: Close, identities: Iterable[Identity], actor: Actor) -> ReconciliationRun:
    told = [identity.record() for identity in identities]
    return ReconciliationRun.objects.create(
        plan=close.plan,
        as_of=close.on,
        known_at=close.known_at,
        identities=told,
        differing=sum(each["outcome"] == Outcome.DIFFERS.value for each in told),
        digest=digest({"plan": close.plan.slug, "as_of": close.on, "identities": told}),
        made_by=actor.name,
    )


def _bring_breaks(run: ReconciliationRun, identities: tuple[Identity, ...], actor: Actor) -> tuple[int, int]:
    """How many breaks were opened and how many closed."""
    rows = {(row.identity, row.key): row for row in lock_breaks(run.plan)}
    price = reconciliation.redemption_price(run.plan)
    opened = 0
    seen: set[tuple[str, str]] = set()
    for identity in identities:
        for difference in identity.breaks():
            slot = identity.code, difference.key
            seen.add(slot)
            row = rows.get(slot)
            if row is None:
                row = Break(plan=run.plan, identity=identity.code, key=difference.key, found_by=run)
                row.found_on = run.as_of
                opened += 1
            if _tell(row, identity, difference, price):
                _save(row, actor, f"{run}: {identity.title}")
    unproved = {
        each.code for each in identities if each.outcome is Outcome.NOT_STATED or not each.is_listed_in_full
    }
    proved = {each.code for each in identities}
    closed = 0
    for (code, key), row in rows.items():
        if (code, key) in seen or code in unproved:
            continue
        row.status, row.closed_by, row.closed_on = BreakStatus.CLOSED, run, run.as_of
        row.closed_reason = (
            f"No longer found: {run}, known on {date_text(run.known_at)}."
            if code in proved
            else f"The identity no longer applies in the state “{run.plan.get_state_display()}”."
        )
        _save(row, actor, row.closed_reason)
        _log(row, None, {"closed by": str(run)}, row.closed_reason, actor)
        closed += 1
    return opened, closed


def _tell(row: Break, identity: Identity, difference: Difference, price: Any) -> bool:
    """Brings the break to what was found; whether anything of it is new."""
    valued = worth(difference.amount, identity.measure, price)
    told = {
        "title": identity.title,
        "measure": identity.measure.value,
        "left": exact_side(difference.left),
        "right": exact_side(difference.right),
        "difference": exact_side(difference.amount),
        "value": valued.dollars,
        "value_basis": valued.basis,
    }
    if all(getattr(row, name) == said for name, said in told.items()):
        return False
    for name, said in told.items():
        setattr(row, name, said)
    return True


def _standing(found: Break) -> Break:
    """The break, locked; Conflict where it was closed meanwhile."""
    row = lock_break(found.pk)
    if row.status == BreakStatus.CLOSED:
        raise Conflict(f"“{row}” was closed on {date_text(row.closed_on)}: {row.closed_reason}")
    return row


def _reason(text: str, ask: str) -> str:
    said = text.strip()
    if not said:
        raise RuleViolation(ask)
    if len(said) > LONGEST_REASON:
        raise RuleViolation(f"The reason is longer than {LONGEST_REASON:,} characters: shorten it.")
    return said


def _save(row: Break, actor: Actor, reason: str) -> None:
    audit.stamp(row, actor=actor, reason=reason).save()


def _log(row: Break, before: Any, after: Any, reason: str, actor: Actor) -> None:
    audit.record(
        "break.changed", plan=row.plan, target=row, reason=reason, before=before, after=after, actor=actor
    )
