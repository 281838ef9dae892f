"""The redemption posted: in whole, once, by two persons, to nobody whose Rights are void."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from certificates.models import PaymentLine, PaymentList
from ledger.enums import BatchKind, PlanState
from ledger.errors import Conflict, Held, NotAuthorised, RuleViolation
from ledger.models import AuditEvent, Batch, Entry
from ledger.rules.payments import CentRounding, PaymentPolicy
from ledger.rules.redemption import CASH
from ledger.selectors import acts, balances
from ledger.selectors.control_book import control_book
from ledger.selectors.proof import prove
from ledger.services import voiding
from ledger.services.acts import redemption
from tests import factories
from tests.ledger.stories import (
    OUTSTANDING,
    announce,
    close_questions,
    confirm,
    decide,
    find,
    pin,
    plan_with_holders,
    resolve,
)

pytestmark = pytest.mark.django_db
CLERK = "clerk"


@pytest.fixture
def story():
    plan, accounts = plan_with_holders()
    close_questions(plan, "redemption")
    return plan, accounts


def test_what_would_happen_if_the_board_redeemed_now(story):
    plan, _ = story
    view = acts.redemption(plan, factories.new_york("1998-12-15T12:00"))
    assert view.findings == ()
    assert view.payload() | {"lines_digest": ""} == {
        "form": "cash",
        "market_price": None,
        "shares_available": "0",
        "consideration": "",
        "shares": 0,
        "due_in_cash": "1789.0739",
        "at": "1998-12-15T17:00:00+00:00",
        "record_at": None,
        "price": "0.0001",
        "rounding": "half_up",
        "smallest_check": "0",
        "holders": 3,
        "unpaid_holders": 0,
        "rights": "17890739",
        "void_rights": "0",
        "due": "1789.0739",
        "paid": "1789.07",
        "remainder": "0.0039",
        "lines_digest": "",
    }
    assert Batch.objects.count() == 2


def test_a_redemption_ends_every_right_in_one_batch_and_the_plan_with_them(story):
    plan, accounts = story
    resolution = resolve(plan, "redemption", "1998-12-15T12:00")
    approval = redemption.propose(resolution=resolution, actor=factories.actor(CLERK))
    assert not Entry.objects.filter(kind=BatchKind.REDEMPTION).exists()
    decide(approval)
    plan.refresh_from_db()
    assert plan.state == PlanState.REDEEMED
    totals = balances.totals(plan)
    assert (totals.rights_outstanding, totals.ended["rights_redeemed"]) == (0, OUTSTANDING)
    assert totals.common_outstanding == OUTSTANDING
    batch = Batch.objects.get(kind=BatchKind.REDEMPTION)
    assert (batch.effective_on, batch.entry_count) == (date(1998, 12, 15), 3)
    assert prove(plan).differences == []
    assert AuditEvent.objects.filter(verb="rights.redeemed", object_id=batch.pk).count() == 1
    paid = dict(PaymentLine.objects.filter(payment_list__batch=batch).values_list("account", "paid_cents"))
    assert paid[accounts["cede"].pk] == 160_000
    assert sum(paid.values()) == 178_907


def test_a_policy_of_whole_checks_leaves_the_remainder_with_the_company(story):
    plan, _ = story
    policy = PaymentPolicy(CentRounding.DOWN, smallest_check=Decimal(100))
    view = acts.redemption(plan, factories.new_york("1998-12-15T12:00"), policy)
    assert (view.worked.totals.unpaid_holders, view.worked.totals.paid) == (1, Decimal("1700.00"))
    assert [finding.rule for finding in view.findings] == ["R44"]


IN_COMMON = {"form": "common", "market_price": "4.375", "shares_available": "1000"}


def test_a_redemption_in_common_delivers_whole_shares_and_pays_the_fraction(story):
    plan, accounts = story
    resolution = resolve(plan, "redemption", "1998-12-15T12:00", **IN_COMMON)
    approval = redemption.propose(resolution=resolution, actor=factories.actor(CLERK))
    told = approval.payload
    assert (told["due"], told["shares"], told["due_in_cash"]) == ("1789.0739", 407, "8.4489")
    decide(approval)
    plan.refresh_from_db()
    listed = PaymentList.objects.get(plan=plan)
    assert (plan.state, listed.shares) == (PlanState.REDEEMED, 407)
    line = listed.lines.get(account=accounts["cede"])
    assert (line.shares, line.due, line.paid) == (365, Fraction("3.125"), Decimal("3.13"))
    totals = balances.totals(plan)
    assert (totals.rights_outstanding, totals.common_outstanding) == (0, OUTSTANDING + 407)
    assert control_book(plan, date(1998, 12, 15)).outstanding == OUTSTANDING + 407
    assert prove(plan).differences == []


@pytest.mark.parametrize(
    ("available", "seen", "sentence"),
    [
        ("400", None, "407 shares are needed, 400 authorised"),
        ("1000", CASH, r"orders the price paid in common at \$4.375 a share"),
    ],
)
def test_a_redemption_in_common_needs_the_shares_and_is_the_one_that_the_board_ordered(
    story, available, seen, sentence
):
    plan, _ = story
    told = IN_COMMON | {"shares_available": available}
    resolution = resolve(plan, "redemption", "1998-12-15T12:00", **told)
    with pytest.raises(RuleViolation, match=sentence):
        redemption.propose(resolution=resolution, consideration=seen, actor=factories.actor(CLERK))


def test_a_redemption_in_another_form_lists_what_it_has_to_be_worth_and_pays_nothing_here(story):
    plan, _ = story
    words = {"form": "other", "consideration": "Warrants, one for each 100 Rights"}
    resolution = resolve(plan, "redemption", "1998-12-15T12:00", **words)
    decide(redemption.propose(resolution=resolution, actor=factories.actor(CLERK)))
    listed = PaymentList.objects.get(plan=plan)
    assert (listed.due, listed.paid_cents, listed.batch.memo) == (
        Fraction("1789.0739"),
        0,
        "Warrants, one for each 100 Rights, to 3 holders",
    )


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"form": "common"}, "market_price"),
        ({"form": "other"}, "say what is paid in place of cash"),
        ({"form": "gold"}, "none of cash, common and other"),
    ],
)
def test_a_form_that_is_not_told_whole_is_not_recorded(story, told, sentence):
    plan, _ = story
    with pytest.raises(RuleViolation, match=sentence):
        resolve(plan, "redemption", "1998-12-15T12:00", **told)


def test_a_second_redemption_finds_no_rights(story):
    plan, _ = story
    resolution = resolve(plan, "redemption", "1998-12-15T12:00")
    decide(redemption.propose(resolution=resolution, actor=factories.actor(CLERK)))
    with pytest.raises(RuleViolation, match="no Rights to act on"):
        redemption.propose(resolution=resolution, actor=factories.actor(CLERK))


def test_it_waits_for_open_questions():
    plan, _ = plan_with_holders()
    with pytest.raises(Held, match="DQ4"):
        resolve(plan, "redemption", "1998-12-15T12:00")


def test_what_changed_since_it_was_proposed_is_not_posted(story):
    plan, accounts = story
    resolution = resolve(plan, "redemption", "1998-12-15T12:00")
    approval = redemption.propose(resolution=resolution, actor=factories.actor(CLERK))
    with pytest.raises(NotAuthorised):
        decide(approval, CLERK)
    factories.give_common(plan, {accounts["widow"]: 100}, on=date(1998, 12, 8))
    with pytest.raises(Conflict, match="the facts changed"):
        decide(approval)
    plan.refresh_from_db()
    assert plan.state == PlanState.ATTACHED


def test_void_rights_are_posted_first_and_get_nothing(story):
    plan, accounts = story
    person = announce(plan).person
    resolution = resolve(plan, "redemption", "1998-12-21T12:00")
    with pytest.raises(Held, match="Trigger Case waits"):
        redemption.propose(resolution=resolution, actor=factories.actor(CLERK))
    confirm(plan)
    find(plan, person, accounts["raider"], 1_000_000)
    pin(plan, date(1998, 12, 21))
    with pytest.raises(Held, match="1,000,000 Rights are void by the findings"):
        redemption.propose(resolution=resolution, actor=factories.actor(CLERK))
    decide(voiding.propose(plan=plan, actor=factories.actor(CLERK)))
    approval = redemption.propose(resolution=resolution, actor=factories.actor(CLERK))
    decide(approval)
    plan.refresh_from_db()
    totals = balances.totals(plan)
    assert (totals.void, totals.ended["rights_redeemed"]) == (1_000_000, OUTSTANDING - 1_000_000)
    assert prove(plan).differences == []


def test_a_later_time_the_board_set_is_awaited(story):
    plan, _ = story
    resolution = resolve(plan, "redemption", "1998-12-15T12:00", effective="1998-12-18T09:00")
    approval = redemption.propose(resolution=resolution, actor=factories.actor(CLERK))
    with pytest.raises(Held, match="takes effect"):
        decide(approval)
    pin(plan, date(1998, 12, 18))
    decide(approval)
    assert Batch.objects.get(kind=BatchKind.REDEMPTION).effective_on == date(1998, 12, 18)


def test_only_a_resolution_of_redemption_redeems(story):
    plan, _ = story
    other = resolve(plan, "other", "1998-12-15T12:00")
    with pytest.raises(RuleViolation, match="orders no redemption"):
        redemption.propose(resolution=other, actor=factories.actor(CLERK))
