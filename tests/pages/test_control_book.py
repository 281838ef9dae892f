"""The control book is the supervisor's."""

from datetime import date

PAPER = {"paper_title": "Order", "paper_kind": "other", "paper_dated_on": "1998-12-22"}


def test_control_book_is_the_supervisors(plan, as_role):
    data = PAPER | {"as_of": "1998-12-22", "outstanding": "17890739", "treasury": "0", "reserved": "328767"}
    assert as_role("clerk").get("/plans/mim-1998/control-book/").status_code == 403
    assert as_role("supervisor").post("/plans/mim-1998/control-book/", data).status_code == 302
    assert plan.control_book.filter(as_of=date(1998, 12, 22)).exists()
