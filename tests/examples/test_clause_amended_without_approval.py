"""8-K: "Except as described below, the provisions of the Rights Agreement may be amended without the approval of the
holders of Company Common Stock at any time prior to the Distribution Date. After the Distribution Date ... in order
to (i) cure any ambiguity, defect or inconsistency, (ii) make changes which do not adversely affect the interests of
holders of Rights ..., or (iii) shorten or lengthen any time period".
"""

import pytest

from ledger.rules.amendments import Amendment, AmendmentCategory, category_findings
from ledger.rules.course.distribution_date import distribution_date
from ledger.rules.course.expiration_date import expiration_date
from ledger.rules.course.rights import rights_when
from ledger.rules.findings import Severity
from ledger.rules.resolutions import BoardResolution, verdict
from tests.rules.plans import MIM, announced, ny, record

ANNOUNCED = announced("1999-03-01T09:00")
KNOWN = record([ANNOUNCED], MIM)


def outcome(at: str, **amendment: object) -> str:
    resolution = BoardResolution("amendment", ny(at), amendment=Amendment(**amendment))
    return verdict(resolution, KNOWN).outcome


def against(at: str, category: AmendmentCategory | None) -> set[Severity]:
    decided = distribution_date(KNOWN, as_of=ny(at), with_strict=False)
    rights = rights_when(ny(at), KNOWN, decided, expiration_date(KNOWN, ny(at), decided=decided))
    return {each.severity for each in category_findings(rights, category)}


def test_before_the_distribution_date_the_board_may_amend_anything():
    assert outcome("1999-03-12T10:00", changes_redemption_period=True) == "OK"
    assert against("1999-03-12T10:00", None) == set()


@pytest.mark.parametrize("category", AmendmentCategory)
def test_after_it_only_in_the_three_ways_and_with_counsel(category):
    assert outcome("1999-03-16T10:00") == "OK"
    assert against("1999-03-16T10:00", None) == {Severity.HOLD}
    assert against("1999-03-16T10:00", category) <= {Severity.WARN}


def test_the_redemption_period_is_closed_once_the_rights_are_no_longer_redeemable():
    assert outcome("1999-03-16T10:00", changes_redemption_period=True) == "BLOCK"
