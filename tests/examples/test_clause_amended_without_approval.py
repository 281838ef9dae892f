"""8-K: "Except as described below, the provisions of the Rights Agreement may be amended without the approval of the
holders of Company Common Stock at any time prior to the Distribution Date. After the Distribution Date ... in order
to (i) cure any ambiguity, defect or inconsistency, (ii) make changes which do not adversely affect the interests of
holders of Rights ..., or (iii) shorten or lengthen any time period".
"""

import pytest

from ledger.rules.amendments import Amendment, AmendmentCategory
from ledger.rules.resolutions import BoardResolution, verdict
from tests.rules.plans import MIM, announced, ny, record

ANNOUNCED = announced("1999-03-01T09:00")


def outcome(at: str, **amendment: object) -> str:
    resolution = BoardResolution("amendment", ny(at), amendment=Amendment(**amendment))
    return verdict(resolution, record([ANNOUNCED], MIM)).outcome


def test_before_the_distribution_date_the_board_may_amend_anything():
    assert outcome("1999-03-12T10:00", changes_redemption_period=True) == "OK"


@pytest.mark.parametrize("category", AmendmentCategory)
def test_after_it_only_in_the_three_ways_and_with_counsel(category):
    assert outcome("1999-03-16T10:00", category=category, counsel_confirmed=True) == "OK"
    assert outcome("1999-03-16T10:00", category=category) == "BLOCK"
    assert outcome("1999-03-16T10:00") == "BLOCK"


def test_the_redemption_period_is_closed_once_the_rights_are_no_longer_redeemable():
    late = {
        "category": AmendmentCategory.TIME_PERIOD,
        "counsel_confirmed": True,
        "changes_redemption_period": True,
    }
    assert outcome("1999-03-16T10:00", **late) == "BLOCK"
