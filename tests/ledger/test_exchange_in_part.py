"""A part of the Rights exchanged: each share carries its part of what is left, and the register stays usable."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.errors import Held, RuleViolation
from ledger.models import Adjustment, Plan
from ledger.rules.reconciliation import Outcome
from ledger.selectors import adjustments, balances, carrying
from ledger.selectors.acts.exchange import ExchangeTerms
from ledger.selectors.identities import close_of, prove_identities
from ledger.selectors.proof import prove
from ledger.selectors.terms import terms_as_of, value
from ledger.services import voiding
from ledger.services.acts import exchange
from ledger.services.control_book import record_control_book
from ledger.services.shares import issue_common, reacquire_common, transfer_common
from rightsadmin.common import clock
from tests import factories
from tests.ledger.stories import announce, close_questions, confirm, decide, find, pin, resolve

pytestmark = pytest.mark.django_db
SHARES = {
    "CEDE & CO": 15_790_738,
    "RAIDER LP": 1_600_000,
    "MRS A SMITH": 300_000,
    "B JONES": 200_000,
    "ODD LOT": 1,
}
ON = date(1998, 12, 22)


@pytest.fixture
def voided():
    """The raider's Rights void, and none of the others', on 22 December 1998."""
    plan = factories.mim_plan(date(1998, 12, 15))
    accounts = {name: factories.account(plan, name) for name in SHARES}
    factories.give_common(plan, {accounts[name]: shares for name, shares in SHARES.items()})
    close_questions(plan, "exchange")
    person = announce(plan, pct="16").person
    confirm(plan)
    find(plan, person, accounts["RAIDER LP"], 1_600_000)
    plan = pin(plan, date(1998, 12, 21))
    decide(voiding.propose(plan=plan, actor=factories.actor("clerk")))
    return plan, accounts


def exchanged(plan, portion="0.5", ratio="1", number="R-2", at="1998-12-21T12:00"):
    resolution = resolve(plan, "exchange", at, number=number, ratio=ratio, portion=portion)
    terms = ExchangeTerms(Decimal(portion), Decimal(ratio), Decimal(4), Decimal(100_000_000))
    decide(exchange.propose(resolution=resolution, terms=terms, actor=factories.actor("clerk")))
    plan.refresh_from_db()
    return resolution


@pytest.fixture
def halved(voided):
    plan, accounts = voided
    exchanged(plan)
    return pin(plan, ON), accounts


def has(account):
    held = balances.account_balance(account.plan, account.pk)
    return held.common, held.rights.get("valid", 0), held.rights.get("void", 0)


def moving(plan, quantity, **told):
    return {
        "plan": plan,
        "quantity": Decimal(quantity),
        "effective_on": ON,
        "document": factories.document(plan, "Instruction"),
        "actor": factories.actor("clerk"),
    } | told


def order(plan, change):
    record_control_book(
        plan=plan,
        as_of=ON,
        outstanding=balances.totals(plan).common_outstanding + change,
        treasury=Decimal(0),
        reserved=Decimal(0),
        document=factories.document(plan, "Issuer's order"),
        actor=factories.actor("supervisor"),
    )


def proved(plan):
    assert prove(plan).differences == []
    plan = Plan.objects.get(pk=plan.pk)
    found = {row.code: row for row in prove_identities(close_of(plan, clock.now()))}
    assert [found[code].outcome for code in ("attached", "figure:rights_per_share", "issued")] == [
        Outcome.HOLDS
    ] * 3, found["attached"].sentence
    return True


def test_half_leaves_each_share_a_third_and_the_void_ones_alone(halved):
    plan, accounts = halved
    assert has(accounts["MRS A SMITH"]) == (450_000, 150_000, 0)
    assert has(accounts["RAIDER LP"]) == (1_600_000, 0, 1_600_000)
    term = terms_as_of(plan, ON)["rights_per_share"]
    assert (term.value, term.basis) == ("1/3", "adjustment")
    ratio = carrying.ratios(plan, ON)[""]
    assert (ratio.rights, ratio.of_void) == (Fraction(1, 3), 1)
    assert Adjustment.objects.get(plan=plan).kind == "exchange"
    assert adjustments.figures(plan).rights_per_share == Fraction(1, 3)
    assert proved(plan)


def test_a_sale_of_all_takes_all_and_of_a_part_its_part(halved):
    plan, accounts = halved
    smith, jones = accounts["MRS A SMITH"], accounts["B JONES"]
    transfer_common(**moving(plan, 100_000, giver=smith, taker=jones))
    assert has(smith) == (350_000, Decimal("116666.6666666667"), 0)
    transfer_common(**moving(plan, 350_000, giver=smith, taker=jones))
    assert has(smith) == (0, 0, 0)
    assert has(jones) == (750_000, 250_000, 0)
    assert proved(plan)


def test_a_new_share_carries_what_the_others_carry_and_one_bought_back_takes_it(halved):
    plan, accounts = halved
    order(plan, 1_200)
    with pytest.raises(RuleViolation, match="do not express: let the Board fix how the fraction is paid"):
        issue_common(**moving(plan, 1_000, taker=accounts["B JONES"]))
    issue_common(**moving(plan, 1_200, taker=accounts["B JONES"]))
    assert has(accounts["B JONES"]) == (301_200, 100_400, 0)
    order(plan, -300)
    reacquire_common(**moving(plan, 300, giver=accounts["MRS A SMITH"]), to_treasury=False)
    assert has(accounts["MRS A SMITH"]) == (449_700, 149_900, 0)
    order(plan, -1_600_000)
    reacquire_common(**moving(plan, 1_600_000, giver=accounts["RAIDER LP"]), to_treasury=False)
    assert has(accounts["RAIDER LP"]) == (0, 0, 0)
    assert proved(plan)


def test_void_rights_travel_by_the_share_they_were_on(halved):
    plan, accounts = halved
    raider, jones = accounts["RAIDER LP"], accounts["B JONES"]
    transfer_common(**moving(plan, 600, giver=raider, taker=jones))
    assert has(jones) == (300_600, 100_000, 600)
    with pytest.raises(Held, match="say how many of those that go are void"):
        transfer_common(**moving(plan, 900, giver=jones, taker=accounts["CEDE & CO"]))
    transfer_common(**moving(plan, 900, giver=jones, taker=accounts["CEDE & CO"], void=Decimal(600)))
    assert has(jones) == (299_700, 99_900, 0)
    assert has(accounts["CEDE & CO"])[1:] == (15_790_738 // 2 + 100, 600)
    assert proved(plan)


def test_cash_for_fractions_leaves_rights_that_the_proofs_know(voided):
    plan, accounts = voided
    exchanged(plan, portion="0.3333", ratio="0.7")
    plan = pin(plan, ON)
    assert proved(plan)
    smith, cede = accounts["MRS A SMITH"], accounts["CEDE & CO"]
    for quantity in (7, 11_111, 300):
        transfer_common(**moving(plan, quantity, giver=smith, taker=cede))
        transfer_common(**moving(plan, quantity + 1, giver=cede, taker=accounts["B JONES"]))
    transfer_common(**moving(plan, has(smith)[0], giver=smith, taker=cede))
    assert has(smith) == (0, 0, 0)
    assert proved(plan)


def test_a_second_part_follows_the_first(halved):
    plan, accounts = halved
    transfer_common(**moving(plan, 1, giver=accounts["MRS A SMITH"], taker=accounts["B JONES"]))
    exchanged(plan, number="R-3", at="1998-12-22T12:00")
    assert value(plan, "rights_per_share", ON) == "1/7"
    assert proved(plan)


def test_a_day_before_it_is_closed_and_a_day_after_it_waits_for_the_posting(voided):
    plan, accounts = voided
    sale = {"giver": accounts["MRS A SMITH"], "taker": accounts["B JONES"]}
    resolution = resolve(plan, "exchange", "1998-12-21T12:00", ratio="1", portion="0.5")
    plan = pin(plan, ON)
    with pytest.raises(Held, match="post the exchange first") as held:
        transfer_common(**moving(plan, 5, **sale))
    assert held.value.next_act == "exchange"
    transfer_common(**moving(plan, 5, **sale) | {"effective_on": date(1998, 12, 18)})
    terms = ExchangeTerms(Decimal("0.5"), Decimal(1), Decimal(4), Decimal(100_000_000))
    decide(exchange.propose(resolution=resolution, terms=terms, actor=factories.actor("clerk")))
    with pytest.raises(RuleViolation, match="is closed"):
        transfer_common(**moving(plan, 5, **sale) | {"effective_on": date(1998, 12, 18)})
    transfer_common(**moving(plan, 6, **sale))
    assert proved(plan)


def test_the_whole_rest_can_end(halved):
    plan, accounts = halved
    exchanged(plan, portion="1", number="R-3", at="1998-12-22T12:00")
    totals = balances.totals(plan)
    assert totals.rights_outstanding == totals.void == 1_600_000
    transfer_common(**moving(plan, 100, giver=accounts["MRS A SMITH"], taker=accounts["B JONES"]))
    assert prove(plan).differences == []
