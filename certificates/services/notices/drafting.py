"""A notice begun: its words and figures are frozen from the terms and the ledger, and shown before anybody approves."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from certificates.enums import NoticeKind, NoticeStatus
from certificates.models import Notice, PaymentList
from certificates.press import PressError, press
from certificates.press.letter import (
    LetterContent,
    LetterTemplate,
    context_digest,
    fit_letter_address,
    load_letter,
)
from certificates.rules.content import Watermark
from certificates.selectors import notices as selector
from certificates.selectors.notices import Basis, Recipient
from certificates.services import templates
from certificates.services.allotment import address_of
from certificates.services.locks import lock_notice
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Adjustment, Plan
from ledger.permissions import require_propose
from ledger.rules.dates import date_text
from ledger.selectors import plan_day
from ledger.services import audit
from ledger.services.locks import lock_plan
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor

# A preview shows the first letters of the mail.
PREVIEWED = 3


def begin(
    *,
    plan: Plan,
    kind: str,
    dated_on: date | None = None,
    payment_list: PaymentList | None = None,
    adjustment: Adjustment | None = None,
    details: dict[str, Any] | None = None,
    actor: Actor,
) -> Notice:
    """Freezes what the notice says and to whom it goes; a second person approves exactly that.

    RuleViolation where what it tells of has not happened, a term is missing, nobody is to be told, or a record date
    leaves less than the days of notice (section 25). `dated_on` None is the plan's today.
    """
    require_propose(actor, Act.NOTICE)
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        basis = Basis(
            plan,
            kind,
            dated_on or plan_day.today(plan),
            payment_list,
            adjustment,
            _checked(kind, details or {}),
        )
        if kind == NoticeKind.PROPOSED_ACTION:
            _require_notice_days(basis)
        context = selector.context(basis)
        template = _template(kind, context)
        count, list_sha256 = selector.recipients_digest(basis)
        if not count:
            raise RuleViolation("There is no holder whom this notice concerns.")
        last = selector.mail_by(basis)
        notice = Notice.objects.create(
            plan=plan,
            kind=kind,
            dated_on=basis.dated_on,
            payment_list=payment_list,
            adjustment=adjustment,
            details=basis.details,
            template_version=templates.recorded(template, actor=actor),
            context=context,
            context_sha256=context_digest(context),
            recipients=count,
            list_sha256=list_sha256,
            mail_by=last.on if last else None,
            mail_by_reason=last.reason if last else "",
            created_at=clock.now(),
            created_by=actor.name,
        )
        audit.record(
            "notice.changed",
            plan=plan,
            target=notice,
            after={"status": notice.status, "recipients": count, "context": notice.context_sha256},
            actor=actor,
        )
    return notice


def _checked(kind: str, details: dict[str, Any]) -> dict[str, Any]:
    if kind != NoticeKind.PROPOSED_ACTION:
        return {}
    for name in ("action", "description"):
        if not str(details.get(name, "")).strip():
            raise RuleViolation(
                "Say which action is proposed, and describe it.", rule="Agreement, section 25"
            )
    return {
        "action": " ".join(str(details["action"]).split()),
        "description": str(details["description"]),
        "record_date": str(details["record_date"]),
        "takes_effect": str(details.get("takes_effect") or ""),
        "days": int(details["days"]),
    }


def _require_notice_days(basis: Basis) -> None:
    """The record date leaves the whole days of notice after the day the notice can first be mailed (section 25)."""
    last, today = selector.mail_by(basis), plan_day.today(basis.plan)
    if last is None or last.on < today:
        raise RuleViolation(
            f"The record date leaves less than {basis.details['days']} days of notice. {last.reason if last else ''} "
            f"Today is {date_text(today)}: the Company must fix a later record date.",
            rule="Agreement, section 25",
        )


def _template(kind: str, context: dict[str, Any]) -> LetterTemplate:
    document, version = selector.DOCUMENTS[kind]
    try:
        return load_letter(document, version, context)
    except PressError as error:
        raise RuleViolation(f"The notice cannot be printed as it stands: {error}") from error


def letter(labels: Sequence[str], recipient: Recipient) -> LetterContent:
    """The letter to one holder; PressError where his address cannot be printed."""
    return LetterContent(
        recipient.number,
        fit_letter_address(recipient.registration_lines, address_of(recipient)),
        recipient.figures(labels),
    )


def preview(*, notice: Notice) -> bytes:
    """The first letters as the press will print them, under the DRAFT watermark; of no effect at all.

    The very path of the mass-pressed letters. A holder whose address cannot be printed is passed over.
    """
    context = notice.context | {"head": notice.context["head"] | {"watermark": Watermark.DRAFT.value}}
    template = load_letter(notice.template_version.document, notice.template_version.version, context)
    letters = []
    for rows in selector.recipients(Basis.of(notice), limit=PREVIEWED):
        for row in rows:
            try:
                letters.append(letter(notice.context["labels"], row))
            except PressError:
                continue
    return press(template, letters or template.probes()[:1]).data


def withdraw(*, notice: Notice, reason: str, actor: Actor) -> Notice:
    """Ends a notice that was not approved; begin another. Conflict where it was approved or ended already."""
    require_propose(actor, Act.NOTICE)
    if not reason.strip():
        raise RuleViolation("Say why the notice is withdrawn.")
    with transaction.atomic():
        notice = lock_notice(notice.pk)
        if notice.status != NoticeStatus.DRAFT:
            raise Conflict(f"{notice} is {notice.get_status_display().lower()} and cannot be withdrawn.")
        return set_status(notice, NoticeStatus.WITHDRAWN, actor, reason=reason)


def set_status(notice: Notice, status: str, actor: Actor, *, reason: str = "") -> Notice:
    """Saves the locked notice in its next status, with one audit event."""
    before, notice.status = notice.status, status
    notice.save()
    audit.record(
        "notice.changed",
        plan=notice.plan,
        target=notice,
        reason=reason,
        before={"status": before},
        after={"status": status},
        actor=actor,
    )
    enqueue.on_commit("ledger.compute_deadlines", plan_id=notice.plan.pk)
    return notice
