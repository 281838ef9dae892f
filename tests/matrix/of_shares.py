"""The services that move common with its Rights, and those that prove and reconcile what the ledger holds."""

from decimal import Decimal

from django.contrib.auth import get_user_model

from ledger.enums import Act
from ledger.models import Break
from ledger.services import control_book, reconciliation
from ledger.services.shares import issue_common, propose_movement, reacquire_common, transfer_common
from tests import factories
from tests.ledger.stories import OUTSTANDING
from tests.matrix.calls import done, proposed
from tests.matrix.worlds import TODAY, World

MORE = Decimal(1_000)


def order(world: World, outstanding: Decimal, **figures: Decimal) -> None:
    """The control book as the issuer ordered it."""
    control_book.record_control_book(
        plan=world.plan,
        as_of=TODAY,
        outstanding=outstanding,
        treasury=figures.get("treasury", Decimal()),
        reserved=Decimal(328_767),
        document=world.paper("Issuer's order"),
        actor=factories.actor("supervisor"),
    )


def moving(world: World, **who: object) -> dict:
    """A thousand shares on a paper of their own."""
    return {
        "plan": world.plan,
        "quantity": MORE,
        "effective_on": TODAY,
        "document": world.paper("Order"),
        **who,
    }


@done(Act.SHARE_MOVEMENT, issue_common, "attached")
def issue(world: World) -> dict:
    order(world, OUTSTANDING + MORE)
    return moving(world, taker=world.accounts["widow"])


@done(Act.SHARE_MOVEMENT, transfer_common, "attached")
def transfer(world: World) -> dict:
    return moving(world, giver=world.accounts["cede"], taker=world.accounts["widow"])


@proposed(Act.SHARE_MOVEMENT, propose_movement, "attached")
def transfer_of_all(world: World) -> dict:
    accounts = {"giver": world.accounts["cede"], "taker": world.accounts["widow"]}
    order = {**accounts, "quantity": MORE, "effective_on": TODAY, "bearing": None}
    return {"plan": world.plan, "kind": "transfer", "order": order, "document": world.paper("Order")}


@done(Act.SHARE_MOVEMENT, reacquire_common, "attached")
def reacquisition(world: World) -> dict:
    order(world, OUTSTANDING - MORE)
    return moving(world, giver=world.accounts["cede"], to_treasury=False)


@done(Act.RECONCILIATION, reconciliation.enqueue_all, "attached")
def all_plans(world: World) -> dict:
    return {}


@done(Act.RECONCILIATION, reconciliation.reconcile, "attached")
def identities(world: World) -> dict:
    return {"plan": world.plan}


def found(world: World) -> Break:
    """A break: the control book says more than the holders have."""
    order(world, OUTSTANDING + MORE)
    reconciliation.reconcile(plan=world.plan, actor=factories.actor("clerk"))
    return Break.objects.select_related("plan").get(plan=world.plan)


@done(Act.RECONCILIATION, reconciliation.assign_break, "attached")
def break_to_own(world: World) -> dict:
    factories.actor("clerk")
    return {"found": found(world), "owner": get_user_model().objects.get(username="clerk")}


@done(Act.RECONCILIATION, reconciliation.explain_break, "attached")
def break_to_explain(world: World) -> dict:
    return {"found": found(world), "explanation": "The issue of the day is not posted yet."}


@done(Act.RECONCILIATION, reconciliation.close_break, "attached")
def break_that_healed(world: World) -> dict:
    standing = found(world)
    order(world, Decimal(OUTSTANDING))
    return {"found": standing, "reason": "The order was withdrawn."}
