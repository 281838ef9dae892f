"""The dividend, and common moving with its Rights: what is posted, what is refused, and that refusals post nothing."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.enums import PlanState
from ledger.errors import Conflict, Held, NotAuthorised, RuleViolation
from ledger.models import Approval, AuditEvent, Batch, Hold, LedgerAccount, Plan, Position
from ledger.rules import postings
from ledger.rules.vocabulary import Standing
from ledger.selectors import balances
from ledger.services import approvals, control_book, posting, shares
from tests import factories
from tests.oracles import postings as oracle

RECORD_DATE = date(1998, 12, 4)
OUTSTANDING = 17_890_739


@pytest.fixture
def opened(db):
    """The MIM plan on its Record Date, with its common in three accounts and no Rights yet."""
    plan = factories.mim_plan(pinned_on=RECORD_DATE)
    accounts = [factories.account(plan, name) for name in ("CEDE & CO", "JANE ROE", "RICHARD ROE")]
    holdings = zip(
        (account.pk for account in accounts), map(Decimal, (17_000_000, 890_000, 739)), strict=True
    )
    posting.post(
        plan=plan,
        movements=oracle.opening(holdings, RECORD_DATE),
        source="opening",
        legal_basis="Holder file",
        actor=factories.actor("clerk"),
    )
    return plan, accounts


@pytest.fixture
def attached(opened):
    plan, accounts = opened
    pay(plan)
    return pin(plan, date(1998, 12, 11)), accounts


def pin(plan, day):
    Plan.objects.filter(pk=plan.pk).update(pinned_on=day)
    plan.refresh_from_db()
    return plan


def pay(plan):
    approval = shares.propose_dividend(plan=plan, actor=factories.actor("clerk"))
    return approvals.approve(
        approval_id=approval.pk, digest_seen=approval.digest, actor=factories.actor("supervisor")
    )


def order(plan, outstanding, *, treasury=0, on=date(1998, 12, 11)):
    return control_book.record_control_book(
        plan=plan,
        as_of=on,
        outstanding=Decimal(outstanding),
        treasury=Decimal(treasury),
        reserved=Decimal(0),
        document=factories.document(plan, "Issuer's order"),
        actor=factories.actor("supervisor"),
    )


def moving(plan, **arguments):
    return {
        "plan": plan,
        "effective_on": date(1998, 12, 11),
        "document": factories.document(plan, "Instruction"),
        "actor": factories.actor("clerk"),
    } | arguments


def holds(account):
    position = Position.objects.filter(holder=account, standing="valid").get()
    return int(position.common), int(position.rights)


# ------------------------------------------------------------------------------------------------- dividend


def test_dividend_gives_each_share_its_right_on_a_second_persons_word(opened):
    plan, accounts = opened
    approval = shares.propose_dividend(plan=plan, actor=factories.actor("clerk"))
    assert approval.payload | {"lines_digest": ""} == {
        "record_date": "1998-12-04",
        "rights_per_share": "1",
        "accounts": 3,
        "shares": "17890739",
        "rights": "17890739",
        "resolution": "1998-11-24/1",
        "lines_digest": "",
    }
    assert balances.totals(plan).issued == 0

    approvals.approve(
        approval_id=approval.pk, digest_seen=approval.digest, actor=factories.actor("supervisor")
    )

    plan.refresh_from_db()
    assert plan.state == PlanState.ATTACHED
    assert [holds(account) for account in accounts] == [(17_000_000,) * 2, (890_000,) * 2, (739,) * 2]
    batch = Batch.objects.get(plan=plan, kind="dividend")
    assert (batch.effective_on, batch.entry_count) == (RECORD_DATE, 3)
    with pytest.raises(Conflict):
        shares.propose_dividend(plan=plan, actor=factories.actor("clerk"))


def test_dividend_is_refused_by_its_maker_and_to_a_supervisor_alone(opened):
    plan, _ = opened
    approval = shares.propose_dividend(plan=plan, actor=factories.actor("clerk"))
    with pytest.raises(NotAuthorised):
        approvals.approve(
            approval_id=approval.pk, digest_seen=approval.digest, actor=factories.actor("clerk")
        )
    with pytest.raises(NotAuthorised):
        shares.propose_dividend(plan=plan, actor=factories.actor("supervisor"))
    assert balances.totals(plan).issued == 0


def test_dividend_waits_for_the_record_date_the_holders_and_the_control_book(opened):
    plan, _ = opened
    clerk = factories.actor("clerk")
    with pytest.raises(RuleViolation, match="Record Date"):
        shares.propose_dividend(plan=pin(plan, date(1998, 12, 3)), actor=clerk)
    pin(plan, RECORD_DATE)
    order(plan, OUTSTANDING + 1, on=RECORD_DATE)
    with pytest.raises(Held, match="reconcile"):
        shares.propose_dividend(plan=plan, actor=clerk)
    assert Approval.objects.count() == 0


def test_dividend_of_a_plan_without_adoption_or_holders_is_refused(db):
    plan = factories.mim_plan(pinned_on=RECORD_DATE)
    clerk = factories.actor("clerk")
    with pytest.raises(RuleViolation, match="Nobody holds"):
        shares.propose_dividend(plan=plan, actor=clerk)
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.DRAFT)
    with pytest.raises(RuleViolation, match="not adopted"):
        shares.propose_dividend(plan=plan, actor=clerk)


def test_dividend_whose_figures_changed_is_not_carried_out(opened):
    plan, accounts = opened
    approval = shares.propose_dividend(plan=plan, actor=factories.actor("clerk"))
    shares.transfer_common(
        **moving(
            plan,
            giver=accounts[2],
            taker=factories.account(plan),
            quantity=Decimal(1),
            effective_on=RECORD_DATE,
        )
    )

    with pytest.raises(Conflict, match="no longer what was proposed"):
        approvals.approve(
            approval_id=approval.pk, digest_seen=approval.digest, actor=factories.actor("supervisor")
        )
    assert balances.totals(plan).issued == 0


# ------------------------------------------------------------------------------------------ issue and transfer


def test_transfer_takes_its_rights_along_in_one_batch(attached):
    plan, (_, jane, richard) = attached
    batch = shares.transfer_common(**moving(plan, giver=jane, taker=richard, quantity=Decimal(1_000)))

    assert (batch.kind, batch.entry_count) == ("transfer", 2)
    assert (holds(jane), holds(richard)) == ((889_000, 889_000), (1_739, 1_739))


def test_issue_brings_its_rights_once_the_control_book_says_so(attached):
    plan, (_, jane, _) = attached
    issue = moving(plan, taker=jane, quantity=Decimal(2_500))
    with pytest.raises(RuleViolation, match="control book"):
        shares.issue_common(**issue)
    order(plan, OUTSTANDING + 5_000)

    shares.issue_common(**issue)

    assert holds(jane) == (892_500, 892_500)
    totals = balances.totals(plan)
    assert (totals.common_outstanding, totals.issued, totals.valid) == (OUTSTANDING + 2_500,) * 3
    with pytest.raises(Conflict):
        shares.issue_common(**issue)  # the same paper


def test_reacquired_share_takes_its_right_with_it(attached):
    plan, (_, jane, _) = attached
    buy_back = moving(plan, giver=jane, quantity=Decimal(100), to_treasury=True)
    with pytest.raises(RuleViolation, match="control book"):
        shares.reacquire_common(**buy_back)
    order(plan, OUTSTANDING - 100, treasury=100)

    shares.reacquire_common(**buy_back)

    totals = balances.totals(plan)
    assert (totals.common_outstanding, totals.treasury) == (OUTSTANDING - 100, 100)
    assert (totals.valid, totals.ended["rights_cancelled"]) == (OUTSTANDING - 100, 100)


def test_share_issued_on_the_distribution_date_carries_no_right_and_a_transfer_still_does(
    attached, monkeypatch
):
    plan, (_, jane, richard) = attached
    order(plan, OUTSTANDING + 10)
    day = date(1998, 12, 11)
    monkeypatch.setattr("ledger.selectors.standing.Standing.distribution_date", day)

    shares.issue_common(**moving(plan, taker=jane, quantity=Decimal(10)))
    transfer = moving(plan, giver=jane, taker=richard, quantity=Decimal(5))
    with pytest.raises(Held, match="890,000 shares that carry Rights and 10 that carry none"):
        shares.transfer_common(**transfer)
    shares.transfer_common(**transfer, bearing=Decimal(5))

    assert (holds(jane), holds(richard)) == ((890_005, 889_995), (744, 744))


def test_refused_movement_posts_nothing(attached):
    plan, (_, jane, richard) = attached
    batches = Batch.objects.count()

    def refused(error, match, **arguments):
        with pytest.raises(error, match=match):
            shares.transfer_common(
                **moving(plan, **({"giver": jane, "taker": richard, "quantity": Decimal(1)} | arguments))
            )

    refused(RuleViolation, "too few", quantity=Decimal(900_000))
    refused(RuleViolation, "above zero", quantity=Decimal(-1))
    refused(RuleViolation, "same account", taker=jane)
    refused(RuleViolation, "future", effective_on=date(1998, 12, 12))
    refused(RuleViolation, "would change it", effective_on=date(1998, 12, 3))
    refused(NotAuthorised, "may not", actor=factories.actor("examiner"))
    assert Batch.objects.count() == batches


def test_movement_of_a_later_day_waits_for_the_dividend(opened):
    plan, (_, jane, richard) = opened
    pin(plan, date(1998, 12, 11))
    with pytest.raises(RuleViolation, match="not posted"):
        shares.transfer_common(**moving(plan, giver=jane, taker=richard, quantity=Decimal(1)))


@pytest.mark.parametrize(("quantity", "free"), [(None, 0), (Decimal(739), 0), (Decimal(700), 39)])
def test_stop_on_the_share_is_a_stop_on_its_right(attached, quantity, free):
    plan, (_, jane, richard) = attached
    Hold.objects.create(
        account=richard, kind="stop", quantity=quantity, reason="Court order", from_on=date(1998, 12, 1)
    )
    with pytest.raises(Held, match=f"{free} shares are free"):
        shares.transfer_common(**moving(plan, giver=richard, taker=jane, quantity=Decimal(free + 1)))
    if free:
        shares.transfer_common(**moving(plan, giver=richard, taker=jane, quantity=Decimal(free)))


def test_void_rights_travel_as_void(attached):
    plan, (_, jane, richard) = attached
    posting.post(
        plan=plan,
        movements=postings.voiding([(jane.pk, Standing.VALID, Decimal(890_000))], date(1998, 12, 11)),
        source="finding",
        legal_basis="R32",
        actor=factories.actor("clerk"),
    )
    transfer = moving(plan, giver=jane, taker=richard, quantity=Decimal(10))
    with pytest.raises(RuleViolation, match="too few"):
        shares.transfer_common(**transfer, void=Decimal(0))

    shares.transfer_common(**transfer, void=Decimal(10))

    assert LedgerAccount.objects.get(holder=richard, standing="void").position.rights == 10
    assert holds(richard) == (749, 739)


def test_a_changed_control_book_tells_what_it_was_and_is(attached):
    plan = attached[0] if isinstance(attached, tuple) else attached
    order(plan, OUTSTANDING + 5_000)
    noted = AuditEvent.objects.filter(plan=plan, verb="control_book.changed").latest("pk")
    assert (noted.before["outstanding"], noted.after["outstanding"]) == (
        str(OUTSTANDING),
        str(OUTSTANDING + 5_000),
    )


def test_earlier_order_cannot_change_a_later_control_book(attached):
    plan, _ = attached
    order(plan, OUTSTANDING + 5)
    with pytest.raises(Conflict):
        order(plan, OUTSTANDING, on=date(1998, 12, 10))
    with pytest.raises(RuleViolation):
        order(plan, -1)
    assert plan.control_book.count() == 2
