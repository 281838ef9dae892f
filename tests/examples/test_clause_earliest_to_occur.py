"""8-K: "The Rights will separate from the Company Common Stock ... upon the earliest to occur of (i) ... (iv)"."""

from datetime import date
from fractions import Fraction

from ledger.rules.acquiring_person import Holding, Tie, beneficial_ownership, threshold_shares
from ledger.rules.facts import BoardExtension, FlipOverTransactionCompleted
from tests.rules.plans import MIM, announced, decide, ny, offer

OUTSTANDING = 17_890_739


def test_clause_i_ten_business_days_following_a_public_announcement():
    """Ten business days after Tuesday 15 December 1998, Christmas Day not counted: Wednesday 30 December."""
    holdings = [
        Holding("A. Raider", "held", Fraction(120_000)),
        Holding("Raider Partners, through a nominee", "held", Fraction(2_778_300)),
    ]
    ties = [Tie("A. Raider", "Raider Partners, through a nominee", date(1998, 12, 1), basis="affiliate")]
    owned = beneficial_ownership(
        "A. Raider", holdings, OUTSTANDING, MIM.stock_acquisition.pct, date(1998, 12, 15), ties=ties
    )
    assert owned.shares == 2_898_300
    assert owned.threshold_shares == 2_683_611
    assert owned.reaches

    decided = decide(announced("1998-12-15T09:00", "16.2"))
    assert decided.date == date(1998, 12, 30)
    assert decided.governing_prong == "i"
    assert [str(day) for day in decided.skipped if "Christmas" in str(day)] == [
        "Friday 25 December 1998 - Christmas Day"
    ]


def test_clause_ii_ten_business_days_following_the_commencement_of_an_offer():
    """An offer for 2,700,000 of the 17,890,739 shares would result in more than 15%."""
    assert threshold_shares(OUTSTANDING, MIM.tender.pct) <= 2_700_000
    decided = decide(offer("1999-09-01T08:00", own=15, all_shares=False))
    assert (decided.date, decided.governing_prong) == (date(1999, 9, 16), "ii")


def test_clause_iii_the_date_of_the_announcement_of_40_percent():
    """7,156,296 shares are 40%: the date of the announcement itself, ten days or not."""
    assert threshold_shares(OUTSTANDING, MIM.immediate_pct) == 7_156_296
    decided = decide(announced("1999-04-06T09:00", 40))
    assert (decided.date, decided.governing_prong) == (date(1999, 4, 6), "iii")


def test_clause_iv_the_occurrence_of_a_flip_over_event():
    """After the Stock Acquisition Date a merger completes before the ten days are over."""
    merged = FlipOverTransactionCompleted(ny("1999-03-08T11:00"), "merger", qualifies=True)
    decided = decide(announced("1999-03-01T09:00"), merged)
    assert (decided.date, decided.governing_prong) == (date(1999, 3, 8), "iv")


def test_the_earliest_governs_and_the_others_stay_visible():
    """Extended to 30 April, overtaken by the announcement of 42% on 6 April."""
    extended = BoardExtension("i", ny("1999-03-12T10:00"), date(1999, 4, 30))
    decided = decide(announced("1999-03-01T09:00"), extended, announced("1999-04-06T09:00", 42))
    assert (decided.date, decided.governing_prong) == (date(1999, 4, 6), "iii")
    assert decided.prongs[0].date == date(1999, 4, 30)
    assert "Prong (i) would give Friday 30 April 1999." in decided.computed.reason
