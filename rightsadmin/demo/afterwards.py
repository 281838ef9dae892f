"""What comes after the separation: certificates mailed, and the first holders who send theirs in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from certificates.enums import (
    CertificateState,
    Circumstance,
    PaymentForm,
    PresentationKind,
    PresentationStatus,
    StopKind,
)
from certificates.models import Certificate, Presentation, Run
from certificates.selectors import stops as standing
from certificates.services import lifecycle, presentations, stops
from certificates.services.presentations import ElectionTold, EvidenceTold, LossTold
from ledger.enums import Act, EntitlementBasis, Registration
from ledger.models import Entitlement, HolderAccount, Plan, Signatory
from ledger.services import entitlements, holders
from rightsadmin.common import formatting
from rightsadmin.demo import desk, staff
from rightsadmin.demo.desk import Say

MAILED = date(1999, 1, 4)
RECEIVED = "1999-01-05T10:20"
DAY = date(1999, 1, 5)
BUYER = "5000000001"
ELECTED = 100
UNIT_PRICE = Decimal("4.375")
GOOD_ORDER = EvidenceTold(
    is_signed=True,
    matches_face=True,
    owner_answer=False,
    source_answer=False,
    guarantee_program="stamp",
    guarantee_prefix="Z",
    guarantor="First National Bank of Elmsford",
    screened_on=DAY,
    is_screening_clear=True,
)


def work(plan: Plan, run: Run, say: Say) -> None:
    """Mails the released run, then works the first items: some posted, one deficient, one with the company."""
    plan.refresh_from_db()
    desk.pin(plan, MAILED)
    _send(run, say)
    desk.pin(plan, DAY)
    _fix_what_a_right_buys(plan, say)
    one, two, three, four, five = _certificates(run)
    _transfer(plan, one, say)
    _exercise(plan, two, say)
    _replace(plan, three, say)
    _leave_deficient(plan, four, say)
    _put_to_the_company(plan, five, say)


def _send(run: Run, say: Say) -> None:
    """The released run countersigned and mailed, where it is not yet."""
    if Certificate.objects.filter(run=run, state=CertificateState.PRINTED).exists():
        signatory = Signatory.objects.filter(plan=run.plan, party=Signatory.Party.AGENT).order_by("pk")[0]
        lifecycle.countersign_run(run=run, signatory=signatory, actor=staff.actor("clerk"))
    if Certificate.objects.filter(run=run, state=CertificateState.COUNTERSIGNED).exists():
        mailed = lifecycle.mail_run(run=run, reason="Receipt of the post office", actor=staff.actor("clerk"))
        say(f"             {formatting.plural(mailed, 'certificate')} countersigned by the agent and mailed")


def _certificates(run: Run) -> list[Certificate]:
    """Certificates of individuals, of more than the Rights that the story exercises, in the order of their numbers."""
    found = Certificate.objects.filter(
        run=run, account__registration=Registration.INDIVIDUAL, quantity__gt=ELECTED
    )
    return list(found.select_related("account", "plan").defer("content").order_by("number")[:5])


def _fix_what_a_right_buys(plan: Plan, say: Say) -> None:
    if Entitlement.objects.filter(plan=plan).exists():
        return
    waiting = desk.pending(plan, Act.ENTITLEMENT, plan)
    approval = waiting or entitlements.propose(
        plan=plan,
        basis=EntitlementBasis.FLIP_IN,
        effective_at=desk.instant("1999-01-05T09:00"),
        security="Units of 1/1,000 share of Series A Junior Participating Preferred Stock",
        market_price=UNIT_PRICE,
        document=desk.paper(plan, "Officer's certificate of the market price", "officer's certificate", DAY),
        actor=staff.actor("clerk"),
    )
    desk.decide(approval, "supervisor")
    say(
        f" 5 Jan 1999  after the Flip-In a Right buys Units worth $40 for $20, at ${UNIT_PRICE} a Unit: 64/7 of them"
    )


def _received(
    certificate: Certificate, kind: PresentationKind, *, is_surrendered: bool = True
) -> Presentation:
    """The item of this certificate and kind, as an interrupted demo left it, or received now."""
    account = certificate.account
    found = Presentation.objects.filter(kind=kind, presented__certificate=certificate).first()
    return found or presentations.receive(
        plan=certificate.plan,
        kind=kind,
        received_at=desk.instant(RECEIVED),
        presenter=account.name,
        presenter_address=[*account.address_lines, f"{account.city} {account.state} {account.postal_code}"],
        numbers=[certificate.number],
        is_surrendered=is_surrendered,
        actor=staff.actor("clerk"),
    )


def _post(item: Presentation, say: Say) -> None:
    """The item in good order proposed by the clerk, posted by the supervisor, its certificates pressed and mailed."""
    if item.status == PresentationStatus.RECEIVED:
        presentations.propose(presentation=item, actor=staff.actor("clerk"))
        item.refresh_from_db()
    if item.status == PresentationStatus.IN_CHECK:
        desk.decide(desk.approval_of(item), "supervisor")
        item.refresh_from_db()
    if item.run:
        _send(desk.await_run(item.run, say), say)


def _is_new(item: Presentation) -> bool:
    return item.status == PresentationStatus.RECEIVED


def _transfer(plan: Plan, certificate: Certificate, say: Say) -> None:
    item = _received(certificate, PresentationKind.TRANSFER)
    if _is_new(item):
        half = certificate.quantity // 2
        presentations.examine(
            presentation=item,
            evidence=GOOD_ORDER,
            requested=[(_buyer(plan), half), (certificate.account, certificate.quantity - half)],
            actor=staff.actor("clerk"),
        )
        say(f" 5 Jan 1999  {certificate.text} presented: {half:,} Rights pass to another, the balance stays")
    _post(item, say)


def _buyer(plan: Plan) -> HolderAccount:
    known = HolderAccount.objects.filter(plan=plan, number=BUYER).first()
    return known or holders.open_account(
        plan=plan,
        number=BUYER,
        registration=Registration.INDIVIDUAL,
        registration_lines=["ADA M BYRON"],
        parties=[("owner", "ADA M BYRON")],
        opened_on=DAY,
        address_lines=["12 SAW MILL RIVER ROAD"],
        city="ELMSFORD",
        state="NY",
        postal_code="10523",
        actor=staff.actor("clerk"),
    )


def _exercise(plan: Plan, certificate: Certificate, say: Say) -> None:
    item = _received(certificate, PresentationKind.EXERCISE)
    if _is_new(item):
        presentations.examine(
            presentation=item,
            evidence=GOOD_ORDER,
            elected=ElectionTold(
                rights=ELECTED,
                payment_form=PaymentForm.CERTIFIED_CHECK,
                tendered=Decimal("2000.00"),
                collected_on=DAY,
                deliver_to=certificate.account.name,
                market_price=UNIT_PRICE,
                price_document=desk.paper(plan, "Certificate of closing prices", "certificate", DAY),
            ),
            actor=staff.actor("clerk"),
        )
        say(
            f" 5 Jan 1999  {ELECTED} Rights of {certificate.text} exercised: 914 Units and $1.25 for $2,000.00"
        )
    _post(item, say)


def _replace(plan: Plan, certificate: Certificate, say: Say) -> None:
    item = _received(certificate, PresentationKind.REPLACEMENT, is_surrendered=False)
    if _is_new(item):
        stop = standing.in_force(certificate) or stops.place_stop(
            certificate=certificate,
            kind=StopKind.LOST,
            reason="Never arrived by mail",
            authority="Letter of the holder",
            from_on=DAY,
            actor=staff.actor("clerk"),
        )
        presentations.examine(
            presentation=item,
            evidence=replace(GOOD_ORDER, is_surrendered=False),
            loss=LossTold(
                Circumstance.LOST,
                affidavit=desk.paper(plan, "Affidavit of loss", "affidavit", DAY),
                indemnity=desk.paper(plan, "Bond of indemnity", "bond", DAY),
                stop=stop,
            ),
            actor=staff.actor("clerk"),
        )
        say(f" 5 Jan 1999  {certificate.text} never arrived: stopped, and replaced on affidavit and bond")
    _post(item, say)


def _leave_deficient(plan: Plan, certificate: Certificate, say: Say) -> None:
    item = _received(certificate, PresentationKind.TRANSFER)
    if _is_new(item):
        presentations.examine(
            presentation=item,
            evidence=replace(GOOD_ORDER, is_signed=False, guarantor="", screened_on=None),
            requested=[(_buyer(plan), certificate.quantity)],
            actor=staff.actor("clerk"),
        )
        presentations.send_letter(presentation=item, actor=staff.actor("clerk"))
        say(
            f" 5 Jan 1999  {certificate.text} came unsigned and without guarantee: one letter tells every defect"
        )


def _put_to_the_company(plan: Plan, certificate: Certificate, say: Say) -> None:
    item = _received(certificate, PresentationKind.TRANSFER)
    if _is_new(item):
        presentations.examine(
            presentation=item,
            evidence=replace(GOOD_ORDER, source_answer=None),
            requested=[(_buyer(plan), certificate.quantity)],
            actor=staff.actor("clerk"),
        )
        presentations.refer_to_company(
            presentation=item,
            reason="Box 2 of the certificate part was left blank",
            actor=staff.actor("clerk"),
        )
        say(f" 5 Jan 1999  {certificate.text}: a box left blank, so the company is asked (section 20)")
