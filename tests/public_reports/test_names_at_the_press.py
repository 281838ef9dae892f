"""A certificate names its owner in letters one can see, and its mail goes to all it names; else it is an exception."""

from datetime import date

import pytest

from certificates.enums import ItemState, RunStatus
from certificates.models import Run, RunItem
from certificates.press import PressError, fit_registration
from certificates.services import runs
from certificates.services.allotment import mailing_panel
from ledger.models import HolderAccount
from tests.certificates.factories import OUTSTANDING, clerk, separated_plan
from tests.certificates.presented import work_off
from tests.factories import account, give_common, mim_plan


@pytest.mark.parametrize(
    "name", ["\u3164", "\u115f\u1160", "\uffa0", "JOS\ufffd NU\ufffdEZ", "JA\u200dNE ROE", "MARY\u00ad ROE"]
)
def test_an_owner_whom_nobody_can_see_or_whose_letters_are_lost_is_not_printed(name):
    with pytest.raises(PressError, match="cannot be printed"):
        fit_registration([name])


@pytest.mark.django_db
def test_one_line_that_cannot_be_printed_is_one_exception_and_the_run_goes_on():
    plan = mim_plan(pinned_on=date(1998, 12, 15))
    names = [["JANE ROE"], ["MARY ROE"], ["JOHN DOE"]]
    accounts = [
        account(plan, registration_lines=lines, number=f"{n:06d}") for n, lines in enumerate(names, 1)
    ]
    nominee = account(
        plan, registration_lines=["CEDE & CO"], registration="nominee", is_nominee=True, number="999999"
    )
    give_common(plan, dict.fromkeys(accounts, 100) | {nominee: OUTSTANDING - 100 * len(accounts)})
    # As a register of before the check may have it.
    HolderAccount.objects.filter(number="000002").update(registration_lines=["MARY ROE", "\u200d"])
    run = runs.create_run(plan=separated_plan(plan=plan).plan, actor=clerk())
    work_off(run)
    assert Run.objects.get(pk=run.pk).status == RunStatus.PROVED
    assert [item.account.number for item in RunItem.objects.filter(run=run, state=ItemState.EXCEPTION)] == [
        "000002"
    ]


@pytest.mark.parametrize(
    ("lines", "panel"),
    [
        (["JOHN A STYLES &", "MARY B STYLES JT TEN"], 2),
        (["MARY ROE CUST", "JOHN ROE JR", "UNIF TRANS MIN ACT NY"], 3),
        (["A", "B", "C", "D", "E", "F", "G"], 1),
    ],
)
def test_mail_goes_to_all_whom_the_registration_names(lines, panel):
    address = {"address_lines": ["1 Main Street"], "city": "Rye", "state": "NY", "postal_code": "10580"}
    shown = mailing_panel(HolderAccount(registration_lines=lines, country="UNITED STATES", **address))
    assert " ".join(shown[:panel]) == " ".join(lines)
    assert list(shown[-2:]) == ["1 Main Street", "Rye NY 10580"]
