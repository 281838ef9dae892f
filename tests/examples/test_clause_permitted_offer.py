"""8-K: "(other than a tender or exchange offer for all outstanding shares ... at a price and on terms that the Board
determines to be fair to and otherwise in the best interests of the Company and its stockholders (a "Permitted
Offer"))".
"""

from datetime import date

from ledger.rules.facts import ContinuingDirectorsLostMajority
from ledger.rules.resolutions import BoardResolution, verdict
from tests.rules.plans import decide, ny, offer, record


def test_an_offer_for_all_17_890_739_shares_found_fair_in_time_sets_nothing_off():
    decided = decide(offer("1999-09-01T08:00", permitted="1999-09-08T12:00"))
    assert decided.date is None
    assert decided.prongs[1].status == "PERMITTED"


def test_an_offer_for_part_of_the_shares_can_be_no_permitted_offer():
    partial = offer("1999-09-01T08:00", own=51, all_shares=False)
    answer = verdict(BoardResolution("permitted_offer", ny("1999-09-08T12:00"), offer=partial), record([]))
    assert answer.outcome == "BLOCK"
    permitted = offer("1999-09-01T08:00", own=51, all_shares=False, permitted="1999-09-08T12:00")
    assert decide(permitted).date == date(1999, 9, 16)


def test_none_may_be_designated_in_the_180_days():
    lost = ContinuingDirectorsLostMajority(ny("1999-08-20T10:00"))
    full = offer("1999-09-01T08:00")
    answer = verdict(BoardResolution("permitted_offer", ny("1999-09-08T12:00"), offer=full), record([lost]))
    assert answer.outcome == "BLOCK"
    assert "the last frozen day is" in answer.sentences[0]
    assert decide(lost, offer("1999-09-01T08:00", permitted="1999-09-08T12:00")).date == date(1999, 9, 16)
