"""The law in motion: facts by the terms of their instant, clocks while their cause lasts, what has occurred frozen."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from ledger.rules.course.acquisitions import becomings, first_acquiring_person
from ledger.rules.course.distribution_date import distribution_date
from ledger.rules.course.existing_holders import existing_holders
from ledger.rules.course.expiration_date import expiration_date
from ledger.rules.course.final_expiration import final_expiration
from ledger.rules.course.flips import flip_ins
from ledger.rules.course.persons import threshold
from ledger.rules.course.record import Frozen, Record
from ledger.rules.course.releases import release_findings
from ledger.rules.course.rights import rights_when
from ledger.rules.dates import new_york_date
from ledger.rules.facts import (
    AcceptedForPayment,
    AcquiringPersonAnnounced,
    AdversePersonDeclared,
    BecameAcquiringPerson,
    HolderCaught,
    MergerEffective,
    OfferAmended,
    OfferWithdrawn,
    PersonReleased,
    TenderOffer,
)
from ledger.rules.moments import After, EarlierOf, LaterOf, On, Unless, When, words
from ledger.rules.plan_terms import OwnThreshold, PlanTerms, TermsHistory
from tests.rules.plans import BANKING, MIM, ny

FROM = ny("1998-11-24T00:00")
PLAN = replace(MIM, immediate_pct=None, tender=replace(MIM.tender, withdrawn_ignored=True))


def announced(at: str, pct: object, person: str = "Holder H", schedule: str = "") -> AcquiringPersonAnnounced:
    return AcquiringPersonAnnounced(ny(at), Fraction(str(pct)), person, schedule)


def record(*events: object, terms: PlanTerms = PLAN, later: tuple[tuple[str, PlanTerms], ...] = ()) -> Record:
    rows = ((FROM, terms), *((ny(at), amended) for at, amended in later))
    return Record(TermsHistory(rows), (), lambda _: BANKING).with_events(*events)


def stock(**more: object) -> PlanTerms:
    return replace(PLAN, stock_acquisition=replace(PLAN.stock_acquisition, **more))


def date_of(told: Record, as_of: str) -> date | None:
    return distribution_date(told, as_of=ny(as_of), with_strict=False).date


def own(pct: object = None, plus: object = None, person: str = "Holder H") -> tuple[OwnThreshold, ...]:
    number = [None if told is None else Fraction(str(told)) for told in (pct, plus)]
    return (OwnThreshold(person, *number),)


def test_a_later_lower_percentage_starts_no_clock_in_the_past():
    told = record(announced("2000-03-01T09:00", 12), later=(("2005-06-01T10:00", stock(pct=Fraction(10))),))
    assert date_of(told, "2005-06-02T12:00") is None
    again = told.with_events(announced("2005-07-01T09:00", 12))
    assert date_of(again, "2005-07-02T12:00") == date(2005, 7, 18)


@pytest.mark.parametrize(
    ("at", "expected"), [("2006-12-22T16:59", None), ("2006-12-22T17:00", date(2006, 12, 22))]
)
def test_an_amendment_stops_a_clock_up_to_its_close_and_not_at_it(at, expected):
    raised = replace(PLAN, own_thresholds=own(20))
    told = record(announced("2006-12-08T16:00", "18.5"), later=((at, raised),))
    assert date_of(told, "2006-12-21T12:00") == date(2006, 12, 22)
    assert date_of(told, "2007-01-10T12:00") == expected


@pytest.mark.parametrize("why", ["exempt", "waived", "inadvertent", "below", "kept"])
def test_an_act_stops_the_clock_of_its_person_alone(why):
    act = PersonReleased(ny("1999-03-04T10:00"), "HOLDER  h", why)
    told = record(announced("1999-03-01T09:00", 16), act)
    row = distribution_date(told, as_of=ny("1999-03-05T12:00"), with_strict=False).prongs[0]
    assert (row.status, row.date) == ("STOPPED", None)
    assert "Holder H" not in row.reason or act.person in row.reason
    other = told.with_events(announced("1999-03-02T09:00", 17, "Somebody Else"))
    assert date_of(other, "1999-03-05T12:00") == date(1999, 3, 16)


@pytest.mark.parametrize(
    ("why", "pct", "counts"),
    [
        ("exempt", 30, False),
        ("waived", 16, False),
        ("waived", "16.1", True),
        ("kept", 16, False),
        ("kept", 17, True),
        ("inadvertent", 16, True),
        ("below", 15, True),
    ],
)
def test_what_an_act_covers_later(why, pct, counts):
    act = PersonReleased(ny("1999-03-04T10:00"), "Holder H", why)
    told = record(announced("1999-03-01T09:00", 16), act, announced("1999-06-01T09:00", pct))
    assert (date_of(told, "1999-06-02T12:00") is not None) is counts


def test_more_than_is_not_at_least():
    terms = stock(comparison="more_than")
    assert date_of(record(announced("1999-03-01T09:00", 15), terms=terms), "1999-03-02T12:00") is None
    assert date_of(record(announced("1999-03-01T09:00", "15.0000001"), terms=terms), "1999-03-02T12:00")


def test_a_passive_holder_counts_by_its_own_percentage_until_it_files_otherwise():
    terms = stock(pct=Fraction(10), passive_pct=Fraction(20))
    told = record(announced("1999-03-01T09:00", "12.1", schedule="13G"), terms=terms)
    assert date_of(told, "1999-03-02T12:00") is None
    told = told.with_events(announced("1999-03-03T09:00", "12.1", schedule="13D"))
    assert date_of(told, "1999-03-04T12:00") == date(1999, 3, 17)


def test_points_over_what_a_person_held_when_the_term_took_effect():
    lowered = replace(stock(pct=Fraction(10)), own_thresholds=own(plus=1))
    told = record(announced("2000-03-02T09:00", 12), later=(("2000-06-02T10:00", lowered),))
    assert threshold(told, "holder h", ny("2000-07-01T09:00")).pct == 13
    for pct, reaches in (("12.9", False), (13, True)):
        more = told.with_events(announced("2000-07-06T09:00", pct))
        assert (date_of(more, "2000-07-07T12:00") is not None) is reaches


def test_an_amendment_asks_about_those_whom_it_would_reach_and_about_no_others():
    before = record(
        announced("2000-03-01T09:00", 12),
        announced("2000-03-01T09:00", 9, "Small"),
        announced("2000-03-01T09:00", 16, "Big"),
    )
    at = ny("2000-06-02T10:00")
    after = replace(before, terms=TermsHistory((*before.terms.rows, (at, stock(pct=Fraction(10))))))
    assert [row.person for row in existing_holders(before, after, at)] == ["Holder H"]
    caught = after.with_events(HolderCaught(at, "Holder H")).without_events(before.events[2:])
    assert date_of(caught.without_events([before.events[-1]]), "2000-06-03T12:00") is not None


def test_what_has_occurred_moves_no_more_and_shows_the_break():
    frozen = Frozen(date(1999, 3, 15), ny("1999-03-15T17:00"), ("i",))
    told = replace(
        record(announced("1999-03-01T09:00", 16), announced("1999-02-22T09:00", 16, "Found later")),
        frozen=frozen,
    )
    decided = distribution_date(told, as_of=ny("1999-03-20T12:00"), with_strict=False)
    assert (decided.date, decided.is_frozen) == (date(1999, 3, 15), True)
    assert [(row.on_record, row.otherwise) for row in decided.breaks] == [
        (date(1999, 3, 15), date(1999, 3, 8))
    ]
    same = replace(record(announced("1999-03-01T09:00", 16)), frozen=frozen)
    assert distribution_date(same, with_strict=False).breaks == ()


def test_an_offer_lives_through_its_facts():
    begun = TenderOffer(Fraction(10), commenced_at=ny("1999-03-01T09:00"), person="Bidder")
    more = OfferAmended(ny("1999-03-03T09:00"), Fraction(51), True, "bidder")
    told = record(begun, more)
    assert date_of(told, "1999-03-02T12:00") is None
    assert date_of(told, "1999-03-04T12:00") == date(1999, 3, 17)
    less = told.with_events(OfferAmended(ny("1999-03-08T09:00"), Fraction(14), True, "Bidder"))
    assert date_of(less, "1999-03-09T12:00") is None
    gone = told.with_events(OfferWithdrawn(ny("1999-03-08T09:00"), "Bidder"))
    assert date_of(gone, "1999-03-09T12:00") is None


def test_an_offer_older_than_the_plan_waits_for_its_acceptance():
    terms = replace(PLAN, tender=replace(PLAN.tender, offers_before_plan="acceptance_for_payment"))
    offer = TenderOffer(Fraction(100), commenced_at=ny("1998-11-10T09:00"), person="Bidder")
    told = record(offer, terms=terms)
    assert date_of(told, "1999-02-01T12:00") is None
    taken = told.with_events(AcceptedForPayment(ny("1999-02-02T09:00"), Fraction(100), True, "Bidder"))
    assert date_of(taken, "1999-02-03T12:00") == date(1999, 2, 2)


def test_an_end_at_a_moment_and_one_that_an_amendment_moved_in_time():
    merger = MergerEffective(ny("2002-10-27T09:15"))
    terms = replace(PLAN, expiration=EarlierOf((On(date(2003, 4, 14)), When("merger_effective"))))
    assert final_expiration(record(merger, terms=terms)).instant == merger.at
    assert final_expiration(record(terms=terms)).instant == ny("2003-04-14T17:00")
    too_late = record(later=(("2009-01-05T10:00", replace(PLAN, expiration=On(date(2012, 11, 23)))),))
    assert final_expiration(too_late).instant == ny("2008-11-24T17:00")
    in_time = record(later=(("2008-11-24T16:59", replace(PLAN, expiration=On(date(2012, 11, 23)))),))
    assert final_expiration(in_time).day == date(2012, 11, 23)


@pytest.mark.parametrize(
    ("rolls", "instant", "unsaid"),
    [
        (True, "2021-03-22T17:00", None),
        (False, "2021-03-20T17:00", None),
        (None, "2021-03-20T17:00", date(2021, 3, 20)),
    ],
)
def test_a_saturday_rolls_where_the_paper_says_so(rolls, instant, unsaid):
    terms = replace(PLAN, expiration=On(date(2021, 3, 20)), expiration_rolls=rolls)
    found = final_expiration(record(terms=terms))
    assert (found.instant, found.unsaid) == (ny(instant), unsaid)


def test_moments_in_words_and_after_one_another():
    moment = Unless(
        When("annual_meeting"),
        On(date(2021, 6, 30)),
        LaterOf((On(date(2022, 6, 30)), After(When("adoption"), 3, "years"))),
    )
    assert words(moment) == (
        "the close of business on Wednesday 30 June 2021, unless the annual meeting comes first, then the later of the "
        "close of business on Thursday 30 June 2022 and 3 years after the adoption of the plan"
    )
    assert final_expiration(record(terms=replace(PLAN, expiration=moment))).day == date(2021, 6, 30)


def rights_then(told, at):
    decided = distribution_date(told, as_of=at, with_strict=False)
    return rights_when(at, told, decided, expiration_date(told, at, decided=decided))


def test_who_gave_the_distribution_date_is_taken_out_only_before_it():
    told = record(announced("1999-03-01T09:00", 16))
    for at, rule in (("1999-03-15T16:59", []), ("1999-03-15T17:00", ["R19"])):
        asked = (told, rights_then(told, ny(at)), "Holder H", "waived", ny(at))
        assert [row.rule for row in release_findings(*asked, ("HOLDER H",))] == rule
        # Whoever did not give the date is taken out after it: no date moves.
        assert release_findings(*asked, ("Another",)) == ()
    nobody = release_findings(told, rights_then(told, FROM), "Nobody", "inadvertent", ny("1999-03-02T09:00"))
    assert "R12" in [row.rule for row in nobody]


def test_everybody_who_becomes_such_a_person_is_told_clock_or_no_clock():
    told = record(
        announced("1999-03-01T09:00", 16, "A"),
        announced("1999-03-03T09:00", 9, "B"),
        announced("1999-03-04T09:00", 15, "C"),
        BecameAcquiringPerson(ny("1999-03-05T09:00"), "D"),
        AdversePersonDeclared(ny("1999-03-08T09:00"), Fraction(10), person="E"),
        AdversePersonDeclared(ny("1999-03-08T10:00"), Fraction(9), person="F"),
        PersonReleased(ny("1999-03-09T09:00"), "D", "inadvertent"),
    )
    assert [(row.person, row.ended is None) for row in becomings(told)] == [
        ("A", True),
        ("C", True),
        ("D", False),
        ("E", True),
    ]
    assert [who for _, who in flip_ins(told, ny("1999-03-10T09:00"))] == ["A", "C", "E"]


def test_what_comes_after_the_date_on_record_ends_only_what_began_after_it():
    day = date(1999, 3, 15)
    told = replace(
        record(announced("1999-03-01T09:00", 16, "A"), announced("1999-04-01T09:00", 16, "B")),
        frozen=Frozen(day, ny("1999-03-15T17:00"), ("i",)),
    )
    raised = replace(PLAN, stock_acquisition=replace(PLAN.stock_acquisition, pct=Fraction(20)))
    amended = replace(told, terms=TermsHistory((*told.terms.rows, (ny("1999-04-05T09:00"), raised))))
    assert [(row.person, row.ended is None) for row in becomings(amended)] == [("A", True), ("B", False)]


# --------------------------------------------------------------------------------------------- any history at all

instants = st.datetimes(datetime(1999, 1, 4), datetime(2000, 12, 29)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
people = st.sampled_from(["A", "B", "C"])
facts = st.lists(
    st.builds(AcquiringPersonAnnounced, instants, st.sampled_from([9, 12, 15, 18, 21]).map(Fraction), people)
    | st.builds(
        PersonReleased,
        instants,
        people,
        st.sampled_from(["exempt", "waived", "inadvertent", "below", "kept"]),
    )
    | st.builds(
        lambda at, own_pct, who: TenderOffer(own_pct, commenced_at=at, person=who),
        instants,
        st.sampled_from([10, 20, 60]).map(Fraction),
        people,
    )
    | st.builds(OfferWithdrawn, instants, people),
    max_size=6,
)
amendments = st.lists(
    st.tuples(instants, st.sampled_from([10, 15, 20]).map(Fraction)), max_size=2, unique_by=lambda row: row[0]
).map(sorted)


def told_by(events: list, changes: list) -> Record:
    rows = ((FROM, PLAN), *((at, stock(pct=pct)) for at, pct in changes))
    return Record(TermsHistory(rows), (), lambda _: BANKING).with_events(*events)


@given(facts, amendments, st.randoms())
def test_the_order_of_recording_does_not_matter(events, changes, random):
    shuffled = list(events)
    random.shuffle(shuffled)
    one, other = told_by(events, changes), told_by(shuffled, changes)
    if len({event.at for event in events}) == len(events):
        assert distribution_date(one, with_strict=False) == distribution_date(other, with_strict=False)


@given(facts, amendments, instants)
def test_what_comes_later_changes_no_answer_of_before(events, changes, at):
    whole = told_by(events, changes)
    then = told_by([event for event in events if event.at <= at], [row for row in changes if row[0] <= at])
    assert distribution_date(whole, as_of=at, with_strict=False) == distribution_date(
        then, as_of=at, with_strict=False
    )


@given(facts, amendments)
def test_a_date_that_has_come_stays_whatever_follows(events, changes):
    told = told_by(events, changes)
    decided = distribution_date(told, with_strict=False)
    if decided.date is None:
        return
    occurred = distribution_date(told, as_of=decided.instant, with_strict=False)
    if occurred.date is None:
        return
    frozen = Frozen(occurred.date, occurred.instant, occurred.governing)
    later = told.with_events(AcquiringPersonAnnounced(FROM + timedelta(days=20), Fraction(50), "Found later"))
    assert distribution_date(replace(later, frozen=frozen), with_strict=False).date == occurred.date


@given(facts, amendments)
def test_no_date_without_an_acquiring_person_or_an_offer(events, changes):
    told = told_by(events, changes)
    decided = distribution_date(told, with_strict=False)
    if decided.date and decided.governing == ("i",):
        at = decided.instant
        assert first_acquiring_person(told, at) is not None
        assert new_york_date(first_acquiring_person(told, at)) <= decided.date
