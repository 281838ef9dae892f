"""What the tests of acts share: a plan with holders, an announced raider, questions closed on paper."""

from datetime import date
from decimal import Decimal

from ledger.models import Approval, TriggerCase
from ledger.selectors import board, questions as open_questions
from ledger.services import approvals, events, ownership, plans, questions, resolutions, ties
from ledger.services.questions import TermReading
from rightsadmin.common.actor import Actor
from tests import factories
from tests.states import made_once

OUTSTANDING = 17_890_739
RAIDERS = 2_683_611  # the least that is 15%
READINGS = {
    "DQ1": (
        TermReading("expiration.final", "2008-11-24", "The Final Expiration Date is November 24, 2008."),
    ),
    "DQ2": (
        TermReading("purchase_price.basis", "per_unit", "$20.00 for each Unit."),
        TermReading("flip_in.unit_valuation", "one_common_share", "A Unit is worth one common share."),
    ),
    "DQ4": (
        TermReading(
            "distribution.stock_acquisition",
            {"pct": "15", "n": 10, "unit": "business_days", "extendable": "before_time"},
            "Ten business days.",
        ),
    ),
    "DQ5": (
        TermReading(
            "exchange.window",
            "from_flip_in_before_distribution_date",
            "From the first Flip-In Event, before the Distribution Date.",
        ),
    ),
    "DQ9": (TermReading("flip_in.increase_reading", "percentage_points", "More than one of a hundred."),),
    "DQ12": (
        TermReading("adjustment.split_family", "exercise_amount_scaled", "Each new share carries its Right."),
    ),
}


@made_once
def plan_with_holders(pinned_on=date(1998, 12, 15)):
    """The plan of the 8-K with a nominee, a raider of record and a widow; a live one without a day."""
    plan = factories.mim_plan(pinned_on)
    cede = factories.account(plan, "CEDE & CO", "nominee", is_nominee=True)
    raider = factories.account(plan, "RAIDER LP", "partnership")
    widow = factories.account(plan, "MRS A SMITH")
    factories.give_common(plan, {cede: 16_000_000, raider: 1_000_000, widow: OUTSTANDING - 17_000_000})
    return plan, {"cede": cede, "raider": raider, "widow": widow}


def decide(approval, who="supervisor"):
    return approvals.approve(approval_id=approval.pk, digest_seen=approval.digest, actor=factories.actor(who))


@made_once
def announce(plan, at="1998-12-15T09:00", pct="15", name="Raider LP"):
    clerk = factories.actor("clerk")
    return events.record_event(
        plan=plan,
        kind="acquiring_person_announced",
        occurred_at=factories.new_york(at),
        data={"at": at, "pct": pct},
        person=events.record_person(plan=plan, name=name, actor=clerk),
        document=factories.document(plan, "Schedule 13D"),
        actor=clerk,
    )


@made_once
def confirm(plan):
    """The Trigger Case confirmed on an officer's certificate, once no question holds who is an Acquiring Person."""
    close_questions(plan, "declaration")
    case = TriggerCase.objects.get(plan=plan)
    paper = factories.document(plan, "Officer's certificate")
    decide(events.propose_case(case=case, certificate=paper, actor=factories.actor("clerk")))
    return case


@made_once
def find(plan, person, account, quantity, dated_on=date(1998, 12, 15), **more):
    """A finding that the person beneficially owns so many shares in the account; or of another kind, in none."""
    decide(
        ownership.propose_finding(
            plan=plan,
            person=person,
            account=account,
            quantity=Decimal(quantity),
            reason="Schedule 13D, item 5",
            document=factories.document(plan, "Schedule 13D", dated_on),
            actor=factories.actor("clerk"),
            **more,
        )
    )


@made_once
def tie(plan, one, other, since, until=None, replaces=None):
    """Two persons, by name, who count as one group from the day on."""
    clerk = factories.actor("clerk")
    first, second = (events.record_person(plan=plan, name=name, actor=clerk) for name in (one, other))
    decide(
        ties.propose(
            plan=plan,
            one=first,
            other=second,
            since=since,
            until=until,
            basis="Schedule 13D, item 6",
            document=factories.document(plan, "Schedule 13D"),
            replaces=replaces,
            actor=clerk,
        )
    )


@made_once
def close_questions(plan, *acts):
    """Every question that holds one of the acts, closed by counsel's paper and a second person."""
    for act in acts:
        for issue in open_questions.holding(plan, act):
            decide(
                questions.propose_resolution(
                    issue=issue,
                    text="Confirmed by counsel.",
                    document=factories.opinion(plan),
                    basis="counsel",
                    effective_on=date(1998, 11, 24),
                    readings=READINGS.get(issue.code, ()),
                    actor=factories.actor("counsel"),
                )
            )


@made_once
def resolve(plan, kind, at, number="R-2", effective=None, **data):
    """A resolution of the Board, adopted at a New York time."""
    resolution = resolutions.record_resolution(
        plan=plan,
        number=number,
        kind=kind,
        adopted_at=factories.new_york(at),
        effective_at=factories.new_york(effective) if effective else None,
        text="RESOLVED, as the rules let the Board do.",
        document=factories.document(plan, f"Resolution {number}"),
        data=data,
        actor=factories.actor("clerk"),
    )
    if kind in board.BY_TWO_PERSONS:
        decide(Approval.objects.get(act="board_act", target_id=resolution.pk))
    return resolution


def pin(plan, day):
    return plans.pin(plan=plan, day=day, actor=Actor.system("tests"))
