"""The plan carried on from its Distribution Date to its end, every total reconciled at every step."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum

from certificates.enums import Circumstance, Fate, PaymentForm, PresentationKind, StopKind
from certificates.models import Certificate, Election, Lineage
from certificates.rules.lifecycle import OUTSTANDING
from certificates.services import presentations, stops
from certificates.services.presentations import ElectionTold, LossTold
from ledger.enums import EntitlementBasis, EventKind, PlanState
from ledger.errors import Held, RuleViolation
from ledger.models import Plan
from ledger.selectors import balances
from ledger.services import adjustments, entitlements, events, plans
from ledger.services.acts import expiration
from rightsadmin.common.actor import Actor
from tests.certificates.factories import OUTSTANDING as ISSUED, approve, clerk, supervisor
from tests.certificates.presented import GOOD, checked, mailed_plan, received
from tests.examples.books import books_agree
from tests.factories import account, document, new_york
from tests.ledger.stories import close_questions

pytestmark = pytest.mark.django_db
HOLDERS = 8
MONDAY, FEBRUARY, MARCH = date(1999, 1, 4), date(1999, 2, 1), date(1999, 3, 1)
PREFERRED = "Units of 1/1,000 share of Series A Junior Participating Preferred Stock"


def reconciled(plan, *, exercised):
    """Ledger, certificates, lineage and control book agree; what was exercised is what the elections say."""
    plan = books_agree(plan)
    totals = balances.totals(plan)
    certificates = Certificate.objects.filter(plan=plan, state__in=OUTSTANDING).aggregate(
        rights=Sum("quantity")
    )["rights"]
    elected = Election.objects.filter(presentation__status="posted").aggregate(rights=Sum("rights"))["rights"]
    gone = Lineage.objects.filter(fate=Fate.EXERCISED).aggregate(rights=Sum("quantity"))["rights"]
    assert (elected or 0, gone or 0) == (exercised, exercised)
    assert certificates == totals.certificated
    assert totals.certificated + totals.void + totals.withheld + exercised == ISSUED
    return plan


def fixed(plan, basis, at, security, price):
    approve(
        entitlements.propose(
            plan=plan,
            basis=basis,
            effective_at=new_york(at),
            security=security,
            market_price=Decimal(price),
            document=document(plan, "Officer's certificate of the market price"),
            actor=clerk(),
        )
    )


def pinned(plan, day):
    return plans.pin(plan=plan, day=day, actor=Actor.system("tests"))


def evidence_on(day):
    return replace(GOOD, screened_on=day)


def exercised(plan, number, rights, tendered, day, **more):
    """A holder's election received at noon of a day and paid in collected funds, posted by two persons."""
    item = received(plan, PresentationKind.EXERCISE, number, at=new_york(f"{day}T12:00"))
    presentations.examine(
        presentation=item,
        evidence=evidence_on(day),
        elected=ElectionTold(
            rights=rights,
            payment_form=PaymentForm.CASHIERS_CHECK,
            tendered=Decimal(tendered),
            deliver_to="THE HOLDER",
            collected_on=day,
            **more,
        ),
        actor=clerk(),
    )
    checked(item)
    item.refresh_from_db()
    return item


def test_separated_half_exercised_transferred_lost_and_replaced_split_flip_over_expired():
    plan = mailed_plan(HOLDERS)
    reconciled(plan, exercised=0)
    total = half_exercised_after_the_flip_in(plan)
    bought, left = transferred_with_a_balance(plan, total)
    replacement = lost_and_replaced(plan, bought, total)
    total = split_three_for_two_and_exercised(plan, replacement, total)
    total = flipped_over_and_exercised(plan, left, total)
    expired(plan, replacement.account)


def half_exercised_after_the_flip_in(plan):
    """An Acquiring Person is known since 15 December: a Right buys Units worth twice $20, at $4 a Unit ten of them."""
    with pytest.raises(Held, match="not fixed"):
        exercised(plan, 1, 1, "20.00", MONDAY)
    returned(plan, "No price is fixed yet")
    fixed(plan, EntitlementBasis.FLIP_IN, "1998-12-30T18:00", PREFERRED, "4")
    total = 0
    for certificate in Certificate.objects.filter(plan=plan, number__in=(1, 2, 3)).order_by("number"):
        half = certificate.quantity // 2
        item = exercised(plan, certificate.number, half, f"{20 * half}.00", MONDAY)
        assert (item.election.delivered, item.election.cash_in_lieu) == (10 * half, Decimal("0.00"))
        total += half
        reconciled(plan, exercised=total)
    return total


def transferred_with_a_balance(plan, total):
    """To an owner who was none before; the certificates bought and left."""
    buyer = account(plan, registration_lines=["RICHARD ROE"], postal_code="10523")
    sold = Certificate.objects.select_related("account").get(plan=plan, number=4)
    item = received(plan, PresentationKind.TRANSFER, 4)
    presentations.examine(
        presentation=item,
        evidence=evidence_on(MONDAY),
        requested=[(buyer, 100), (sold.account, sold.quantity - 100)],
        actor=clerk(),
    )
    checked(item)
    reconciled(plan, exercised=total)
    return Certificate.objects.filter(run=item.run).order_by("number")


def lost_and_replaced(plan, bought, total):
    """Stopped first, then replaced by one that says so."""
    stop = stops.place_stop(
        certificate=bought,
        kind=StopKind.LOST,
        reason="Never arrived",
        authority="The holder's letter",
        from_on=MONDAY,
        actor=clerk(),
    )
    item = received(plan, PresentationKind.REPLACEMENT, bought.number)
    presentations.examine(
        presentation=item,
        evidence=replace(evidence_on(MONDAY), is_surrendered=False),
        loss=LossTold(
            Circumstance.LOST,
            affidavit=document(plan, "Affidavit of loss"),
            indemnity=document(plan, "Bond"),
            stop=stop,
        ),
        actor=clerk(),
    )
    checked(item)
    replacement = Certificate.objects.select_related("account").get(replaces=bought)
    assert replacement.status == f"REPLACEMENT OF {bought.text}"
    reconciled(plan, exercised=total)
    return replacement


def split_three_for_two_and_exercised(plan, replacement, total):
    """Separate Rights do not multiply with the shares: each buys half as many Units again for the same $20."""
    plan = pinned(plan, FEBRUARY)
    close_questions(plan, "split")
    approve(
        adjustments.propose(
            plan=plan,
            kind="split",
            inputs={"new": "3", "old": "2", "cash_price": "4.00"},
            effective_at=new_york("1999-02-01T09:00"),
            received_at=new_york("1999-02-01T10:00"),
            document=document(plan, "Certificate of adjustment"),
            actor=clerk(),
        )
    )
    reconciled(plan, exercised=total)
    item = exercised(plan, replacement.number, 40, "800.00", FEBRUARY)
    assert (item.election.per_right, item.election.price_per_right) == ("15/1", "20/1")
    assert item.election.delivered == 600
    reconciled(plan, exercised=total + 40)
    return total + 40


def flipped_over_and_exercised(plan, left, total):
    """Acquired by another: a Right buys shares of the Principal Party worth twice its exercise price, at $32.50."""
    plan = pinned(plan, MARCH)
    events.record_event(
        plan=plan,
        kind=EventKind.FLIP_OVER,
        occurred_at=new_york("1999-03-01T09:00"),
        document=document(plan, "Certificate of merger"),
        data={"at": "1999-03-01T09:00", "transaction": "merger"},
        actor=clerk(),
    )
    fixed(plan, EntitlementBasis.FLIP_OVER, "1999-03-01T10:00", "Common stock of Raider Holdings", "32.50")
    item = exercised(
        plan,
        left.number,
        20,
        "400.00",
        MARCH,
        market_price=Decimal("32.50"),
        price_document=document(plan, "Certificate of prices"),
    )
    assert (item.election.delivered, item.election.fraction) == (24, "8/13")
    assert item.election.cash_in_lieu == Decimal("20.00")
    reconciled(plan, exercised=total + 20)
    return total + 20


def expired(plan, owner):
    """An election on hand stands against it until it is worked or returned; afterwards nothing is worked on."""
    waiting = received(plan, PresentationKind.EXERCISE, 5, at=new_york("1999-03-01T15:00"))
    plan = pinned(plan, date(2008, 11, 25))
    close_questions(plan, "expiry")
    with pytest.raises(Held, match="Elections to purchase on hand: 1"):
        expiration.propose(plan=plan, actor=clerk())
    presentations.return_to_presenter(presentation=waiting, reason="Never paid, in nine years", actor=clerk())
    alive = balances.totals(plan)
    approve(expiration.propose(plan=plan, actor=clerk()), supervisor())

    plan = Plan.objects.get(pk=plan.pk)
    ended = balances.totals(plan)
    assert plan.state == PlanState.EXPIRED
    assert (ended.certificated, ended.withheld, ended.void) == (0, 0, alive.void)
    books_agree(plan)
    with pytest.raises(RuleViolation, match="expired"):
        presentations.propose(presentation=late_item(plan, owner), actor=clerk())


def returned(plan, reason):
    """The last item goes back to its presenter."""
    last = plan.presentations.order_by("-number").first()
    presentations.return_to_presenter(presentation=last, reason=reason, actor=clerk())


def late_item(plan, owner):
    """A split-up asked for after the Rights have expired."""
    certificate = Certificate.objects.filter(plan=plan, account=owner, state="mailed").latest("number")
    item = received(plan, PresentationKind.SPLIT_UP, certificate.number, at=new_york("2008-11-25T10:00"))
    return presentations.examine(
        presentation=item,
        evidence=evidence_on(date(2008, 11, 25)),
        requested=[(owner, 1), (owner, certificate.quantity - 1)],
        actor=clerk(),
    )
