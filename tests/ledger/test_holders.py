"""Accounts opened and stopped one by one; directors recorded."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import AuditEvent, Director, Hold, HolderAccount
from ledger.services import addresses, board, holders, holds
from tests import factories
from tests.ledger.stories import decide

DAY = date(1998, 12, 11)


@pytest.fixture
def plan(db):
    return factories.mim_plan(pinned_on=DAY)


def opening(plan, **fields):
    return {
        "plan": plan,
        "number": "N1",
        "registration": "jt_ten",
        "registration_lines": ["ANNA ÁRVAI &", "BÉLA ÁRVAI JT TEN"],
        "parties": [("joint owner", "ANNA ÁRVAI"), ("joint owner", "BÉLA ÁRVAI")],
        "opened_on": DAY,
        "actor": factories.actor("clerk"),
    } | fields


def test_account_opens_with_its_parties_and_history(plan):
    account = holders.open_account(**opening(plan))

    assert account.name == "ANNA ÁRVAI & BÉLA ÁRVAI JT TEN"
    assert [party.name for party in account.parties.all()] == ["ANNA ÁRVAI", "BÉLA ÁRVAI"]
    assert account.history.get().history_change_reason == "Clerk Tester: opened"
    with pytest.raises(Conflict):
        holders.open_account(**opening(plan))


@pytest.mark.parametrize(
    "fields",
    [
        {"registration_lines": []},
        {"registration_lines": ["X"] * 8},
        {"registration_lines": ["X" * 121]},
        {"registration_lines": ["=1+1"]},
        {"city": "A\u202eB"},
        {"registration": "club"},
        {"parties": []},
    ],
)
def test_account_that_could_not_be_printed_is_refused(plan, fields):
    with pytest.raises(RuleViolation):
        holders.open_account(**opening(plan, **fields))
    assert HolderAccount.objects.count() == 0


def test_hold_is_placed_and_ended_with_reasons(plan):
    clerk = factories.actor("clerk")
    account = holders.open_account(**opening(plan))
    hold = holders.place_hold(account=account, kind="stop", reason="Court order 17", from_on=DAY, actor=clerk)
    with pytest.raises(RuleViolation):
        holders.place_hold(
            account=account, kind="stop", reason="Order", from_on=DAY, quantity=Decimal(0), actor=clerk
        )
    with pytest.raises(RuleViolation):
        holds.propose_lift(hold=hold, lifted_on=date(1998, 12, 20), reason=" ", actor=clerk)

    lifting = {"hold": hold, "lifted_on": date(1998, 12, 20), "reason": "Order vacated", "actor": clerk}
    approval = holds.propose_lift(**lifting)
    hold.refresh_from_db()
    assert hold.lifted_on is None
    decide(approval)

    hold.refresh_from_db()
    assert (hold.lifted_on, hold.history.count()) == (date(1998, 12, 20), 2)
    with pytest.raises(Conflict):
        holds.propose_lift(hold=hold, lifted_on=date(1998, 12, 21), reason="Again", actor=clerk)


def moving(account, **fields):
    return {
        "account": account,
        "address_lines": [" 9 Elm Street ", " "],
        "city": "Albany",
        "state": "NY",
        "postal_code": "12207",
        "country": "UNITED STATES",
        "reason": "The holder's letter",
        "actor": factories.actor("clerk"),
    } | fields


def test_mail_goes_to_the_new_address_from_the_change_on(plan):
    account = holders.open_account(**opening(plan))
    holders.mark_address_bad(account=account, reason="Returned, 11 December", actor=factories.actor("clerk"))
    account.refresh_from_db()
    assert account.mail_code == "bad"

    approval = addresses.propose(**moving(account))
    account.refresh_from_db()
    assert account.city == ""
    decide(approval)

    account.refresh_from_db()
    assert (account.address_lines, account.city, account.state) == (["9 Elm Street"], "Albany", "NY")
    assert (account.postal_code, account.country, account.mail_code) == ("12207", "UNITED STATES", "mail")
    assert account.history.first().history_change_reason == "Supervisor Tester: The holder's letter"
    told = AuditEvent.objects.filter(verb="holder.edited").order_by("pk").last()
    assert (told.before, told.after, told.reason) == (
        {"address": "UNITED STATES", "mail": "bad"},
        {"address": "9 Elm Street, Albany, NY, 12207, UNITED STATES", "mail": "mail"},
        "The holder's letter",
    )


def test_another_code_of_mail_stays_with_a_new_address(plan):
    account = holders.open_account(**opening(plan))
    HolderAccount.objects.filter(pk=account.pk).update(mail_code="hold")
    decide(addresses.propose(**moving(account)))
    account.refresh_from_db()
    assert account.mail_code == "hold"
    with pytest.raises(RuleViolation, match="goes to this address already"):
        addresses.propose(**moving(account))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"address_lines": [" "]}, "at least one line"),
        ({"reason": " "}, "Say what the change rests on"),
        ({"city": "A\u202eB"}, "cannot be kept"),
        ({"address_lines": ["=1+1"]}, "cannot be kept"),
    ],
)
def test_an_address_that_is_none_or_rests_on_nothing_changes_nothing(plan, fields, told):
    account = holders.open_account(**opening(plan))
    with pytest.raises(RuleViolation, match=told):
        addresses.propose(**moving(account, **fields))
    account.refresh_from_db()
    assert (account.address_lines, account.city, account.history.count()) == ([], "", 1)


def test_a_bad_address_needs_its_reason(plan):
    account = holders.open_account(**opening(plan))
    with pytest.raises(RuleViolation, match="Say what came back"):
        holders.mark_address_bad(account=account, reason=" ", actor=factories.actor("clerk"))
    account.refresh_from_db()
    assert (account.mail_code, account.history.count()) == ("mail", 1)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"reason": " "}, "Give the reason"),
        ({"quantity": Decimal(-1)}, "above zero"),
        ({"until_on": DAY - timedelta(days=1)}, "end before it begins"),
        ({"kind": "whim"}, "Kind"),
    ],
)
def test_a_hold_without_ground_quantity_or_days_is_not_placed(plan, fields, told):
    account = holders.open_account(**opening(plan))
    hold = {"kind": "stop", "reason": "Court order 17", "from_on": DAY, "actor": factories.actor("clerk")}
    with pytest.raises(RuleViolation, match=told):
        holders.place_hold(account=account, **hold | fields)
    assert not Hold.objects.exists()


def test_a_hold_never_ends_before_it_began(plan):
    account = holders.open_account(**opening(plan))
    clerk = factories.actor("clerk")
    hold = holders.place_hold(
        account=account, kind="stop", reason=" Order ", from_on=DAY, until_on=date(1998, 12, 30), actor=clerk
    )
    assert (hold.reason, hold.last_on) == ("Order", date(1998, 12, 30))
    decide(holds.propose_lift(hold=hold, lifted_on=date(1998, 12, 1), reason="Vacated", actor=clerk))
    hold.refresh_from_db()
    assert hold.lifted_on == DAY
    with pytest.raises(Conflict, match="lifted on 11 December 1998 already"):
        holds.propose_lift(hold=hold, lifted_on=DAY, reason="Again", actor=clerk)


def test_who_does_not_carry_the_register_changes_nothing_of_it(plan):
    account = holders.open_account(**opening(plan))
    clerk, counsel = factories.actor("clerk"), factories.actor("counsel")
    hold = holders.place_hold(account=account, kind="stop", reason="Order", from_on=DAY, actor=clerk)
    refused = [
        lambda: holders.open_account(**opening(plan, number="N2", actor=counsel)),
        lambda: holders.place_hold(account=account, kind="stop", reason="x", from_on=DAY, actor=counsel),
        lambda: holds.propose_lift(hold=hold, lifted_on=DAY, reason="x", actor=counsel),
        lambda: addresses.propose(**moving(account, actor=counsel)),
        lambda: holders.mark_address_bad(account=account, reason="x", actor=counsel),
    ]
    for act in refused:
        with pytest.raises(NotAuthorised):
            act()
    account.refresh_from_db()
    hold.refresh_from_db()
    assert (account.city, account.mail_code, hold.lifted_on) == ("", "mail", None)
    assert (HolderAccount.objects.count(), Hold.objects.count()) == (1, 1)


def test_examiner_opens_nothing(plan):
    with pytest.raises(NotAuthorised):
        holders.open_account(**opening(plan, actor=factories.actor("examiner")))


def test_director_joins_leaves_and_is_tainted_with_evidence(plan):
    counsel = factories.actor("counsel")
    joined = {"plan": plan, "name": "New Member", "joined_on": DAY, "actor": counsel}
    with pytest.raises(RuleViolation, match="evidence"):
        board.record_director(**joined, evidence=" ")
    with pytest.raises(RuleViolation, match="both or neither"):
        board.record_director(**joined, evidence="Minutes", approved_on=DAY)

    director = board.record_director(
        **joined, evidence="Minutes", approved_on=DAY, approved_by=["Ruth Okafor-Lindqvist"]
    )
    board.record_taint(
        director=director,
        tainted_on=DAY,
        taint="representative_or_nominee",
        evidence="Schedule 13D",
        actor=counsel,
    )
    director = board.record_departure(
        director=director, left_on=date(1998, 12, 30), evidence="Resignation", actor=counsel
    )

    assert (director.left_on, director.tainted_on, director.history.count()) == (date(1998, 12, 30), DAY, 3)
    with pytest.raises(Conflict):
        board.record_director(**joined, evidence="Minutes")
    with pytest.raises(Conflict):
        board.record_departure(director=director, left_on=DAY, evidence="x", actor=counsel)
    with pytest.raises(NotAuthorised):
        board.record_director(**joined | {"actor": factories.actor("examiner")}, evidence="Minutes")
    assert Director.objects.filter(plan=plan).count() == 7
