"""Raw SQL cannot bend a certificate: frozen content, numbers used once, nothing released by one person."""

import pytest
from django.db import IntegrityError, connection, transaction

from certificates.models import Certificate, PrintFile, Run
from certificates.services import release
from tests.certificates.factories import approve, clerk, separated_plan
from tests.owner import as_owner

pytestmark = pytest.mark.django_db


ATTACKS = (
    "UPDATE certificates_certificate SET quantity = quantity + 1",
    "UPDATE certificates_certificate SET number = number + 10",
    "UPDATE certificates_certificate SET text = 'R-9999999'",
    "UPDATE certificates_certificate SET content = jsonb_set(content, '{rights}', '5')",
    "UPDATE certificates_certificate SET content_sha256 = repeat('0', 64)",
    "UPDATE certificates_certificate SET account_id = (SELECT max(id) FROM ledger_holderaccount)",
    "UPDATE certificates_certificate SET status = 'REPLACEMENT OF R-0000001'",
    "UPDATE certificates_certificate SET state = 'printed'",
    "UPDATE certificates_certificate SET state = 'mailed'",
    "UPDATE certificates_certificate SET state = 'voided'",
    "UPDATE certificates_certificate SET state = 'eaten'",
    "DELETE FROM certificates_certificate",
    "UPDATE certificates_numberseries SET next_number = 1",
    "DELETE FROM certificates_numberseries",
    "UPDATE certificates_run SET status = 'released', ended_at = now()",
    "UPDATE certificates_run SET face = '{}'",
    "UPDATE certificates_run SET kind = 'rehearsal'",
    "DELETE FROM certificates_run",
    "UPDATE certificates_runitem SET quantity = 1",
    "UPDATE certificates_runitem SET place = place + 1",
    "UPDATE certificates_runitem SET state = 'waiting'",
    "DELETE FROM certificates_runitem",
    "UPDATE certificates_printfile SET sha256 = repeat('0', 64)",
    "DELETE FROM certificates_printfile",
    "UPDATE certificates_proofreport SET passed = false",
    "DELETE FROM certificates_historicalcertificate",
    "UPDATE certificates_historicaltemplateversion SET sha256 = ''",
)


@pytest.fixture
def run(pressed_run):
    """A proved run of three certificates."""
    return pressed_run(separated_plan(3).plan)


def test_every_attack_is_refused(run, subtests):
    for attack in ATTACKS:
        with (
            subtests.test(attack),
            pytest.raises(IntegrityError),
            transaction.atomic(),
            as_owner(),
            connection.cursor() as cursor,
        ):
            cursor.execute(attack)


def test_number_used_twice_is_refused(run):
    first = Certificate.objects.get(run=run, number=1)
    first.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_number_the_series_did_not_give_is_refused(run):
    stray = Certificate.objects.get(run=run, number=1)
    stray.pk, stray.number = None, 999

    with pytest.raises(IntegrityError, match="was not allotted"), transaction.atomic():
        stray.save(force_insert=True)


def test_run_released_on_an_approval_of_another_run_is_refused(run, pressed_run):
    approval = release.propose_release(run=run, actor=clerk())
    approve(approval)
    other = pressed_run(run.plan, "rehearsal")

    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.filter(pk=other.pk).update(status="released", approval=approval, ended_at=run.created_at)


def test_released_run_never_changes_again(run):
    approve(release.propose_release(run=run, actor=clerk()))

    with pytest.raises(IntegrityError, match="has ended"), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(message="")


def test_second_live_run_of_a_separation_is_refused_by_the_database(run):
    twin = Run.objects.get(pk=run.pk)
    twin.pk, twin.status = None, "pressing"

    with pytest.raises(IntegrityError, match="run_live_once_a_separation"), transaction.atomic():
        twin.save(force_insert=True)


def test_same_file_twice_in_a_run_is_refused(run):
    copy = PrintFile.objects.get(run=run)
    copy.pk = None

    with pytest.raises(IntegrityError, match="print_file_once"), transaction.atomic():
        copy.save(force_insert=True)
