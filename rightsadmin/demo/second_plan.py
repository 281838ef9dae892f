"""A second, invented plan of today, so that the live pages have something to show."""

import io
from datetime import UTC, date, datetime

from django.core.files.base import ContentFile

from ledger.enums import Act, EventKind, ImportStatus, PlanState
from ledger.holder_files.maker import make
from ledger.models import HolderImport, Plan, PlanEvent
from ledger.selectors import law
from ledger.services import deadlines, events, imports, shares
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from rightsadmin.demo import desk, staff
from rightsadmin.demo.desk import Say


def run_a_clock(say: Say) -> Plan:
    """A second, invented plan of today, whose ten Business Days are running."""
    slug = "halyard-instruments"
    plan = Plan.objects.filter(slug=slug).first()
    if plan is None:
        plan = desk.set_up(slug)
    clerk = staff.actor("clerk")
    book = plan.control_book.latest("as_of")
    if not HolderImport.objects.filter(plan=plan, status=ImportStatus.LOADED).exists():
        record_date = date.fromisoformat(str(plan.terms.get(key="record_date").value))
        stream = io.BytesIO()
        make(
            stream,
            accounts=400,
            shares=int(book.outstanding),
            as_of=record_date,
            issuer=plan.name.upper(),
            seed=7,
        )
        file = ContentFile(stream.getvalue(), name="halyard-holders.csv")
        checked = imports.check(plan=plan, uploaded=file, as_of=record_date, actor=clerk)
        imports.load(import_id=checked.pk, actor=clerk)
    plan.refresh_from_db()
    if plan.state == PlanState.ADOPTED:
        waiting = desk.pending(plan, Act.DIVIDEND, plan)
        desk.decide(waiting or shares.propose_dividend(plan=plan, actor=clerk), "supervisor")
    if not PlanEvent.objects.filter(plan=plan).exists():
        calendar = law.dates(plan).calendar
        at = datetime.combine(calendar.advance(clock.today(), -4), datetime.min.time(), tzinfo=clock.NEW_YORK)
        at = at.replace(hour=16, minute=20)
        person = events.record_person(plan=plan, name="Corvid Capital Management LLC", actor=clerk)
        events.record_event(
            plan=plan,
            kind=EventKind.ACQUIRING_PERSON_ANNOUNCED,
            occurred_at=at.astimezone(UTC),
            data={"at": at.isoformat(), "pct": "21.4"},
            person=person,
            document=desk.paper(
                plan, "Schedule 13D of Corvid Capital Management LLC", "schedule 13d", at.date()
            ),
            memo="Group of three funds, 21.4% of the common.",
            actor=clerk,
        )
        say(
            f"today        {plan.name}: 21.4% announced on {desk.day(at.date())}; its ten Business Days are running"
        )
    deadlines.recompute(plan=plan, actor=Actor.system("demo"))
    return plan
