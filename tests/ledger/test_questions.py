"""Every question of every shipped plan, walked both ways: open it holds each act it names; closed, its reading governs.

What each act does stands here once: a question added to a plan is walked without a line more, or names an act or a
term that this page does not know, and fails.
"""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from ledger.enums import Severity
from ledger.errors import BackOfficeError, Held, NotAuthorised, RuleViolation
from ledger.models import Calendar, DataQualityIssue, TriggerCase
from ledger.plan_files import PLANS
from ledger.selectors import acts, adjustments, entitlements, law, plan_day, questions as selector, standing
from ledger.selectors.acts.adjustment import adjustment
from ledger.selectors.acts.exchange import ExchangeTerms
from ledger.selectors.terms import value
from ledger.services import (
    agent,
    calendars,
    entitlements as service,
    events,
    plans,
    questions,
    resolutions,
    separation,
)
from ledger.services.acts import expiration
from ledger.services.findings import require
from ledger.services.questions import TermReading
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import decide
from tests.states import made_once

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")


def shipped():
    for path in sorted(PLANS.glob("*.json")):
        for issue in json.loads(path.read_text()).get("issues", ()):
            yield path.stem, issue


HOLDING = [
    pytest.param(slug, issue["code"], act, id=f"{slug}-{issue['code']}-{act}")
    for slug, issue in shipped()
    if issue["severity"] == Severity.HOLD
    for act in issue["holds"]
]
READ = [
    pytest.param(slug, issue["code"], candidate["value"], id=f"{slug}-{issue['code']}-{number}")
    for slug, issue in shipped()
    for number, candidate in enumerate(issue["candidates"])
]


@made_once
def loaded(slug):
    """The plan as it is shipped, with its holders, a week after its Record Date."""
    if not Calendar.objects.exists():
        calendars.load_shipped(actor=SYSTEM)
    told = json.loads((PLANS / f"{slug}.json").read_bytes())
    told["pinned_on"] = told.get("pinned_on") or clock.today().isoformat()  # a replay is one from its loading
    plan = plans.load_plan(content=json.dumps(told).encode(), actor=SYSTEM)
    record_date = date.fromisoformat(value(plan, "record_date", plan.agreement_date + timedelta(days=1)))
    shares = int(plan.control_book.latest("as_of").outstanding)
    raider = factories.account(plan, "RAIDER LP")
    factories.give_common(
        plan, {factories.account(plan, "CEDE & CO"): shares - 1000, raider: 1000}, on=record_date
    )
    return plans.pin(plan=plan, day=record_date + timedelta(days=7), actor=SYSTEM)


@made_once
def close(plan, *codes, but=()):
    """The questions closed by counsel, each by its last reading."""
    for issue in DataQualityIssue.objects.filter(plan=plan, severity=Severity.HOLD).exclude(
        status="resolved"
    ):
        if (codes and issue.code not in codes) or issue.code in but:
            continue
        readings = tuple(
            TermReading(issue.term_keys[0], candidate["value"], candidate["reading"])
            for candidate in issue.candidates[-1:]
            if issue.term_keys
        )
        closed(plan, issue, readings)


def closed(plan, issue, readings, basis="counsel", who="counsel"):
    approval = questions.propose_resolution(
        issue=issue,
        text="As the paper says.",
        document=factories.opinion(plan),
        basis=basis,
        effective_on=plan.agreement_date,
        readings=readings,
        actor=factories.actor(who),
    )
    return decide(approval)


# ------------------------------------------------------------------------------------------------- each act, once


def morning(plan):
    day = plan_day.today(plan)
    return factories.new_york(f"{day.isoformat()}T10:00")


def announced(plan):
    at = morning(plan)
    return events.record_event(
        plan=plan,
        kind="acquiring_person_announced",
        occurred_at=at,
        data={"at": at.isoformat(), "pct": "25"},
        person=events.record_person(plan=plan, name="Raider LP", actor=factories.actor("clerk")),
        document=factories.document(plan, "Schedule 13D"),
        actor=factories.actor("clerk"),
    )


def issue_certificates(plan):
    require(standing.of(plan).answer("separable"))


def exercise(plan):
    if codes := standing.of(plan, morning(plan)).holding("exercise"):
        raise Held(" ".join(codes))


def expire(plan):
    expiration.propose(plan=plan, actor=factories.actor("clerk"))


def flip_in(plan):
    entitlements.after_flip_in(plan, morning(plan), morning(plan), market_price=4)


def flip_over(plan):
    at = morning(plan)
    announced(plan)
    events.record_event(
        plan=plan,
        kind="flip_over_transaction_completed",
        occurred_at=at,
        data={"at": at.isoformat(), "transaction": "merger"},
        document=factories.document(plan, "Certificate of merger"),
        actor=factories.actor("clerk"),
    )
    service.preview(
        plan=plan,
        basis="flip_over",
        effective_at=morning(plan),
        security="Common of the buyer",
        market_price=Decimal(4),
    )


def redeem(plan):
    _findings(acts.redemption(plan, morning(plan)).findings)


def exchange(plan):
    terms = ExchangeTerms(portion=1, ratio=1, market_price=4, shares_available=10**9)
    _findings(acts.exchange(plan, morning(plan), terms).findings)


def _findings(findings):
    if held := [finding.sentence for finding in findings if "is open" in finding.sentence]:
        raise Held(" ".join(held))


def extend(plan):
    at = morning(plan)
    resolutions.record_resolution(
        plan=plan,
        number="X-1",
        kind="extension",
        adopted_at=at,
        text="RESOLVED.",
        document=factories.document(plan, "Resolution"),
        data={"prong": "i", "to": (plan_day.today(plan) + timedelta(days=60)).isoformat()},
        actor=factories.actor("clerk"),
    )


def declare(plan):
    if not TriggerCase.objects.filter(plan=plan).exists():
        announced(plan)
    case = TriggerCase.objects.get(plan=plan)
    certificate = factories.document(plan, "Officer's certificate")
    events.propose_case(case=case, certificate=certificate, actor=factories.actor("clerk"))


def split(plan):
    adjustment(plan=plan, kind="split", inputs={"new_shares_per_old": "2"}, effective_at=morning(plan))


def change_agent(plan):
    selector.require_clear(plan, agent.HELD_AS)


DOING = {
    "issue": issue_certificates,
    "exercise": exercise,
    "expiry": expire,
    "flip_in": flip_in,
    "flip_over": flip_over,
    "redemption": redeem,
    "exchange": exchange,
    "extension": extend,
    "declaration": declare,
    "split": split,
    "agent_change": change_agent,
}


def said(act, plan):
    try:
        DOING[act](plan)
    except BackOfficeError as error:
        return error.sentence
    return ""


@pytest.mark.parametrize(("slug", "code", "act"), HOLDING)
def test_an_open_question_holds_each_act_it_names_and_a_closed_one_none(slug, code, act):
    plan = loaded(slug)
    close(plan, but=(code,))
    with pytest.raises(Held) as held:
        DOING[act](plan)
    assert code in held.value.sentence or held.value.rule == code
    close(plan, code)
    assert code not in said(act, plan)


# ------------------------------------------------------------------------------------ what each reading governs


def price(plan):
    return adjustments.figures(plan).exercise_amount


def first_deadline(plan):
    announced(plan)
    return law.distribution(plan).date


def end(plan):
    return law.in_force(plan).expiration().computed.value


def of_the_term(key):
    return lambda plan: value(plan, key, plan_day.today(plan))


# What a reading of each question governs: asked after it is closed, it must be another figure for another reading.
GOVERNS = {
    "DQ1": end,
    "DQ2": price,
    "DQ4": first_deadline,
    "DQ5": of_the_term("exchange.window"),
    "DQ9": of_the_term("flip_in.increase_reading"),
    "DQ12": lambda plan: adjustments.family_of(plan, plan_day.today(plan)),
    "DQ15": of_the_term("freeze.days"),
    "DQ16": of_the_term("business_day.calendar"),
    "DQ17": of_the_term("distribution.record_date_floor"),
}


def codes_with_readings():
    return sorted({(slug, issue["code"]) for slug, issue in shipped() if issue["candidates"]})


@pytest.mark.parametrize(("slug", "code"), codes_with_readings())
def test_each_reading_governs_another_figure(slug, code):
    issue = next(each for plan, each in shipped() if (plan, each["code"]) == (slug, code))
    answers = []
    plan = loaded(slug)
    close(plan, but=(code,))
    for candidate in issue["candidates"]:
        with transaction.atomic():
            point = transaction.savepoint()
            found = DataQualityIssue.objects.get(plan=plan, code=code)
            closed(
                plan, found, (TermReading(issue["term_keys"][0], candidate["value"], candidate["reading"]),)
            )
            answers.append(GOVERNS[code](plan))
            transaction.savepoint_rollback(point)
    assert len(set(map(str, answers))) == len(answers)


@pytest.mark.parametrize(("slug", "code", "reading"), READ)
def test_a_question_with_readings_is_closed_by_one_of_them_alone(slug, code, reading):
    plan = loaded(slug)
    issue = DataQualityIssue.objects.get(plan=plan, code=code)
    with pytest.raises(RuleViolation, match="has readings on file"):
        closed(plan, issue, ())
    closed(plan, issue, (TermReading(issue.term_keys[0], reading, "So confirmed."),))
    assert value(plan, issue.term_keys[0], plan_day.today(plan)) == reading


# ------------------------------------------------------------------------------------------------ who may close


def test_nobody_speaks_for_counsel_and_the_board_does_not_unfreeze_itself():
    plan = loaded("mim-1998")
    issue = DataQualityIssue.objects.get(plan=plan, code="DQ15")
    reading = (TermReading("freeze.days", 180, "As written."),)
    with pytest.raises(RuleViolation, match="a person with that role proposes it"):
        closed(plan, issue, reading, who="clerk")
    for basis in ("resolution", "amendment", "agreement"):
        with pytest.raises(RuleViolation, match="counsel's confirmation alone"):
            closed(plan, issue, reading, basis=basis)
    with pytest.raises(RuleViolation, match="on a paper that is kept"):
        questions.propose_resolution(
            issue=issue,
            text="As the paper says.",
            document=factories.document(plan, kind="opinion"),
            basis="counsel",
            effective_on=plan.agreement_date,
            readings=reading,
            actor=factories.actor("counsel"),
        )
    other = DataQualityIssue.objects.get(plan=plan, code="DQ12")
    split = (TermReading("adjustment.split_family", "expansion_factor", "So."),)
    with pytest.raises(NotAuthorised):
        closed(plan, other, split, basis="agreement", who="examiner")
    assert DataQualityIssue.objects.get(pk=issue.pk).status == "open"
    closed(plan, issue, reading)
    assert DataQualityIssue.objects.get(pk=issue.pk).status == "resolved"


def test_a_distribution_date_before_the_record_date_waits_for_dq17():
    plan = loaded("mim-1998")
    close(plan, but=("DQ17",))
    at = factories.new_york("1998-11-25T09:00")
    events.record_event(
        plan=plan,
        kind="acquiring_person_announced",
        occurred_at=at,
        data={"at": at.isoformat(), "pct": "41"},
        person=events.record_person(plan=plan, name="Raider LP", actor=factories.actor("clerk")),
        document=factories.document(plan, "Schedule 13D"),
        actor=factories.actor("clerk"),
    )
    assert law.distribution(plan).date == date(1998, 11, 25)
    with pytest.raises(Held, match="close DQ17 first") as held:
        separation.propose(plan=plan, actor=factories.actor("clerk"))
    assert "is before the Record Date, Friday 4 December 1998" in held.value.sentence
    closed(
        plan,
        DataQualityIssue.objects.get(plan=plan, code="DQ17"),
        (TermReading("distribution.record_date_floor", "any", "The Record Date is the earliest."),),
    )
    assert law.distribution(plan).date == date(1998, 12, 4)
