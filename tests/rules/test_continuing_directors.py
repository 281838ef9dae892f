from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from ledger.rules.continuing_directors import (
    Director,
    board_on,
    director_status,
    freeze_at,
    freezes,
    majority_changes,
    majority_is_lost,
)
from ledger.rules.dates import new_york_date
from ledger.rules.facts import ContinuingDirectorsLostMajority, ContinuingDirectorsRegainedMajority
from tests.rules.plans import ny

AGREEMENT = date(1998, 11, 24)
OLD = tuple(Director(name, date(1996, 8, 1)) for name in ("Ash", "Birch", "Cedar", "Elm", "Fir"))


def joined(name: str, on: date = date(1999, 1, 11), **more: object) -> Director:
    return Director(name, on, **more)


def status(director: Director, *others: Director, on: date = date(1999, 3, 1)) -> str:
    return director_status(director, [*OLD, *others, director], AGREEMENT, on).value


def test_a_member_before_the_agreement_is_a_continuing_director_while_he_sits():
    assert status(OLD[0]) == "continuing"
    gone = Director("Gum", date(1996, 8, 1), left=date(1999, 3, 1))
    assert status(gone, on=date(1999, 2, 28)) == "continuing"
    assert status(gone, on=date(1999, 3, 1)) == "not_in_office"


@pytest.mark.parametrize(
    ("approvers", "expected"),
    [
        (("Ash", "Birch", "Cedar"), "continuing"),
        (("Ash", "Birch"), "not_continuing"),
        (("Ash", "Birch", "Rowan", "Sorb"), "not_continuing"),
        ((), "not_continuing"),
    ],
)
def test_a_later_member_needs_the_approval_of_a_majority_of_the_continuing_directors(approvers, expected):
    new = joined("Yew", approved_on=date(1999, 1, 8), approved_by=approvers)
    assert status(new) == expected


def test_approval_is_judged_on_the_continuing_directors_of_its_day():
    leaving = Director("Gum", date(1996, 8, 1), left=date(1999, 1, 8))
    staying = Director("Gum", date(1996, 8, 1))
    new = joined("Yew", approved_on=date(1999, 1, 8), approved_by=("Ash", "Birch", "Cedar"))
    assert status(new, leaving) == "continuing"  # three of five
    assert status(new, staying) == "not_continuing"  # three of six is no majority


def test_a_member_approved_by_approved_members_counts():
    first = joined("Yew", approved_on=date(1999, 1, 8), approved_by=("Ash", "Birch", "Cedar"))
    second = joined(
        "Oak", date(1999, 2, 1), approved_on=date(1999, 1, 29), approved_by=("Ash", "Birch", "Cedar", "Yew")
    )
    assert status(second, first) == "continuing"


def test_no_approval_on_record_is_none():
    assert status(joined("Yew")) == "not_continuing"


def test_joining_on_the_date_of_the_agreement_fits_neither_limb():
    assert status(joined("Yew", AGREEMENT)) == "undetermined"


def test_a_taint_ends_the_standing_from_its_day():
    tainted = Director("Gum", date(1996, 8, 1), tainted_on=date(1999, 2, 1), taint="affiliate_or_associate")
    assert status(tainted, on=date(1999, 1, 31)) == "continuing"
    assert status(tainted, on=date(1999, 2, 1)) == "not_continuing"


def test_a_tie_that_ended_bars_no_longer_and_gives_the_majority_back():
    tied = Director(
        "Gum",
        date(1996, 8, 1),
        tainted_on=date(1999, 2, 1),
        taint="affiliate_or_associate",
        cleared_on=date(1999, 3, 1),
    )
    assert status(tied, on=date(1999, 2, 28)) == "not_continuing"
    assert status(tied, on=date(1999, 3, 1)) == "continuing"
    changes = majority_changes([tied], AGREEMENT, date(1999, 12, 31))
    assert [new_york_date(change.at) for change in changes] == [date(1999, 2, 1), date(1999, 3, 1)]


def test_who_left_and_came_back_is_in_doubt_unless_approved():
    before = Director("Gum", date(1996, 8, 1), left=date(1999, 1, 15))
    back = joined("Gum", date(1999, 3, 1))
    assert status(back, before) == "undetermined"
    assert status(back) == "not_continuing"
    approved = joined(
        "Gum", date(1999, 3, 1), approved_on=date(1999, 2, 1), approved_by=("Ash", "Birch", "Cedar")
    )
    assert status(approved, before) == "continuing"
    assert board_on([*OLD[:1], before, back], AGREEMENT, date(1999, 6, 1)).continuing_majority is None


def test_a_nominee_of_the_acquiring_person_is_barred_by_limb_i_and_undetermined_under_limb_ii():
    old = Director("Gum", date(1996, 8, 1), tainted_on=date(1999, 2, 1), taint="representative_or_nominee")
    new = joined(
        "Yew",
        approved_on=date(1999, 1, 8),
        approved_by=("Ash", "Birch", "Cedar"),
        tainted_on=date(1999, 2, 1),
        taint="representative_or_nominee",
    )
    assert status(old) == "not_continuing"
    assert status(new) == "undetermined"


def test_three_of_six_is_no_majority_and_four_of_seven_is():
    strangers = [joined(name) for name in ("Rowan", "Sorb", "Teak")]
    six = board_on([*OLD[:3], *strangers], AGREEMENT, date(1999, 3, 1))
    assert (len(six.in_office), len(six.continuing), six.continuing_majority) == (6, 3, False)
    assert board_on([*OLD[:4], *strangers], AGREEMENT, date(1999, 3, 1)).continuing_majority is True


def test_a_majority_that_turns_on_an_undetermined_member_is_unknown():
    board = board_on(
        [*OLD[:2], joined("Yew", AGREEMENT), joined("Rowan"), joined("Sorb")], AGREEMENT, date(1999, 3, 1)
    )
    assert board.undetermined == ("Yew",)
    assert board.continuing_majority is None


def test_the_loss_of_the_majority_is_dated_and_opens_the_freeze():
    strangers = [joined(f"Stranger {number}", date(1999, 1, 15)) for number in range(5)]
    losses = majority_changes([*OLD, *strangers], AGREEMENT, date(1999, 12, 31))
    assert [new_york_date(loss.at) for loss in losses] == [date(1999, 1, 15)]
    (freeze,) = freezes(losses, 180)
    assert freeze.last == date(1999, 7, 14)
    assert freeze.covers(ny("1999-07-14T23:59"))
    assert not freeze.covers(ny("1999-07-15T00:00"))
    assert not freeze.covers(ny("1999-01-14T23:59"))


def test_a_majority_regained_and_lost_again_is_two_losses():
    strangers = [
        joined(f"Stranger {number}", date(1999, 1, 15), left=date(1999, 2, 1)) for number in range(5)
    ]
    again = [joined(f"Other {number}", date(1999, 3, 1)) for number in range(5)]
    changes = majority_changes([*OLD, *strangers, *again], AGREEMENT, date(1999, 12, 31))
    assert [(type(change), new_york_date(change.at)) for change in changes] == [
        (ContinuingDirectorsLostMajority, date(1999, 1, 15)),
        (ContinuingDirectorsRegainedMajority, date(1999, 2, 1)),
        (ContinuingDirectorsLostMajority, date(1999, 3, 1)),
    ]
    assert len(freezes(changes, 180)) == 2
    states = {
        day: majority_is_lost(changes, ny(f"1999-{day}T12:00"))
        for day in ("01-14", "01-15", "02-01", "03-01")
    }
    assert states == {"01-14": False, "01-15": True, "02-01": False, "03-01": True}


moments = st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=8)


@given(moments, st.integers(0, 30), st.randoms())
def test_the_majority_is_what_the_latest_change_left_it(told, asked, shuffle):
    start = ny("1999-01-01T09:00")
    events = [
        (ContinuingDirectorsLostMajority if lost else ContinuingDirectorsRegainedMajority)(
            start + timedelta(days=day)
        )
        for day, lost in told
    ]
    by_then = [(day, not lost) for day, lost in told if day <= asked]
    shuffle.shuffle(events)
    assert majority_is_lost(events, start + timedelta(days=asked)) is (bool(by_then) and not max(by_then)[1])


def test_the_freeze_that_lasts_longest_is_the_one_in_force():
    losses = [
        ContinuingDirectorsLostMajority(ny("1999-01-15T10:00")),
        ContinuingDirectorsLostMajority(ny("1999-03-01T10:00")),
    ]
    found = freeze_at(ny("1999-04-01T10:00"), freezes(losses, 180))
    assert found is not None
    assert found.last == date(1999, 8, 28)
    assert freeze_at(ny("1999-09-01T10:00"), freezes(losses, 180)) is None
