"""The certificates' kinds of work: registered with the ledger's when this module is loaded."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from certificates.enums import (
    CertificateState,
    DestructionStatus,
    NoticeStatus,
    PresentationStatus,
    RunKind,
    RunStatus,
)
from certificates.models import Certificate, DestructionWitness, Notice, Presentation, Run
from certificates.models.run import NUMBERED
from certificates.selectors import address_changes
from ledger.enums import Act
from ledger.models import Plan
from ledger.selectors import inbox
from ledger.selectors.worklist import CAP, Lane, Work, waits
from rightsadmin.common import formatting
from rightsadmin.common.actor import Actor

# What the maker does next with an item in his hands, and what a heap of such items is called.
_ASKED = ("Record the company’s answer on", "presentations that wait for the company")
_EXAMINED = ("Post, or write back on,", "examined presentations to post or to write back on")
_RECEIVED = ("Examine", "presentations to examine")
# Where a run that stands still is told, and what it waits for.
_STANDING_STILL: dict[str, tuple[Lane, str]] = {
    RunStatus.FAILED: ("broken", "Mend"),
    RunStatus.PAUSED: ("desk", "Resume"),
    RunStatus.PROVED: ("finish", "Propose the release of"),
}
# What a released run's certificates wait for, by their state.
_AFTER_RELEASE = {
    CertificateState.PRINTED: ("Countersign", "certificates:run-countersign"),
    CertificateState.COUNTERSIGNED: ("Mail", "certificates:run-mail"),
}


def _named(item: Presentation) -> str:
    return f"{item.ticket}: {item.get_kind_display().lower()}, {item.presenter}"


@waits(Act.PRESENTATION)
def _items(_actor: Actor) -> Iterator[Work]:
    """Presentations in the maker's hands or the company's; those that wait for their presenter want nothing done."""
    rows = Presentation.objects.filter(
        status__in=(PresentationStatus.RECEIVED, PresentationStatus.WITH_COMPANY)
    )
    for item in rows.select_related("plan").order_by("due_on", "number")[:CAP]:
        asked = item.status == PresentationStatus.WITH_COMPANY
        verb, heap = _ASKED if asked else _EXAMINED if item.examined_at else _RECEIVED
        slug = item.plan.slug
        begins = not asked and item.examined_at is None
        page = "certificates:presentation-examine" if begins else "certificates:presentation"
        yield Work(
            lane="desk",
            verb=verb,
            what=_named(item),
            url=reverse(page, args=[slug, item.number]),
            plan=item.plan,
            due=item.due_on if item.is_routine else None,
            told="" if item.is_routine else f"Not routine: {item.routine_reason}",
            heap=heap,
            heap_url=f"{reverse('certificates:presentations', args=[slug])}?status={item.status}",
        )


@waits()
def _to_check(actor: Actor) -> Iterator[Work]:
    """Presentations that wait for this person as their checker."""
    mine = inbox.waiting_for(actor).filter(act=Act.PRESENTATION)
    rows = Presentation.objects.filter(approval__in=mine.order_by().values("pk"))
    for item in rows.select_related("plan").order_by("due_on", "number")[:CAP]:
        yield Work(
            lane="decide",
            verb="Check",
            what=_named(item),
            url=reverse("ledger:approval", args=[item.approval_id]),
            plan=item.plan,
            due=item.due_on if item.is_routine else None,
            heap="presentations to check",
            heap_url=f"{reverse('certificates:presentations', args=[item.plan.slug])}?status={item.status}",
        )


@waits(Act.RUN)
def _runs(_actor: Actor) -> Iterator[Work]:
    """Runs that stand still until a person does something; of those that are proved, the live one."""
    still = Q(status__in=_STANDING_STILL) & (~Q(status=RunStatus.PROVED) | Q(kind=RunKind.LIVE))
    for run in Run.objects.filter(still).select_related("plan").order_by("created_at")[:CAP]:
        lane, verb = _STANDING_STILL[run.status]
        yield Work(
            lane=lane,
            verb=verb,
            what=str(run).lower(),
            url=reverse("certificates:run", args=[run.plan.slug, run.pk]),
            plan=run.plan,
            told=run.message if run.status == RunStatus.FAILED else "",
        )


def _released_with(state: CertificateState) -> QuerySet[Run]:
    waiting = Certificate.objects.filter(run=OuterRef("pk"), state=state).values("pk")
    return Run.objects.filter(status=RunStatus.RELEASED, kind__in=NUMBERED).filter(Exists(waiting))


@waits(Act.RUN)
def _after_release(_actor: Actor) -> Iterator[Work]:
    """Released certificates that are not countersigned, and countersigned ones that are not mailed."""
    for state, (verb, page) in _AFTER_RELEASE.items():
        for run in _released_with(state).select_related("plan", "presentation").order_by("pk")[:CAP]:
            item = getattr(run, "presentation", None)
            whose = f"of {item.ticket}, {item.presenter}" if item else f"of {str(run).lower()}"
            yield Work(
                lane="finish",
                verb=verb,
                what=f"the certificates {whose}",
                url=reverse(page, args=[run.plan.slug, run.pk]),
                plan=run.plan,
                due=item.due_on if item and item.is_routine else None,
                told=f"Released {formatting.instant(run.ended_at)}",
                heap=f"released runs: {verb.lower()} their certificates",
                heap_url=reverse("certificates:runs", args=[run.plan.slug]),
            )


@waits(Act.NOTICE)
def _notices(_actor: Actor) -> Iterator[Work]:
    """Notices begun and not proposed, and those at the press whose letters are proved and may be mailed."""
    rows = Notice.objects.filter(status=NoticeStatus.DRAFT) | Notice.objects.filter(
        status=NoticeStatus.APPROVED, run__status=RunStatus.RELEASED
    )
    for notice in rows.select_related("plan").defer("context").order_by("created_at")[:CAP]:
        begun = notice.status == NoticeStatus.DRAFT
        yield Work(
            lane="desk" if begun else "finish",
            verb="Propose" if begun else "Mail",
            what=f"{notice.get_kind_display().lower()}, {formatting.plural(notice.recipients, 'letter')}",
            url=reverse("certificates:notice", args=[notice.plan.slug, notice.pk]),
            plan=notice.plan,
            due=notice.mail_by,
        )


@waits(Act.HOLDER_EDIT)
def _moved(_actor: Actor) -> Iterator[Work]:
    """Changed addresses of which nobody was told at the old one."""
    for change in address_changes.untold(CAP):
        yield Work(
            lane="finish",
            verb="Tell the old address of",
            what=f"account {change.account} that it was changed",
            url=reverse("ledger:holder", args=[change.plan.slug, change.account]),
            plan=change.plan,
            heap="old addresses to tell of a change",
            heap_url=reverse("ledger:holders", args=[change.plan.slug]),
        )


@waits(Act.RETURNED_MAIL)
def _unplaced(_actor: Actor) -> Iterator[Work]:
    """Cancelled certificates that lie in no box (17Ad-19), one line a plan."""
    for plan in Plan.objects.all():
        rows = Certificate.objects.filter(plan=plan, state=CertificateState.CANCELLED, stored__isnull=True)
        count = rows.order_by()[:CAP].count()
        if count:
            more = " or more" if count == CAP else ""
            yield Work(
                lane="finish",
                verb="Put away",
                what=f"{formatting.plural(count, 'cancelled certificate')}{more} without a box",
                url=reverse("certificates:unplaced", args=[plan.slug]),
                plan=plan,
            )


@waits()
def _witnessed(actor: Actor) -> Iterator[Work]:
    """Destructions that this person is to see and sign."""
    rows = DestructionWitness.objects.filter(
        user=actor.user, confirmed_at__isnull=True, batch__status=DestructionStatus.APPROVED
    )
    for row in rows.select_related("batch__plan")[:CAP]:
        batch = row.batch
        yield Work(
            lane="desk",
            verb="Witness",
            what=f"destruction {batch.number}: {formatting.plural(batch.certificates, 'certificate')}",
            url=reverse("certificates:destruction", args=[batch.plan.slug, batch.pk]),
            plan=batch.plan,
        )
