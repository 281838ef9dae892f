"""An item is received: a ticket with its business-day stamp for the certificates that came."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from certificates.enums import PresentationKind
from certificates.models import Certificate, Presentation, PresentedCertificate
from certificates.rules.numbering import certificate_number
from certificates.rules.receipt import receipt
from certificates.selectors import presentations as selector, voided
from certificates.services.presentations.keeping import judge_routine, request
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import Plan, SourceDocument
from ledger.permissions import require_propose
from ledger.selectors import plan_day
from ledger.services import audit
from ledger.services.locks import lock_plan
from rightsadmin.common import enqueue
from rightsadmin.common.actor import Actor

MOST_CERTIFICATES = 500
UNKNOWN_NAMED = 10


def receive(
    *,
    plan: Plan,
    kind: str,
    received_at: datetime,
    presenter: str,
    numbers: Sequence[int],
    presenter_address: Sequence[str] = (),
    is_surrendered: bool = True,
    document: SourceDocument | None = None,
    actor: Actor,
) -> Presentation:
    """A ticket with its business-day stamp for the certificates of these numbers.

    Conflict names the ticket and the clerk that have a certificate already; RuleViolation names the number that the
    plan never issued, or a receipt in the future. What comes before the Distribution Date is logged and returned
    (R11, R23).
    """
    require_propose(actor, Act.PRESENTATION)
    if not presenter.strip():
        raise RuleViolation("Name the presenter: the letter goes to him.")
    if len(numbers) > MOST_CERTIFICATES:
        raise RuleViolation(
            f"A ticket has at most {MOST_CERTIFICATES} certificates: make several for {len(numbers):,}."
        )
    with transaction.atomic():
        plan = lock_plan(plan.pk)
        if received_at > plan_day.instant(plan):
            raise RuleViolation("It was received in the future of this plan: correct the day and time.")
        stamp = receipt(received_at, selector.calendar_of(plan, received_at))
        certificates = _free_certificates(plan, numbers)
        last = Presentation.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
        presentation = Presentation(
            plan=plan,
            number=last + 1,
            kind=PresentationKind(kind),
            received_at=received_at,
            received_by=actor.name,
            credited_on=stamp.credited_on,
            due_on=stamp.due_on,
            presenter=presenter.strip()[:200],
            presenter_address=[line.strip()[:120] for line in presenter_address if line.strip()],
            is_surrendered=is_surrendered,
            document=document,
        )
        audit.stamp(presentation, actor=actor, reason="received").save()
        PresentedCertificate.objects.bulk_create(
            PresentedCertificate(presentation=presentation, certificate=certificate)
            for certificate in certificates
        )
        if presentation.kind == PresentationKind.REPLACEMENT:
            request(
                presentation,
                [(certificate.account, voided.live_on(certificate)) for certificate in certificates],
            )
        judge_routine(presentation, "received", actor)
        audit.record(
            "presentation.received",
            plan=plan,
            target=presentation,
            after={
                "kind": presentation.kind,
                "certificates": [certificate.text for certificate in certificates],
                "credited_on": stamp.credited_on.isoformat(),
            },
            actor=actor,
        )
        enqueue.on_commit("ledger.compute_deadlines", plan_id=plan.pk)
    return presentation


def _free_certificates(plan: Plan, numbers: Sequence[int]) -> list[Certificate]:
    """The certificates of these numbers; Conflict where another open ticket has one of them."""
    found = Certificate.objects.filter(plan=plan, number__in=numbers).select_related("account")
    certificates = list(found.order_by("number"))
    if unknown := sorted(set(numbers) - {certificate.number for certificate in certificates}):
        named = ", ".join(certificate_number(number) for number in unknown[:UNKNOWN_NAMED])
        more = len(unknown) - UNKNOWN_NAMED
        raise RuleViolation(
            f"The plan never issued {named}{f' and {more:,} more' if more > 0 else ''}: read the numbers again.",
            where=named,
        )
    taken = (
        PresentedCertificate.objects.filter(certificate__in=certificates, is_open=True)
        .select_related("presentation", "certificate")
        .first()
    )
    if taken:
        other = taken.presentation
        raise Conflict(
            f"{taken.certificate} is on ticket {other.ticket} already, received by {other.received_by}: "
            f"{other.get_status_display().lower()}. Go on with that ticket.",
            where=str(other.pk),
            next_act=Act.PRESENTATION,
        )
    return certificates
