"""Nobody holds less than nothing on any day: a movement of an earlier day is refused where somebody would."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from ledger.errors import RuleViolation
from ledger.models import Batch
from ledger.rules.movements import Position as At
from ledger.rules.vocabulary import Standing
from ledger.services import posting, shares
from tests import factories
from tests.ledger.stories import plan_with_holders
from tests.oracles import journal

pytestmark = pytest.mark.django_db
FIRST, LAST = date(1998, 12, 5), date(1998, 12, 15)
HELD = 100


@pytest.fixture
def small():
    """A plan whose small holder had 100 shares on the 7th and 600 from the 11th on."""
    plan, accounts = plan_with_holders(LAST)
    accounts["small"] = factories.account(plan, "SMALL HOLDER", number="S1")
    move(plan, accounts["widow"], accounts["small"], 100, date(1998, 12, 7))
    move(plan, accounts["widow"], accounts["small"], 500, date(1998, 12, 11))
    return plan, accounts


def move(plan, giver, taker, quantity, on):
    return shares.transfer_common(
        plan=plan,
        giver=giver,
        taker=taker,
        quantity=Decimal(quantity),
        effective_on=on,
        document=factories.document(plan, "Order", on),
        actor=factories.actor("clerk"),
    )


@pytest.mark.parametrize(
    ("quantity", "on", "short", "since"),
    [(400, 9, 300, "09 December 1998"), (101, 10, 1, "10 December 1998"), (1, 6, 1, "06 December 1998")],
)
def test_movement_of_an_earlier_day_says_who_when_and_how_many_too_few(small, quantity, on, short, since):
    plan, accounts = small
    before = Batch.objects.count()
    with pytest.raises(RuleViolation, match="would hold") as refused:
        move(plan, accounts["small"], accounts["cede"], quantity, date(1998, 12, on))
    assert refused.value.sentence == (
        f"Account S1 (valid) would hold {short} Common shares too few on {since}. Nothing was posted."
    )
    assert Batch.objects.count() == before


def test_movement_of_an_earlier_day_that_leaves_everybody_enough_is_posted(small):
    plan, accounts = small
    move(plan, accounts["small"], accounts["cede"], 100, date(1998, 12, 9))
    with pytest.raises(RuleViolation, match=r"501 Common shares too few on 15 December 1998"):
        move(plan, accounts["small"], accounts["cede"], 1001, LAST)
    move(plan, accounts["small"], accounts["cede"], 500, LAST)


def test_rights_are_asked_by_their_standing(small):
    """As many Rights as before, but valid ones on a day on which they were void still."""
    plan, accounts = small
    valid, void = (At(accounts["small"].pk, standing) for standing in (Standing.VALID, Standing.VOID))
    for number, (source, target, day) in enumerate([(valid, void, 8), (void, valid, 13)]):
        posting.post(
            plan=plan,
            movements=[journal.rights(source, target, 100, date(1998, 12, day))],
            source=f"standing:{number}",
            legal_basis="Told",
            actor=factories.actor("clerk"),
        )
    with pytest.raises(RuleViolation, match="60 Rights too few on 09 December 1998"):
        move(plan, accounts["small"], accounts["cede"], 60, date(1998, 12, 9))


moves = st.tuples(
    st.integers(0, 2), st.integers(0, 2), st.integers(1, 150), st.integers(0, (LAST - FIRST).days)
).filter(lambda told: told[0] != told[1])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(moves, min_size=2, max_size=6))
def test_posts_what_keeps_every_day_and_refuses_all_else(db, told):
    """In whatever order movements come, each is posted exactly where a plain fold of every day stays above nothing."""
    with transaction.atomic():
        plan = factories.mim_plan(LAST)
        accounts = [factories.account(plan, f"HOLDER {name}") for name in "ABC"]
        factories.give_common(plan, dict.fromkeys(accounts, HELD))
        posted = []
        for giver, taker, quantity, after in told:
            asked = [*posted, (giver, taker, quantity, FIRST + timedelta(days=after))]
            try:
                move(plan, accounts[giver], accounts[taker], quantity, asked[-1][3])
            except RuleViolation:
                assert lowest(asked) < 0
            else:
                assert lowest(asked) >= 0
                posted = asked
        transaction.set_rollback(True)


def lowest(moves):
    """The least that anybody holds at the close of any day."""
    found = HELD
    for day in {on for *_, on in moves}:
        held = Counter(dict.fromkeys(range(3), HELD))
        for giver, taker, quantity, on in moves:
            if on <= day:
                held[giver] -= quantity
                held[taker] += quantity
        found = min(found, *held.values())
    return found
