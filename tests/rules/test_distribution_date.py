from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from ledger.rules.facts import (
    AdversePersonDeclared,
    BadInput,
    BecameAcquiringPerson,
    BoardExtension,
    ContinuingDirectorsLostMajority,
    ContinuingDirectorsRegainedMajority,
    Exchanged,
    FlipOverTransactionCompleted,
    MergerAgreementSigned,
    OfferAmended,
    OfferWithdrawn,
    Period,
    Redeemed,
    exact_number,
)
from ledger.rules.moments import On
from tests.rules.plans import BANKING, MIM, announced, codes, decide, ny, offer

MARCH_15, APRIL_15 = date(1999, 3, 15), date(1999, 4, 15)


def extension(at: str, to: date | None, prong: str = "i") -> BoardExtension:
    return BoardExtension(prong, ny(at), to)


def lost(at: str) -> ContinuingDirectorsLostMajority:
    return ContinuingDirectorsLostMajority(ny(at))


def regained(at: str) -> ContinuingDirectorsRegainedMajority:
    return ContinuingDirectorsRegainedMajority(ny(at))


def merged(at: str, *, qualifies: bool = True) -> FlipOverTransactionCompleted:
    return FlipOverTransactionCompleted(ny(at), "merger", qualifies)


def prong(distribution, name):
    return next(row for row in distribution.prongs if row.prong == name)


def with_stock(**changes):
    return replace(MIM, stock_acquisition=replace(MIM.stock_acquisition, **changes))


def with_tender(**changes):
    return replace(MIM, tender=replace(MIM.tender, **changes))


# Prong i.


def test_ten_business_days_after_the_announcement():
    decided = decide(announced("1998-12-15T09:00"))
    assert decided.date == date(1998, 12, 30)
    assert decided.governing_prong == "i"
    assert decided.instant == datetime(1998, 12, 30, 22, tzinfo=UTC)
    assert decided.stock_acquisition_date == date(1998, 12, 15)
    assert [step.date.day for step in decided.steps] == [16, 17, 18, 21, 22, 23, 24, 28, 29, 30]
    assert "Friday 25 December 1998 - Christmas Day" in [str(day) for day in decided.skipped]


def test_nothing_recorded_gives_no_date_and_four_rows():
    decided = decide()
    assert (decided.date, decided.governing_prong, decided.instant) == (None, None, None)
    assert [(row.prong, row.status) for row in decided.prongs] == [
        ("i", "not_triggered"),
        ("ii", "not_triggered"),
        ("iii", "not_triggered"),
        ("iv", "not_triggered"),
    ]


def test_exactly_the_percentage_is_enough_and_less_is_not():
    assert decide(announced("1999-03-01T09:00", 15)).date == MARCH_15
    assert decide(announced("1999-03-01T09:00", "14.9999999")).date is None


def test_an_announcement_below_and_then_one_above():
    decided = decide(announced("1999-02-01T09:00", 14), announced("1999-03-01T09:00"))
    assert decided.date == MARCH_15
    assert prong(decided, "i").candidates[0].status == "not_counted"


def test_a_later_announcement_restarts_nothing():
    decided = decide(announced("1999-03-08T09:00", 20), announced("1999-03-01T09:00"))
    assert decided.date == MARCH_15
    assert "restarts nothing" in prong(decided, "i").candidates[1].computed.reason


@pytest.mark.parametrize("at", ["1999-03-01T00:00", "1999-03-01T23:59", "1999-03-02T04:30+00:00"])
def test_the_new_york_date_of_the_announcement_counts(at):
    assert decide(announced(at)).date == MARCH_15


def test_a_weekend_announcement_keeps_its_date():
    assert decide(announced("1999-01-16T12:00")).date == date(1999, 2, 1)


def test_closings_of_the_plan_are_skipped():
    terms = replace(MIM, closings=(date(1999, 3, 3),))
    assert decide(announced("1999-03-01T09:00"), terms=terms).date == date(1999, 3, 16)


def test_an_adverse_person_counts_from_the_announcement():
    declared = AdversePersonDeclared(ny("1999-04-05T15:00"), Fraction(10), ny("1999-04-07T08:30"))
    assert decide(declared).date == date(1999, 4, 21)


def test_an_adverse_person_below_the_percentage_or_unannounced_sets_nothing_off():
    assert (
        decide(AdversePersonDeclared(ny("1999-04-05T15:00"), Fraction(19, 2), ny("1999-04-07T08:30"))).date
        is None
    )
    unannounced = decide(AdversePersonDeclared(ny("1999-04-05T15:00"), Fraction(12)))
    assert unannounced.date is None
    assert "needs the announcement" in prong(unannounced, "i").reason


def test_an_adverse_person_in_a_plan_without_any_sets_nothing_off():
    declared = AdversePersonDeclared(ny("1999-04-05T15:00"), Fraction(12), ny("1999-04-07T08:30"))
    assert decide(declared, terms=replace(MIM, adverse_person=None)).date is None


def test_the_earlier_of_adverse_person_and_acquiring_person_starts_the_count():
    declared = AdversePersonDeclared(ny("1999-02-26T15:00"), Fraction(12), ny("1999-03-01T08:30"))
    assert decide(announced("1999-03-05T09:00"), declared).date == MARCH_15


def test_becoming_an_acquiring_person_unannounced_sets_nothing_off():
    assert decide(BecameAcquiringPerson(ny("1999-03-01T09:00"))).date is None


def test_calendar_days_roll_to_a_business_day():
    terms = with_stock(period=Period(10, "calendar_days"))
    assert decide(announced("2005-03-16T09:00"), terms=terms).date == date(2005, 3, 28)


def test_a_period_of_nothing_is_the_day_of_the_announcement():
    terms = with_stock(period=Period(0))
    assert decide(announced("1999-03-01T09:00"), terms=terms).date == date(1999, 3, 1)


# Extension.


def test_an_extension_in_time_moves_the_prong():
    decided = decide(announced("1999-03-01T09:00"), extension("1999-03-12T10:00", APRIL_15))
    assert decided.date == APRIL_15
    assert prong(decided, "i").status == "HIT"
    assert prong(decided, "i").extensions[0].accepted


@pytest.mark.parametrize(
    ("at", "expected"),
    [("1999-03-15T16:59:59", APRIL_15), ("1999-03-15T17:00", MARCH_15), ("1999-03-16T09:00", MARCH_15)],
)
def test_five_sharp_is_late(at, expected):
    decided = decide(announced("1999-03-01T09:00"), extension(at, APRIL_15))
    assert decided.date == expected
    assert ("extension_refused" in codes(decided)) is (expected == MARCH_15)


def test_a_second_extension_is_measured_against_the_first():
    first, later = extension("1999-03-12T10:00", APRIL_15), extension("1999-04-15T16:00", date(1999, 4, 30))
    assert decide(announced("1999-03-01T09:00"), later, first).date == date(1999, 4, 30)
    too_late = extension("1999-04-15T17:00", date(1999, 4, 30))
    assert decide(announced("1999-03-01T09:00"), first, too_late).date == APRIL_15


@pytest.mark.parametrize("to", [date(1999, 3, 15), date(1999, 3, 12), date(1999, 3, 13)])
def test_only_a_later_date_has_effect(to):
    assert decide(announced("1999-03-01T09:00"), extension("1999-03-10T10:00", to)).date == MARCH_15


def test_a_date_the_board_fixes_rolls_to_a_business_day():
    decided = decide(announced("1999-03-01T09:00"), extension("1999-03-10T10:00", date(1999, 4, 17)))
    assert decided.date == date(1999, 4, 19)


def test_an_extension_names_its_prong_only():
    decided = decide(announced("1999-03-01T09:00"), extension("1999-03-10T10:00", APRIL_15, "ii"))
    assert decided.date == MARCH_15


def test_prongs_iii_and_iv_are_never_extended():
    decided = decide(announced("1999-03-01T09:00", 45), extension("1999-03-01T08:00", APRIL_15, "iii"))
    assert decided.date == date(1999, 3, 1)
    assert "extension_refused" in codes(decided)


def test_deferral_until_the_board_fixes_a_date_suspends_the_prong():
    deferred = extension("1999-03-12T10:00", None)
    decided = decide(announced("1999-03-01T09:00"), deferred)
    assert decided.date is None
    assert prong(decided, "i").status == "SUSPENDED"
    assert decided.pending == ("i",)
    fixed = decide(announced("1999-03-01T09:00"), deferred, extension("1999-06-01T10:00", date(1999, 6, 15)))
    assert fixed.date == date(1999, 6, 15)


def test_a_date_fixed_after_a_deferral_is_not_back_dated():
    deferred = extension("1999-03-12T10:00", None)
    fixed = decide(announced("1999-03-01T09:00"), deferred, extension("1999-06-01T10:00", date(1999, 5, 3)))
    assert fixed.date is None


def test_deferral_does_not_stop_another_prong():
    deferred = extension("1999-03-12T10:00", None)
    decided = decide(announced("1999-03-01T09:00"), deferred, announced("1999-04-06T09:00", 42))
    assert (decided.date, decided.governing_prong) == (date(1999, 4, 6), "iii")


def test_a_plan_that_lets_the_board_extend_nothing():
    decided = decide(
        announced("1999-03-01T09:00"),
        extension("1999-03-10T10:00", APRIL_15),
        terms=with_stock(extendable="no"),
    )
    assert decided.date == MARCH_15


def test_extension_allowed_at_any_instant_before_the_distribution_date():
    terms = with_stock(extendable="any")
    assert (
        decide(announced("1999-03-01T09:00"), extension("1999-03-15T16:00", APRIL_15), terms=terms).date
        == APRIL_15
    )
    assert (
        decide(announced("1999-03-01T09:00"), extension("1999-03-15T17:00", APRIL_15), terms=terms).date
        == MARCH_15
    )


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], APRIL_15),
        ([BecameAcquiringPerson(ny("1999-03-08T10:00"))], MARCH_15),
        ([BecameAcquiringPerson(ny("1999-03-10T10:00"))], MARCH_15),
        ([BecameAcquiringPerson(ny("1999-03-10T10:01"))], APRIL_15),
        ([announced("1999-03-09T10:00", 14)], APRIL_15),
        ([announced("1999-03-09T10:00", 15)], MARCH_15),
    ],
)
def test_extension_only_before_any_acquiring_person(events, expected):
    terms = with_tender(extendable="before_acquiring_person")
    moved = extension("1999-03-10T10:00", APRIL_15, "ii")
    decided = decide(offer("1999-03-01T09:00"), moved, *events, terms=terms)
    assert prong(decided, "ii").date == expected


# Prong ii.


def test_ten_business_days_after_commencement():
    decided = decide(offer("1999-09-01T08:00", own=15, all_shares=False))
    assert (decided.date, decided.governing_prong) == (date(1999, 9, 16), "ii")


def test_an_offer_below_the_percentage_sets_nothing_off():
    assert decide(offer("1999-09-01T08:00", own=14)).date is None


def test_intent_counts_only_where_the_plan_says_so():
    intended = offer(None, intent="1999-09-01T08:00")
    assert decide(intended).date is None
    either = with_tender(trigger="intent_or_commencement")
    assert decide(intended, terms=either).date == date(1999, 9, 16)
    both = offer("1999-09-10T08:00", intent="1999-09-01T08:00")
    assert decide(both, terms=either).date == date(1999, 9, 16)
    assert decide(both).date == date(1999, 9, 24)


def test_withdrawal_counts_where_the_plan_ignores_withdrawn_offers():
    ignoring = with_tender(withdrawn_ignored=True)
    early = offer("1999-09-01T08:00", withdrawn="1999-09-15T23:00")
    on_the_day = offer("1999-09-01T08:00", withdrawn="1999-09-16T16:59:59")
    at_the_close = offer("1999-09-01T08:00", withdrawn="1999-09-16T17:00")
    assert decide(early).date == date(1999, 9, 16)
    assert decide(early, terms=ignoring).date is None
    assert prong(decide(early, terms=ignoring), "ii").status == "WITHDRAWN"
    assert decide(on_the_day, terms=ignoring).date is None
    assert decide(at_the_close, terms=ignoring).date == date(1999, 9, 16)


def test_withdrawal_before_the_extended_date_counts():
    ignoring = with_tender(withdrawn_ignored=True)
    moved = extension("1999-09-10T10:00", date(1999, 10, 15), "ii")
    assert decide(offer("1999-09-01T08:00", withdrawn="1999-10-14T09:00"), moved, terms=ignoring).date is None


def test_a_permitted_offer_is_carved_out():
    decided = decide(offer("1999-09-01T08:00", permitted="1999-09-08T12:00"))
    assert decided.date is None
    assert prong(decided, "ii").status == "PERMITTED"


@pytest.mark.parametrize(
    "offered",
    [
        offer("1999-09-01T08:00", permitted="1999-09-08T12:00", all_shares=False),
        offer("1999-09-01T08:00", permitted="1999-09-16T17:00"),
        offer("1999-09-01T08:00", permitted="1999-09-17T09:00"),
    ],
)
def test_permission_for_part_or_too_late_is_without_effect(offered):
    assert decide(offered).date == date(1999, 9, 16)


def test_a_permitted_offer_that_is_cut_to_a_part_runs_from_its_amendment():
    whole = offer("1999-09-01T08:00", permitted="1999-09-08T12:00")

    def amended(at, pct, *, whole):
        return OfferAmended(ny(at), Fraction(pct), all_shares=whole)

    assert decide(whole, amended("1999-09-10T09:00", 80, whole=True)).date is None
    assert decide(whole, amended("1999-09-10T09:00", 10, whole=False)).date is None
    cut = decide(whole, amended("1999-09-10T09:00", 40, whole=False))
    assert cut.date == date(1999, 9, 24)
    assert "no Permitted Offer any more" in prong(cut, "ii").computed.reason
    in_time = OfferWithdrawn(ny("1999-09-24T16:00"))
    gone = decide(
        whole,
        amended("1999-09-10T09:00", 40, whole=False),
        in_time,
        terms=with_tender(withdrawn_ignored=True),
    )
    assert prong(gone, "ii").status == "WITHDRAWN"


def test_a_plan_without_permitted_offers():
    offered = offer("1999-09-01T08:00", permitted="1999-09-08T12:00")
    assert decide(offered, terms=with_tender(permitted_offer=False)).date == date(1999, 9, 16)


@pytest.mark.parametrize(
    ("permitted", "expected"),
    [
        ("1999-01-15T09:59", None),
        ("1999-01-15T10:00", date(1999, 7, 19)),
        ("1999-07-14T23:59", date(1999, 7, 19)),
        ("1999-07-15T00:00", None),
    ],
)
def test_the_freeze_holds_through_day_180_and_is_over_on_day_181(permitted, expected):
    offered = offer("1999-07-02T08:00", permitted=permitted)
    assert decide(lost("1999-01-15T10:00"), offered).date == expected


def test_a_permitted_offer_is_excepted_from_prong_ii_only():
    offered = offer("1999-09-01T08:00", permitted="1999-09-08T12:00")
    decided = decide(offered, announced("1999-09-20T09:00", 51))
    assert (decided.date, decided.governing_prong) == (date(1999, 9, 20), "iii")
    assert "permitted_offer_crossing" in codes(decided)


def test_of_two_offers_the_earlier_that_counts_governs():
    ignoring = with_tender(withdrawn_ignored=True)
    gone = offer("1999-09-01T08:00", withdrawn="1999-09-10T09:00")
    assert decide(gone, offer("1999-09-08T08:00"), terms=ignoring).date == date(1999, 9, 22)


# Prongs iii and iv, ties.


def test_forty_percent_is_the_day_itself():
    decided = decide(announced("1999-04-10T20:00", 40))
    assert (decided.date, decided.governing_prong) == (date(1999, 4, 10), "iii")
    assert "distribution_date_not_business_day" in codes(decided)
    assert decide(announced("1999-04-06T09:00", "39.99")).governing_prong == "i"


def test_forty_percent_counts_for_prong_i_too():
    decided = decide(announced("1999-04-06T09:00", 42))
    assert prong(decided, "i").date == date(1999, 4, 20)
    assert prong(decided, "i").status == "RUNNING"


def test_a_plan_without_prong_iii():
    decided = decide(announced("1999-04-06T09:00", 42), terms=replace(MIM, immediate_pct=None))
    assert (decided.date, decided.governing_prong) == (date(1999, 4, 20), "i")
    assert prong(decided, "iii").status == "not_applicable"


def test_ties_name_every_prong():
    decided = decide(announced("1999-03-01T09:00"), announced("1999-03-15T09:00", 42))
    assert (decided.date, decided.governing_prong) == (MARCH_15, "i;iii")
    both = decide(announced("1999-03-01T09:00"), offer("1999-03-01T10:00"))
    assert (both.date, both.governing_prong) == (MARCH_15, "i;ii")


def test_a_flip_over_needs_its_window():
    assert decide(merged("1999-05-03T10:00")).date is None
    assert decide(lost("1999-05-03T09:00"), merged("1999-05-03T10:00")).governing_prong == "iv"
    assert decide(announced("1999-04-30T09:00"), merged("1999-05-03T10:00")).date == date(1999, 5, 3)
    assert decide(announced("1999-05-04T09:00"), merged("1999-05-03T10:00")).governing_prong == "i"
    assert decide(lost("1999-05-04T09:00"), merged("1999-05-03T10:00")).date is None


def test_the_gate_of_a_lost_majority_closes_when_it_is_regained():
    story = lost("1999-01-15T09:00"), regained("1999-09-01T09:00")
    assert decide(*story, merged("1999-08-31T10:00")).date == date(1999, 8, 31)
    assert decide(*story, merged("1999-12-01T10:00")).date is None
    assert decide(*story, lost("1999-11-30T09:00"), merged("1999-12-01T10:00")).date == date(1999, 12, 1)


def test_on_the_stock_acquisition_date_itself_the_window_is_open():
    assert decide(announced("1999-05-03T09:00"), merged("1999-05-03T15:00")).governing_prong == "iv"
    assert decide(announced("1999-05-03T16:00"), merged("1999-05-03T15:00")).governing_prong == "iv"


def test_a_transaction_that_fits_no_limb_or_a_signing_moves_nothing():
    assert decide(lost("1999-05-01T09:00"), merged("1999-05-03T10:00", qualifies=False)).date is None
    assert decide(lost("1999-05-01T09:00"), MergerAgreementSigned(ny("1999-05-03T10:00"))).date is None


def test_a_plan_without_flip_over():
    decided = decide(
        lost("1999-05-01T09:00"), merged("1999-05-03T10:00"), terms=replace(MIM, flip_over=False)
    )
    assert decided.date is None
    assert prong(decided, "iv").status == "not_applicable"


# Floor, end of the Rights.


def test_without_a_floor_the_date_may_precede_the_record_date():
    decided = decide(announced("1998-11-02T09:00"))
    assert decided.date == date(1998, 11, 17)
    assert "distribution_before_record_date" in codes(decided)


@pytest.mark.parametrize(
    ("floor", "i", "ii"),
    [
        ("none", date(1998, 11, 17), date(1998, 11, 17)),
        ("stock_acquisition", date(1998, 12, 4), date(1998, 11, 17)),
        ("any", date(1998, 12, 4), date(1998, 12, 4)),
    ],
)
def test_the_floor_reaches_the_prongs_it_names(floor, i, ii):
    terms = replace(MIM, record_date_floor=floor)
    decided = decide(announced("1998-11-02T09:00"), offer("1998-11-02T09:00"), terms=terms)
    assert (prong(decided, "i").date, prong(decided, "ii").date) == (i, ii)
    assert decided.date == min(i, ii)


def test_the_floor_of_every_prong_reaches_prong_iii():
    terms = replace(MIM, record_date_floor="any")
    decided = decide(announced("1998-11-02T09:00", 45), terms=terms)
    assert (decided.date, decided.governing_prong) == (date(1998, 12, 4), "i;iii")


@pytest.mark.parametrize(
    ("at", "expected"),
    [("1999-03-12T23:59", None), ("1999-03-15T09:00", MARCH_15), ("1999-03-16T09:00", MARCH_15)],
)
def test_redemption_counts_before_the_distribution_date_only(at, expected):
    decided = decide(announced("1999-03-01T09:00"), Redeemed(ny(at)))
    assert decided.date == expected
    if expected is None:
        assert prong(decided, "i").status == "ENDED"
        assert "never separate" in decided.computed.reason


def test_redemption_before_anything_is_announced():
    assert decide(Redeemed(ny("1999-02-01T09:00")), announced("1999-03-01T09:00")).date is None


def test_redemption_in_the_freeze_is_given_no_effect():
    decided = decide(
        announced("1999-03-01T09:00"), lost("1999-03-02T09:00"), Redeemed(ny("1999-03-05T09:00"))
    )
    assert decided.date == MARCH_15
    assert {"redemption_in_freeze", "freeze_legal_risk"} <= codes(decided)


def test_exchange_of_all_rights_ends_them():
    assert decide(announced("1999-03-01T09:00"), Exchanged(ny("1999-03-05T09:00"))).date is None


@pytest.mark.parametrize(
    ("expiration", "expected"),
    [(date(1999, 3, 12), None), (MARCH_15, MARCH_15), (date(1999, 3, 16), MARCH_15), (None, MARCH_15)],
)
def test_expiration_counts_before_the_distribution_date_only(expiration, expected):
    assert (
        decide(
            announced("1999-03-01T09:00"),
            terms=replace(MIM, expiration=On(expiration) if expiration else None),
        ).date
        == expected
    )


def test_the_expiration_of_the_8k_as_written_is_before_the_record_date():
    decided = decide(announced("1999-03-01T09:00"), terms=replace(MIM, expiration=On(date(1998, 11, 24))))
    assert decided.date is None
    assert "expiry_before_record_date" in codes(decided)


# Warnings, as of.


def test_the_strict_reading_is_counted_beside():
    lincoln = decide(announced("1999-01-29T09:00"), with_strict=True)
    assert lincoln.date == date(1999, 2, 12)
    warning = next(notice for notice in lincoln.warnings if notice.code == "strict_reading_differs")
    assert "Tuesday 16 February 1999 by ny-gcl24" in warning.message
    election = decide(announced("1998-10-26T09:00"), with_strict=True)
    assert election.date == date(1998, 11, 9)
    assert "strict_reading_differs" in codes(election)
    assert "strict_reading_differs" not in codes(decide(announced("1998-12-15T09:00"), with_strict=True))


def test_a_one_off_closing_of_others_is_warned_of():
    terms = replace(MIM, expiration=None)
    near = decide(announced("2001-09-04T09:00"), terms=terms)
    assert near.date == date(2001, 9, 18)
    assert "near_one_off" in codes(near)
    assert "near_one_off" not in codes(decide(announced("2001-10-04T09:00"), terms=terms))


def test_as_of_leaves_out_what_was_not_known():
    events = [
        announced("1999-03-01T09:00"),
        extension("1999-03-12T10:00", APRIL_15),
        Redeemed(ny("1999-04-01T09:00")),
    ]
    assert decide(*events, as_of=ny("1999-02-28T09:00")).date is None
    assert decide(*events, as_of=ny("1999-03-05T09:00")).date == MARCH_15
    assert decide(*events, as_of=ny("1999-03-12T10:00")).date == APRIL_15
    assert decide(*events, as_of=ny("1999-04-01T09:00")).date is None


def test_as_of_an_offer_shows_only_its_moments_so_far():
    offered = offer("1999-09-01T08:00", intent="1999-08-25T08:00", permitted="1999-09-08T12:00")
    assert decide(offered, as_of=ny("1999-08-26T00:00")).date is None
    assert decide(offered, as_of=ny("1999-09-02T00:00")).date == date(1999, 9, 16)
    assert decide(offered, as_of=ny("1999-09-08T12:00")).date is None


def test_as_of_a_prong_runs_until_its_close_and_then_has_hit():
    event = announced("1999-03-01T09:00")
    before, after = decide(event, as_of=ny("1999-03-15T16:59")), decide(event, as_of=ny("1999-03-15T17:00"))
    assert (before.date, prong(before, "i").status, before.pending) == (MARCH_15, "RUNNING", ("i",))
    assert (after.date, prong(after, "i").status, after.pending) == (MARCH_15, "HIT", ())


def test_every_computed_date_carries_its_rule_calendar_and_inputs():
    computed = decide(announced("1999-03-01T09:00")).computed
    assert computed.rule == "ledger.rules.course.distribution_date.distribution_date"
    assert (computed.calendar, computed.calendar_version) == ("ny-banking", BANKING.version)
    assert ("announced", "16%") in computed.inputs
    assert "10th Business Day" in computed.reason


def test_another_calendar_counts_otherwise():
    decided = decide(announced("1999-01-29T09:00"), terms=replace(MIM, business_day="ny-gcl24"))
    assert decided.date == date(1999, 2, 16)


@pytest.mark.parametrize("value", ["1e999", "abc", 1.5, True, None, "NaN", "Infinity"])
def test_exact_number_refuses_what_is_not_exact(value):
    with pytest.raises(BadInput, match=r"^here: "):
        exact_number(value, "here")


def test_exact_number_keeps_every_digit():
    assert exact_number("16.2") == Fraction(81, 5)
    assert exact_number(15) == Fraction(15)
