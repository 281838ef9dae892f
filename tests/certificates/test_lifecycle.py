"""The life of a certificate after its release, and the rule that orders it."""

from datetime import date

import pytest

from certificates.enums import CertificateState
from certificates.models import Certificate
from certificates.rules.lifecycle import FOLLOWING, OUTSTANDING, may_become
from certificates.services import lifecycle, stops
from ledger.errors import Conflict, RuleViolation
from ledger.models import Signatory
from ledger.services import audit
from tests.certificates.conftest import pressed_and_released
from tests.certificates.factories import RELEASE_DAY, clerk


def test_rule_knows_every_state_and_only_those():
    assert set(FOLLOWING) == set(CertificateState.values)
    assert set().union(*FOLLOWING.values()) <= set(CertificateState.values)
    assert set(CertificateState.values) >= OUTSTANDING


def test_destroyed_and_voided_certificates_never_come_back():
    assert not any(may_become(state, other) for state in ("destroyed", "voided") for other in FOLLOWING)


@pytest.fixture
def run(db):
    """A released run of three certificates."""
    return pressed_and_released(3)


def signatory(run, **fields):
    values = {
        "party": "agent",
        "name": "A. Signer",
        "title": "Vice President",
        "from_on": RELEASE_DAY,
    } | fields
    made = Signatory(plan=run.plan, **values)
    audit.stamp(made, actor=clerk()).save()
    return made


@pytest.mark.django_db
def test_run_is_countersigned_by_the_agent_then_mailed(run):
    assert lifecycle.countersign_run(run=run, signatory=signatory(run), actor=clerk()) == 3
    assert lifecycle.mail_run(run=run, reason="Manifest of 5 January", actor=clerk()) == 3

    assert set(Certificate.objects.values_list("state", flat=True)) == {CertificateState.MAILED}
    assert Certificate.history.filter(state=CertificateState.MAILED).count() == 3


@pytest.mark.django_db
def test_signatory_countersigns_on_his_first_and_on_his_last_day(run):
    only = signatory(run, from_on=RELEASE_DAY, until_on=RELEASE_DAY)
    assert lifecycle.countersign_run(run=run, signatory=only, actor=clerk()) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"party": "issuer"}, {"from_on": date(1999, 1, 1), "until_on": date(1999, 1, 3)}]
)
def test_countersignature_by_somebody_else_is_refused(run, wrong):
    with pytest.raises(RuleViolation, match="no authorised signatory"):
        lifecycle.countersign_run(run=run, signatory=signatory(run, **wrong), actor=clerk())

    assert set(Certificate.objects.values_list("state", flat=True)) == {CertificateState.PRINTED}


@pytest.mark.django_db
def test_mailing_before_the_countersignature_is_refused(run):
    with pytest.raises(Conflict):
        lifecycle.mail_run(run=run, reason="Manifest", actor=clerk())


@pytest.mark.django_db
def test_certificate_cannot_skip_a_state(run):
    certificate = Certificate.objects.first()

    with pytest.raises(RuleViolation, match="cannot become destroyed"):
        lifecycle.move(certificate, state="destroyed", reason="Oops", actor=clerk())

    stops.place_stop(
        certificate=certificate,
        kind="lost",
        reason="Not found in the vault",
        authority="The vault",
        from_on=RELEASE_DAY,
        actor=clerk(),
    )
    certificate.refresh_from_db()
    assert certificate.state == CertificateState.LOST
    assert certificate.history.first().history_change_reason.endswith("Not found in the vault")
