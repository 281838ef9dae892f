"""Cancelled certificates in the vault, and their destruction before two witnesses."""

import pytest
from django.db import IntegrityError, connection, transaction

from certificates.models import CancelledStore, Certificate, DestructionBatch, DestructionWitness, VaultBox
from certificates.rules.numbering import serials_in, spans
from certificates.services import vault
from ledger.errors import Conflict, NotAuthorised, RuleViolation
from ledger.models import AuditEvent
from ledger.services import approvals
from tests.certificates import presented
from tests.certificates.factories import approve, clerk, supervisor
from tests.factories import actor
from tests.owner import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def cancelled(mailed):
    """The first two of three certificates, cancelled."""
    presented.cancelled(mailed[0].plan, 1, 2)
    return mailed


@pytest.fixture
def box(cancelled):
    """A box with both cancelled certificates."""
    box = vault.open_box(plan=cancelled[0].plan, label="a-1", location="Vault, shelf 3", actor=clerk())
    assert vault.put_away(box=box, numbers="R-0000001 - R-0000002", actor=clerk()) == 2
    return box


def witnesses():
    return [actor("clerk", "wilma"), actor("supervisor", "walter")]


def propose(box, **others):
    words = {
        "method": "Shredded",
        "place": "The agent's vault",
        "witnesses": [witness.user for witness in witnesses()],
        "actor": clerk(),
    }
    return vault.propose_destruction(plan=box.plan, boxes=[box], **(words | others))


@pytest.fixture
def approved(box):
    batch = propose(box)
    approve(batch.approval)
    return batch


def sign(batch, witness, statement="I saw them shredded"):
    return vault.confirm(batch=batch, statement=statement, actor=witness)


def test_two_witnesses_make_the_certificates_of_the_boxes_destroyed(approved, cancelled):
    first, second = witnesses()
    sign(approved, first)
    assert Certificate.objects.filter(state="destroyed").count() == 0
    done = sign(approved, second)

    assert list(Certificate.objects.order_by("number").values_list("state", flat=True)) == [
        "destroyed",
        "destroyed",
        "mailed",
        "allocated",
    ]
    assert (done.status, done.certificates) == ("destroyed", 2)
    rows = Certificate.history.filter(state="destroyed")
    assert rows.count() == 2
    assert all("before two witnesses" in row.history_change_reason for row in rows)
    assert AuditEvent.objects.filter(verb="destruction.recorded").count() == 1


def test_digest_of_the_batch_is_that_of_its_numbers(approved):
    assert approved.numbers_sha256 == vault.numbers_digest(["R-0000001", "R-0000002"])


def test_witness_signs_only_after_the_approval_and_once(box):
    batch, (first, _) = propose(box), witnesses()
    with pytest.raises(RuleViolation, match="waits for a supervisor"):
        sign(batch, first)
    approve(batch.approval)
    sign(batch, first)
    with pytest.raises(Conflict, match=r"signed for .* already"):
        sign(batch, first)


def test_anybody_else_does_not_sign(approved):
    for other in (clerk(), supervisor()):
        with pytest.raises(NotAuthorised, match="no witness"):
            sign(approved, other)


def test_witnesses_are_two_and_not_the_proposer(box):
    maker, (one, _) = clerk(), witnesses()
    for named in ([one.user], [one.user, one.user], [one.user, maker.user], []):
        with pytest.raises(RuleViolation, match="two different persons"):
            propose(box, witnesses=named, actor=maker)

    assert not DestructionBatch.objects.exists()


def test_box_in_a_destruction_takes_nothing_and_is_in_no_other(approved, box):
    with pytest.raises(Conflict, match="nothing goes into it"):
        vault.put_away(box=box, numbers="R-0000001", actor=clerk())
    with pytest.raises(Conflict, match="another destruction"):
        propose(box)


def test_certificate_in_a_destruction_is_not_moved_to_another_box(approved, box):
    other = vault.open_box(plan=box.plan, label="B", location="Shelf 4", actor=clerk())

    with pytest.raises(Conflict, match="R-0000001 is in Box A-1"):
        vault.put_away(box=other, numbers="R-0000001", actor=clerk())


def test_rejected_destruction_frees_its_boxes(box):
    batch = propose(box)
    approvals.reject(approval_id=batch.approval_id, reason="Keep them another year", actor=supervisor())

    batch.refresh_from_db()
    box.refresh_from_db()
    assert (batch.status, box.destruction_id) == ("rejected", None)
    assert propose(box).number == 2


def test_supervisor_does_not_propose(box):
    with pytest.raises(NotAuthorised):
        propose(box, actor=supervisor())


def test_empty_boxes_are_not_destroyed(cancelled):
    box = vault.open_box(plan=cancelled[0].plan, label="C", location="Shelf", actor=clerk())

    with pytest.raises(RuleViolation, match="Nothing lies"):
        propose(box)


def test_only_cancelled_certificates_are_put_away_all_or_none(box):
    other = vault.open_box(plan=box.plan, label="B", location="Shelf 4", actor=clerk())

    with pytest.raises(RuleViolation, match="R-0000003 and 6 more: no cancelled certificate"):
        vault.put_away(box=other, numbers="R-0000001 to R-0000009", actor=clerk())
    assert CancelledStore.objects.filter(box=box).count() == 2

    assert vault.put_away(box=other, numbers="R-0000002", actor=clerk()) == 1
    assert CancelledStore.objects.get(box=other).history.count() == 2


@pytest.mark.parametrize(
    "numbers", ["", "R-2", "R-0000005-R-0000001", "R-0000001-R-9999999", "'; DROP TABLE"]
)
def test_text_that_is_no_list_of_numbers_is_refused(cancelled, numbers):
    box = vault.open_box(plan=cancelled[0].plan, label="D", location="Shelf", actor=clerk())

    with pytest.raises(RuleViolation):
        vault.put_away(box=box, numbers=numbers, actor=clerk())


def test_label_is_used_once(box):
    with pytest.raises(Conflict, match="a box A-1 already"):
        vault.open_box(plan=box.plan, label="A-1", location="Elsewhere", actor=clerk())


def test_serials_in_a_text_of_numbers_and_ranges():
    assert serials_in("R-0000003, R-0000005–R-0000007;\nr-0000001 to r-0000003") == [1, 2, 3, 5, 6, 7]
    assert spans([1, 2, 3, 5, 7, 8]) == [(1, 3), (5, 5), (7, 8)]


ATTACKS = (
    "UPDATE certificates_certificate SET state = 'destroyed'",
    "UPDATE certificates_certificate SET state = 'destroyed' WHERE number = 1",
    "UPDATE certificates_destructionbatch SET status = 'destroyed', destroyed_at = now()",
    "UPDATE certificates_destructionbatch SET certificates = 1",
    "UPDATE certificates_destructionbatch SET status = 'proposed'",
    "DELETE FROM certificates_destructionbatch",
    "UPDATE certificates_destructionwitness SET user_id = (SELECT proposed_by_id FROM certificates_destructionbatch)",
    "UPDATE certificates_destructionwitness SET confirmed_at = now()",
    "DELETE FROM certificates_destructionwitness",
    "UPDATE certificates_vaultbox SET destruction_id = NULL",
    "UPDATE certificates_vaultbox SET label = 'X'",
    "DELETE FROM certificates_cancelledstore",
    "UPDATE certificates_cancelledstore SET stored_by = 'me'",
    "UPDATE certificates_cancelledstore SET certificate_id = certificate_id + 1",
    "DELETE FROM certificates_historicalcancelledstore",
)


def test_every_attack_is_refused(approved, subtests):
    for attack in ATTACKS:
        with (
            subtests.test(attack),
            pytest.raises(IntegrityError),
            transaction.atomic(),
            as_owner(),
            connection.cursor() as cursor,
        ):
            cursor.execute(attack)


def test_one_signature_is_not_enough_for_raw_sql(approved):
    sign(approved, witnesses()[0])

    with pytest.raises(IntegrityError, match="witnessed"), transaction.atomic():
        Certificate.objects.filter(number=1).update(state="destroyed")


def test_third_witness_and_witness_who_proposed_are_refused_by_the_database(box):
    batch = propose(box)
    for user in (supervisor().user, clerk().user):
        with pytest.raises(IntegrityError, match="two witnesses"), transaction.atomic():
            DestructionWitness.objects.bulk_create([DestructionWitness(batch=batch, user=user, name="X")])


def test_destroyed_certificate_never_comes_back(approved):
    for witness in witnesses():
        sign(approved, witness)

    for attack in (
        "UPDATE certificates_certificate SET state = 'mailed' WHERE number = 1",
        "UPDATE certificates_destructionbatch SET method = 'Burned'",
        "UPDATE certificates_destructionwitness SET statement = 'x'",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), as_owner(), connection.cursor() as cursor:
            cursor.execute(attack)


def test_certificate_that_is_not_cancelled_is_put_away_by_nobody(box, mailed):
    with pytest.raises(IntegrityError, match="Only a cancelled"), transaction.atomic():
        CancelledStore.objects.bulk_create(
            [
                CancelledStore(
                    certificate=mailed[2],
                    box=VaultBox.objects.get(),
                    stored_at=mailed[2].allotted_at,
                    stored_by="x",
                )
            ]
        )
