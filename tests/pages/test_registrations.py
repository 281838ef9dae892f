"""A registration corrected from its page: proposed on its paper, approved by another, its history kept."""

import dataclasses

import pytest

from certificates.enums import RunKind
from certificates.models import RunItem
from certificates.services import runs
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import Approval, HolderAccount
from ledger.services import holders
from tests import factories
from tests.certificates.factories import OUTSTANDING
from tests.ledger.stories import close_questions, decide
from tests.pages.test_movements import PAPER

pytestmark = pytest.mark.django_db
JANE = "/plans/mim-1998/holders/000001/"
RIGHT = {
    "registration": "jt_ten",
    "registration_lines": "JANE ROE &\nJOHN ROE JT TEN",
    "parties": "joint owner: JANE ROE\njoint owner: JOHN ROE",
    "tin_status": "certified",
    "tin_last4": "1234",
    "reason": "The second owner was left out",
}


@pytest.fixture
def jane(plan):
    return HolderAccount.objects.get(plan=plan, number="000001")


def propose(account, who="clerk", **told):
    return holders.propose_registration(
        account=account,
        told=dataclasses.replace(holders.Registered.now(account), parties=(("owner", "JANE ROE"),), **told),
        reason="Written wrongly",
        document=factories.document(account.plan, "The holder's letter"),
        actor=factories.actor(who),
    )


def test_it_is_proposed_from_the_page_and_approved_by_another(jane, as_role):
    assert "Correct the registration" in as_role("clerk").get(JANE).content.decode()
    assert "JANE ROE" in as_role("clerk").get(f"{JANE}registration/").content.decode()
    assert as_role("clerk").post(f"{JANE}registration/", PAPER | RIGHT).status_code == 302
    jane.refresh_from_db()
    assert jane.name == "JANE ROE"
    approval = Approval.objects.get(act="registration")
    told = {"digest": approval.digest, "reason": "Compared with the letter", "decision": "x"}
    page = as_role("supervisor").get(f"/approvals/{approval.pk}/").content.decode()
    assert JANE in page
    assert as_role("supervisor").post(f"/approvals/{approval.pk}/", told).status_code == 302
    jane.refresh_from_db()
    assert jane.registration_lines == ["JANE ROE &", "JOHN ROE JT TEN"]
    assert [str(party) for party in jane.parties.all()] == [
        "JANE ROE (joint owner)",
        "JOHN ROE (joint owner)",
    ]
    assert (jane.tin_status, jane.tin_last4, jane.registration) == ("certified", "1234", "jt_ten")
    last, before = jane.history.order_by("-history_id")[:2]
    assert (before.registration_lines, last.registration_lines[1]) == (["JANE ROE"], "JOHN ROE JT TEN")
    assert "The second owner was left out" in last.history_change_reason


@pytest.mark.parametrize(
    "wrong",
    [
        {"parties": "JANE ROE"},
        {"registration_lines": ""},
        {"registration_lines": "\U00013000\U00013001"},
        {"registration_lines": "X" * 119},
        {"tin_last4": "12"},
        {"reason": ""},
        {"paper_title": ""},
    ],
)
def test_what_cannot_be_kept_or_printed_is_refused(jane, as_role, wrong):
    assert as_role("clerk").post(f"{JANE}registration/", PAPER | RIGHT | wrong).status_code == 422
    assert not Approval.objects.filter(act="registration").exists()


def test_nothing_corrected_and_the_same_twice_are_refused_and_the_maker_does_not_decide(jane):
    decide(propose(jane))
    jane.refresh_from_db()
    with pytest.raises(RuleViolation, match="nothing is corrected"):
        propose(jane)
    approval = propose(jane, lines=("JANE M ROE",))
    with pytest.raises(Conflict):
        propose(jane, lines=("JANE N ROE",))
    with pytest.raises(NotAuthorised):
        decide(approval, "clerk")
    HolderAccount.objects.filter(pk=jane.pk).update(tin_status="foreign")
    with pytest.raises(Conflict, match="no longer what was proposed"):
        decide(approval)


def test_an_exception_of_the_press_has_its_cure():
    """A name that no font prints is an exception; corrected, the next run prints it."""
    plan = factories.mim_plan()
    odd = factories.account(plan, registration_lines=["\U00013000\U00013001"], number="000009")
    cede = factories.account(plan, "CEDE & CO", "nominee", is_nominee=True)
    factories.give_common(plan, {odd: 739, cede: OUTSTANDING - 739})
    close_questions(plan, "issue", "exercise")
    clerk = factories.actor("clerk")

    def exceptions():
        run = runs.create_run(plan=plan, kind=RunKind.REHEARSAL, actor=clerk)
        found = set(
            RunItem.objects.filter(run=run, state="exception").values_list("account__number", flat=True)
        )
        runs.cancel(run=run, reason="Looked at", actor=clerk)
        return found

    assert exceptions() == {"000009"}
    with pytest.raises(RuleViolation, match="could be printed"):
        propose(odd, lines=("\U00013000\U00013001", "NAMAE"))
    decide(propose(odd, lines=("NAMAE ROE",)))
    assert exceptions() == set()
