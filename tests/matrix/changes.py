"""A fact of each act that changes between its proposal and its approval, so that what was proposed is so no longer."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model

from certificates.models import CancelledStore, ProofReport
from ledger.enums import Act, Basis
from ledger.models import Approval, HolderAccount, Milestone, Person, PlanDraft, PlanEvent
from ledger.services import addresses, adjustments, control_book, drafts, events, holders, users
from ledger.services.shares import transfer_common
from ledger.services.terms import record_term
from tests import factories
from tests.ledger.stories import OUTSTANDING, announce, decide, find
from tests.matrix.of_proposals import rights_offering
from tests.matrix.of_runs import cancelled
from tests.matrix.of_shares import order
from tests.matrix.of_the_plan import account as new_account, address, issuers_order
from tests.matrix.worlds import World
from tests.owner import behind_the_program

Change = Callable[[World, dict[str, Any], Approval], None]
CHANGES: dict[str, Change] = {}


def changed(act: str) -> Callable[[Change], Change]:
    """Registers the change of a fact that the act's proposal rests on."""

    def register(change: Change) -> Change:
        CHANGES[act] = change
        return change

    return register


def _transfer(world: World, giver: str, taker: HolderAccount, on: date) -> None:
    transfer_common(
        plan=world.plan,
        giver=world.accounts[giver],
        taker=taker,
        quantity=Decimal(1),
        effective_on=on,
        document=world.paper("Order"),
        actor=factories.actor("clerk"),
    )


@changed(Act.DIVIDEND)
def share_moves_between_two_holders(world: World, given: dict, approval: Approval) -> None:
    """As many holders, as many shares; and others' Rights."""
    _transfer(world, "jane", world.accounts["richard"], date(1998, 12, 4))


@changed(Act.PLAN_LOAD)
def draft_is_saved_again(world: World, given: dict, approval: Approval) -> None:
    """Another version is another plan."""
    draft = PlanDraft.objects.get(pk=given["draft_id"])
    drafts.keep(
        draft_id=draft.pk,
        version_seen=draft.version,
        content=draft.content.replace("Halyard", "Hallyard").encode(),
        actor=factories.actor("supervisor", "drafter"),
    )


@changed(Act.HISTORY)
def term_was_another_before_its_amendment(world: World, given: dict, approval: Approval) -> None:
    """What the first amendment of it replaces is not what the second person read."""
    _term(world, "expiration.final", "2009-11-24")


@changed(Act.USER)
def somebody_is_dismissed(world: World, given: dict, approval: Approval) -> None:
    """What was proposed of somebody with access is not what letting him in again would be."""
    if "user_id" in given:
        users.dismiss(user_id=given["user_id"], reason="Left", actor=factories.actor("administrator"))
    else:
        get_user_model().objects.filter(pk=approval.target_id).update(email="other@example.com")


@changed(Act.SECOND_FACTOR)
def another_factor_is_set_up(world: World, given: dict, approval: Approval) -> None:
    """What is taken away is what the second person read."""
    Authenticator.objects.create(user_id=given["user_id"], type=Authenticator.Type.WEBAUTHN, data={})


@changed(Act.REDEMPTION)
def share_moves_before_the_end(world: World, given: dict, approval: Approval) -> None:
    """From the end on it would move alone, and change nobody's payment."""
    _transfer(world, "cede", world.accounts["widow"], date(1998, 12, 14))


@changed(Act.EXCHANGE)
@changed(Act.SEPARATION)
def share_moves(world: World, given: dict, approval: Approval) -> None:
    _transfer(world, "cede", world.accounts["widow"], date(1998, 12, 15))


@changed(Act.REGISTRATION)
def taxpayer_number_comes_in(world: World, given: dict, approval: Approval) -> None:
    HolderAccount.objects.filter(pk=given["account"].pk).update(tin_status="certified")


@changed(Act.CORRECTION)
def taker_of_the_wrong_transfer_gets_more(world: World, given: dict, approval: Approval) -> None:
    _transfer(world, "cede", world.accounts["widow"], date(1998, 12, 15))


@changed(Act.EXPIRATION)
def share_moves_to_a_new_holder(world: World, given: dict, approval: Approval) -> None:
    opened = holders.open_account(**new_account(world), actor=factories.actor("clerk"))
    _transfer(world, "cede", opened, date(1998, 12, 15))


@changed(Act.VOID_FINDING)
def share_leaves_the_account(world: World, given: dict, approval: Approval) -> None:
    _transfer(world, "raider", world.accounts["widow"], date(1998, 12, 15))


@changed(Act.EARLIER_TRANSFER)
@changed(Act.FINDING_WITHDRAWAL)
@changed(Act.PERSON_TIE)
def persons_name_is_another(world: World, given: dict, approval: Approval) -> None:
    Person.objects.filter(plan=world.plan).filter(name="Raider LP").update(name="Another Raider LP")


@changed(Act.TRANSFEREE)
@changed(Act.VOIDING)
def more_is_found(world: World, given: dict, approval: Approval) -> None:
    find(world.plan, Person.objects.get(plan=world.plan, name="Raider LP"), world.accounts["cede"], 5)


@changed(Act.LATE_FACT)
def another_milestone_comes_first(world: World, given: dict, approval: Approval) -> None:
    instant = factories.new_york("1998-12-28T17:00")
    Milestone.objects.create(
        plan=world.plan,
        kind=Milestone.Kind.EXCHANGED,
        day=date(1998, 12, 28),
        instant=instant,
        reason="Found since",
        recorded_at=instant,
        recorded_by="tests",
    )


@changed(Act.RESOLUTION_WITHDRAWAL)
def its_fact_is_reversed(world: World, given: dict, approval: Approval) -> None:
    fact = PlanEvent.objects.get(resolution=given["resolution"])
    events.reverse(world.plan, fact, fact.document, "Another way", factories.actor("clerk"))


@changed(Act.BOARD_ACT)
def somebody_reaches_the_higher_percentage(world: World, given: dict, approval: Approval) -> None:
    announce(world.plan, at="1998-12-14T10:00", pct="41", name="Another Raider LP")


@changed(Act.EXEMPTION)
@changed(Act.TRIGGER_CASE)
def person_is_another(world: World, given: dict, approval: Approval) -> None:
    Person.objects.filter(plan=world.plan).update(name="Another Raider LP")


def _term(world: World, key: str, value: str) -> None:
    record_term(
        plan=world.plan,
        key=key,
        value=value,
        citation="Section 1.",
        basis=Basis.AGREEMENT,
        document=world.paper("Rights Agreement"),
        effective_on=date(1998, 11, 24),
        actor=factories.actor("counsel"),
    )


@changed(Act.DELIVERY)
def registration_is_another(world: World, given: dict, approval: Approval) -> None:
    HolderAccount.objects.filter(pk=given["account"].pk).update(registration_lines=["ANOTHER NAME"])


@changed(Act.QUALITY)
def term_is_read_otherwise(world: World, given: dict, approval: Approval) -> None:
    _term(world, "purchase_price.basis", "per_right")


@changed(Act.AMENDMENT)
def term_is_another(world: World, given: dict, approval: Approval) -> None:
    _term(world, "redemption.price", "0.002")


@changed(Act.AGENT_CHANGE)
def agent_is_another(world: World, given: dict, approval: Approval) -> None:
    _term(world, "agent.name", "Another Trust Company")


@changed(Act.ADJUSTMENT)
def more_is_outstanding(world: World, given: dict, approval: Approval) -> None:
    order(world, Decimal(OUTSTANDING + 1_000_000))


@changed(Act.ENTITLEMENT)
def price_before_the_event_is_another(world: World, given: dict, approval: Approval) -> None:
    """A split of the day before, recorded since, divides what a Right costs."""
    at = factories.new_york("1998-12-14T09:00")
    split = {"kind": "split", "inputs": {"new_shares_per_old": "2"}, "effective_at": at, "received_at": at}
    decide(adjustments.propose(**rights_offering(world) | split, actor=factories.actor("clerk")))


@changed(Act.RELEASE)
def proof_comes_to_other_totals(world: World, given: dict, approval: Approval) -> None:
    last = ProofReport.objects.filter(run=world.run).first()
    last.pk = None
    last.totals = last.totals | {"exceptions": "1"}
    last.save(force_insert=True)


def _moves(account: HolderAccount) -> None:
    told = address(World(account.plan_id, {"jane": account}))
    decide(addresses.propose(**told, actor=factories.actor("clerk")))


@changed(Act.HOLDER_EDIT)
def holder_moves_elsewhere(world: World, given: dict, approval: Approval) -> None:
    HolderAccount.objects.filter(pk=given["account"].pk).update(city="Troy")


@changed(Act.CONTROL_BOOK)
def another_order_is_entered(world: World, given: dict, approval: Approval) -> None:
    control_book.record_control_book(
        **issuers_order(world) | {"outstanding": Decimal(OUTSTANDING + 7)},
        actor=factories.actor("supervisor"),
    )


@changed(Act.HOLD_LIFT)
@changed(Act.STOP_LIFT)
def holder_is_registered_otherwise(world: World, given: dict, approval: Approval) -> None:
    HolderAccount.objects.filter(plan=world.plan).update(registration_lines=["ANOTHER NAME"])


@changed(Act.SHARE_MOVEMENT)
def taker_is_registered_otherwise(world: World, given: dict, approval: Approval) -> None:
    HolderAccount.objects.filter(pk=world.accounts["widow"].pk).update(city="Troy")


@changed(Act.PRESENTATION)
def holder_moves(world: World, given: dict, approval: Approval) -> None:
    _moves(world.certificate().account)


@changed(Act.PAYMENT)
@changed(Act.NOTICE)
def widow_moves(world: World, given: dict, approval: Approval) -> None:
    _moves(world.accounts["widow"])


@changed(Act.DESTRUCTION)
def another_certificate_lies_in_the_box(world: World, given: dict, approval: Approval) -> None:
    """What no service does, and a trigger forbids: it is put there behind their backs."""
    second = cancelled(world, 2)
    with behind_the_program():
        CancelledStore.objects.create(
            certificate=second, box=given["boxes"][0], stored_at=approval.proposed_at, stored_by="Nobody"
        )
