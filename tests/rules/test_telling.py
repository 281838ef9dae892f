"""What is told of an end of the Rights: the first that has come, in doubt or not, else the first that is ordered."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from ledger.rules.course.expiration_date import Ending, Expiration
from ledger.rules.course.telling import told_end
from ledger.rules.facts import Computed, Exchanged, Redeemed
from ledger.rules.findings import hold

AT = datetime(2008, 11, 24, 22, tzinfo=UTC)
HOUR = timedelta(hours=1)
DOUBT = (hold("R24", "The paper does not say whether it moves."),)


def asked(now, how="expired", findings=(), ordered=()):
    ending = Ending(how, date(2008, 11, 24), AT, "It ends.")
    computed = Computed(ending.day, ending.reason, "", "", instant=AT)
    return SimpleNamespace(at=now, ordered=ordered, ending=Expiration(computed, how, (ending,), findings))


@pytest.mark.parametrize(
    ("how", "findings", "heading", "act"),
    [
        (
            "expired",
            (),
            "Ended at 5:00 p.m. New York on Monday 24 November 2008, not yet posted",
            "expiration",
        ),
        (
            "redeemed",
            DOUBT,
            "Ended at 5:00 p.m. New York on Monday 24 November 2008, not yet posted",
            "redemption",
        ),
        (
            "expired",
            DOUBT,
            "The Rights may have ended at 5:00 p.m. New York on Monday 24 November 2008",
            "quality",
        ),
    ],
)
def test_an_end_is_told_from_its_very_instant(how, findings, heading, act):
    assert told_end(asked(AT - HOUR, how, findings)) is None
    told = told_end(asked(AT, how, findings))
    assert (told.heading, told.next_act, told.is_come, told.at) == (heading, act, True, AT)


@pytest.mark.parametrize(("kind", "how"), [(Redeemed, "redeemed"), (Exchanged, "exchanged")])
def test_the_first_that_is_ordered_for_later_is_told_as_to_come(kind, how):
    later = [Redeemed(AT + 2 * HOUR), kind(AT - HOUR)]
    told = told_end(asked(AT - 2 * HOUR, ordered=later))
    assert (told.heading, told.is_come) == (
        f"The Rights will be {how} at 4:00 p.m. New York on Monday 24 November 2008",
        False,
    )
    assert told_end(asked(AT, ordered=later)).is_come
