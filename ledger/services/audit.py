"""The audit trail: one event for each act, written in the transaction of the act itself."""

import uuid
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model

from ledger.errors import ProofAged
from ledger.models import AuditEvent, Plan
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor

M = TypeVar("M", bound=Model)

# Every verb there is, with the sentence a page shows; an unknown verb is an error.
VERBS: dict[str, str] = {
    "plan.loaded": "loaded the plan",
    "draft.saved": "saved a plan that is being set up",
    "draft.dropped": "dropped a plan that was being set up",
    "plan.pinned": "pinned the plan to a day",
    "plan.state": "changed the state of the plan",
    "plan.alarm": "found the clocks of the plan standing still, or running again",
    "clock.leapt": "found that the clock leapt",
    "clock.confirmed": "confirmed the clock",
    "term.recorded": "recorded a term",
    "document.recorded": "recorded a source document",
    "transfer.named": "named a transfer made by a plan before",
    "control_book.changed": "changed the control book",
    "control_book.withdrawn": "withdrew an entry of the control book",
    "director.recorded": "recorded a director",
    "resolution.recorded": "recorded a resolution",
    "resolution.withdrawn": "withdrew a resolution that was recorded wrongly",
    "event.recorded": "recorded a fact",
    "event.reversed": "reversed a fact",
    "finding.recorded": "recorded a finding of beneficial ownership",
    "finding.withdrawn": "withdrew a finding of beneficial ownership",
    "tie.recorded": "recorded who acts together",
    "transferee.decided": "recorded counsel's word on a transferee's Rights",
    "case.opened": "opened a Trigger Case",
    "case.confirmed": "confirmed a Trigger Case",
    "case.closed": "closed a Trigger Case",
    "holder.edited": "edited a holder",
    "holder.held": "placed a hold on an account",
    "hold.lifted": "lifted a hold on an account",
    "import.checked": "checked a holder file",
    "import.refused": "refused a holder file",
    "import.loaded": "loaded a holder file",
    "file_profile.kept": "kept a profile of holder files",
    "batch.posted": "posted a batch",
    "batch.reversed": "undid a batch by reversal",
    "deadline.computed": "computed the deadlines",
    "deadline.due": "found a deadline due",
    "deadline.acknowledged": "acknowledged a deadline",
    "counsel.word": "gave counsel's word",
    "approval.proposed": "proposed an act for a second person",
    "approval.approved": "approved an act",
    "approval.rejected": "rejected an act",
    "approval.asked": "asked the maker of a proposal",
    "approval.answered": "answered about a proposal",
    "approval.withdrawn": "took a proposal back",
    "approval.lapsed": "ended a proposal whose maker may not make it any more",
    "quality.opened": "opened a data-quality issue",
    "milestone.recorded": "put on record what has occurred",
    "quality.resolved": "closed a data-quality issue",
    "separation.proposed": "proposed the separation of the Rights",
    "separation.posted": "posted the separation of the Rights",
    "rights.voided": "posted Rights as void",
    "rights.redeemed": "posted the redemption of the Rights",
    "rights.exchanged": "posted an exchange of Rights",
    "shares.delivered": "posted shares delivered out of the trust of an exchange",
    "rights.expired": "posted the expiration of the Rights",
    "adjustment.recorded": "recorded an adjustment",
    "amendment.recorded": "recorded an amendment",
    "reminder.sent": "sent a reminder of a deadline",
    "reminder.escalated": "escalated a deadline nobody acknowledged",
    "feed.changed": "changed the secret of a calendar feed",
    "calendar.changed": "changed a calendar",
    "calendar.confirmed": "confirmed a year of a calendar",
    "ledger.proved": "proved the ledger",
    "record.proved": "proved the whole record and signed what it holds",
    "record.sealed_anew": "sealed tables anew that a migration gave other columns",
    "run.created": "created a certificate run",
    "run.changed": "steered a certificate run",
    "run.proved": "proved a certificate run",
    "run.released": "released a certificate run",
    "certificate.changed": "changed a certificate",
    "certificate.archived": "put a copy of a certificate into the archive",
    "certificate.sent": "sent a copy of a certificate by e-mail",
    "file.downloaded": "downloaded a file",
    "list.taken": "took a list",
    "certificate.shown": "looked at a certificate",
    "entitlement.recorded": "recorded what a Right buys",
    "presentation.received": "received a presentation",
    "presentation.examined": "examined a presentation",
    "presentation.changed": "changed a presentation",
    "presentation.posted": "posted a presentation",
    "stop.placed": "placed a stop on a certificate",
    "stop.lifted": "lifted a stop on a certificate",
    "stop.reported": "reported the loss or the recovery of a certificate",
    "mail.returned": "recorded returned mail",
    "search.recorded": "recorded a search for a lost holder",
    "vault.changed": "changed what lies in a box of the vault",
    "destruction.witnessed": "witnessed the destruction of certificates",
    "destruction.recorded": "recorded the destruction of certificates",
    "payment.changed": "changed a list of payments",
    "notice.changed": "changed a notice",
    "instruction.recorded": "recorded a written instruction",
    "instruction.checked": "asked again whether an instruction may be acted on",
    "instruction.asked": "applied to the company for instructions",
    "signatory.changed": "changed the signatories",
    "agent.noticed": "recorded a notice that the Rights Agent changes",
    "agent.changed": "changed the Rights Agent",
    "handover.exported": "exported the records of a plan",
    "backup.made": "made a backup",
    "backup.restored": "restored a backup",
    "handover.imported": "took in the records of a plan",
    "reconciliation.proved": "proved the identities",
    "break.changed": "changed a break",
    "inquiry.recorded": "recorded a written inquiry",
    "inquiry.answered": "answered a written inquiry",
    "user.created": "created a user",
    "user.admitted": "admitted somebody to the staff",
    "user.changed": "changed somebody of the staff",
    "user.dismissed": "ended somebody's access",
    "user.invited": "sent somebody the way to set a password",
    "sign_in.done": "signed in",
    "sign_in.refused": "refused a sign-in",
    "sign_in.locked": "locked out after wrong passwords",
    "session.signed_out": "signed out",
    "session.ran_out": "was signed out when a session ended by itself",
    "session.ended": "ended sessions",
    "password.asked": "was sent the way to set a forgotten password",
    "password.changed": "set a password",
    "factor.added": "set up a second factor",
    "factor.removed": "gave up a second factor",
    "factor.codes": "made new recovery codes",
    "role.lent": "lent a role in an emergency",
    "role.taken_back": "took back what was lent",
    "factor.taken": "took away somebody's second factor",
}


LENT = "lent in an emergency"
# What carries weight, or leaves the house: who does it has lately shown who he is.
WEIGHTY = frozenset(
    {
        "approval.approved",
        "list.taken",
        "file.downloaded",
        "certificate.sent",
        "handover.exported",
    }
)
# What changes nothing: somebody looked, or took a list.
READINGS = frozenset({"list.taken", "certificate.shown"})


def record(
    verb: str,
    *,
    plan: Plan | None,
    target: Model | None = None,
    reason: str = "",
    before: Any = None,
    after: Any = None,
    actor: Actor,
) -> AuditEvent:
    """One audit event.

    Raises ProofAged where it carries weight and who acts has not lately shown who he is, ValueError for a verb that is
    not in VERBS, so that no act goes by an unknown name.
    """
    event = _event(verb, plan, target, actor)
    event.reason, event.before, event.after = reason, before, after
    event.save(force_insert=True)
    return event


def record_each(verb: str, *, plan: Plan | None, targets: Mapping[Model, Any], actor: Actor) -> None:
    """As `record`, one event for each target with what is said `after` it, written at once."""
    events = []
    for target, after in targets.items():
        event = _event(verb, plan, target, actor)
        event.after = after
        events.append(event)
    AuditEvent.objects.bulk_create(events)


def _event(verb: str, plan: Plan | None, target: Model | None, actor: Actor) -> AuditEvent:
    if verb not in VERBS:
        raise ValueError(f"{verb!r} is not a verb of the audit trail: add it to VERBS with its sentence.")
    if verb in WEIGHTY and not actor.is_proved:
        raise ProofAged("This asks that you have shown lately who you are.")
    return AuditEvent(
        plan=plan,
        at=clock.now(),
        action=actor.action,
        verb=verb,
        user=actor.user,
        actor_name=actor.name,
        actor_roles=_roles_told(actor),
        object_type=(target._meta.model_name or "") if target else "",
        object_id=target.pk if target else None,
        object_label=str(target)[:200] if target else "",
    )


def _roles_told(actor: Actor) -> str:
    """The roles somebody acts with; what is lent to him in an emergency is marked."""
    return ", ".join(f"{role} ({LENT})" if role in actor.lent else role for role in actor.roles)[:200]


def stamp(instance: M, *, actor: Actor, reason: str = "") -> M:
    """Names the actor, the reason and the instant on the history row that the next save of a tracked model writes."""
    tracked: Any = instance  # django-simple-history reads these three from the instance itself
    tracked._history_date = clock.now()
    tracked._history_user = actor.user
    tracked._change_reason = f"{actor.name}: {reason}" if reason else actor.name
    return instance


def was_done(action: uuid.UUID) -> bool:
    """Whether the act of this name is on the trail already."""
    return AuditEvent.objects.filter(action=action).exists()
