"""8-K: "The Rights are not exercisable until the Distribution Date and will expire at the close of business on
November 24, 1998" - the very date of adoption, before the Record Date (DQ1).
"""

from dataclasses import replace
from datetime import date

from ledger.rules.course.expiration_date import expiration_date
from ledger.rules.moments import On
from tests.rules.plans import MIM, announced, codes, decide, ny, record


def test_as_written_no_right_could_ever_separate_and_nothing_may_expire_by_it():
    literal = replace(MIM, expiration=On(date(1998, 11, 24)))
    decided = decide(announced("1998-12-15T09:00"), terms=literal)
    assert decided.date is None
    assert "expiry_before_record_date" in codes(decided)
    (held,) = expiration_date(record([], literal)).findings
    assert "counsel confirms" in held.sentence


def test_as_the_company_later_wrote_it_is_ten_years_on():
    answer = expiration_date(record([], MIM))
    assert answer.computed.instant == ny("2008-11-24T17:00")
    assert answer.findings == ()
