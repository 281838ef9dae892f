"""Certificates in holders' hands, and presentations of them, for the tests."""

from datetime import date

from certificates.enums import CertificateState, PresentationKind
from certificates.models import Certificate
from certificates.selectors import presentations as selector
from certificates.services import lifecycle, presentations, release, runs, work
from certificates.services.presentations import EvidenceTold
from ledger.models import Approval, Signatory
from rightsadmin.common.actor import Actor
from tests.certificates.factories import approve, clerk, separated_plan, supervisor
from tests.factories import account, new_york
from tests.states import made_once

SYSTEM = Actor.system("tests")
RECEIVED_AT = new_york("1999-01-04T11:00")
GOOD = EvidenceTold(
    is_signed=True,
    matches_face=True,
    owner_answer=False,
    source_answer=False,
    guarantee_program="stamp",
    guarantee_prefix="Z",
    guarantor="First National Bank of Elmsford",
    screened_on=date(1999, 1, 4),
    is_screening_clear=True,
)


def work_off(run):
    """Presses and proves the run to its end in this process."""
    while work.press_next(run_id=run.pk, worker="test", actor=SYSTEM):
        pass
    while work.prove_next(run_id=run.pk, worker="test", actor=SYSTEM):
        pass


def mail(run):
    """The released run countersigned and mailed."""
    signatory = Signatory.objects.filter(plan=run.plan, party=Signatory.Party.AGENT).first()
    lifecycle.countersign_run(run=run, signatory=signatory, actor=clerk())
    lifecycle.mail_run(run=run, reason="Receipt of the post office", actor=clerk())


@made_once
def mailed_plan(count=7):
    """A separated plan whose certificates are pressed, released, countersigned and mailed."""
    plan = separated_plan(count).plan
    run = runs.create_run(plan=plan, actor=clerk())
    work_off(run)
    approve(release.propose_release(run=run, actor=clerk()))
    mail(run)
    return plan


def received(plan, kind, *numbers, at=RECEIVED_AT):
    return presentations.receive(
        plan=plan, kind=kind, received_at=at, presenter="JANE ROE", numbers=numbers, actor=clerk()
    )


def checked(presentation) -> Approval:
    """Proposed by the maker and approved by another clerk's supervisor; its run worked off."""
    approval = presentations.propose(presentation=presentation, actor=clerk())
    approve(approval, supervisor())
    presentation.refresh_from_db()
    if presentation.run:
        work_off(presentation.run)
        mail(presentation.run)
    return approval


def cancelled(plan, *numbers):
    """The certificates of these numbers, cancelled: transferred to a new owner, whose own is not pressed yet."""
    rows = Certificate.objects.filter(plan=plan, number__in=numbers)
    item = received(plan, PresentationKind.TRANSFER, *numbers)
    taker = account(plan, "NEW OWNER")
    presentations.examine(
        presentation=item,
        evidence=GOOD,
        requested=[(taker, sum(row.quantity for row in rows))],
        actor=clerk(),
    )
    approve(presentations.propose(presentation=item, actor=clerk()), supervisor())
    return list(rows.order_by("number"))


def sentences(presentation):
    """What the rules say of the presentation as it is on file now."""
    presentation.refresh_from_db()
    return [finding.sentence for finding in selector.examine(presentation).findings]


def live(plan):
    """Number and Rights of every certificate that evidences Rights now."""
    rows = Certificate.objects.filter(plan=plan, state=CertificateState.MAILED)
    return dict(rows.values_list("number", "quantity"))
