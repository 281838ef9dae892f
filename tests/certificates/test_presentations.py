"""Presentations: every defect at once, one transaction or nothing, and a chain that loses no Right."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, connection, transaction

from certificates.enums import (
    CertificateState,
    Circumstance,
    Fate,
    PaymentForm,
    PresentationKind,
    PresentationStatus,
    RunStatus,
    StopKind,
)
from certificates.models import Certificate, Lineage, PaymentLine, Presentation, Run
from certificates.selectors.verification import verify
from certificates.services import presentations, stops
from certificates.services.presentations import ElectionTold, LossTold
from ledger.enums import EntitlementBasis, EventKind, Standing
from ledger.errors import Conflict, Held, NotAuthorised, RuleViolation
from ledger.models import Batch, Entry, Position
from ledger.services import approvals, entitlements, events
from tests.certificates.factories import approve, clerk, supervisor
from tests.certificates.presented import (
    GOOD,
    RECEIVED_AT,
    checked,
    live,
    mailed_plan,
    received,
    sentences,
)
from tests.factories import account, document, new_york, order
from tests.owner import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return mailed_plan()


@pytest.fixture
def transferee(plan):
    return account(plan, registration_lines=["RICHARD ROE"], postal_code="10523")


def held_by(holder, standing=Standing.CERTIFICATED):
    row = Position.objects.filter(holder=holder, standing=standing).first()
    return row.rights if row else Decimal(0)


def certificate(plan, number):
    return Certificate.objects.select_related("account", "plan").get(plan=plan, number=number)


def nothing_differs(plan):
    assert verify(plan).differences == []


def test_transfer_with_balance_cancels_one_and_issues_two(plan, transferee):
    old = certificate(plan, 2)
    item = received(plan, PresentationKind.TRANSFER, 2)
    presentations.examine(
        presentation=item,
        evidence=GOOD,
        requested=[(transferee, 30), (old.account, old.quantity - 30)],
        actor=clerk(),
    )
    before = held_by(old.account)
    checked(item)

    item.refresh_from_db()
    old.refresh_from_db()
    new, balance = Certificate.objects.filter(run=item.run).order_by("number")
    assert (item.status, old.state) == (PresentationStatus.POSTED, CertificateState.CANCELLED)
    assert (new.account, new.quantity, new.state) == (transferee, 30, CertificateState.MAILED)
    assert (balance.account, balance.quantity, balance.status) == (old.account, old.quantity - 30, "ORIGINAL")
    assert (held_by(transferee), held_by(old.account)) == (Decimal(30), before - 30)
    assert item.run.status == RunStatus.RELEASED
    edges = Lineage.objects.filter(source=old).values_list("target__number", "quantity")
    assert set(edges) == {(new.number, 30), (balance.number, old.quantity - 30)}
    nothing_differs(plan)


@pytest.mark.parametrize(
    ("kind", "numbers", "quantities"),
    [
        (PresentationKind.SPLIT_UP, [3], [50, "rest"]),
        (PresentationKind.DENOMINATIONS, [3], [10, 10, "rest"]),
    ],
)
def test_same_owner_gets_other_denominations_without_an_entry(plan, kind, numbers, quantities):
    old = certificate(plan, numbers[0])
    rest = old.quantity - sum(quantity for quantity in quantities if quantity != "rest")
    item = received(plan, kind, *numbers)
    presentations.examine(
        presentation=item,
        evidence=GOOD,
        requested=[(old.account, rest if quantity == "rest" else quantity) for quantity in quantities],
        actor=clerk(),
    )
    entries = Entry.objects.count()
    checked(item)

    assert Entry.objects.count() == entries
    assert Certificate.objects.filter(run=item.run).count() == len(quantities)
    nothing_differs(plan)


def test_combination_makes_one_of_two_of_the_same_owner(plan):
    old = certificate(plan, 3)
    first = received(plan, PresentationKind.SPLIT_UP, 3)
    parts = [(old.account, 40), (old.account, old.quantity - 40)]
    presentations.examine(presentation=first, evidence=GOOD, requested=parts, actor=clerk())
    checked(first)
    numbers = Certificate.objects.filter(run=first.run).values_list("number", flat=True)

    second = received(plan, PresentationKind.COMBINATION, *numbers)
    presentations.examine(
        presentation=second, evidence=GOOD, requested=[(old.account, old.quantity)], actor=clerk()
    )
    checked(second)

    (one,) = Certificate.objects.filter(run=second.run)
    assert one.quantity == old.quantity
    assert one.ancestry.count() == 2
    nothing_differs(plan)


def test_all_defects_are_told_at_once_in_one_letter(plan, transferee):
    item = received(plan, PresentationKind.TRANSFER, 2)
    presentations.examine(
        presentation=item,
        evidence=replace(GOOD, is_signed=False, guarantor="", tax_due=Decimal(5), screened_on=None),
        requested=[(transferee, 1)],
        actor=clerk(),
    )

    letter = presentations.send_letter(presentation=item, actor=clerk())

    assert letter.status == PresentationStatus.DEFICIENT
    assert [sentence.split(":")[0] for sentence in letter.letter_defects] == [
        "The request or assignment is not signed.",
        "The signature is not guaranteed by a member of an approved medallion program; a notary's stamp is not enough.",
        "The certificates presented are for 110 Rights, those asked for are for 1",
        "The transfer tax of $5.00 is due, $0.00 was received.",
        "Transferees and payees have not been screened.",
    ]
    with pytest.raises(RuleViolation, match="not signed"):
        presentations.propose(presentation=item, actor=clerk())
    assert not Batch.objects.filter(source__startswith="presentation:").exists()


@pytest.mark.parametrize("answers", [(None, False), (True, False), (False, None), (False, True)])
def test_blank_or_yes_in_a_box_waits_for_the_company(plan, transferee, answers):
    old = certificate(plan, 2)
    item = received(plan, PresentationKind.TRANSFER, 2)
    owner, source = answers
    item = presentations.examine(
        presentation=item,
        evidence=replace(GOOD, owner_answer=owner, source_answer=source),
        requested=[(transferee, old.quantity)],
        actor=clerk(),
    )
    assert not item.is_routine
    with pytest.raises(Held, match="consulting the company"):
        presentations.propose(presentation=item, actor=clerk())

    presentations.refer_to_company(presentation=item, reason="Box 1 is blank", actor=clerk())
    presentations.company_answered(
        presentation=item,
        document=document(plan, "Letter of the company"),
        is_legend_directed=True,
        actor=clerk(),
    )
    checked(item)

    assert Certificate.objects.get(run=item.run).void_legend


def test_second_clerk_with_the_same_certificate_is_told_who_has_it(plan):
    received(plan, PresentationKind.TRANSFER, 2)
    with pytest.raises(Conflict, match=r"R-0000002 is on ticket P-000001 already, received by Clerk Tester"):
        received(plan, PresentationKind.TRANSFER, 2)
    assert Presentation.objects.count() == 1


def test_cancelled_certificate_presented_again_raises_the_alarm(plan, transferee):
    old = certificate(plan, 2)
    item = received(plan, PresentationKind.TRANSFER, 2)
    presentations.examine(
        presentation=item, evidence=GOOD, requested=[(transferee, old.quantity)], actor=clerk()
    )
    checked(item)

    again = received(plan, PresentationKind.TRANSFER, 2)

    assert any(
        sentence.startswith("ALARM: certificate R-0000002 is cancelled") for sentence in sentences(again)
    )


def test_stopped_certificate_is_a_defect_and_no_routine_item(plan, transferee):
    old = certificate(plan, 2)
    stops.place_stop(
        certificate=old,
        kind=StopKind.ADVERSE_CLAIM,
        reason="Claim of a former husband",
        authority="Letter of counsel",
        from_on=date(1999, 1, 4),
        actor=clerk(),
    )
    item = received(plan, PresentationKind.TRANSFER, 2)
    item = presentations.examine(
        presentation=item, evidence=GOOD, requested=[(transferee, old.quantity)], actor=clerk()
    )
    assert (item.is_routine, item.routine_reason) == (False, "A stop stands against a certificate")
    with pytest.raises(RuleViolation, match="adverse claim"):
        presentations.propose(presentation=item, actor=clerk())


def test_lost_certificate_is_replaced_after_stop_and_affidavit(plan):
    old = certificate(plan, 2)
    item = received(plan, PresentationKind.REPLACEMENT, 2)
    told = LossTold(Circumstance.LOST)
    presentations.examine(
        presentation=item, evidence=replace(GOOD, is_surrendered=False), loss=told, actor=clerk()
    )
    assert sentences(item) == [
        "Place the stop on the certificate first.",
        "The affidavit of loss is missing.",
        "The indemnity or bond is missing, and no waiver for small value is asked.",
    ]

    stop = stops.place_stop(
        certificate=old,
        kind=StopKind.LOST,
        reason="Reported lost by letter",
        authority="The holder",
        from_on=date(1999, 1, 4),
        actor=clerk(),
    )
    told = LossTold(
        Circumstance.LOST,
        affidavit=document(plan, "Affidavit of loss"),
        indemnity=document(plan, "Indemnity bond"),
        stop=stop,
    )
    presentations.examine(
        presentation=item, evidence=replace(GOOD, is_surrendered=False), loss=told, actor=clerk()
    )
    checked(item)

    old.refresh_from_db()
    new = Certificate.objects.get(run=item.run)
    assert (old.state, new.status, new.replaces) == (
        CertificateState.REPLACED,
        "REPLACEMENT OF R-0000002",
        old,
    )
    assert any("replaced" in sentence for sentence in sentences(received(plan, PresentationKind.TRANSFER, 2)))
    nothing_differs(plan)


def flip_in_fixed(plan, price="4"):
    approve(
        entitlements.propose(
            plan=plan,
            basis=EntitlementBasis.FLIP_IN,
            effective_at=new_york("1998-12-30T18:00"),
            security="Units of 1/1,000 share of Series A Junior Participating Preferred Stock",
            market_price=Decimal(price),
            document=document(plan, "Officer's certificate of the market price"),
            actor=clerk(),
        )
    )


def elected(rights, tendered, **more):
    return ElectionTold(
        rights=rights,
        payment_form=PaymentForm.CERTIFIED_CHECK,
        tendered=Decimal(tendered),
        deliver_to="JANE ROE",
        collected_on=date(1999, 1, 4),
        **more,
    )


def test_exercise_in_part_delivers_pays_the_fraction_and_leaves_a_balance(plan):
    flip_in_fixed(plan, "4.375")
    old = certificate(plan, 2)
    item = received(plan, PresentationKind.EXERCISE, 2)
    paper = document(plan, "Certificate of prices")
    presentations.examine(
        presentation=item,
        evidence=GOOD,
        elected=elected(100, "2000.00", market_price=Decimal("4.375"), price_document=paper),
        actor=clerk(),
    )
    checked(item)

    item.election.refresh_from_db()
    balance = Certificate.objects.get(run=item.run)
    assert (item.election.delivered, item.election.fraction) == (914, "2/7")
    assert (item.election.cash_in_lieu, item.election.amount_payable) == (Decimal("1.25"), Decimal("2000.00"))
    assert (balance.account, balance.quantity) == (old.account, old.quantity - 100)
    assert held_by(old.account) == old.quantity - 100
    assert Lineage.objects.get(source=old, fate=Fate.EXERCISED).quantity == 100
    owed = PaymentLine.objects.get(account=old.account)
    assert (owed.due, owed.paid) == (Fraction(2, 7) * Fraction("4.375"), Decimal("1.25"))
    nothing_differs(plan)


def test_exercise_after_a_flip_in_waits_until_its_price_is_fixed(plan):
    item = received(plan, PresentationKind.EXERCISE, 2)
    presentations.examine(presentation=item, evidence=GOOD, elected=elected(110, "2200.00"), actor=clerk())
    with pytest.raises(Held, match="not fixed"):
        presentations.propose(presentation=item, actor=clerk())


def test_exercise_while_suspended_waits(plan):
    flip_in_fixed(plan)
    events.record_event(
        plan=plan,
        kind=EventKind.SUSPENSION_BEGAN,
        occurred_at=new_york("1999-01-04T09:00"),
        document=document(plan, "Announcement of the suspension"),
        actor=clerk(),
    )
    item = received(plan, PresentationKind.EXERCISE, 2)
    presentations.examine(presentation=item, evidence=GOOD, elected=elected(110, "2200.00"), actor=clerk())
    with pytest.raises(Held, match="suspended"):
        presentations.propose(presentation=item, actor=clerk())


def test_exercise_waits_while_the_units_reserved_do_not_cover_all_rights(plan):
    flip_in_fixed(plan)
    order(plan, units_reserved=Decimal(1_000))
    item = received(plan, PresentationKind.EXERCISE, 2)
    presentations.examine(presentation=item, evidence=GOOD, elected=elected(110, "2200.00"), actor=clerk())
    with pytest.raises(Held, match="1,000 Units are reserved and all Rights that are not void call for"):
        presentations.propose(presentation=item, actor=clerk())
    order(plan, units_reserved=Decimal(10**9))
    presentations.propose(presentation=item, actor=clerk())


def test_exercise_for_too_little_money_is_a_defect(plan):
    flip_in_fixed(plan)
    item = received(plan, PresentationKind.EXERCISE, 2)
    presentations.examine(presentation=item, evidence=GOOD, elected=elected(110, "2199.99"), actor=clerk())
    assert sentences(item) == ["2,199.99 was tendered, 2,200.00 is payable."]


def test_maker_cannot_check_his_own_item(plan, transferee):
    item = received(plan, PresentationKind.TRANSFER, 2)
    rights = certificate(plan, 2).quantity
    presentations.examine(presentation=item, evidence=GOOD, requested=[(transferee, rights)], actor=clerk())
    maker = clerk()
    approval = presentations.propose(presentation=item, actor=maker)
    with pytest.raises(NotAuthorised, match="second person"):
        approvals.approve(approval_id=approval.pk, digest_seen=approval.digest, actor=maker)


def test_checker_who_sends_it_back_puts_it_on_the_desk_again(plan, transferee):
    item = received(plan, PresentationKind.TRANSFER, 2)
    rights = certificate(plan, 2).quantity
    presentations.examine(presentation=item, evidence=GOOD, requested=[(transferee, rights)], actor=clerk())
    approval = presentations.propose(presentation=item, actor=clerk())
    approvals.reject(approval_id=approval.pk, reason="Wrong transferee", actor=supervisor())

    item.refresh_from_db()
    assert (item.status, item.approval) == (PresentationStatus.RECEIVED, None)
    presentations.return_to_presenter(presentation=item, reason="The holder asks for it back", actor=clerk())
    assert received(plan, PresentationKind.TRANSFER, 2).number == 2
    assert live(plan)[2] == rights


def test_evidence_that_changed_after_the_proposal_is_refused_at_the_check(plan, transferee):
    item = received(plan, PresentationKind.TRANSFER, 2)
    rights = certificate(plan, 2).quantity
    presentations.examine(presentation=item, evidence=GOOD, requested=[(transferee, rights)], actor=clerk())
    approval = presentations.propose(presentation=item, actor=clerk())
    stops.place_stop(
        certificate=certificate(plan, 2),
        kind=StopKind.COURT_ORDER,
        reason="Injunction",
        authority="Court of Chancery",
        from_on=date(1999, 1, 4),
        actor=clerk(),
    )
    with pytest.raises(RuleViolation, match="Injunction"):
        approve(approval, supervisor())
    assert live(plan).get(2) is None
    assert not Run.objects.filter(kind="presentation").exists()


def test_receipt_after_the_close_counts_on_the_next_business_day(plan):
    late = received(plan, PresentationKind.TRANSFER, 2, at=new_york("1998-12-31T17:01"))
    assert (late.credited_on, late.due_on) == (date(1999, 1, 4), date(1999, 1, 7))
    early = received(plan, PresentationKind.TRANSFER, 3, at=RECEIVED_AT)
    assert (early.credited_on, early.due_on) == (date(1999, 1, 4), date(1999, 1, 7))


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE certificates_presentation SET presenter = 'SOMEBODY ELSE' WHERE status = 'posted'",
        "DELETE FROM certificates_presentation WHERE status = 'posted'",
        "UPDATE certificates_requestedcertificate SET quantity = quantity + 1",
        "UPDATE certificates_presentedcertificate SET is_open = true",
        "UPDATE certificates_lineage SET quantity = quantity + 1",
        "DELETE FROM certificates_lineage",
        """INSERT INTO certificates_lineage (presentation_id, source_id, target_id, quantity, fate)
           SELECT presentation_id, source_id, target_id, 1, fate FROM certificates_lineage LIMIT 1""",
        "UPDATE certificates_presentation SET status = 'posted', ended_at = now() WHERE status = 'received'",
    ],
)
def test_raw_sql_cannot_change_what_was_posted(plan, transferee, attack):
    item = received(plan, PresentationKind.TRANSFER, 2)
    rights = certificate(plan, 2).quantity
    presentations.examine(presentation=item, evidence=GOOD, requested=[(transferee, rights)], actor=clerk())
    checked(item)
    received(plan, PresentationKind.TRANSFER, 3)
    with pytest.raises(IntegrityError), transaction.atomic(), as_owner(), connection.cursor() as cursor:
        cursor.execute(f"{attack}; SET CONSTRAINTS ALL IMMEDIATE")
