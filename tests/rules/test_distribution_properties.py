"""What holds for the Distribution Date whatever happens: found by Hypothesis over random plans and events."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from hypothesis import given, settings, strategies as st

from ledger.rules.course.distribution_date import distribution_date
from ledger.rules.deadlines import plan_deadlines
from ledger.rules.facts import (
    PRONGS,
    AcquiringPersonAnnounced,
    AdversePersonDeclared,
    BecameAcquiringPerson,
    BoardExtension,
    ContinuingDirectorsLostMajority,
    FlipOverTransactionCompleted,
    Period,
    Redeemed,
    TenderOffer,
)
from ledger.rules.moments import On
from ledger.rules.plan_terms import AdversePersonTerms, PlanTerms, StockAcquisitionTerms, TenderTerms
from tests.rules.plans import BANKING, record

instants = st.datetimes(datetime(1998, 11, 1), datetime(1999, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
days = st.dates(date(1998, 11, 1), date(2000, 6, 30))
percents = st.sampled_from([9, 10, 14, 15, 16, 39, 40, 55]).map(Fraction)
periods = st.builds(Period, st.sampled_from([0, 1, 10]), st.sampled_from(["business_days", "calendar_days"]))
extendable = st.sampled_from(["before_time", "before_acquiring_person", "any", "no"])

terms = st.builds(
    PlanTerms,
    record_date=st.just(date(1998, 12, 4)),
    stock_acquisition=st.builds(StockAcquisitionTerms, st.just(Fraction(15)), periods, extendable),
    tender=st.builds(
        TenderTerms,
        st.just(Fraction(15)),
        periods,
        trigger=st.sampled_from(["commencement", "intent_or_commencement"]),
        permitted_offer=st.booleans(),
        withdrawn_ignored=st.booleans(),
        extendable=extendable,
    ),
    adverse_person=st.sampled_from([None, AdversePersonTerms(Fraction(10))]),
    immediate_pct=st.sampled_from([None, Fraction(40)]),
    flip_over=st.booleans(),
    record_date_floor=st.sampled_from(["none", "stock_acquisition", "any"]),
    expiration=st.none() | days.map(On),
)


def declared(at: datetime, pct: Fraction, days_later: int | None) -> AdversePersonDeclared:
    """An Adverse Person: nobody announces a declaration before it is made."""
    later = None if days_later is None else at + timedelta(days=days_later)
    return AdversePersonDeclared(at, pct, later)


hastening = (
    st.builds(AcquiringPersonAnnounced, instants, percents)
    | st.builds(BecameAcquiringPerson, instants)
    | st.builds(declared, instants, percents, st.none() | st.integers(0, 30))
    | st.builds(TenderOffer, percents, st.none() | instants, instants, st.booleans())
    | st.builds(ContinuingDirectorsLostMajority, instants)
    | st.builds(FlipOverTransactionCompleted, instants, st.just("merger"), st.booleans())
)
delaying = (
    st.builds(BoardExtension, st.sampled_from(PRONGS), instants, st.none() | days)
    | st.builds(Redeemed, instants)
    | st.builds(
        TenderOffer, percents, instants, st.none(), st.booleans(), st.none() | instants, st.none() | instants
    )
)
histories = st.lists(hastening | delaying, max_size=7)


@settings(max_examples=200)
@given(terms=terms, history=histories, added=hastening)
def test_another_event_only_hastens_unless_it_is_one_that_delays(terms, history, added):
    before = distribution_date(record(history, terms)).date
    after = distribution_date(record([*history, added], terms)).date
    assert (after or date.max) <= (before or date.max)


@settings(max_examples=200)
@given(terms=terms, history=histories, order=st.randoms())
def test_the_order_of_recording_and_repetition_change_nothing(terms, history, order):
    shuffled = [*history]
    order.shuffle(shuffled)
    decided = distribution_date(record(history, terms))
    assert decided == distribution_date(record(history, terms))
    other = distribution_date(record(shuffled, terms))
    assert (decided.date, decided.governing) == (other.date, other.governing)


@settings(max_examples=200)
@given(terms=terms, history=histories)
def test_the_answer_is_the_earliest_of_the_rows_or_none(terms, history):
    decided = distribution_date(record(history, terms))
    assert [row.prong for row in decided.prongs] == list(PRONGS)
    dates = [row.date for row in decided.prongs if row.date]
    if decided.date:
        assert decided.date == min(dates)
        assert set(decided.governing) == {row.prong for row in decided.prongs if row.date == decided.date}
        assert all(row.status == "HIT" for row in decided.prongs if row.prong in decided.governing)
    else:
        assert not dates or all(row.status == "ENDED" for row in decided.prongs if row.date)
    assert all(row.computed.reason.endswith(".") for row in decided.prongs)


@settings(max_examples=200)
@given(terms=terms, history=histories, now=instants)
def test_a_distribution_date_that_has_come_is_frozen(terms, history, now):
    """Once the date has come on the facts known, nothing that is learnt of later moves it (R19)."""
    then = distribution_date(record(history, terms), as_of=now)
    if then.instant and then.instant <= now:
        assert then.pending == ()
        later = distribution_date(record(history, terms), as_of=now + timedelta(days=400))
        assert later.date == then.date


@settings(max_examples=200)
@given(terms=terms, history=histories, today=days)
def test_deadlines_are_idempotent_and_in_order(terms, history, today):
    first = plan_deadlines(record(history, terms, BANKING), today=today)
    assert first == plan_deadlines(record(tuple(history), terms, BANKING), today=today)
    assert [row.date for row in first] == sorted(row.date for row in first)
    assert len({row.key for row in first}) == len(first)
