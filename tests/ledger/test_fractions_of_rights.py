"""Fractions of Rights at the separation: cancelled with its posting, paid by a list that is released."""

from datetime import date
from decimal import Decimal

import pytest

from certificates.enums import RunStatus
from certificates.models import PaymentList, Run
from certificates.services import runs, work
from ledger.enums import SystemRole
from ledger.errors import Conflict, Held
from ledger.models import Batch, Separation
from ledger.selectors import balances
from ledger.selectors.identities import close_of, prove_identities
from ledger.selectors.proof import prove
from ledger.services import events, separation
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from tests import factories
from tests.certificates.factories import OUTSTANDING, separated_plan
from tests.ledger.stories import decide

pytestmark = pytest.mark.django_db
HALVES = {"A": Decimal("10.5"), "B": Decimal("0.25"), "C": Decimal(100)}


@pytest.fixture
def plan():
    """Holders of whole shares and of parts of one, who reinvested their dividends."""
    plan = factories.mim_plan(date(1998, 12, 15))
    held = {factories.account(plan, f"HOLDER {name}"): shares for name, shares in HALVES.items()}
    cede = factories.account(plan, "CEDE & CO", "nominee", is_nominee=True)
    factories.give_common(plan, held | {cede: OUTSTANDING - sum(HALVES.values())})
    return plan


def state_price(plan, amount, at="1998-12-15T08:00"):
    events.record_event(
        plan=plan,
        kind="price",
        occurred_at=factories.new_york(at),
        data={"at": at, "of": "right", "amount": amount},
        document=factories.document(plan, "Certificate of prices"),
        actor=factories.actor("clerk"),
    )


def test_it_waits_for_the_price_and_posts_nothing_without_one(plan):
    with pytest.raises(Held, match="the company must state the price of a Right"):
        separated_plan(plan=plan)
    assert not Separation.objects.exists()


def test_fractions_are_cancelled_and_put_on_a_list(plan):
    state_price(plan, "3.05")
    done = separated_plan(plan=plan)
    totals = balances.totals(plan)
    assert totals.valid == 0
    assert done.fraction_rights == totals.ended[SystemRole.RIGHTS_CANCELLED] == Decimal(1)
    listed = PaymentList.objects.get(plan=plan)
    assert (listed.kind, listed.batch, listed.price) == ("fractions", done.batch, Decimal("3.05"))
    paid = {line.account.name: (line.quantity, line.exact, line.paid) for line in listed.lines.all()}
    assert paid["HOLDER A"] == (Decimal("0.5"), "61/40", Decimal("1.53"))
    assert paid["HOLDER B"] == (Decimal("0.25"), "61/80", Decimal("0.76"))
    assert set(paid) == {"HOLDER A", "HOLDER B", "CEDE & CO"}
    plan.refresh_from_db()
    assert prove(plan).differences == []
    assert [each.sentence for each in prove_identities(close_of(plan, clock.now())) if each.breaks()] == []


def test_a_run_of_certificates_is_proved_over_them(plan):
    state_price(plan, "3.05")
    separated_plan(plan=plan)
    run = runs.create_run(plan=plan, actor=factories.actor("clerk"))
    system = Actor.system("tests")
    while work.press_next(run_id=run.pk, worker="one", actor=system):
        pass
    while work.prove_next(run_id=run.pk, worker="one", actor=system):
        pass
    assert Run.objects.get(pk=run.pk).status == RunStatus.PROVED


def test_another_price_stated_since_the_proposal_refuses_the_approval(plan):
    with pytest.raises(Held):
        separated_plan(plan=plan)
    state_price(plan, "3.05", at="1998-12-31T09:00")
    proposed = separation.propose(plan=plan, actor=factories.actor("clerk"))
    assert proposed.approval.payload["fractions"]["paid"] == "3.05"
    state_price(plan, "3.06", at="1998-12-31T10:00")
    with pytest.raises(Conflict):
        decide(proposed.approval)
    assert not Batch.objects.filter(kind="separation").exists()
    assert balances.totals(plan).valid == OUTSTANDING
