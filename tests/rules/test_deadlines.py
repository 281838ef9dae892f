from dataclasses import replace
from datetime import UTC, date, datetime

from ledger.rules.deadlines import (
    AwaitedDay,
    CarriedAdjustment,
    ProposedAction,
    awaited_deadline,
    confirm_year_by,
    plan_deadlines,
)
from ledger.rules.exercise import last_day_of_suspension
from ledger.rules.facts import BecameAcquiringPerson, ContinuingDirectorsLostMajority, Redeemed
from ledger.rules.moments import On, When, Window
from ledger.rules.plan_terms import AmendmentWindow
from tests.rules.plans import BANKING, MIM, announced, ny, offer, record

ANNOUNCED = announced("1998-12-15T09:00")


def listed(*events, terms=MIM, **more):
    return {row.key: row for row in plan_deadlines(record(events, terms, BANKING), **more)}


def test_a_running_prong_gives_its_date_cut_off_and_the_end_of_redemption():
    rows = listed(ANNOUNCED, today=date(1998, 12, 16))
    assert {key: row.date for key, row in rows.items()} == {
        "redemption_end": date(1998, 12, 29),
        "exchange_end": date(1998, 12, 29),
        "amendment_end": date(1998, 12, 29),
        "distribution_date": date(1998, 12, 30),
        "prong:i": date(1998, 12, 30),
        "extension_cut_off:i": date(1998, 12, 30),
        "health_check": date(1999, 12, 4),
        "expiration": date(2008, 11, 24),
    }
    assert rows["distribution_date"].business_days_left == 9
    assert rows["distribution_date"].instant == datetime(1998, 12, 30, 22, tzinfo=UTC)
    assert rows["redemption_end"].instant == datetime(1998, 12, 30, 5, tzinfo=UTC)
    assert ("ten calendar days", "1998-12-25") in rows["redemption_end"].computed.inputs


def test_days_left_turn_negative_and_are_none_without_a_day():
    assert listed(ANNOUNCED, today=date(1999, 1, 4))["prong:i"].business_days_left == -2
    assert listed(ANNOUNCED)["prong:i"].business_days_left is None


def test_a_deadline_explains_itself():
    computed = listed(ANNOUNCED)["prong:i"].computed
    assert "Friday 25 December 1998 - Christmas Day" in [str(day) for day in computed.skipped]
    assert computed.section == "Distribution Date, clause (i); R12-R14"
    assert (computed.calendar, computed.calendar_version) == ("ny-banking", BANKING.version)


def test_a_cut_off_before_any_acquiring_person_is_gone_once_there_is_one():
    terms = replace(MIM, tender=replace(MIM.tender, extendable="before_acquiring_person"))
    assert "extension_cut_off:ii" in listed(offer("1999-09-01T08:00"), terms=terms)
    person = BecameAcquiringPerson(ny("1999-09-02T08:00"))
    assert "extension_cut_off:ii" not in listed(offer("1999-09-01T08:00"), person, terms=terms)
    no = replace(MIM, tender=replace(MIM.tender, extendable="no"))
    assert "extension_cut_off:ii" not in listed(offer("1999-09-01T08:00"), terms=no)


def test_redeemed_rights_have_no_distribution_date():
    rows = listed(ANNOUNCED, Redeemed(ny("1998-12-21T09:00")))
    assert "distribution_date" not in rows
    assert "extension_cut_off:i" not in rows
    assert rows["prong:i"].date == date(1998, 12, 30)


def test_the_freeze_ends_with_its_last_day():
    rows = listed(ContinuingDirectorsLostMajority(ny("1999-01-15T10:00")))
    (freeze,) = (row for row in rows.values() if row.kind == "freeze_end")
    assert freeze.date == date(1999, 7, 14)
    assert freeze.instant == datetime(1999, 7, 15, 4, tzinfo=UTC)


def test_notice_goes_out_whole_days_before_the_record_date():
    action = ProposedAction("split", "Two-for-one split", date(1999, 3, 1))
    assert listed(actions=[action])["record_date_notice:split"].date == date(1999, 2, 9)
    sunday = ProposedAction("split", "Two-for-one split", date(1999, 3, 20), notice_days=20)
    assert listed(actions=[sunday])["record_date_notice:split"].date == date(1999, 2, 26)


def test_a_carried_adjustment_is_made_within_three_years_or_by_the_expiration():
    carried = CarriedAdjustment("a", "Special dividend", date(2000, 2, 29))
    assert listed(adjustments=[carried])["adjustment_longstop:a"].date == date(2003, 2, 28)
    soon = replace(MIM, expiration=On(date(2001, 1, 31)))
    row = listed(adjustments=[carried], terms=soon)["adjustment_longstop:a"]
    assert row.date == date(2001, 1, 31)
    assert "which comes first" in row.computed.reason


def test_the_yearly_check_is_the_next_anniversary():
    assert listed(today=date(1999, 12, 4))["health_check"].date == date(1999, 12, 4)
    assert listed(today=date(1999, 12, 5))["health_check"].date == date(2000, 12, 4)
    assert listed(today=date(1999, 12, 5), health_check_from=date(1998, 11, 24))["health_check"].date == date(
        2000, 11, 24
    )
    assert "health_check" not in listed(today=date(2008, 11, 1))


def test_an_expiration_in_doubt_says_so():
    row = listed(terms=replace(MIM, expiration=On(date(1998, 11, 24))))["expiration"]
    assert row.computed.section == "Expiration; R24, DQ1"
    assert "counsel confirms the date" in row.computed.reason


def test_an_expiration_beyond_the_calendar_has_a_date_and_no_instant():
    row = listed(terms=replace(MIM, expiration=On(date(2055, 1, 4))), today=date(1999, 1, 4))["expiration"]
    assert (row.date, row.instant, row.business_days_left) == (date(2055, 1, 4), None, None)


def test_a_window_that_the_plan_states_ends_at_its_own_moment():
    until = Window(None, On(date(1999, 2, 1)), "")
    power = AmendmentWindow(On(date(1999, 3, 1)), ("cure",))
    terms = replace(MIM, redemption_window=until, exchange_window=until, amendment_window=power)
    rows = listed(terms=terms)
    assert (
        rows["redemption_end"].instant == rows["exchange_end"].instant == datetime(1999, 2, 1, 22, tzinfo=UTC)
    )
    assert rows["amendment_end"].instant == datetime(1999, 3, 1, 22, tzinfo=UTC)
    assert (
        "may be exchanged at any time until the close of business on" in rows["exchange_end"].computed.reason
    )
    never = When("", named="the repeal of section 382")
    terms = replace(terms, exchange_window=Window(None, never), amendment_window=AmendmentWindow(never))
    assert not {"exchange_end", "amendment_end"} & set(listed(ANNOUNCED, terms=terms))


def test_a_power_prior_to_the_distribution_date_ends_as_that_day_begins():
    rows = listed(ANNOUNCED)
    begins = datetime(1998, 12, 30, 5, tzinfo=UTC)
    assert {rows[key].instant for key in ("redemption_end", "exchange_end", "amendment_end")} == {begins}


def test_what_is_awaited_ends_at_five_on_its_very_day_and_names_its_rule():
    sunday = date(1999, 1, 3)
    asked = AwaitedDay(
        kind="suspension_end",
        key="suspension_end",
        title="Day 90",
        day=sunday,
        reason="Said.",
        section="Section 9",
        mends="End it.",
        act="fact",
        rule=last_day_of_suspension,
    )
    row = awaited_deadline(asked, BANKING)
    assert (row.date, row.instant) == (sunday, datetime(1999, 1, 3, 22, tzinfo=UTC))
    assert row.computed.rule == "ledger.rules.exercise.last_day_of_suspension"
    assert awaited_deadline(replace(asked, rule=None), BANKING).computed.rule.endswith("awaited_deadline")


def test_a_suspension_lasts_ninety_days_and_a_year_is_confirmed_by_its_eve():
    assert last_day_of_suspension(ny("1999-01-04T23:00")) == date(1999, 4, 4)
    assert confirm_year_by(2000, BANKING) == date(1999, 12, 31)
    assert confirm_year_by(2001, BANKING) == date(2000, 12, 29)
    assert confirm_year_by(2055, BANKING) == date(2054, 12, 31)
