"""What no act is carried out on: a resolution of another kind, figures that do not follow, a book that is not there."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.enums import EntitlementBasis
from ledger.models import AuditEvent, Deadline, Resolution, SourceDocument
from ledger.selectors.acts.exchange import ExchangeTerms
from ledger.services import (
    adjustments,
    amendments,
    deadlines,
    entitlements,
    events,
    ownership,
    resolutions,
    shares,
    signatories,
)
from ledger.services.acts import exchange, redemption
from ledger.services.entitlements import Substitute
from ledger.services.signatories import Named
from tests import factories
from tests.ledger.stories import announce, close_questions, pin, plan_with_holders
from tests.ledger.words import DAY, SYSTEM, bought, certificate, certified, refused, resolved

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    factories.actor("clerk")  # no test counts the clerk among what it refused
    return plan_with_holders()


@pytest.fixture
def plan(held):
    return held[0]


@pytest.fixture
def paper(plan):
    return factories.document(plan)


def test_a_resolution_of_another_kind_orders_nothing(plan, paper):
    clerk = factories.actor("clerk")
    other = resolutions.record_resolution(**resolved(plan, paper))
    amendment = {"title": "x", "changes": [], "effective_on": DAY, "document": paper, "certificate": paper}
    with refused("orders no exchange"):
        exchange.propose(resolution=other, terms=ExchangeTerms(*[Decimal(1)] * 4), actor=clerk)
    with refused("orders no redemption"):
        redemption.propose(resolution=other, actor=clerk)
    with refused("adopts no amendment"):
        amendments.propose(resolution=other, **amendment, actor=clerk)


def test_the_boards_own_figures_must_stand(plan, paper):
    for kind, data, told in (
        ("exchange", {"portion": "0"}, "portion"),
        ("exchange", {"portion": "1.01"}, "portion"),
        ("permitted_offer", {}, "Choose the tender or exchange offer"),
    ):
        with refused(told):
            resolutions.record_resolution(**resolved(plan, paper, kind=kind, data=data))
    assert not Resolution.objects.filter(plan=plan, number="R-9").exists()


def test_before_the_first_control_book_nothing_is_adjusted(plan, paper):
    early = factories.new_york("1998-11-02T10:00")
    with refused("no control book by 1998-11-02"):
        adjustments.propose(**certificate(plan, paper, effective_at=early))


def test_common_moves_on_a_paper_of_its_own_plan_only(held):
    plan, accounts = held
    with refused("paper and the accounts must be of this plan"):
        shares.issue_common(
            plan=plan,
            taker=accounts["widow"],
            quantity=Decimal(1),
            effective_on=DAY,
            document=SourceDocument(plan_id=plan.pk + 1, title="Theirs"),
            actor=factories.actor("clerk"),
        )


def test_what_a_right_buys_follows_from_words_and_figures(plan, paper):
    close_questions(plan, "exercise")
    announce(plan)
    substitute = {
        "basis": EntitlementBasis.SUBSTITUTE,
        "resolution": resolutions.record_resolution(**resolved(plan, paper)),
    }
    for told, changed in (
        ("Name the security", {"security": " "}),
        ("above zero", {"market_price": Decimal(0)}),
        ("above zero", {"market_price": None}),
        ("Substitutes need the Board's resolution", substitute),
        ("Substitutes need the Board's resolution", {"basis": EntitlementBasis.SUBSTITUTE}),
        (
            "never buys less than nothing",
            substitute | {"substitute": Substitute(Fraction(20), Fraction(1), Fraction(-1))},
        ),
        ("lies in the future", {"effective_at": factories.new_york("1998-12-16T10:00")}),
    ):
        with refused(told):
            entitlements.propose(**bought(plan, paper, **changed))


def test_what_is_no_finding(held, paper):
    plan, accounts = held
    raider = events.record_person(plan=plan, name="Raider LP", actor=factories.actor("clerk"))
    sound = {
        "plan": plan,
        "person": raider,
        "account": accounts["raider"],
        "quantity": Decimal(1),
        "reason": "x",
        "document": paper,
        "actor": factories.actor("clerk"),
    }
    for told, changed in (
        ("not below nothing", {"quantity": Decimal(-1)}),
        ("no kind of ownership", {"kind": "dreamt"}),
        ("Name the account", {"account": None}),
        ("lie in no account", {"kind": "derivative"}),
        ("is not yet", {"as_of": date(1998, 12, 31)}),
        ("Say why", {"reason": " "}),
    ):
        with refused(told):
            ownership.propose_finding(**sound | changed)


def test_an_office_ends_once_and_not_before_it_began(plan, paper):
    clerk = factories.actor("clerk")
    signatories.record_incumbency(**certified(plan, paper))
    officer = plan.signatories.get(name="An Officer")
    ending = {"signatory": officer, "until_on": DAY, "reason": "Resigned", "actor": clerk}
    with refused("Say why the power ends"):
        signatories.end_office(**ending | {"reason": " "})
    with refused("the power cannot end before"):
        signatories.end_office(**ending | {"until_on": DAY - timedelta(days=1)})
    with refused("two titles cannot begin on one day"):
        signatories.record_incumbency(**certified(plan, paper, named=[Named("An Officer", "President")]))
    signatories.end_office(**ending)
    with refused("ended on 1998-12-15 already"):
        signatories.end_office(**ending)
    officer.refresh_from_db()
    assert officer.until_on == DAY


def test_a_deadline_that_fell_due_is_claimed_once_and_told(plan):
    announce(plan)
    assert deadlines.sweep(actor=SYSTEM) == 0
    plan = pin(plan, date(1999, 1, 15))

    claimed = deadlines.sweep(actor=SYSTEM)

    due = Deadline.objects.filter(plan=plan, fell_due_at__isnull=False)
    assert claimed == due.count() > 0
    assert AuditEvent.objects.filter(verb="deadline.due").count() == claimed
    assert deadlines.sweep(actor=SYSTEM) == 0
    assert AuditEvent.objects.filter(verb="deadline.due").count() == claimed
