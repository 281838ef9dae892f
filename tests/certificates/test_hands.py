"""The second person had no hand in what he decides: neither in the item nor in what it is made of."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from certificates.enums import PresentationKind
from certificates.models import Presentation
from certificates.services import presentations, stops
from ledger.enums import ApprovalStatus
from ledger.errors import NotAuthorised
from ledger.models import Approval
from ledger.services import addresses, approvals, ownership, voiding
from rightsadmin.common.actor import Actor
from tests.certificates.factories import approve, clerk, supervisor
from tests.certificates.presented import GOOD, mailed_plan, received
from tests.factories import account, actor, document
from tests.ledger.stories import announce, close_questions, confirm, decide, plan_with_holders

pytestmark = pytest.mark.django_db


def moved(item, who, address):
    """The account's address as this person proposed it and another agreed."""
    approval = addresses.propose(
        account=item,
        address_lines=[address],
        city="ELMSFORD",
        state="NY",
        postal_code="10523",
        country="UNITED STATES",
        reason="The holder's letter",
        actor=who,
    )
    approve(approval, actor("supervisor", "agreeing"))


@pytest.fixture
def item():
    """Received by the clerk, examined by a second and proposed by a third, after a supervisor lifted its stop."""
    plan = mailed_plan()
    certificate = plan.certificates.get(number=1)
    stop = stops.place_stop(
        certificate=certificate,
        kind="court_order",
        reason="An order",
        authority="The court",
        from_on=plan.pinned_on,
        actor=actor("clerk", "stopper"),
    )
    lifter = actor("supervisor", "lifter")
    approve(stops.propose_lift(stop=stop, reason="Its order was lifted", actor=lifter))
    found = received(plan, PresentationKind.TRANSFER, 1)
    taker = account(plan, "NEW OWNER")
    presentations.examine(
        presentation=found,
        evidence=GOOD,
        requested=[(taker, certificate.quantity)],
        actor=actor("clerk", "examiner"),
    )
    moved(taker, actor("supervisor", "mover"), "1 A STREET")
    return presentations.propose(presentation=found, actor=actor("clerk", "proposer")), taker


def test_each_who_had_a_hand_in_an_item_is_refused_with_what_he_did(item):
    approval, _ = item
    told = {
        "clerk": (clerk(), "received a presentation"),
        "examiner": (actor("clerk", "examiner"), "examined a presentation"),
        "lifter": (actor("supervisor", "lifter"), "proposed “Lift the stop on certificate"),
        "mover": (actor("supervisor", "mover"), "proposed “Change the address of account"),
    }
    assert {hand["name"].split()[0].lower() for hand in approval.hands} == {*told, "stopper"}
    for who, did in told.values():
        with pytest.raises(NotAuthorised, match=f"You {did} .* another clerk or supervisor decides"):
            approve(approval, who)
        client = Client()
        client.force_login(who.user)
        url = reverse("ledger:approval", args=[approval.pk])
        page = client.get(url).content.decode()
        assert f"You {did}" in page
        assert "1 A STREET, ELMSFORD, NY, 10523, UNITED STATES now." in page
        answer = client.post(url, {"digest": approval.digest, "reason": "Read"})
        assert answer.status_code == 422
        assert f"“{approval.subject}”" not in client.get(reverse("ledger:inbox")).content.decode()
    with pytest.raises(IntegrityError, match="had a hand in"), transaction.atomic():
        Approval.objects.filter(pk=approval.pk).update(
            status=ApprovalStatus.REJECTED, decided_by=clerk().user, decided_at=approval.proposed_at
        )
    approval.refresh_from_db()
    assert approval.status == ApprovalStatus.PENDING
    assert approve(approval, supervisor()).status == ApprovalStatus.APPROVED


def test_who_agreed_before_agrees_again_and_who_proposed_before_does_not(item):
    """A checker who sent an item back may check it again; who proposed what it is made of may not."""
    approval, _ = item
    sent_back = Presentation.objects.get(pk=approval.target_id)
    approvals.reject(approval_id=approval.pk, reason="Ask him again", actor=supervisor())
    again = presentations.propose(presentation=sent_back, actor=actor("clerk", "proposer"))
    assert approve(again, supervisor()).status == ApprovalStatus.APPROVED


def test_who_proposed_a_finding_does_not_approve_the_voiding_on_it_and_who_agreed_to_it_may():
    plan, accounts = plan_with_holders()
    both = actor("counsel", "both")
    both.user.groups.add(Group.objects.get(name="supervisor"))
    both = Actor.of_user(both.user)
    event = announce(plan)
    close_questions(plan, "declaration")
    decide(
        ownership.propose_finding(
            plan=plan,
            person=event.person,
            account=accounts["raider"],
            quantity=Decimal(1_000_000),
            reason="Schedule 13D, item 5",
            document=document(plan, "Schedule 13D"),
            actor=both,
        )
    )
    confirm(plan)
    approval = voiding.propose(plan=plan, actor=clerk())
    with pytest.raises(NotAuthorised, match="You proposed “"):
        approve(approval, both)
    assert decide(approval).status == ApprovalStatus.APPROVED
