"""Rights that an Acquiring Person passed on, followed from hand to hand."""

from datetime import date
from decimal import Decimal

from hypothesis import example, given, strategies as st

from ledger.rules.transferees import OwnAccount, Passage, Questioned, Word, trace

BECAME = date(1998, 12, 15)
EARLIER, LATER = date(1998, 12, 14), date(1998, 12, 16)
RAIDER = {"R": OwnAccount("Raider LP", BECAME)}


def held(**rights):
    return {account: Decimal(quantity) for account, quantity in rights.items()}


def passed(entry, source, target, rights, on=LATER, **more):
    return Passage(entry, source, target, Decimal(rights), on, **more)


def asked(found):
    return [(lot.entry, lot.account, int(lot.rights)) for lot in found]


def test_what_the_person_passed_on_since_is_in_question_where_it_went():
    found = trace(held(R=100, B=5), RAIDER, [passed(1, "R", "B", 40)])
    assert found == (Questioned(1, "B", "Raider LP", Decimal(40)),)


def test_what_went_before_it_became_such_is_not():
    assert trace(held(R=100), RAIDER, [passed(1, "R", "B", 40, on=EARLIER)]) == ()


def test_a_transferee_passes_on_first_what_is_not_in_question():
    steps = [passed(1, "R", "B", 40), passed(2, "B", "C", 30), passed(3, "B", "C", 20)]
    assert asked(trace(held(R=100, B=35), RAIDER, steps)) == [(1, "B", 25), (3, "C", 15)]


def test_inside_a_nominees_account_the_shares_of_others_go_first():
    own = {"CEDE": OwnAccount("Raider LP", BECAME, Decimal(900))}
    steps = [passed(1, "CEDE", "B", 850), passed(2, "X", "CEDE", 10), passed(3, "CEDE", "C", 75)]
    assert asked(trace(held(CEDE=1000, X=10), own, steps)) == [(3, "C", 15)]


def test_counsels_word_takes_out_of_question_what_it_names():
    steps = [passed(1, "R", "B", 40), passed(2, "R", "C", 10), Word(1, "B", Decimal(25))]
    assert asked(trace(held(R=100), RAIDER, steps)) == [(1, "B", 15), (2, "C", 10)]


def test_a_transfer_corrected_by_reversal_leaves_no_question_behind():
    steps = [passed(1, "R", "B", 40), passed(2, "B", "R", 40, reverses=1)]
    assert trace(held(R=100, B=500), RAIDER, steps) == ()


def test_what_became_void_or_ended_is_in_question_no_more():
    steps = [passed(1, "R", "B", 40), passed(2, "B", None, 10, was_voided=True), passed(3, "B", None, 5)]
    assert asked(trace(held(R=100), RAIDER, steps)) == [(1, "B", 25)]


ACCOUNTS = ("R", "N", "A", "B", "C")
OWN = RAIDER | {"N": OwnAccount("Raider LP", BECAME, Decimal(60))}
MOVES = st.lists(
    st.tuples(
        st.sampled_from((None, *ACCOUNTS)),
        st.sampled_from((None, *ACCOUNTS)),
        st.integers(1, 80),
        st.sampled_from((EARLIER, LATER)),
        st.booleans(),
    ),
    max_size=14,
)


def carried(moves, start):
    """The moves that no account is too short for, as steps; with the balances after them."""
    balance, steps = dict(start), []
    for entry, (source, target, rights, on, voids) in enumerate(moves):
        if source == target or (source and balance[source] < rights):
            continue
        if source:
            balance[source] -= rights
        if target:
            balance[target] += rights
        steps.append(passed(entry, source, target, rights, on, was_voided=voids and target is None))
    return steps, balance


@given(MOVES)
@example(
    [
        ("R", None, 13, EARLIER, False),
        ("R", "A", 76, LATER, False),
        ("A", None, 10, EARLIER, False),
        ("A", "R", 1, EARLIER, False),  # recorded late: it came before the account was the person's
        ("R", None, 12, LATER, False),
    ]
)
def test_nothing_more_is_in_question_than_an_account_holds_or_was_passed_on(moves):
    start = held(R=100, N=100, A=10, B=0, C=50)
    steps, balance = carried(moves, start)
    found = trace(start, OWN, steps)
    for account in ACCOUNTS:
        mine = [lot.rights for lot in found if lot.account == account]
        assert all(rights > 0 for rights in mine)
        assert sum(mine) <= balance[account]
    out = sum(step.rights for step in steps if step.source in OWN and step.target not in OWN)
    assert sum(lot.rights for lot in found) <= out


@given(MOVES)
def test_a_word_on_every_question_leaves_none(moves):
    start = held(R=100, N=100, A=10, B=0, C=50)
    steps, _ = carried(moves, start)
    words = [Word(lot.entry, lot.account, lot.rights) for lot in trace(start, OWN, steps)]
    assert trace(start, OWN, [*steps, *words]) == ()
