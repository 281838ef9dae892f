"""Splits by two whole numbers through the services: shares, Rights, treasury, control book, and what they rest on."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from certificates.models import PaymentList
from certificates.services import payments
from ledger.enums import Basis, Standing, SystemRole
from ledger.errors import Held, NotAuthorised, RuleViolation
from ledger.models import DataQualityIssue, Person, Position
from ledger.rules.exact import half_up
from ledger.rules.movements import Position as At
from ledger.selectors import acts, balances
from ledger.selectors.control_book import control_book
from ledger.selectors.identities import close_of, prove_identities
from ledger.selectors.proof import prove
from ledger.services import adjustments, control_book as books, posting, shares, voiding
from ledger.services.terms import record_term
from rightsadmin.common import clock
from tests import factories
from tests.ledger.stories import (
    OUTSTANDING,
    announce,
    close_questions,
    confirm,
    decide,
    find,
    plan_with_holders,
)
from tests.oracles import journal

pytestmark = pytest.mark.django_db
AT = factories.new_york("1998-12-15T10:00")


@pytest.fixture
def attached():
    plan, accounts = plan_with_holders(date(1998, 12, 15))
    close_questions(plan, "split")
    return plan, accounts


def propose(plan, **inputs):
    return adjustments.propose(
        plan=plan,
        kind="split",
        inputs=inputs,
        effective_at=AT,
        received_at=AT,
        document=factories.document(plan, "Certificate of the split"),
        actor=factories.actor("clerk"),
    )


def held(plan, account):
    found = balances.account_balance(plan, account.pk)
    return found.common, {standing: rights for standing, rights in found.rights.items() if rights}


def test_three_for_two_delivers_whole_shares_with_their_rights(attached):
    plan, who = attached
    approval = propose(plan, new=3, old=2, cash_price="4.00")
    told = approval.payload["fractions"]
    assert (told["holders"], told["quantity"], told["due"], told["paid"]) == (1, "0.5", "2", "2.00")
    decide(approval)
    widow = (OUTSTANDING - 17_000_000) * 3 // 2
    assert held(plan, who["widow"]) == (widow, {Standing.VALID: widow})
    assert held(plan, who["cede"]) == (24_000_000, {Standing.VALID: 24_000_000})
    assert control_book(plan, AT.date()).outstanding == balances.totals(plan).common_outstanding
    assert prove(plan).differences == []


def test_without_a_price_a_fraction_waits_for_the_company(attached):
    plan, _ = attached
    with pytest.raises(Held, match="the company must state the price of a new share"):
        propose(plan, new=3, old=2)
    assert "fractions" not in propose(plan, new=2, old=1).payload


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        ({"new": "3", "old": "0"}, "old"),
        ({"new": "1.5", "old": "1"}, "whole number"),
        ({"new": "2", "old": "2"}, "not 1"),
        ({"new": "2"}, "old"),
        ({"new": "2", "old": "1", "cash_price": "-1"}, "cash_price"),
        ({"new_shares_per_old": "3/0"}, "whole number"),
        ({}, "new_shares_per_old"),
    ],
)
def test_figures_that_make_no_split_are_named(attached, inputs, told):
    plan, _ = attached
    with pytest.raises(RuleViolation, match=told):
        propose(plan, **inputs)


def test_void_rights_and_the_treasury_follow(attached):
    plan, who = attached
    announce(plan)
    confirm(plan)
    find(plan, Person.objects.get(plan=plan), who["raider"], 999_999)
    decide(voiding.propose(plan=plan, actor=factories.actor("clerk")))
    posting.post(
        plan=plan,
        movements=[
            journal.common(At(who["cede"].pk), SystemRole.TREASURY, 1_001, AT.date()),
            journal.rights(At(who["cede"].pk), SystemRole.RIGHTS_CANCELLED, 1_001, AT.date()),
        ],
        source="buy-back",
        legal_basis="Order",
        actor=factories.actor("clerk"),
    )
    with pytest.raises(RuleViolation, match="fewer shares treasury"), transaction.atomic():
        decide(propose(plan, new=1, old=10, cash_price="12.345"))
    control_book_of(plan, OUTSTANDING - 1_001, treasury=1_001)
    decide(propose(plan, new=1, old=10, cash_price="12.345"))
    assert held(plan, who["raider"]) == (
        100_000,
        {Standing.VOID: Decimal("99999.9"), Standing.VALID: Decimal("0.1")},
    )
    assert Position.objects.get(plan=plan, role=SystemRole.TREASURY).common == 100
    assert held(plan, who["cede"])[0] == (16_000_000 - 1_001) // 10


def test_movement_of_a_later_day_is_undone_first(attached):
    plan, who = attached
    shares.transfer_common(
        plan=plan,
        giver=who["cede"],
        taker=who["widow"],
        quantity=Decimal(1),
        effective_on=date(1998, 12, 15),
        document=factories.document(plan, "Order"),
        actor=factories.actor("clerk"),
    )
    with pytest.raises(RuleViolation, match="A movement of 1998-12-15 is posted already"):
        acts.adjustment(
            plan=plan,
            kind="split",
            inputs={"new": 2, "old": 1},
            effective_at=factories.new_york("1998-12-14T10:00"),
        )
    assert (
        acts.adjustment(plan=plan, kind="split", inputs={"new": 2, "old": 1}, effective_at=AT).accounts == 3
    )


def test_payments_are_listed_with_the_posting_and_released_by_a_second_person(attached):
    plan, who = attached
    decide(propose(plan, new=3, old=2, cash_price="4.01"))
    listed = PaymentList.objects.get(plan=plan)
    line = listed.lines.get()
    assert (listed.kind, listed.status, listed.batch.kind) == ("fractions", "listed", "adjustment")
    assert (line.account, line.quantity) == (who["widow"], Decimal("0.5"))
    assert (line.exact, line.paid) == ("401/200", Decimal("2.01"))
    clerk = factories.actor("clerk")
    approval = payments.propose_release(payment_list=listed, legal_basis="Funds received", actor=clerk)
    with pytest.raises(NotAuthorised):
        decide(approval, "clerk")
    decide(approval)
    listed.refresh_from_db()
    assert listed.status == "released"


moved = st.lists(st.integers(1, 400_000), min_size=1, max_size=4)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    shares_of=moved,
    new=st.integers(1, 9),
    old=st.integers(1, 9),
    cents=st.integers(1, 100_000),
    family=st.sampled_from(["fractional_rights", "exercise_amount_scaled", "expansion_factor"]),
)
def test_what_is_posted_and_paid_is_the_split_exactly(db, shares_of, new, old, cents, family):
    """Shares delivered and fractions paid make the split; the database's payments are those of the pure rule."""
    if new == old:
        return
    with transaction.atomic():
        plan = factories.mim_plan(date(1998, 12, 15))
        accounts = [factories.account(plan, f"HOLDER {place}") for place in range(len(shares_of))]
        factories.give_common(plan, dict(zip(accounts, shares_of, strict=True)))
        term(plan, "adjustment.split_family", family)
        control_book_of(plan, sum(shares_of))
        price = Fraction(cents, 100)
        decide(propose(plan, new=new, old=old, cash_price=f"{cents / Decimal(100):f}"))
        listed = PaymentList.objects.filter(plan=plan).first()
        paid = {line.account_id: line for line in listed.lines.all()} if listed else {}
        delivered = 0
        for account, before in zip(accounts, shares_of, strict=True):
            whole, fraction = divmod(Fraction(before * new, old), 1)
            delivered += whole
            line = paid.pop(account.pk, None)
            assert held(plan, account)[0] == whole
            assert bool(line) == bool(fraction)
            if line:
                assert (line.due, line.paid) == (fraction * price, half_up(fraction * price, 2))
        assert not paid
        assert control_book(plan, AT.date()).outstanding == delivered
        assert prove(plan).differences == []
        assert [
            each.sentence for each in prove_identities(close_of(plan, clock.now())) if each.breaks()
        ] == []
        transaction.set_rollback(True)


def term(plan, key, value):
    record_term(
        plan=plan,
        key=key,
        value=value,
        citation="As counsel reads it.",
        basis=Basis.AGREEMENT,
        document=factories.document(plan, "Rights Agreement"),
        effective_on=date(1998, 11, 24),
        actor=factories.actor("counsel"),
    )
    for issue in DataQualityIssue.objects.filter(plan=plan, holds__contains=["split"]):
        issue.holds = []
        issue.save()  # with its history: the proof names what was changed without


def control_book_of(plan, outstanding, treasury=0):
    books.record_control_book(
        plan=plan,
        as_of=date(1998, 12, 5),
        outstanding=Decimal(outstanding),
        treasury=Decimal(treasury),
        reserved=Decimal(),
        document=factories.document(plan, "Order"),
        actor=factories.actor("supervisor"),
    )
