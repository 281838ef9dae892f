"""Shares after the Rights ended: they move, are issued and bought back alone, whether the end is posted or not."""

from datetime import date
from decimal import Decimal

import pytest

from certificates.models import PaymentLine
from ledger.errors import Held, RuleViolation
from ledger.models import Batch
from ledger.selectors import balances, standing
from ledger.services.acts import expiration, redemption
from ledger.services.control_book import record_control_book
from ledger.services.shares import issue_common, reacquire_common, transfer_common
from tests import factories
from tests.ledger.stories import close_questions, decide, pin, plan_with_holders, resolve

pytestmark = pytest.mark.django_db
ORDERED = date(1998, 12, 14)
WIDOWS = 890_739


@pytest.fixture
def plan_and_accounts():
    plan, accounts = plan_with_holders(pinned_on=ORDERED)
    close_questions(plan, "redemption", "expiry")
    return plan, accounts


def moving(plan, quantity, on, **accounts):
    return {
        "plan": plan,
        "quantity": Decimal(quantity),
        "effective_on": on,
        "document": factories.document(plan, "Instruction"),
        "actor": factories.actor("clerk"),
    } | accounts


def order(plan, change, on):
    record_control_book(
        plan=plan,
        as_of=on,
        outstanding=balances.totals(plan).common_outstanding + change,
        treasury=Decimal(0),
        reserved=Decimal(0),
        document=factories.document(plan, "Issuer's order"),
        actor=factories.actor("supervisor"),
    )


def has(account):
    held = balances.account_balance(account.plan, account.pk)
    return int(held.common), int(held.rights.get("valid", 0)), int(held.rights.get("void", 0))


def redeem(plan, **told):
    return resolve(plan, "redemption", "1998-12-14T10:00", in_whole=True, **told)


def paid():
    return {line.account.name: line.quantity for line in PaymentLine.objects.select_related("account")}


def test_between_the_effect_and_its_posting_rights_stay_and_shares_go_alone(plan_and_accounts):
    plan, accounts = plan_and_accounts
    resolution = redeem(plan)
    buyer = factories.account(plan, "B JONES")
    plan = pin(plan, date(1998, 12, 17))
    order(plan, 5_000, date(1998, 12, 15))
    issue = moving(plan, 5_000, date(1998, 12, 15), taker=buyer)
    assert "these were redeemed at 10:00 a.m. New York on Monday 14 December" in issue_common(**issue).memo
    transfer_common(**moving(plan, 800_000, date(1998, 12, 16), giver=accounts["widow"], taker=buyer))
    order(plan, -739, date(1998, 12, 16))
    reacquire_common(**moving(plan, 739, date(1998, 12, 16), giver=accounts["widow"]), to_treasury=False)
    # of the day itself, recorded later: at its close, so after the end
    transfer_common(**moving(plan, 10, ORDERED, giver=accounts["widow"], taker=buyer))
    # of a day before the end, recorded after it
    transfer_common(**moving(plan, 1_000, date(1998, 12, 11), giver=accounts["widow"], taker=buyer))

    assert has(accounts["widow"]) == (WIDOWS - 800_000 - 739 - 10 - 1_000, WIDOWS - 1_000, 0)
    assert has(buyer) == (806_010, 1_000, 0)
    decide(redemption.propose(resolution=resolution, actor=factories.actor("clerk")))
    assert (paid()["MRS A SMITH"], paid()["B JONES"]) == (WIDOWS - 1_000, 1_000)
    assert balances.totals(plan).rights_outstanding == 0


def test_after_the_posting_shares_move_alone_and_a_day_before_the_end_is_closed(plan_and_accounts):
    plan, accounts = plan_and_accounts
    resolution = redeem(plan)
    decide(redemption.propose(resolution=resolution, actor=factories.actor("clerk")))
    plan = pin(plan, date(1999, 3, 1))
    transfer_common(**moving(plan, 500, date(1999, 1, 4), giver=accounts["widow"], taker=accounts["cede"]))
    order(plan, 20, date(1999, 2, 1))
    issue_common(**moving(plan, 20, date(1999, 2, 1), taker=accounts["widow"]))
    batches = Batch.objects.count()
    with pytest.raises(RuleViolation, match="lies before it and is closed") as refused:
        transfer_common(
            **moving(plan, 500, date(1998, 12, 11), giver=accounts["widow"], taker=accounts["cede"])
        )
    assert refused.value.next_act == "correction"
    assert Batch.objects.count() == batches
    assert has(accounts["widow"]) == (WIDOWS - 480, 0, 0)
    assert balances.totals(plan).issued == 17_890_739


def test_until_a_later_effect_everything_goes_on(plan_and_accounts):
    plan, accounts = plan_and_accounts
    redeem(plan, effective="1998-12-17T09:00")
    plan = pin(plan, date(1998, 12, 16))
    transfer_common(**moving(plan, 500, date(1998, 12, 16), giver=accounts["widow"], taker=accounts["cede"]))
    assert has(accounts["widow"]) == (WIDOWS - 500,) * 2 + (0,)
    plan = pin(plan, date(1998, 12, 17))
    transfer_common(**moving(plan, 500, date(1998, 12, 17), giver=accounts["widow"], taker=accounts["cede"]))
    assert has(accounts["widow"]) == (WIDOWS - 1_000, WIDOWS - 500, 0)


def test_holders_of_an_earlier_record_instant_are_paid(plan_and_accounts):
    plan, accounts = plan_and_accounts
    resolution = redeem(
        plan,
        effective="1998-12-17T09:00",
        record_at=factories.new_york("1998-12-15T17:00").isoformat(),
    )
    plan = pin(plan, date(1998, 12, 18))
    transfer_common(**moving(plan, 1, date(1998, 12, 14), giver=accounts["widow"], taker=accounts["cede"]))
    transfer_common(**moving(plan, 500, date(1998, 12, 16), giver=accounts["widow"], taker=accounts["cede"]))
    decide(redemption.propose(resolution=resolution, actor=factories.actor("clerk")))
    assert paid()["MRS A SMITH"] == WIDOWS - 1
    assert balances.totals(plan).rights_outstanding == 0


def test_up_to_a_later_record_instant_what_is_due_goes_with_the_share_and_new_shares_have_none(
    plan_and_accounts,
):
    plan, accounts = plan_and_accounts
    record_at = factories.new_york("1998-12-18T17:00").isoformat()
    resolution = redeem(plan, record_at=record_at)
    plan = pin(plan, date(1998, 12, 18))
    approval = redemption.propose(resolution=resolution, actor=factories.actor("clerk"))
    pin(plan, date(1998, 12, 17))
    with pytest.raises(Held, match="holders of record at 5:00"):
        decide(approval)
    plan = pin(plan, date(1998, 12, 21))
    order(plan, 100, date(1998, 12, 15))
    issue_common(**moving(plan, 100, date(1998, 12, 15), taker=accounts["widow"]))
    sale = moving(plan, 600, date(1998, 12, 16), giver=accounts["widow"], taker=accounts["cede"])
    with pytest.raises(Held, match="say how many of those that go carry Rights"):
        transfer_common(**sale)
    transfer_common(**sale, bearing=Decimal(500))
    transfer_common(**moving(plan, 7, date(1998, 12, 21), giver=accounts["widow"], taker=accounts["cede"]))
    assert has(accounts["widow"]) == (WIDOWS + 100 - 607, WIDOWS - 500, 0)


def test_shares_move_alone_from_the_close_of_the_expiration_date_on(plan_and_accounts):
    plan, accounts = plan_and_accounts
    at = standing.of(plan).end.at
    plan = pin(plan, date(2008, 11, 25))
    transfer_common(**moving(plan, 5, date(2008, 11, 24), giver=accounts["widow"], taker=accounts["cede"]))
    transfer_common(**moving(plan, 7, date(2008, 11, 21), giver=accounts["widow"], taker=accounts["cede"]))
    assert has(accounts["widow"]) == (WIDOWS - 12, WIDOWS - 7, 0)
    decide(expiration.propose(plan=plan, actor=factories.actor("clerk")))
    plan.refresh_from_db()
    assert standing.of(plan).end.at == at
    transfer_common(**moving(plan, 5, date(2008, 11, 25), giver=accounts["widow"], taker=accounts["cede"]))
    assert has(accounts["widow"]) == (WIDOWS - 17, 0, 0)
