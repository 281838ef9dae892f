"""Who may do, propose and approve each act: the literal table, and every service asked by one person of each role.

Nobody here had a part in what he is asked about: the second clerk is another person than the clerk who made it.
"""

from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import File
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from certificates.enums import DestructionStatus
from certificates.services import vault
from ledger.enums import Act, ApprovalStatus
from ledger.errors import Conflict, NotAuthorised
from ledger.models import Approval
from ledger.permissions import MATRIX, may_approve, may_propose
from ledger.services import approvals, audit, hands
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import decide
from tests.matrix import powers
from tests.matrix.all_calls import CALLS
from tests.matrix.calls import Call
from tests.matrix.changes import CHANGES
from tests.matrix.of_custody import box_to_destroy
from tests.matrix.powers import ROLES, SYSTEM
from tests.matrix.reading import raw_words
from tests.matrix.record import on_record, undone
from tests.matrix.worlds import WORLDS, World

pytestmark = pytest.mark.django_db
OF_A_TRANSACTION = ("SAVEPOINT", "ROLLBACK TO SAVEPOINT", "RELEASE SAVEPOINT")
OF_AN_APPROVAL = {"ledger_approval", "ledger_auditevent"}


@pytest.mark.parametrize("act", list(Act))
def test_the_matrix_is_the_one_written_out(act):
    for role in ROLES:
        actor = Actor(name=role, roles=(role,))
        told = (may_propose(actor, act), may_approve(actor, act))
        assert told == (role in powers.proposing(act), role in powers.approving(act)), role


def test_the_table_has_a_row_for_each_act_and_no_other():
    assert list(powers.POWERS) == [act.value for act in Act] == [str(act) for act in MATRIX]


class Asked:
    """The services of one world, each asked by one person of each role."""

    def test_each_role_does_it_or_is_refused_and_nothing_changes(self, world: World, call: Call):
        given = call.given(world)
        before = on_record()
        for role in set(ROLES) - call.roles:
            _is_refused(call, given, world.staff[role])
            assert on_record() == before, role
        for role in call.roles:
            _does(call, given, world.staff[role])


class AskedForASecondPerson(Asked):
    """A world in which something is proposed, too: each proposal decided by one person of each role."""

    @pytest.mark.parametrize("is_yes", [True, False], ids=["approves", "rejects"])
    def test_a_second_person_of_each_role_decides_or_is_refused_and_nothing_changes(
        self, world: World, proposal: Call, is_yes
    ):
        maker = factories.actor(min(proposal.roles), "maker")
        approval = _proposed(proposal, proposal.given(world), maker)
        before = on_record()
        may_decide = powers.approving(proposal.act)
        for role in set(ROLES) - may_decide:
            _decides_nothing(approval, world.staff[role], is_yes=is_yes)
            assert on_record() == before, role
        for role in may_decide:
            _decides(approval, world.staff[role], is_yes=is_yes)

    def test_the_maker_decides_nothing_whatever_his_roles(self, world: World, proposal: Call):
        user = factories.actor("clerk", "everything").user
        user.groups.set(user.groups.model.objects.filter(name__in=ROLES))
        maker = Actor.of_user(user)
        approval = _proposed(proposal, proposal.given(world), maker)
        before = on_record()
        for is_yes in (True, False):
            with pytest.raises(NotAuthorised, match="needs a second person"):
                _decide(approval, maker, is_yes=is_yes)
        assert on_record() == before
        _no_author_decides(approval, world)
        assert raw_words(approval, world.staff[powers.SUPERVISOR]) == []

    def test_every_carrier_refuses_what_changed(self, world: World, proposal: Call):
        given = proposal.given(world)
        approval = _proposed(proposal, given, factories.actor(min(proposal.roles), "maker"))
        CHANGES[proposal.act](world, given, approval)
        before = on_record()
        supervisor = world.staff[powers.SUPERVISOR]
        with pytest.raises(Conflict, match="is no longer what was proposed"), transaction.atomic():
            _decide(approval, supervisor, is_yes=True)
        assert on_record() == before
        approval.refresh_from_db()
        assert approval.status == ApprovalStatus.PENDING
        _decide(approval, supervisor, is_yes=False)


class TestAPlanWithoutHolders(AskedForASecondPerson):
    situation = "empty"


class TestAPlanBeforeItsDividend(AskedForASecondPerson):
    situation = "adopted"


class TestALivePlan(Asked):
    situation = "live"


class TestRightsAttached(AskedForASecondPerson):
    situation = "attached"


class TestARunProved(AskedForASecondPerson):
    situation = "proved"


class TestCertificatesMailed(AskedForASecondPerson):
    situation = "mailed"

    def test_only_the_two_witnesses_sign_for_a_destruction(self, world: World):
        """Whatever their roles: that of a witness is to have been named."""
        batch = vault.propose_destruction(**box_to_destroy(world), actor=factories.actor("clerk"))
        decide(batch.approval)
        before = on_record()
        for other in (*world.staff.values(), factories.actor("clerk"), factories.actor("supervisor")):
            with pytest.raises(NotAuthorised, match="is no witness"):
                vault.confirm(batch=batch, statement="I saw it", actor=other)
            assert on_record() == before, other
        for name in ("wilma", "walter"):
            batch = vault.confirm(batch=batch, statement="I saw it", actor=factories.actor("clerk", name))
        assert batch.status == DestructionStatus.DESTROYED


def test_every_carrier_has_a_change_that_it_is_tried_with():
    assert set(CHANGES) == set(approvals._carriers)


def test_every_carrier_says_what_its_act_is_made_of():
    assert set(hands._providers) == set(approvals._carriers) == {act for act in MATRIX if MATRIX[act].approve}


def test_every_world_is_asked():
    deciding = {each.situation for each in AskedForASecondPerson.__subclasses__()}
    asked = {*deciding, TestALivePlan.situation}
    assert asked == set(WORLDS) == {call.world for call in CALLS}
    assert deciding == {call.world for call in CALLS if call.is_proposal}


def _does(call: Call, given: dict, actor: Actor) -> None:
    before = on_record()
    with undone():
        if call.then:
            with pytest.raises(call.then):
                call.service(**given, actor=actor)
        else:
            _close(call.service(**given, actor=actor))
            connection.check_constraints()
            assert on_record() != before


def _close(answer: Any) -> None:
    """What a download answers is a file, alone or beside its row."""
    for part in answer if isinstance(answer, tuple) else (answer,):
        if isinstance(part, File):
            part.close()


def _is_refused(call: Call, given: dict, actor: Actor) -> None:
    sentence = f"“{Act(call.act).label}” needs the role"
    if call.is_proposal and actor.user is None and SYSTEM in powers.proposing(call.act):
        sentence = "A task of the system cannot propose"
    with CaptureQueriesContext(connection) as asked, pytest.raises(NotAuthorised, match=sentence):
        call.service(**given, actor=actor)
    if call.is_asked_first:
        assert [query["sql"] for query in asked if not query["sql"].startswith(OF_A_TRANSACTION)] == []


def _proposed(proposal: Call, given: dict, maker: Actor) -> Approval:
    proposal.service(**given, actor=maker)
    return Approval.objects.get(act=proposal.act, status=ApprovalStatus.PENDING, proposed_by=maker.user)


def _decides(approval: Approval, actor: Actor, *, is_yes: bool) -> None:
    before = on_record()
    with undone():
        _decide(approval, actor, is_yes=is_yes)
        connection.check_constraints()
        changed = on_record().changed(before)
        assert changed > OF_AN_APPROVAL if is_yes else changed >= OF_AN_APPROVAL
        decided = Approval.objects.get(pk=approval.pk)
        told = ApprovalStatus.APPROVED if is_yes else ApprovalStatus.REJECTED
        assert (decided.status, decided.decided_by) == (told, actor.user)


def _no_author_decides(approval: Approval, world: World) -> None:
    """Whoever the trail says had a hand in a part of the content is refused, told what he did."""
    author = factories.actor(max(powers.approving(approval.act)), "author")
    for part in hands.parts_of(approval):
        model = next(each for each in apps.get_models() if each._meta.model_name == part.kind)
        rows = (
            model.objects.filter(plan=world.plan)
            if part.keys is None
            else model.objects.filter(pk__in=part.keys)
        )
        if not (record := rows.first()):
            continue
        with undone():
            verb = part.verbs[0] if part.verbs else "run.changed"
            audit.record(verb, plan=approval.plan, target=record, actor=author)
            for is_yes in (True, False):
                with pytest.raises(NotAuthorised, match=f"You {audit.VERBS[verb]}"):
                    _decide(approval, author, is_yes=is_yes)


def _decides_nothing(approval: Approval, actor: Actor, *, is_yes: bool) -> None:
    sentence = (
        "needs a second person" if actor.user is None else f"“{Act(approval.act).label}” needs the role"
    )
    with pytest.raises(NotAuthorised, match=sentence):
        _decide(approval, actor, is_yes=is_yes)


def _decide(approval: Approval, actor: Actor, *, is_yes: bool) -> None:
    if is_yes:
        approvals.approve(approval_id=approval.pk, digest_seen=approval.digest, actor=actor)
    else:
        approvals.reject(approval_id=approval.pk, reason="The paper is not signed", actor=actor)
