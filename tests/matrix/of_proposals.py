"""The services that propose an act of the ledger to a second person, each in a situation in which it may go on."""

from datetime import date, timedelta
from decimal import Decimal

from ledger.enums import Act, Basis, EntitlementBasis
from ledger.models import (
    AgentNotice,
    Approval,
    BeneficialFinding,
    DataQualityIssue,
    Plan,
    PlanEvent,
    TriggerCase,
)
from ledger.rules.agent import Successor
from ledger.selectors.acts.exchange import ExchangeTerms
from ledger.selectors.transferees import nameable, waiting
from ledger.services import (
    adjustments,
    agent,
    amendments,
    approvals,
    corrections,
    counsel,
    earlier_transfers,
    entitlements,
    events,
    late_facts,
    ownership,
    questions,
    releases,
    resolutions,
    separation,
    shares,
    ties,
    transferees,
    trust,
    voiding,
    withdrawn_resolutions,
)
from ledger.services.acts import exchange, expiration, redemption
from ledger.services.amendments import TermChange
from ledger.services.questions import TermReading
from ledger.services.terms import record_term
from tests import factories
from tests.certificates.factories import RELEASE_DAY
from tests.ledger.stories import announce, close_questions, confirm, decide, find, pin, resolve
from tests.matrix.calls import done, proposed
from tests.matrix.worlds import TODAY, World

OFFERING = {"new_shares": "2000000", "offer_price": "4", "market_price": "5"}
SUCCESSOR = Successor(
    "Harbor Trust Company, N.A.",
    is_corporation=True,
    has_trust_powers=True,
    is_supervised=True,
    capital=Decimal(75_000_000),
)


@proposed(Act.DIVIDEND, shares.propose_dividend, "adopted")
def dividend(world: World) -> dict:
    return {"plan": world.plan}


@proposed(Act.QUALITY, questions.propose_resolution, "adopted")
def open_question(world: World) -> dict:
    return {
        "issue": DataQualityIssue.objects.get(plan=world.plan, code="DQ2"),
        "text": "The price is of a Unit.",
        "document": factories.opinion(world.plan),
        "basis": Basis.AGREEMENT,
        "effective_on": date(1998, 11, 24),
        "readings": (TermReading("purchase_price.basis", "per_unit", "$20.00 for each Unit."),),
    }


@proposed(Act.TRIGGER_CASE, events.propose_case, "attached")
def trigger_case(world: World) -> dict:
    announce(world.plan)
    close_questions(world.plan, "declaration")
    case = TriggerCase.objects.select_related("plan", "person", "event").get(plan=world.plan)
    return {"case": case, "certificate": world.paper("Officer's certificate")}


@proposed(Act.BOARD_ACT, resolutions.propose_effect, "attached")
def extension_sent_back(world: World) -> dict:
    """The Board deferred prong (i); a second person sent its effect back, and it is proposed again."""
    close_questions(world.plan, "extension")
    announce(world.plan)
    adopted = resolutions.record_resolution(
        plan=world.plan,
        number="R-8",
        kind="extension",
        adopted_at=factories.new_york("1998-12-15T12:00"),
        text="RESOLVED, that the date is deferred.",
        document=world.paper("Minutes"),
        data={"prong": "i", "to": "1999-02-16"},
        actor=factories.actor("clerk"),
    )
    waiting = Approval.objects.get(act=Act.BOARD_ACT, target_id=adopted.pk)
    approvals.reject(approval_id=waiting.pk, reason="Read it again", actor=factories.actor("supervisor"))
    return {"resolution": adopted}


@proposed(Act.RESOLUTION_WITHDRAWAL, withdrawn_resolutions.propose, "attached")
def redemption_recorded_wrongly(world: World) -> dict:
    """A redemption that the Board never ordered is on record, with its effect."""
    close_questions(world.plan, "redemption")
    return {
        "resolution": resolve(world.plan, "redemption", "1998-12-15T12:00", in_whole=True),
        "reason": "It is another company's",
    }


@proposed(Act.EXEMPTION, releases.propose, "attached")
def inadvertent_crossing(world: World) -> dict:
    close_questions(world.plan, "declaration")
    return {
        "plan": world.plan,
        "person": announce(world.plan).person,
        "why": "inadvertent",
        "at": factories.new_york("1998-12-15T12:00"),
        "document": world.paper("Resolution of the Board"),
        "reason": "A clerical error of the holder",
    }


def announced(world: World) -> PlanEvent:
    """The raider announced, and the case that it opened confirmed."""
    event = announce(world.plan)
    confirm(world.plan)
    return event


@proposed(Act.VOID_FINDING, ownership.propose_finding, "attached")
def finding(world: World) -> dict:
    return {
        "plan": world.plan,
        "person": announce(world.plan).person,
        "account": world.accounts["raider"],
        "quantity": Decimal(1_000_000),
        "reason": "Schedule 13D, item 5",
        "document": world.paper("Schedule 13D"),
    }


@proposed(Act.FINDING_WITHDRAWAL, ownership.propose_withdrawal, "attached")
def wrong_finding(world: World) -> dict:
    find(world.plan, announce(world.plan).person, world.accounts["widow"], 300)
    wrong = BeneficialFinding.objects.select_related("plan", "person", "account").get(plan=world.plan)
    return {"finding": wrong, "reason": "It is the widow's own"}


@proposed(Act.PERSON_TIE, ties.propose, "attached")
def allies(world: World) -> dict:
    clerk = factories.actor("clerk")
    return {
        "plan": world.plan,
        "one": announce(world.plan).person,
        "other": events.record_person(plan=world.plan, name="Ally Fund", actor=clerk),
        "since": TODAY,
        "basis": "Schedule 13D, item 6",
        "document": world.paper("Schedule 13D"),
    }


@proposed(Act.EARLIER_TRANSFER, earlier_transfers.propose, "attached")
def passed_on_before(world: World) -> dict:
    """The raider passed some of its shares on the day before it was announced, by a plan."""
    batch = shares.transfer_common(
        plan=world.plan,
        giver=world.accounts["raider"],
        taker=world.accounts["widow"],
        quantity=Decimal(400),
        effective_on=TODAY - timedelta(days=1),
        document=world.paper("Order"),
        actor=factories.actor("clerk"),
    )
    return {
        "plan": world.plan,
        "person": announced(world).person,
        "entry": nameable(world.plan, batch.number, world.accounts["widow"]),
        "rights": Decimal(400),
        "reason": "Agreed in November",
        "document": world.paper("Complaint"),
    }


@proposed(Act.TRANSFEREE, transferees.propose, "attached")
def passed_on(world: World) -> dict:
    """The raider sold some of its shares on the day it was announced."""
    person = announced(world).person
    shares.transfer_common(
        plan=world.plan,
        giver=world.accounts["raider"],
        taker=world.accounts["widow"],
        quantity=Decimal(400),
        effective_on=TODAY,
        document=world.paper("Order"),
        actor=factories.actor("clerk"),
    )
    find(world.plan, person, world.accounts["raider"], 999_600)
    (asked,) = waiting(world.plan)
    return {
        "plan": world.plan,
        "entry": asked.entry.pk,
        "account": asked.account.pk,
        "void": Decimal(300),
        "clear": Decimal(100),
        "reason": "A transferee after the announcement",
        "document": factories.opinion(world.plan),
    }


@proposed(Act.VOIDING, voiding.propose, "attached")
def void_rights(world: World) -> dict:
    find(world.plan, announced(world).person, world.accounts["raider"], 1_000_000)
    return {"plan": world.plan}


@proposed(Act.CORRECTION, corrections.propose, "attached")
def transfer_to_the_wrong_account(world: World) -> dict:
    batch = shares.transfer_common(
        plan=world.plan,
        giver=world.accounts["cede"],
        taker=world.accounts["widow"],
        quantity=Decimal(1_000),
        effective_on=TODAY,
        document=world.paper("Order"),
        actor=factories.actor("clerk"),
    )
    return {"batch": batch, "reason": "Wrong account", "document": world.paper("The transfer agent's letter")}


@proposed(Act.SEPARATION, separation.propose, "attached")
def distribution_date(world: World) -> dict:
    announced(world)
    events.record_event(
        plan=world.plan,
        kind="distribution_notice",
        occurred_at=factories.new_york("1998-12-30T18:00"),
        document=world.paper("Notice of the Distribution Date"),
        actor=factories.actor("clerk"),
    )
    return {"plan": pin(world.plan, RELEASE_DAY)}


@proposed(Act.REDEMPTION, redemption.propose, "attached")
def redemption_ordered(world: World) -> dict:
    return {"resolution": resolve(world.plan, "redemption", "1998-12-15T12:00")}


@proposed(Act.EXCHANGE, exchange.propose, "attached")
def exchange_ordered(world: World) -> dict:
    find(world.plan, announced(world).person, world.accounts["raider"], 0)
    ordered = resolve(world.plan, "exchange", "1998-12-21T12:00", portion="0.6", ratio="1")
    pin(world.plan, date(1998, 12, 21))
    return {
        "resolution": ordered,
        "terms": ExchangeTerms(Decimal("0.6"), Decimal(1), Decimal("4.375"), Decimal(30_000_000)),
    }


@proposed(Act.DELIVERY, trust.propose, "attached")
def shares_in_trust(world: World) -> dict:
    record_term(
        plan=world.plan,
        key="exchange.trust",
        value=True,
        citation="Section 24(f).",
        basis=Basis.AGREEMENT,
        document=world.paper("Rights Agreement"),
        effective_on=date(1998, 11, 24),
        actor=factories.actor("counsel"),
    )
    find(world.plan, announced(world).person, world.accounts["raider"], 1_000_000)
    pin(world.plan, date(1998, 12, 21))
    decide(voiding.propose(plan=world.plan, actor=factories.actor("clerk")))
    ordered = resolve(world.plan, "exchange", "1998-12-21T12:00", portion="0.6", ratio="1")
    terms = ExchangeTerms(Decimal("0.6"), Decimal(1), Decimal("4.375"), Decimal(30_000_000))
    decide(exchange.propose(resolution=ordered, terms=terms, actor=factories.actor("clerk")))
    return {"account": world.accounts["widow"], "certificate": world.paper("Certificate of the holder")}


def after_the_last_day(world: World) -> Plan:
    """The plan once the close of its Final Expiration Date has passed."""
    return pin(world.plan, date(2008, 11, 25))


@proposed(Act.EXPIRATION, expiration.propose, "attached")
def expired(world: World) -> dict:
    return {"plan": after_the_last_day(world)}


@done(Act.EXPIRATION, expiration.expire_due, "live", only="system")
def due(_world: World) -> dict:
    return {}


@proposed(Act.ADJUSTMENT, adjustments.propose, "attached")
def rights_offering(world: World) -> dict:
    at = factories.new_york("1998-12-15T09:00")
    return {
        "plan": world.plan,
        "kind": "rights_offering",
        "inputs": OFFERING,
        "effective_at": at,
        "received_at": at,
        "document": world.paper("Certificate of adjustment"),
    }


@proposed(Act.AMENDMENT, amendments.propose, "attached")
def amendment(world: World) -> dict:
    return {
        "resolution": resolve(world.plan, "amendment", "1998-12-15T12:00"),
        "title": "Amendment No. 1",
        "changes": [TermChange("redemption.price", "0.001", "The Redemption Price shall be $.001.")],
        "effective_on": TODAY,
        "document": world.paper("Amendment No. 1"),
        "certificate": world.paper("Officer's certificate of compliance"),
    }


@done(Act.COUNSELS_WORD, counsel.give_word, "attached")
def counsels_word(world: World) -> dict:
    """An amendment of after the Distribution Date waits for it."""
    announced(world)
    pin(world.plan, date(1999, 1, 5))
    told = amendment(world) | {
        "resolution": resolve(world.plan, "amendment", "1999-01-05T12:00", number="R-3"),
        "effective_on": date(1999, 1, 5),
    }
    return {
        "approval": amendments.propose(**told, actor=factories.actor("clerk")),
        "category": "cure",
        "reason": "It cures a slip of the pen.",
        "document": factories.opinion(world.plan),
    }


@proposed(Act.LATE_FACT, late_facts.propose, "mailed")
def late_fact(world: World) -> dict:
    return {
        "plan": world.plan,
        "kind": "outstanding_reported",
        "data": {"shares": "17890739"},
        "occurred_at": factories.new_york("1998-12-16T12:00"),
        "document": factories.opinion(world.plan),
    }


@proposed(Act.LATE_FACT, late_facts.propose_reversal, "mailed")
def fact_that_never_was(world: World) -> dict:
    return {
        "event": PlanEvent.objects.filter(plan=world.plan).earliest("occurred_at"),
        "document": factories.opinion(world.plan),
        "reason": "It never was",
    }


@proposed(Act.ENTITLEMENT, entitlements.propose, "attached")
def flip_in(world: World) -> dict:
    announce(world.plan)
    return {
        "plan": pin(world.plan, date(1998, 12, 31)),
        "basis": EntitlementBasis.FLIP_IN,
        "effective_at": factories.new_york("1998-12-31T10:00"),
        "security": "Units of 1/1,000 share of Series A Junior Participating Preferred Stock",
        "market_price": Decimal(4),
        "document": world.paper("Officer's certificate"),
    }


def close_the_agents_terms(world: World) -> None:
    """The terms of a change of the agent, confirmed from the Agreement."""
    approval = questions.propose_resolution(
        issue=DataQualityIssue.objects.get(plan=world.plan, code="AG1"),
        text="Section 21 of the Agreement.",
        document=world.paper("Rights Agreement"),
        basis=Basis.AGREEMENT,
        effective_on=date(1998, 11, 24),
        readings=(
            TermReading("agent.notice_days", 30, "Section 21."),
            TermReading("agent.successor_capital", "50000000", "Section 21."),
        ),
        actor=factories.actor("clerk"),
    )
    decide(approval)


@proposed(Act.AGENT_CHANGE, agent.propose_change, "attached")
def successor(world: World) -> dict:
    close_the_agents_terms(world)
    notice = agent.record_notice(
        plan=world.plan,
        kind=AgentNotice.Kind.RESIGNATION,
        given_on=TODAY,
        document=world.paper("Letter of resignation"),
        actor=factories.actor("clerk"),
    )
    return {
        "notice": notice,
        "successor": SUCCESSOR,
        "address": "1 Harbor Plaza, New York",
        "effective_on": date(1999, 1, 14),
        "document": world.paper("Appointment and acceptance"),
    }
