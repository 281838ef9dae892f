"""The maker's desk: an item is received, examined, sent back for its defects, or put to the company."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from certificates.enums import PresentationKind, PresentationStatus
from certificates.models import (
    Certificate,
    Election,
    LossClaim,
    Presentation,
    PresentedCertificate,
    RequestedCertificate,
    StopOrder,
)
from certificates.rules.numbering import certificate_number
from certificates.rules.presentations import routine_reason
from certificates.rules.receipt import receipt
from certificates.selectors import presentations as selector, voided
from certificates.services.locks import lock_presentation
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import HolderAccount, Plan, SourceDocument
from ledger.permissions import require_propose
from ledger.rules.findings import Severity
from ledger.selectors import plan_day
from ledger.services import audit
from ledger.services.locks import lock_plan
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor

ON_THE_DESK = (
    PresentationStatus.RECEIVED,
    PresentationStatus.DEFICIENT,
    PresentationStatus.WITH_COMPANY,
)
MOST_CERTIFICATES = 500
UNKNOWN_NAMED = 10


@dataclass(frozen=True)
class EvidenceTold:
    """What the maker found on the papers; the names are those of the fields of Presentation."""

    is_surrendered: bool = True
    is_signed: bool = False
    matches_face: bool = False
    owner_answer: bool | None = None
    source_answer: bool | None = None
    guarantee_program: str = ""
    guarantee_prefix: str = ""
    guarantor: str = ""
    tax_due: Decimal = Decimal(0)
    tax_received: Decimal = Decimal(0)
    screened_on: date | None = None
    is_screening_clear: bool = False
    legal_ground: str = ""
    legal_papers: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ElectionTold:
    """The form of election: Rights exercised, how they are paid, to whom what they buy is delivered."""

    rights: int
    payment_form: str
    tendered: Decimal
    deliver_to: str
    deliver_address: list[str] = field(default_factory=list)
    collected_on: date | None = None
    market_price: Decimal | None = None
    price_document: SourceDocument | None = None


@dataclass(frozen=True)
class LossTold:
    """What is claimed of a certificate that must be replaced, and what covers it."""

    circumstance: str
    affidavit: SourceDocument | None = None
    indemnity: SourceDocument | None = None
    is_waiver_asked: bool = False
    value_per_right: Decimal | None = None
    stop: StopOrder | None = None


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
            _request(
                presentation,
                [(certificate.account, voided.live_on(certificate)) for certificate in certificates],
            )
        _judge_routine(presentation, "received", actor)
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


def examine(
    *,
    presentation: Presentation,
    evidence: EvidenceTold,
    requested: Sequence[tuple[HolderAccount, int]] = (),
    elected: ElectionTold | None = None,
    loss: LossTold | None = None,
    seen: int | None = None,
    actor: Actor,
) -> Presentation:
    """Records what the maker found; the item is on his desk again, whatever was missing before.

    `requested` are owner and Rights of each certificate asked for; the balance of an exercise and the substitute
    of a replacement follow by themselves. `seen` is the version that the maker's page showed (selector.version).
    RuleViolation for a figure that cannot be, Conflict where the item waits for its checker, is closed, or was changed
    by somebody else since it was seen.
    """
    with transaction.atomic():
        presentation = _on_desk(presentation, actor, seen)
        for name in fields(evidence):
            setattr(presentation, name.name, getattr(evidence, name.name))
        if evidence.tax_due < 0 or evidence.tax_received < 0:
            raise RuleViolation("A tax is zero or more: correct the amount.")
        presentation.status, presentation.examined_at = PresentationStatus.RECEIVED, clock.now()
        _keep_election(presentation, elected)
        _keep_loss(presentation, loss)
        _request(presentation, _followed(presentation, requested, elected))
        _judge_routine(presentation, "examined", actor)
        audit.record(
            "presentation.changed",
            plan=presentation.plan,
            target=presentation,
            reason="examined",
            actor=actor,
        )
    return presentation


def send_letter(*, presentation: Presentation, seen: int | None = None, actor: Actor) -> Presentation:
    """Keeps every defect there is now as the one deficiency letter; the item waits for the presenter.

    RuleViolation where nothing is deficient, Conflict where it was changed since it was `seen`.
    """
    with transaction.atomic():
        presentation = _on_desk(presentation, actor, seen)
        defects = [
            finding.sentence
            for finding in selector.examine(presentation).findings
            if finding.severity is Severity.BLOCK
        ]
        if not defects:
            raise RuleViolation("Nothing is deficient: pass the item to a checker.")
        presentation.status, presentation.letter_at = PresentationStatus.DEFICIENT, clock.now()
        presentation.letter_defects = defects
        return _changed(presentation, "deficiency letter", actor, {"defects": defects})


def refer_to_company(
    *, presentation: Presentation, reason: str, seen: int | None = None, actor: Actor
) -> Presentation:
    """The item waits for the company's word, with its clock; no further action without it (section 20)."""
    if not reason.strip():
        raise RuleViolation("Say what the company is asked.")
    with transaction.atomic():
        presentation = _on_desk(presentation, actor, seen)
        presentation.status, presentation.referred_at = PresentationStatus.WITH_COMPANY, clock.now()
        return _changed(presentation, f"put to the company: {reason}", actor)


def company_answered(
    *,
    presentation: Presentation,
    document: SourceDocument,
    is_legend_directed: bool = False,
    seen: int | None = None,
    actor: Actor,
) -> Presentation:
    """The company's written word to go on, with or without the void legend on what is issued (section 4).

    Where the company refuses, the item is returned to the presenter instead.
    """
    if document.plan_id != presentation.plan_id:
        raise RuleViolation(f"“{document.title}” is a paper of another plan.")
    with transaction.atomic():
        presentation = _on_desk(presentation, actor, seen)
        presentation.status, presentation.company_word = PresentationStatus.RECEIVED, document
        presentation.is_legend_directed = is_legend_directed
        return _changed(presentation, f"the company's word: {document.title}", actor)


def return_to_presenter(
    *, presentation: Presentation, reason: str, seen: int | None = None, actor: Actor
) -> Presentation:
    """The item leaves the house with everything that came in it; nothing was changed in the ledger."""
    if not reason.strip():
        raise RuleViolation("Say why the item is returned: the reason stays on its ticket.")
    with transaction.atomic():
        presentation = _on_desk(presentation, actor, seen)
        PresentedCertificate.objects.filter(presentation=presentation).update(is_open=False)
        presentation.status, presentation.return_reason = PresentationStatus.RETURNED, reason.strip()[:300]
        presentation.ended_at, presentation.turned_on = clock.now(), plan_day.today(presentation.plan)
        return _changed(presentation, f"returned: {reason}", actor)


def on_desk(presentation: Presentation, seen: int | None = None) -> Presentation:
    """The presentation, locked. Conflict where it is on no maker's desk, or was changed since it was `seen`."""
    presentation = lock_presentation(presentation.pk)
    if presentation.status not in ON_THE_DESK:
        raise Conflict(f"{presentation} is on no maker's desk: {presentation.get_status_display().lower()}.")
    if seen is not None and (latest := selector.latest_change(presentation)).history_id != seen:
        raise Conflict(
            f"{presentation} was changed while you read it ({latest.history_change_reason}): nothing of yours was "
            "kept. Open its ticket again and go on from there.",
            next_act=Act.PRESENTATION,
        )
    return presentation


def _on_desk(presentation: Presentation, actor: Actor, seen: int | None = None) -> Presentation:
    require_propose(actor, Act.PRESENTATION)
    return on_desk(presentation, seen)


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


def _keep_election(presentation: Presentation, elected: ElectionTold | None) -> None:
    Election.objects.filter(presentation=presentation).delete()
    if elected is None:
        return
    if elected.rights < 1 or elected.tendered < 0:
        raise RuleViolation("An election is of one Right at least, and what is tendered is zero or more.")
    if elected.market_price is not None and elected.market_price <= 0:
        raise RuleViolation("A market price is above zero: correct it, or leave it empty.")
    told = {name.name: getattr(elected, name.name) for name in fields(elected)}
    Election.objects.create(presentation=presentation, **told)


def _keep_loss(presentation: Presentation, loss: LossTold | None) -> None:
    LossClaim.objects.filter(presentation=presentation).delete()
    if loss is None:
        return
    if loss.value_per_right is not None and loss.value_per_right <= 0:
        raise RuleViolation("The value of a Right is above zero: correct it, or leave it empty.")
    told = {name.name: getattr(loss, name.name) for name in fields(loss)}
    LossClaim.objects.create(presentation=presentation, **told)


def _followed(
    presentation: Presentation, requested: Sequence[tuple[HolderAccount, int]], elected: ElectionTold | None
) -> list[tuple[HolderAccount, int]]:
    """What is issued: as asked for, or what an exercise leaves and a replacement stands for."""
    if presentation.kind not in (PresentationKind.EXERCISE, PresentationKind.REPLACEMENT):
        return list(requested)
    presented = [
        row.certificate
        for row in presentation.presented.select_related("certificate__account").order_by(
            "certificate__number"
        )
    ]
    if presentation.kind == PresentationKind.REPLACEMENT:
        return [(certificate.account, voided.live_on(certificate)) for certificate in presented]
    balance = sum(voided.live_on(certificate) for certificate in presented) - (
        elected.rights if elected else 0
    )
    return [(presented[0].account, balance)] if presented and elected and balance > 0 else []


def _request(presentation: Presentation, requested: Iterable[tuple[HolderAccount, int]]) -> None:
    RequestedCertificate.objects.filter(presentation=presentation).delete()
    rows = []
    for seq, (account, quantity) in enumerate(requested, start=1):
        if quantity < 1:
            raise RuleViolation("A certificate is for one Right at least: correct the quantity.")
        if account.plan_id != presentation.plan_id:
            raise RuleViolation(f"Account {account.number} is of another plan.")
        rows.append(
            RequestedCertificate(presentation=presentation, seq=seq, account=account, quantity=quantity)
        )
    RequestedCertificate.objects.bulk_create(rows)


def _judge_routine(presentation: Presentation, done: str, actor: Actor) -> None:
    """Whether the item is a routine one follows from what is on it; saved with everything else that changed."""
    reason = routine_reason(selector.examine(presentation).facts)
    presentation.is_routine, presentation.routine_reason = not reason, reason
    audit.stamp(presentation, actor=actor, reason=done).save()


def _changed(
    presentation: Presentation, reason: str, actor: Actor, after: dict[str, object] | None = None
) -> Presentation:
    audit.stamp(presentation, actor=actor, reason=reason[:100]).save()
    audit.record(
        "presentation.changed",
        plan=presentation.plan,
        target=presentation,
        reason=reason,
        after={"status": presentation.status, **(after or {})},
        actor=actor,
    )
    enqueue.on_commit("ledger.compute_deadlines", plan_id=presentation.plan.pk)
    return presentation
