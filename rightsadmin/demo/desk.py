"""What the steps of the demo share: papers, second persons, days, waiting for the workers."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

from django.db.models import Model, QuerySet

from certificates.enums import RunStatus
from certificates.models import Presentation, Run
from certificates.selectors.run_progress import progress
from ledger.enums import ApprovalStatus, Registration
from ledger.models import Approval, HolderAccount, Plan, Separation, SourceDocument
from ledger.plan_files import shipped
from ledger.rules.dates import day_text
from ledger.selectors.holders import with_holdings
from ledger.services import approvals, documents, drafts, plans
from rightsadmin.common import clock
from rightsadmin.demo import staff

PATIENCE = 900  # seconds a run may take before the demo says that something is wrong

_MADE = "Made for the demo."

Say = Callable[[str], None]


def set_up(slug: str) -> Plan:
    """The shipped plan of that slug, as a draft of a supervisor that counsel read and approved."""
    supervisor = staff.actor("supervisor")
    draft = drafts.begin(content=shipped(slug), actor=supervisor)
    basis = "The Rights Agreement and the papers filed with it"
    decide(drafts.propose(draft_id=draft.pk, legal_basis=basis, actor=supervisor), "counsel")
    return Plan.objects.get(slug=slug)


def pin(plan: Plan, day: date) -> None:
    plan.refresh_from_db()
    if plan.pinned_on is None or plan.pinned_on < day:
        plans.pin(plan=plan, day=day, actor=staff.actor("supervisor"))
        plan.refresh_from_db()


def approval_of(proposed: Separation | Run | Presentation) -> Approval:
    """What waits for the second person of something that was proposed."""
    if proposed.approval is None:
        raise RuntimeError(f"{proposed} was not proposed.")
    return proposed.approval


def decide(approval: Approval, who: str) -> None:
    approvals.approve(
        approval_id=approval.pk,
        digest_seen=approval.digest,
        reason="Read and agreed.",
        actor=staff.actor(who),
    )


def pending(plan: Plan, act: str, target: Model) -> Approval | None:
    """What an interrupted demo proposed on this target and nobody decided."""
    return Approval.objects.filter(
        plan=plan, act=act, target_id=target.pk, status=ApprovalStatus.PENDING
    ).first()


def paper(plan: Plan, title: str, kind: str, dated_on: date) -> SourceDocument:
    known = SourceDocument.objects.filter(plan=plan, title=title).first()
    return known or documents.record_document(
        plan=plan,
        title=title,
        kind=kind,
        dated_on=dated_on,
        excerpt=_MADE,
        content=[_MADE.encode()],
        suffix=".txt",
        actor=staff.actor("clerk"),
    )


def ordinary_accounts(plan: Plan) -> tuple[HolderAccount, HolderAccount]:
    """The two individuals with the most shares."""
    giver, taker = _by_shares(plan).filter(registration=Registration.INDIVIDUAL)[:2]
    return giver, taker


def accounts_of_the_acquirer(plan: Plan) -> tuple[HolderAccount, HolderAccount]:
    """The nominee with the most shares after CEDE & CO, and the largest partnership: its own account."""
    nominee = _by_shares(plan).filter(is_nominee=True)[1]
    return nominee, _by_shares(plan).filter(registration=Registration.PARTNERSHIP, is_nominee=False)[0]


def _by_shares(plan: Plan) -> QuerySet[HolderAccount]:
    return with_holdings(plan).order_by("-holding__common", "number")


def held(account: HolderAccount) -> Decimal:
    return account.positions.get(standing="valid").common


def instant(new_york: str) -> datetime:
    return datetime.fromisoformat(new_york).replace(tzinfo=clock.NEW_YORK).astimezone(UTC)


def day(when: date | None) -> str:
    return day_text(when) if when else "no date"


def on(when: date | None) -> str:
    return f", {day(when)}" if when else ""


def await_run(run: Run, say: Say) -> Run:
    began, told = time.monotonic(), ""
    while time.monotonic() - began < PATIENCE:
        run.refresh_from_db()
        if run.status not in (RunStatus.PRESSING, RunStatus.PROVING):
            if run.status in (RunStatus.FAILED, RunStatus.CANCELLED, RunStatus.PAUSED):
                raise RuntimeError(f"{run} is {run.get_status_display().lower()}: {run.message}")
            return run
        at = progress(run)
        now = f"             {run.get_status_display().lower()}: {at.done:,} of {at.total:,} pressed, {at.percent}%"
        if now != told:
            say(now)
            told = now
        time.sleep(1)
    raise RuntimeError(f"{run} is not pressed after {PATIENCE} seconds: is a worker running?")
