"""The one composition of terms, facts and calendars: every way of asking gives the same answer."""

import json
from datetime import date
from fractions import Fraction

import pytest

from ledger.calendars import CALENDAR_CODES
from ledger.models import Calendar, DataQualityIssue
from ledger.plan_files import shipped
from ledger.rules.facts import AcquiringPersonAnnounced
from ledger.rules.wire import kinds, write_fields
from ledger.selectors import law, standing, whatif
from ledger.selectors.terms import distribution_terms
from ledger.services import calendars, events, plans, questions
from ledger.services.questions import TermReading
from ledger.services.terms import record_term
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import decide

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")
# Ten Business Days end on Lincoln's Birthday, which the strict reading alone takes for a closing.
ANNOUNCED = AcquiringPersonAnnounced(factories.new_york("1999-01-29T09:00"), Fraction(16), "Raider LP")
LINCOLN, AFTER = date(1999, 2, 12), date(1999, 2, 16)
STRICT = "The strict reading of “authorized to close” gives another Distribution Date"


def counting_on(code):
    """The plan of the 8-K, counted on this calendar from its adoption, with the announcement on record."""
    plan = factories.mim_plan(date(1999, 2, 17))
    record_term(
        plan=plan,
        key="business_day.calendar",
        value=code,
        citation="Section 1(g)",
        basis="agreement",
        document=factories.document(plan, "Rights Agreement"),
        effective_on=date(1998, 11, 24),
        actor=SYSTEM,
    )
    announce(plan)
    return plan


def announce(plan):
    events.record_event(
        plan=plan,
        kind="acquiring_person_announced",
        occurred_at=ANNOUNCED.at,
        data=write_fields(kinds.ACQUIRING_PERSON_ANNOUNCED, vars(ANNOUNCED) | {"person": ""}),
        person=events.record_person(plan=plan, name="Raider LP", actor=factories.actor("clerk")),
        document=factories.document(plan, "Schedule 13D"),
        actor=factories.actor("clerk"),
    )


def ways(plan):
    """The Distribution Date by every way of asking for it."""
    terms = distribution_terms(plan, date(1999, 2, 17))
    return {
        "on record": law.distribution(plan),
        "on record, with every deadline": law.dates(plan).distribution,
        "supposed beside the record": whatif.hypothesis(plan, (), with_recorded=True).distribution,
        "supposed instead of it": whatif.hypothesis(plan, (ANNOUNCED,), with_recorded=False).distribution,
        "a case of simulate": law.supposed(terms, (ANNOUNCED,)).dates().distribution,
    }


def obstacles(plan):
    return [finding.sentence for finding in standing.of(plan).answer("separable").findings]


@pytest.mark.parametrize("code", CALENDAR_CODES)
def test_only_a_calendar_of_banks_has_a_stricter_reading_by_every_way_of_asking(code):
    plan = counting_on(code)
    for way, decided in ways(plan).items():
        warned = {notice.code for notice in decided.warnings}
        assert decided.date == (AFTER if code == "ny-gcl24" else LINCOLN), way
        assert ("strict_reading_differs" in warned) is (code == "ny-banking"), way
    found = [sentence for sentence in obstacles(plan) if STRICT in sentence]
    assert found == ([f"{STRICT}: close DQ16 by counsel's confirmation."] if code == "ny-banking" else [])


def test_the_rights_stand_on_the_same_date_as_every_other_answer():
    plan = counting_on("ny-banking")
    late = standing.of(plan, factories.new_york("1999-02-12T17:00"))
    assert late.rights.is_separated
    early = standing.of(plan, factories.new_york("1999-02-12T16:59"))
    assert not early.rights.is_separated
    assert early.distribution_date == LINCOLN


def test_the_question_of_the_strict_reading_holds_until_it_is_closed():
    plan = counting_on("ny-banking")
    decide(
        questions.propose_resolution(
            issue=DataQualityIssue.objects.get(plan=plan, code="DQ16"),
            text="Banks were open.",
            document=factories.opinion(plan),
            basis="counsel",
            effective_on=date(1998, 11, 24),
            readings=(TermReading("business_day.calendar", "ny-banking", "Banks were open."),),
            actor=factories.actor("counsel"),
        )
    )
    assert not [sentence for sentence in obstacles(plan) if STRICT in sentence]


def test_a_plan_without_the_question_is_not_told_to_close_it():
    if not Calendar.objects.exists():
        calendars.load_shipped(actor=SYSTEM)
    file = json.loads(shipped("mim-1998"))
    file["issues"] = [issue for issue in file["issues"] if issue["code"] != "DQ16"]
    plan = plans.load_plan(content=json.dumps(file).encode(), actor=SYSTEM)
    plan = plans.pin(plan=plan, day=date(1999, 2, 17), actor=SYSTEM)
    announce(plan)
    assert "strict_reading_differs" in {notice.code for notice in law.distribution(plan).warnings}
    assert not [sentence for sentence in obstacles(plan) if "DQ16" in sentence]
