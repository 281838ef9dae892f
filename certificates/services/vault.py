"""Cancelled certificates put away, and destroyed before two witnesses (SEC Rule 17Ad-19; Agreement, section 8).

A clerk proposes whole boxes and names two witnesses, other than himself; a supervisor approves; each witness then
signs that he saw it. The second signature makes the certificates DESTROYED; nothing else can (a trigger).
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Max
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from certificates.enums import CertificateState, DestructionStatus
from certificates.models import (
    CancelledStore,
    Certificate,
    DestructionBatch,
    DestructionWitness,
    VaultBox,
)
from certificates.rules.numbering import certificate_number, serials_in
from certificates.services import lifecycle
from certificates.services.locks import lock_box, lock_boxes, lock_destruction, lock_numbered
from certificates.services.texts import required
from ledger.enums import Act
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import Approval, Plan
from ledger.permissions import require_propose
from ledger.services import approvals, audit, hands
from ledger.services.locks import lock_plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

TARGET = "destructionbatch"
WITNESSES = 2
LEGAL_BASIS = (
    "Rights Agreement, section 8: the Rights Agent delivers cancelled Rights Certificates to the Company or destroys "
    "them and delivers a certificate of destruction; SEC Rule 17Ad-19: written procedure for their destruction."
)


def open_box(*, plan: Plan, label: str, location: str, actor: Actor) -> VaultBox:
    """A box of the vault, empty. RuleViolation without a label or place; Conflict where the label is in use."""
    require_propose(actor, Act.RETURNED_MAIL)
    label = required(label, "Give the box the label that is written on it.", where="label").upper()
    location = required(location, "Say where the box stands: room, shelf.", where="location")
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        if VaultBox.objects.filter(plan=plan, label=label).exists():
            raise Conflict(f"There is a box {label} already.")
        box = VaultBox(plan=plan, label=label, location=location, opened_at=clock.now())
        audit.stamp(box, actor=actor, reason="opened").save()
        audit.record("vault.changed", plan=plan, target=box, reason=location, actor=actor)
    return box


def put_away(*, box: VaultBox, numbers: str, actor: Actor) -> int:
    """The cancelled certificates of these printed numbers and ranges are in the box; how many.

    One that was in another box is moved. All or nothing: RuleViolation where a text is no number or one of them is
    not a cancelled certificate of the plan, Conflict where a box is in a destruction batch.
    """
    require_propose(actor, Act.RETURNED_MAIL)
    try:
        serials = serials_in(numbers)
    except ValueError as error:
        raise RuleViolation(str(error), where="numbers") from error
    with transaction.atomic():
        box = lock_box(box.pk)
        if box.destruction_id is not None:
            raise Conflict(f"{box} is in {box.destruction}: nothing goes into it any more.")
        certificates = {certificate.pk: certificate for certificate in lock_numbered(box.plan, serials)}
        _require_cancelled(serials, list(certificates.values()))
        before = CancelledStore.objects.filter(certificate__in=certificates).select_related(
            "box__destruction"
        )
        moved = list(before)
        for stored in moved:
            if stored.box.destruction_id is not None:
                text = certificates[stored.certificate_id].text
                raise Conflict(f"{text} is in {stored.box}, of {stored.box.destruction}.")
            stored.box, stored.stored_at, stored.stored_by = box, clock.now(), actor.name
        lying = {stored.certificate_id for stored in moved}
        fresh = [
            CancelledStore(certificate=each, box=box, stored_at=clock.now(), stored_by=actor.name)
            for key, each in certificates.items()
            if key not in lying
        ]
        said: dict[str, Any] = {
            "default_user": actor.user,
            "default_change_reason": f"{actor.name}: put into {box}",
        }
        bulk_create_with_history(fresh, CancelledStore, **said)
        bulk_update_with_history(moved, CancelledStore, ["box", "stored_at", "stored_by"], **said)
        after = {"certificates": len(certificates), "first": certificate_number(serials[0])}
        audit.record("vault.changed", plan=box.plan, target=box, after=after, actor=actor)
    return len(certificates)


def propose_destruction(
    *,
    plan: Plan,
    boxes: Sequence[VaultBox],
    method: str,
    place: str,
    witnesses: Sequence[Any],
    legal_basis: str = LEGAL_BASIS,
    actor: Actor,
) -> DestructionBatch:
    """The boxes, with all in them, are to be destroyed: a supervisor decides; the users named will witness it.

    Raises RuleViolation without method or place, unless exactly two different persons of the staff other than the
    proposer are named, or where nothing lies in the boxes; Conflict where one is in a batch already.
    """
    require_propose(actor, Act.DESTRUCTION)
    method = required(method, "Say how they are destroyed: shredded, burned, pulped.", where="method")
    place = required(place, "Say where they are destroyed.", where="place")
    users = _require_witnesses(witnesses, actor)
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        held = lock_boxes(plan, [box.pk for box in boxes])
        for box in held:
            if box.destruction_id is not None:
                raise Conflict(f"{box} is in another destruction already.")
        stored = Certificate.objects.filter(stored__box__in=held).order_by("number")
        rows = list(stored.values_list("text", "quantity"))
        if not rows:
            raise RuleViolation(
                "Nothing lies in the boxes: choose one with certificates in it.", where="boxes"
            )
        last = DestructionBatch.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
        batch = DestructionBatch(
            plan=plan,
            number=last + 1,
            method=method,
            place=place,
            certificates=len(rows),
            rights=sum(quantity for _, quantity in rows),
            numbers_sha256=numbers_digest([text for text, _ in rows]),
            proposed_at=clock.now(),
            proposed_by=actor.user,
            proposed_by_name=actor.name,
        )
        audit.stamp(batch, actor=actor, reason="proposed").save()
        for user in users:
            named = DestructionWitness(batch=batch, user=user, name=Actor.of_user(user).name)
            audit.stamp(named, actor=actor, reason="named").save()
        for box in held:
            box.destruction = batch
            audit.stamp(box, actor=actor, reason=f"in {batch}").save()
        batch.approval = approvals.propose(
            plan=plan,
            act=Act.DESTRUCTION,
            subject=f"Destroy {len(rows):,} cancelled certificates",
            target_type=TARGET,
            target_id=batch.pk,
            payload=_payload(batch),
            legal_basis=legal_basis,
            actor=actor,
        )
        audit.stamp(batch, actor=actor, reason="proposed").save(update_fields=["approval"])
    return batch


def confirm(*, batch: DestructionBatch, statement: str, actor: Actor) -> DestructionBatch:
    """A witness signs that he saw the batch destroyed; with the second signature its certificates are DESTROYED.

    Raises NotAuthorised for anybody but its witnesses, RuleViolation before its approval or without a statement,
    Conflict where he signed already.
    """
    statement = required(statement, "Say what you saw destroyed, and how.", where="statement")
    with transaction.atomic():
        batch = lock_destruction(batch.pk)
        witness = DestructionWitness.objects.filter(batch=batch, user=actor.user).first()
        if witness is None:
            raise NotAuthorised(f"{actor.name} is no witness of {batch}: only the two named with it sign.")
        if witness.confirmed_at is not None:
            raise Conflict(f"{witness.name} signed for {batch} already.")
        if batch.status != DestructionStatus.APPROVED:
            raise RuleViolation(f"{batch} {batch.get_status_display().lower()}: nobody signs for it now.")
        witness.confirmed_at, witness.statement = clock.now(), statement
        audit.stamp(witness, actor=actor, reason=statement).save()
        audit.record("destruction.witnessed", plan=batch.plan, target=batch, reason=statement, actor=actor)
        if not DestructionWitness.objects.filter(batch=batch, confirmed_at__isnull=True).exists():
            _destroy(batch, actor)
    return batch


def numbers_digest(texts: Sequence[str]) -> str:
    """SHA-256 of the printed numbers, each on a line, in the order of the numbers."""
    return hashlib.sha256("".join(f"{text}\n" for text in texts).encode()).hexdigest()


def _destroy(batch: DestructionBatch, actor: Actor) -> None:
    gone = lifecycle.destroy(batch, reason=f"{batch}, before two witnesses", actor=actor)
    if gone != batch.certificates:
        raise Conflict(
            f"{gone:,} certificates lie in the boxes of {batch}, not the {batch.certificates:,} approved."
        )
    batch.status, batch.destroyed_at = DestructionStatus.DESTROYED, clock.now()
    audit.stamp(batch, actor=actor, reason="both witnesses signed").save()
    audit.record(
        "destruction.recorded",
        plan=batch.plan,
        target=batch,
        after={"certificates": gone, "rights": batch.rights, "numbers_sha256": batch.numbers_sha256},
        actor=actor,
    )


def _payload(batch: DestructionBatch) -> dict[str, Any]:
    """What the supervisor approves: the boxes, what lies in them now, by number and digest, the witnesses."""
    lying = Certificate.objects.filter(stored__box__destruction=batch).order_by("number")
    rows = list(lying.values_list("text", "quantity"))
    return {
        "destruction": batch.number,
        "boxes": [box.label for box in batch.boxes.order_by("label")],
        "certificates": len(rows),
        "rights": sum(quantity for _, quantity in rows),
        "numbers_sha256": numbers_digest([text for text, _ in rows]),
        "method": batch.method,
        "place": batch.place,
        "witnesses": [witness.name for witness in batch.witnesses.all()],
    }


@hands.made_of(Act.DESTRUCTION)
def _made_of(approval: Approval) -> Iterable[hands.Part]:
    """The boxes, as they were filled."""
    boxes = VaultBox.objects.filter(destruction=approval.target_id).values("pk")
    return (hands.Part(kind="vaultbox", keys=boxes),)


@approvals.on_approval(Act.DESTRUCTION)
def _approve(approval: Approval, actor: Actor) -> None:
    batch = lock_destruction(approval.target_id)
    approvals.require_unchanged(approval, _payload(batch))
    batch.status = DestructionStatus.APPROVED
    audit.stamp(batch, actor=actor, reason="approved").save(update_fields=["status"])


@approvals.on_rejection(Act.DESTRUCTION)
def _reject(approval: Approval, actor: Actor) -> None:
    batch = lock_destruction(approval.target_id)
    batch.status = DestructionStatus.REJECTED
    audit.stamp(batch, actor=actor, reason=approval.decision_reason).save(update_fields=["status"])
    for box in lock_boxes(batch.plan, batch.boxes.values_list("pk", flat=True)):
        box.destruction = None
        audit.stamp(box, actor=actor, reason=f"{batch} was {approval.status}").save(
            update_fields=["destruction"]
        )


def _require_cancelled(serials: Sequence[int], certificates: Sequence[Certificate]) -> None:
    cancelled = {each.number for each in certificates if each.state == CertificateState.CANCELLED}
    others = [certificate_number(serial) for serial in serials if serial not in cancelled]
    if others:
        more = f" and {len(others) - 1:,} more" if len(others) > 1 else ""
        raise RuleViolation(
            f"{others[0]}{more}: no cancelled certificate of the plan. Only cancelled ones are put away.",
            where="numbers",
        )


def _require_witnesses(witnesses: Sequence[Any], actor: Actor) -> list[Any]:
    staff = get_user_model().objects.filter(is_active=True, groups__isnull=False)
    users = list(staff.filter(pk__in=[user.pk for user in witnesses]).distinct().order_by("pk"))
    if len(users) != WITNESSES or actor.user in users:
        raise RuleViolation(
            "Name two witnesses: two different persons of the staff, neither of them you.", where="witnesses"
        )
    return users
