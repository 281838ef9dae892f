"""The control book is changed by two persons, and a wrong entry is withdrawn by two."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.errors import Conflict, RuleViolation
from ledger.models import ControlBookEntry
from ledger.selectors import control_book as selector
from ledger.services import book_orders, control_book
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import decide
from tests.pages.deciding import agreed

PAPER = {"paper_title": "Order", "paper_kind": "other", "paper_dated_on": "1998-12-22"}
BOOK = "/plans/mim-1998/control-book/"
ORDER = PAPER | {"as_of": "1998-12-22", "outstanding": "17890739", "treasury": "0", "reserved": "328999"}


def entered(plan, as_of, outstanding=1):
    return control_book.record_control_book(
        plan=plan,
        as_of=as_of,
        outstanding=Decimal(outstanding),
        treasury=Decimal(),
        reserved=Decimal(),
        document=factories.document(plan, f"Order of {as_of}"),
        actor=Actor.system("tests"),
    )


def test_an_order_is_entered_when_a_second_person_read_the_figures(plan, as_role):
    assert as_role("examiner").get(BOOK).status_code == 403
    assert as_role("clerk").post(BOOK, ORDER).status_code == 302
    assert not plan.control_book.filter(as_of=date(1998, 12, 22)).exists()
    assert "328,999" in agreed(as_role("supervisor"), "control_book")
    assert plan.control_book.filter(as_of=date(1998, 12, 22)).exists()


def test_an_order_of_a_day_that_is_not_yet_is_refused(plan, as_role):
    answer = as_role("clerk").post(BOOK, ORDER | {"as_of": "1999-12-22"})
    assert answer.status_code == 422
    assert "Check the year" in answer.content.decode()


def test_a_wrong_year_shuts_the_book_no_more(plan, as_role):
    wrong = entered(plan, date(2019, 12, 22))
    before = clock.now()
    clerk = as_role("clerk")
    answer = clerk.post(BOOK, ORDER)
    assert answer.status_code == 422
    assert "withdraw it first" in answer.content.decode()
    assert "control-book/withdraw/" in clerk.get(BOOK).content.decode()
    assert clerk.post(BOOK + "withdraw/", {"reason": " "}).status_code == 422
    assert clerk.post(BOOK + "withdraw/", {"reason": "The year is 1998"}).status_code == 302
    assert selector.standing(plan).last() == wrong
    agreed(as_role("supervisor"), "control_book")
    assert selector.standing(plan).last().as_of < date(1998, 12, 22)
    assert selector.control_book(plan, date(2020, 1, 1), before) == wrong, "as it was known then"
    assert ControlBookEntry.objects.filter(plan=plan, withdraws=wrong).count() == 1
    assert clerk.post(BOOK, ORDER).status_code == 302


def test_only_the_last_entry_is_withdrawn_and_once(plan):
    clerk = factories.actor("clerk")
    first, last = entered(plan, date(1998, 12, 18), 2), entered(plan, date(1998, 12, 19), 3)
    with pytest.raises(Conflict, match="not the last"):
        book_orders.propose_withdrawal(entry=first, reason="Wrong", actor=clerk)
    with pytest.raises(RuleViolation, match="Say what was wrong"):
        book_orders.propose_withdrawal(entry=last, reason=" ", actor=clerk)
    decide(book_orders.propose_withdrawal(entry=last, reason="Wrong", actor=clerk))
    with pytest.raises(Conflict, match="not the last"):
        book_orders.propose_withdrawal(entry=last, reason="Again", actor=clerk)
    decide(book_orders.propose_withdrawal(entry=first, reason="Wrong", actor=clerk))
