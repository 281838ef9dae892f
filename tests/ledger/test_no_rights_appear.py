"""No sequence of services makes Rights appear: whatever is tried, in any order, each Right has a lawful origin."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, example, given, settings, strategies as st

from ledger.errors import BackOfficeError
from ledger.models import Batch, Entry, HolderAccount, Plan, Resolution
from ledger.rules.exact import half_up
from ledger.selectors import balances
from ledger.selectors.acts.exchange import ExchangeTerms
from ledger.selectors.proof import prove
from ledger.services import adjustments, events, separation, voiding
from ledger.services.acts import exchange, expiration, redemption
from ledger.services.control_book import record_control_book
from ledger.services.shares import issue_common, reacquire_common, transfer_common
from tests import factories
from tests.ledger.stories import (
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
TODAY = date(1998, 12, 29)
HOLDERS = ("CEDE & CO", "RAIDER LP", "MRS A SMITH")


def holder(plan, index):
    return HolderAccount.objects.get(plan=plan, registration_lines=[HOLDERS[index % 3]])


def clerk():
    return factories.actor("clerk")


def moved(plan, quantity):
    return {
        "plan": plan,
        "quantity": Decimal(quantity),
        "effective_on": TODAY,
        "document": factories.document(plan, "Instruction"),
        "actor": clerk(),
    }


def order(plan, change):
    outstanding = balances.totals(plan).common_outstanding + change
    record_control_book(
        plan=plan,
        as_of=TODAY,
        outstanding=outstanding,
        treasury=Decimal(0),
        reserved=Decimal(0),
        document=factories.document(plan, "Issuer's order"),
        actor=factories.actor("supervisor"),
    )


def transfer(plan, one, quantity):
    void = Decimal(quantity) if one % 2 else Decimal(0)
    transfer_common(giver=holder(plan, one), taker=holder(plan, one + 1), void=void, **moved(plan, quantity))


def issue(plan, one, quantity):
    order(plan, quantity)
    issue_common(taker=holder(plan, one), **moved(plan, quantity))


def issue_without_order(plan, one, quantity):
    issue_common(taker=holder(plan, one), **moved(plan, quantity))


def reacquire(plan, one, quantity):
    order(plan, -quantity)
    reacquire_common(giver=holder(plan, one), to_treasury=bool(one % 2), **moved(plan, quantity))


def void(plan, one, quantity):
    decide(voiding.propose(plan=plan, actor=clerk()))


def redeem(plan, one, quantity):
    decide(redemption.propose(resolution=ordered(plan, "redemption"), actor=clerk()))


def exchange_part(plan, one, quantity):
    terms = ExchangeTerms(Decimal("0.5"), Decimal(2), Decimal(4), Decimal(90_000_000))
    decide(
        exchange.propose(
            resolution=ordered(plan, "exchange", ratio="2", portion="0.5"), terms=terms, actor=clerk()
        )
    )


def split(plan, one, quantity):
    approval = adjustments.propose(
        plan=plan,
        kind="split",
        inputs={"new": str(1 + one % 3), "old": str(2 - one % 2), "cash_price": "5"},
        effective_at=factories.new_york("1998-12-29T09:00"),
        received_at=factories.new_york("1998-12-29T09:00"),
        document=factories.document(plan, "Certificate"),
        actor=clerk(),
    )
    decide(approval)


def elect(plan, one, quantity):
    """The price lowered or raised by a certificate, and the number of Rights changed instead of the Units."""
    for kind, inputs in (
        ("factor", {"factor": "0.98" if one % 2 else "1.02"}),
        ("rights_number", {"of": str(plan.adjustments.count() + 1), "announced_on": "1998-12-29"}),
    ):
        approval = adjustments.propose(
            plan=plan,
            kind=kind,
            inputs=inputs,
            effective_at=factories.new_york("1998-12-29T09:00"),
            received_at=factories.new_york("1998-12-29T09:00"),
            document=factories.document(plan, "Certificate"),
            actor=clerk(),
        )
        decide(approval)


def expire(plan, one, quantity):
    decide(expiration.propose(plan=plan, actor=clerk()))


def separate(plan, one, quantity):
    pin(plan, date(1998, 12, 31))
    decide(separation.propose(plan=plan, actor=clerk()).approval)


def ordered(plan, kind, **data):
    return resolve(plan, kind, "1998-12-29T09:00", number=f"N-{Resolution.objects.count()}", **data)


ACTS = (
    void,
    void,
    transfer,
    issue,
    issue_without_order,
    reacquire,
    redeem,
    exchange_part,
    split,
    elect,
    expire,
    separate,
)
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 5), st.sampled_from((1, 7, 1_000, 900_000))), max_size=8
)


def require_lawful(plan):
    """Every Right out of the source came with its share, by the dividend, or by a recorded adjustment: a split, or the
    Board's election to change the number of Rights, which makes so many of each.

    A new share brings what each share has: one Right, and after an exchange in part of half the Rights for two shares
    each only the rest, which lies on the old shares and the new ones alike.
    """
    of_share = Fraction(1)
    for batch in Batch.objects.filter(plan=plan).order_by("number"):
        entries = Entry.objects.filter(batch=batch)
        if batch.kind == "exchange" and plan.state != "exchanged":
            of_share = of_share / 2 / (1 + of_share)
        if batch.kind == "adjustment" and batch.adjustment.kind == "rights_number":
            after, before = batch.adjustment.rights_per_share_after, batch.adjustment.rights_per_share_before
            of_share *= Fraction(after) / Fraction(before)
        made = entries.filter(from_account__role="rights_source").aggregate(total=Sum("quantity"))["total"]
        if not made:
            continue
        assert batch.kind in {"dividend", "issue", "adjustment"}
        if batch.kind == "issue":
            shares = entries.filter(instrument="common").aggregate(total=Sum("quantity"))["total"]
            assert made == half_up(Fraction(shares) * of_share, 10)
        if batch.kind == "adjustment":
            assert batch.adjustment.kind in {"split", "rights_number"}


@pytest.fixture
def story():
    plan, accounts = plan_with_holders(TODAY)
    close_questions(plan, "redemption", "exchange", "split", "expiry", "issue")
    person = announce(plan).person
    confirm(plan)
    find(plan, person, accounts["raider"], 1_000_000)
    events.record_event(
        plan=plan,
        kind="distribution_notice",
        occurred_at=factories.new_york("1998-12-30T18:00"),
        document=factories.document(plan, "Notice of the Distribution Date"),
        actor=clerk(),
    )
    return plan


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
@example(steps=[(void, 0, 1), (exchange_part, 0, 1), (issue, 0, 1), (exchange_part, 0, 1), (issue, 0, 1_000)])
@example(steps=[(void, 0, 1), (exchange_part, 0, 1), (split, 1, 1), (issue, 0, 1), (transfer, 0, 7)])
@example(steps=[(elect, 1, 1), (void, 0, 1), (elect, 0, 1), (issue, 0, 7), (transfer, 0, 7)])
def test_no_sequence_of_services_makes_rights_appear(story, steps):
    with transaction.atomic():
        for act, one, quantity in steps:
            before = balances.totals(story)
            with suppress(BackOfficeError), transaction.atomic():
                act(Plan.objects.get(pk=story.pk), one, quantity)
            after = balances.totals(story)
            assert after.issued >= before.issued
            assert after.issued == after.rights_outstanding + sum(after.ended.values())
        plan = Plan.objects.get(pk=story.pk)
        require_lawful(plan)
        assert not [row for row in prove(plan).differences if "control book" not in row]
        transaction.set_rollback(True)
