"""8-K: "(or, subject to certain limitations, such later date as may be determined by action of the Board prior
to such time)" and "The ten-day period of redemption ... may be extended by the Board so long as the Rights are
then redeemable".
"""

from datetime import date

from ledger.rules.deadlines import plan_deadlines
from ledger.rules.facts import BoardExtension
from ledger.rules.resolutions import BoardResolution, verdict
from tests.rules.plans import BANKING, MIM, announced, decide, ny, record

ANNOUNCED = announced("1999-03-01T09:00")
APRIL_15 = date(1999, 4, 15)


def extended(at: str, to: date | None = APRIL_15) -> BoardExtension:
    return BoardExtension("i", ny(at), to)


def test_a_later_date_determined_prior_to_such_time():
    assert decide(ANNOUNCED, extended("1999-03-12T10:00")).date == APRIL_15


def test_five_in_the_afternoon_of_the_tenth_day_is_no_longer_prior():
    answer = verdict(
        BoardResolution("extension", ny("1999-03-15T17:00"), prong="i", to=APRIL_15),
        record([ANNOUNCED]),
    )
    assert answer.outcome == "BLOCK"
    assert "5:00 p.m. sharp is late" in answer.sentences[0]
    assert decide(ANNOUNCED, extended("1999-03-15T17:00")).date == date(1999, 3, 15)


def test_the_redemption_period_moves_with_the_distribution_date():
    def last_day_to_redeem(*events):
        rows = plan_deadlines(record(events, MIM, BANKING))
        return next(row.date for row in rows if row.kind == "redemption_end")

    assert last_day_to_redeem(ANNOUNCED) == date(1999, 3, 14)
    assert last_day_to_redeem(ANNOUNCED, extended("1999-03-12T10:00")) == date(1999, 4, 14)


def test_the_board_may_wait_before_it_fixes_the_date():
    waiting = extended("1999-03-12T10:00", None)
    assert decide(ANNOUNCED, waiting).date is None
    assert decide(ANNOUNCED, waiting, extended("1999-06-01T10:00", date(1999, 6, 15))).date == date(
        1999, 6, 15
    )
