"""The ledger's kinds of work. Each supplier asks one bounded question over all plans."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from ledger.enums import LIVING_STATES, Act, BreakStatus, CaseStatus, DeadlineStatus, IssueStatus, Severity
from ledger.models import Break, DataQualityIssue, Deadline, Plan, PlanDraft, TriggerCase
from ledger.permissions import may_propose
from ledger.rules.deadlines import AWAITED
from ledger.rules.reconciliation import AGED_AFTER_DAYS
from ledger.selectors import inbox, record_proofs, sign_ins, unposted_ends
from ledger.selectors.worklist import CAP, Lane, Work, waits
from rightsadmin.common import formatting
from rightsadmin.common.actor import Actor

# What is awaited and shown item by item by the app that keeps the items.
_TOLD_ONE_BY_ONE = ("turnaround",)
# What is awaited once something has been decided or has happened to the mail: the rest of an act.
_FINISHING = ("holder_notice", "payment", "uncashed_check", "remailing", "loss_report")


@waits()
def _decisions(actor: Actor) -> Iterator[Work]:
    """The approvals this person may decide and that wait for no answer; presentations are a kind of their own."""
    rows = inbox.waiting_for(actor).exclude(act=Act.PRESENTATION).filter(inbox.ASKS_NOTHING)
    for approval in rows[:CAP]:
        yield Work(
            lane="decide",
            verb="Decide",
            what=approval.subject,
            url=reverse("ledger:approval", args=[approval.pk]),
            plan=approval.plan,
            told=f"{approval.get_act_display()}: proposed by {approval.proposed_by_name}, "
            f"{formatting.instant(approval.proposed_at)}",
            heap="acts to decide",
            heap_url=reverse("ledger:inbox"),
        )


@waits()
def _asked(actor: Actor) -> Iterator[Work]:
    """What this person proposed and a second person asks about."""
    for approval in inbox.asked_of(actor)[:CAP]:
        yield Work(
            lane="desk",
            verb="Answer",
            what=f"what is asked about “{approval.subject}”",
            url=reverse("ledger:proposal-answer", args=[approval.pk]),
            plan=approval.plan,
            heap="questions about your proposals",
            heap_url=reverse("ledger:inbox"),
        )


@waits()
def _awaited(actor: Actor) -> Iterator[Work]:
    """What a paper, an act or a rule of the regulator wants done by a day."""
    kinds = [kind for kind in AWAITED if kind not in _TOLD_ONE_BY_ONE]
    rows = Deadline.objects.filter(
        status=DeadlineStatus.CURRENT, kind__in=kinds, date__isnull=False, acknowledged_at__isnull=True
    )
    for row in rows.select_related("plan").order_by("date", "pk")[:CAP]:
        if not may_propose(actor, row.explanation["act"]):
            continue
        lane: Lane = "finish" if row.kind in _FINISHING else "desk"
        yield Work(
            lane=lane,
            verb="",
            what=row.title,
            url=reverse("ledger:deadline", args=[row.plan.slug, row.pk]),
            plan=row.plan,
            due=row.date,
            told=row.explanation["mends"],
        )


@waits(Act.USER)
def _locked_out(_actor: Actor) -> Iterator[Work]:
    """Names under which too many wrong passwords came: somebody guesses, or somebody forgot."""
    for lock in sign_ins.locked_out()[:CAP]:
        yield Work(
            lane="broken",
            verb="Look at",
            what=f"“{lock.name}”, locked out after wrong passwords",
            url=reverse("ledger:user", args=[lock.user_id]) if lock.user_id else reverse("ledger:audit"),
            told=f"From {lock.address}, {formatting.instant(lock.at)}",
            heap="names locked out after wrong passwords",
            heap_url=reverse("ledger:audit") + "?verb=sign_in.locked",
        )


@waits(Act.RECONCILIATION)
def _record(_actor: Actor) -> Iterator[Work]:
    """The whole record, where it differs from what was sealed or was not proved lately."""
    if said := record_proofs.alarm():
        yield Work(
            lane="broken", verb="Look at", what=said, url=reverse("ledger:record"), told="Proof of the record"
        )


@waits(Act.QUALITY)
def _questions(_actor: Actor) -> Iterator[Work]:
    """Open questions that hold an act."""
    rows = DataQualityIssue.objects.filter(severity=Severity.HOLD, holds__len__gt=0)
    rows = rows.filter(plan__state__in=LIVING_STATES).exclude(status=IssueStatus.RESOLVED)
    for issue in rows.select_related("plan").order_by("plan", "pk")[:CAP]:
        yield Work(
            lane="desk",
            verb="Close",
            what=f"{issue.code}: {issue.title}",
            url=reverse("ledger:question", args=[issue.plan.slug, issue.code]),
            plan=issue.plan,
            heap="open questions that hold acts",
            heap_url=reverse("ledger:questions", args=[issue.plan.slug]),
        )


@waits(Act.TRIGGER_CASE)
def _cases(_actor: Actor) -> Iterator[Work]:
    for case in TriggerCase.objects.filter(status=CaseStatus.OPEN).select_related("plan", "person")[:CAP]:
        whose = f": {case.person}" if case.person else ""
        yield Work(
            lane="desk",
            verb="Confirm or close",
            what=f"the Trigger Case of prong ({case.prong}){whose}",
            url=reverse("ledger:case", args=[case.plan.slug, case.pk]),
            plan=case.plan,
            told=f"Opened {formatting.instant(case.opened_at)}. While it is open, nobody may redeem or exchange.",
        )


@waits()
def _ends(actor: Actor) -> Iterator[Work]:
    """Ends of the Rights that have come and are not posted."""
    for plan in Plan.objects.filter(state__in=LIVING_STATES):
        end = unposted_ends.of(plan)
        if end and may_propose(actor, end.next_act):
            yield Work(
                lane="desk",
                verb="Post",
                what=end.heading,
                url=reverse("ledger:plan", args=[plan.slug]),
                plan=plan,
                told=end.sentence,
            )


@waits(Act.PLAN_LOAD)
def _drafts(_actor: Actor) -> Iterator[Work]:
    for draft in PlanDraft.objects.filter(plan__isnull=True, dropped_at__isnull=True)[:CAP]:
        yield Work(
            lane="desk",
            verb="Go on with",
            what=f"the draft of {draft.name}",
            url=reverse("ledger:draft", args=[draft.pk]),
            told=f"Saved by {draft.saved_by_name}, {formatting.instant(draft.saved_at)}",
            heap="drafts of plans",
            heap_url=reverse("ledger:drafts"),
        )


@waits(Act.RECONCILIATION)
def _breaks(_actor: Actor) -> Iterator[Work]:
    """Breaks that nobody has explained; each is aged after thirty days (17Ad-11)."""
    rows = Break.objects.filter(status=BreakStatus.OPEN).select_related("plan")
    for row in rows.order_by("found_on", "pk")[:CAP]:
        worth = f", {formatting.money(row.value)}" if row.value is not None else ""
        yield Work(
            lane="broken",
            verb="Explain",
            what=f"the break of {row.title}: {row.key}{worth}",
            url=reverse("ledger:break", args=[row.plan.slug, row.pk]),
            plan=row.plan,
            due=row.found_on + timedelta(days=AGED_AFTER_DAYS),
            told=f"Owner: {row.owner_name}" if row.owner_name else "It has no owner.",
            heap="breaks to explain",
            heap_url=reverse("ledger:breaks", args=[row.plan.slug]),
        )


@waits(Act.CLOCK)
def _alarms(_actor: Actor) -> Iterator[Work]:
    """Plans whose clocks stand still."""
    for plan in Plan.objects.exclude(alarm="")[:CAP]:
        yield Work(
            lane="broken",
            verb="Set right",
            what="the clocks of this plan, which stand still",
            url=reverse("ledger:deadlines", args=[plan.slug]),
            plan=plan,
            told=plan.alarm,
        )
