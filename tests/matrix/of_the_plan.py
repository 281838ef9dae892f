"""The services of the plan, its papers, its Board and its clock."""

import dataclasses
from datetime import date, timedelta
from decimal import Decimal

from ledger.enums import Act
from ledger.errors import Conflict
from ledger.holder_files import Profile
from ledger.models import AgentNotice, Calendar, CalendarClosing, Deadline, Director, PlanDraft, Signatory
from ledger.plan_files import shipped
from ledger.services import (
    addresses,
    agent,
    board,
    book_orders,
    calendars,
    control_book,
    deadlines,
    drafts,
    events,
    history,
    holders,
    holds,
    house_clock,
    imports,
    instructions,
    plans,
    resolutions,
    signatories,
)
from ledger.services.handover.exporting import export_plan
from ledger.services.handover.taking_in import import_plan
from ledger.services.signatories import Named
from rightsadmin.common import clock, signing
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import OUTSTANDING, announce
from tests.matrix.calls import done, proposed
from tests.matrix.of_proposals import close_the_agents_terms
from tests.matrix.worlds import RECORD_DATE, TODAY, World, holder_file
from tests.owner import as_owner

SUPERVISOR = "supervisor"


def a_draft() -> PlanDraft:
    """A draft of another plan, begun by somebody who decides nothing here."""
    return drafts.begin(
        content=shipped("halyard-instruments"), actor=factories.actor("supervisor", "drafter")
    )


@done(Act.PLAN_LOAD, drafts.begin, "empty")
def another_plan(world: World) -> dict:
    return {"content": shipped("halyard-instruments")}


@done(Act.PLAN_LOAD, drafts.keep, "empty")
def another_version(world: World) -> dict:
    return {"draft_id": a_draft().pk, "version_seen": 1, "content": b"{}"}


@done(Act.PLAN_LOAD, drafts.drop, "empty")
def plan_given_up(world: World) -> dict:
    return {"draft_id": a_draft().pk, "reason": "The Board did not adopt it"}


@proposed(Act.PLAN_LOAD, drafts.propose, "empty")
def plan_as_drafted(world: World) -> dict:
    return {"draft_id": a_draft().pk, "legal_basis": "Rights Agreement"}


@proposed(Act.HISTORY, history.propose, "empty")
def later_history(world: World) -> dict:
    return {
        "plan": world.plan,
        "content": shipped("mim-1998-history"),
        "legal_basis": "Filings of the company",
    }


@done(Act.PIN_DAY, plans.pin, "empty")
def another_day(world: World) -> dict:
    return {"plan": world.plan, "day": date(1998, 12, 7)}


@done(Act.CONTROL_BOOK, control_book.record_control_book, "empty")
def issuers_order(world: World) -> dict:
    return {
        "plan": world.plan,
        "as_of": RECORD_DATE,
        "outstanding": Decimal(OUTSTANDING + 1),
        "treasury": Decimal(),
        "reserved": Decimal(),
        "document": world.paper("Issuer's order"),
    }


@proposed(Act.CONTROL_BOOK, book_orders.propose, "empty")
def order_proposed(world: World) -> dict:
    told = issuers_order(world)
    figures = {name: told.pop(name) for name in ("outstanding", "treasury", "reserved")}
    return {**told, "figures": figures}


@proposed(Act.CONTROL_BOOK, book_orders.propose_withdrawal, "empty")
def wrong_entry(world: World) -> dict:
    entered = control_book.record_control_book(**issuers_order(world), actor=factories.actor("supervisor"))
    return {"entry": entered, "reason": "The order says another figure"}


@done(Act.HOLDER_IMPORT, imports.check, "empty")
def file_to_check(world: World) -> dict:
    return {"plan": world.plan, "uploaded": holder_file(), "as_of": RECORD_DATE}


@done(Act.HOLDER_IMPORT, imports.load, "empty")
def checked_file(world: World) -> dict:
    record = imports.check(
        plan=world.plan, uploaded=holder_file(), as_of=RECORD_DATE, actor=factories.actor("clerk")
    )
    return {"import_id": record.pk}


@done(Act.HOLDER_IMPORT, imports.keep_profile, "empty")
def agents_profile(world: World) -> dict:
    columns = (("ACCT", "account"), ("NAME", "line1"), ("SHARES", "shares"))
    return {
        "agent": "Example Trust",
        "name": "Register",
        "version_seen": 0,
        "profile": Profile(columns=columns),
    }


@done(Act.HANDOVER, export_plan, "empty")
def plan_to_hand_over(world: World) -> dict:
    return {"plan": world.plan}


@done(Act.HANDOVER, import_plan, "empty", then=Conflict)
def archive_of_the_plan(world: World) -> dict:
    """Whoever may take records in is told that this installation is not empty."""
    path = world.folder / "plan.zip"
    path.write_bytes(b"".join(export_plan(plan=world.plan, actor=factories.actor(SUPERVISOR))))
    return {"path": path, "sender_key": signing.public_key()}


# ------------------------------------------------------------------------------------------ calendars and clock


@done(Act.CALENDAR, calendars.load_shipped, "empty")
def calendar_that_lacks(world: World) -> dict:
    calendar = Calendar.objects.get(code="xnys-trading")
    with as_owner():
        for rows in (
            CalendarClosing.objects.filter(calendar=calendar),
            Calendar.objects.filter(pk=calendar.pk),
        ):
            rows._raw_delete(rows.db)
    return {}


@done(Act.CALENDAR, calendars.add_closing, "empty")
def closing(world: World) -> dict:
    return {
        "code": "ny-banking",
        "day": date(1998, 12, 22),
        "effect": "closed",
        "reason": "A day of mourning",
        "source": "Proclamation",
    }


@done(Act.CALENDAR, calendars.remove_closing, "empty")
def closing_on_record(world: World) -> dict:
    calendars.add_closing(**closing(world), actor=factories.actor(SUPERVISOR))
    return {"code": "ny-banking", "day": date(1998, 12, 22), "reason": "It was withdrawn"}


@done(Act.CALENDAR, calendars.change, "empty", is_asked_first=False)
def change_of_a_calendar(world: World) -> dict:
    return closing(world)


@done(Act.CALENDAR, calendars.confirm_year, "empty")
def year_of_a_calendar(world: World) -> dict:
    return {"code": "ny-banking", "year": 1999, "source": "The Reserve Bank's list of 1 December 1998"}


@done(Act.CLOCK, house_clock.confirm, "empty")
def clock_that_leapt(world: World) -> dict:
    system = Actor.system("tests")
    house_clock.look(actor=system)
    with clock.held(clock.now() + timedelta(days=1)):
        house_clock.look(actor=system)
    return {"reason": "Held against the time service"}


@done(Act.ACKNOWLEDGE, deadlines.acknowledge, "attached")
def deadline(world: World) -> dict:
    deadlines.recompute(plan=world.plan, actor=factories.actor("clerk"))
    return {"deadline": Deadline.objects.select_related("plan").filter(plan=world.plan).first()}


# ---------------------------------------------------------------------------------------------- Board and facts


@done(Act.DIRECTOR, board.record_director, "empty")
def director(world: World) -> dict:
    return {"plan": world.plan, "name": "Nora Fields", "joined_on": TODAY, "evidence": "Minutes"}


@done(Act.DIRECTOR, board.record_departure, "empty")
def departure(world: World) -> dict:
    return {"director": _a_director(world), "left_on": TODAY, "evidence": "Letter of resignation"}


@done(Act.DIRECTOR, board.record_taint, "empty")
def taint(world: World) -> dict:
    return {
        "director": _a_director(world),
        "tainted_on": TODAY,
        "taint": "acquiring_person",
        "evidence": "Schedule 13D",
    }


@done(Act.DIRECTOR, board.record_taint_end, "empty")
def taint_end(world: World) -> dict:
    tied = board.record_taint(
        **taint(world) | {"tainted_on": TODAY - timedelta(days=1)}, actor=factories.actor("clerk")
    )
    return {"director": tied, "cleared_on": TODAY, "evidence": "Amendment to Schedule 13D"}


def _a_director(world: World) -> Director:
    return board.record_director(**director(world), actor=factories.actor("clerk"))


@done(Act.RESOLUTION, resolutions.record_resolution, "empty")
def resolution(world: World) -> dict:
    return {
        "plan": world.plan,
        "number": "R-9",
        "kind": "other",
        "adopted_at": factories.new_york("1998-12-03T12:00"),
        "text": "RESOLVED, that the officers do what is needed.",
        "document": world.paper("Minutes"),
    }


@done(Act.FACT, events.record_person, "empty")
def person(world: World) -> dict:
    return {"plan": world.plan, "name": "Raider L.P."}


@done(Act.FACT, events.record_event, "empty")
def fact(world: World) -> dict:
    return {
        "plan": world.plan,
        "kind": "outstanding_reported",
        "data": {"shares": "17890739"},
        "occurred_at": factories.new_york("1998-12-03T12:00"),
        "document": world.paper("Report"),
    }


@done(Act.FACT, events.reverse_event, "attached")
def fact_recorded_wrongly(world: World) -> dict:
    return {"event": announce(world.plan), "document": world.paper("Correction"), "reason": "It never was"}


# -------------------------------------------------------------------------------------------------- the register


@done(Act.HOLDER_EDIT, holders.open_account, "adopted")
def account(world: World) -> dict:
    return {
        "plan": world.plan,
        "number": "900001",
        "registration": "individual",
        "registration_lines": ["NEW HOLDER"],
        "parties": [("owner", "NEW HOLDER")],
        "opened_on": RECORD_DATE,
        "address_lines": ["2 Main Street"],
    }


@done(Act.HOLDER_EDIT, holders.place_hold, "adopted")
def hold(world: World) -> dict:
    return {
        "account": world.accounts["jane"],
        "kind": "stop",
        "reason": "Court order",
        "from_on": RECORD_DATE,
    }


@proposed(Act.HOLD_LIFT, holds.propose_lift, "adopted")
def hold_in_force(world: World) -> dict:
    placed = holders.place_hold(**hold(world), actor=factories.actor("clerk"))
    return {"hold": placed, "lifted_on": TODAY, "reason": "Order vacated"}


@proposed(Act.HOLDER_EDIT, addresses.propose, "adopted")
def address(world: World) -> dict:
    return {
        "account": world.accounts["jane"],
        "address_lines": ["9 New Street"],
        "city": "Albany",
        "state": "NY",
        "postal_code": "12207",
        "country": "UNITED STATES",
        "reason": "The holder's letter",
    }


@proposed(Act.REGISTRATION, holders.propose_registration, "attached")
def registration_written_wrongly(world: World) -> dict:
    told = holders.Registered.now(world.accounts["widow"])
    return {
        "account": world.accounts["widow"],
        "told": dataclasses.replace(told, lines=("MRS ANNA SMITH",), parties=(("owner", "ANNA SMITH"),)),
        "reason": "Initial for the name",
        "document": world.paper("The holder's letter"),
    }


@done(Act.HOLDER_EDIT, holders.mark_address_bad, "adopted")
def bad_address(world: World) -> dict:
    return {"account": world.accounts["jane"], "reason": "Came back on 4 December"}


# ---------------------------------------------------------------------------------- who instructs, and the agent


def _in_office(world: World) -> Signatory:
    officers = Signatory.objects.filter(plan=world.plan, party=Signatory.Party.ISSUER, until_on__isnull=True)
    return officers.select_related("plan").order_by("pk").first()


@done(Act.INSTRUCTION, signatories.record_incumbency, "empty")
def incumbency(world: World) -> dict:
    return {
        "plan": world.plan,
        "document": world.paper("Incumbency certificate"),
        "dated_on": RECORD_DATE,
        "certified_by": "Eleanor M. Whitcomb",
        "certified_by_title": "Chairman",
        "from_on": RECORD_DATE,
        "named": [Named("Nora Fields", "Treasurer")],
    }


@done(Act.INSTRUCTION, signatories.end_office, "empty")
def end_of_an_office(world: World) -> dict:
    return {"signatory": _in_office(world), "until_on": TODAY, "reason": "Letter of resignation"}


@done(Act.INSTRUCTION, instructions.record_instruction, "empty")
def instruction(world: World) -> dict:
    return {
        "plan": world.plan,
        "kind": "notice",
        "text": "Mail the summary of rights.",
        "channel": "courier",
        "received_at": factories.new_york("1998-12-04T10:00"),
        "signed_on": RECORD_DATE,
        "signer_name": _in_office(world).name,
        "signatory": _in_office(world),
        "document": world.paper("Instruction"),
    }


@done(Act.INSTRUCTION, instructions.check_again, "empty")
def instruction_on_record(world: World) -> dict:
    kept = instructions.record_instruction(**instruction(world), actor=factories.actor("clerk"))
    return {"instruction": kept}


@done(Act.INSTRUCTION, instructions.apply_for_instructions, "empty")
def application(world: World) -> dict:
    return {
        "plan": world.plan,
        "question": "Whom shall we pay?",
        "proposed_action": "Pay the holder of record.",
        "sent_at": factories.new_york("1998-12-04T10:00"),
        "act_after": TODAY,
        "document": world.paper("Letter to the company"),
    }


@done(Act.AGENT_CHANGE, agent.record_notice, "attached")
def notice_of_resignation(world: World) -> dict:
    close_the_agents_terms(world)
    return {
        "plan": world.plan,
        "kind": AgentNotice.Kind.RESIGNATION,
        "given_on": TODAY,
        "document": world.paper("Letter of resignation"),
    }
