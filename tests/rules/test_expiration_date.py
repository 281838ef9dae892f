from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from ledger.rules.course.distribution_date import distribution_date
from ledger.rules.course.expiration_date import expiration_date
from ledger.rules.course.record import Ended
from ledger.rules.facts import ContinuingDirectorsLostMajority, Exchanged, Redeemed
from ledger.rules.moments import On, When, Window
from tests.rules.plans import MIM, announced, ny, record


def expires(*events, **terms):
    return expiration_date(record(events, replace(MIM, **terms)))


def test_the_final_expiration_ends_at_its_close_of_business():
    answer = expires()
    assert (answer.computed.value, answer.how) == (date(2008, 11, 24), "expired")
    assert answer.computed.instant == datetime(2008, 11, 24, 22, tzinfo=UTC)


def test_redemption_ends_the_rights_at_its_instant():
    answer = expires(Redeemed(ny("1999-02-01T10:00")))
    assert (answer.computed.value, answer.how) == (date(1999, 2, 1), "redeemed")
    assert answer.computed.instant == ny("1999-02-01T10:00")
    assert [ending.how for ending in answer.endings] == ["redeemed", "expired"]


def test_redemption_on_or_after_the_distribution_date_or_in_the_freeze_ends_nothing():
    announcement = announced("1999-03-01T09:00")
    assert expires(announcement, Redeemed(ny("1999-03-15T09:00"))).how == "expired"
    lost = ContinuingDirectorsLostMajority(ny("1999-01-15T09:00"))
    assert expires(lost, Redeemed(ny("1999-03-05T09:00"))).how == "expired"


def test_exchange_of_all_rights_ends_them():
    assert expires(Exchanged(ny("1999-02-01T10:00"))).how == "exchanged"


def test_a_date_before_the_record_date_is_kept_and_held():
    answer = expires(expiration=On(date(1998, 11, 24)))
    assert answer.computed.value == date(1998, 11, 24)
    assert [finding.rule for finding in answer.findings] == ["DQ1"]


def test_a_plan_without_an_end_and_one_beyond_the_calendar():
    assert expires(expiration=None).computed.value is None
    beyond = expires(expiration=On(date(2055, 1, 1)))
    assert (beyond.computed.value, beyond.computed.instant) == (date(2055, 1, 1), None)


def test_of_two_ends_at_one_instant_the_final_date_is_the_end():
    close = expires().computed.instant
    assert expires(Redeemed(close)).how == "expired"


def test_an_exchange_whose_window_closed_before_its_effect_ends_nothing():
    window = Window(None, When("ownership_reaches", Fraction(50)))
    half = announced("1999-03-07T09:00", 50)
    assert expires(half, Exchanged(ny("1999-03-06T09:00")), exchange_window=window).how == "exchanged"
    assert expires(half, Exchanged(ny("1999-03-08T09:00")), exchange_window=window).how == "expired"


def test_an_end_on_record_moves_no_more_and_what_would_have_moved_it_is_a_break():
    at = ny("1999-03-20T09:00")
    known = replace(
        record([announced("1999-03-01T09:00"), Redeemed(at)]), ended=Ended("redeemed", date(1999, 3, 20), at)
    )
    answer = expiration_date(known)
    assert (answer.how, answer.computed.instant, answer.is_on_record) == ("redeemed", at, True)
    assert len(answer.breaks) == 1
    assert expiration_date(known, ny("1999-03-19T09:00")).how == "expired"
    undisturbed = replace(known, events=(Redeemed(at),))
    assert expiration_date(undisturbed).breaks == ()
    assert expiration_date(undisturbed.without_events([Redeemed(at)])).how == "expired"


def test_a_redemption_before_the_close_of_the_day_leaves_no_distribution_date():
    window = Window(None, When("distribution_date"))
    known = record(
        [announced("1999-03-01T09:00"), Redeemed(ny("1999-03-15T15:00"))],
        replace(MIM, redemption_window=window),
    )
    found = distribution_date(known)
    assert (found.date, found.prongs[0].status) == (None, "ENDED")
    silent = record([announced("1999-03-01T09:00"), Redeemed(ny("1999-03-15T15:00"))], MIM)
    assert distribution_date(silent).date == date(1999, 3, 15)
