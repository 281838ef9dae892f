"""The services of stops, returned mail, lost holders, the vault, inquiries and letters to one person."""

from datetime import date

from certificates.models import Certificate, LostHolder, ReturnedMail, StopOrder, VaultBox
from certificates.rules.turnaround import Month
from certificates.services import (
    examiner_pack,
    inquiries,
    letters,
    lost_holders,
    presentations,
    returned_mail,
    stops,
    vault,
)
from certificates.services.lost_holders import Address
from ledger.enums import Act
from ledger.models import Adjustment
from ledger.services import addresses, adjustments
from tests import factories
from tests.certificates.factories import RELEASE_DAY
from tests.certificates.presented import received
from tests.ledger.stories import decide, pin
from tests.matrix.calls import done, proposed
from tests.matrix.of_proposals import rights_offering
from tests.matrix.of_runs import cancelled
from tests.matrix.worlds import World

LOST_ON = date(1999, 2, 1)


@done(Act.STOP, stops.place_stop, "mailed")
def loss(world: World) -> dict:
    return {
        "certificate": world.certificate(),
        "kind": "lost",
        "reason": "Moved house; not found since",
        "authority": "The holder's letter",
        "from_on": RELEASE_DAY,
    }


def stopped(world: World) -> StopOrder:
    """A certificate reported lost."""
    placed = stops.place_stop(**loss(world), actor=factories.actor("clerk"))
    return StopOrder.objects.select_related("certificate__plan", "certificate__account").get(pk=placed.pk)


@proposed(Act.STOP_LIFT, stops.propose_lift, "mailed")
def stop_in_force(world: World) -> dict:
    return {"stop": stopped(world), "reason": "Found"}


@done(Act.STOP, stops.record_report, "mailed")
def report_owed(world: World) -> dict:
    return {"stop": stopped(world), "kind": "loss", "sent_on": RELEASE_DAY, "reference": "SIC 4711"}


@done(Act.STOP, stops.record_recovery, "mailed")
def old_paper_that_came_in(world: World) -> dict:
    stop = stopped(world)
    Certificate.objects.filter(pk=stop.certificate_id).update(state="replaced")
    return {"stop": stop, "reason": "Brought in by the finder"}


@done(Act.STOP, letters.stop_confirmation, "mailed")
def stop_to_confirm(world: World) -> dict:
    return {"stop": stopped(world)}


@done(Act.STOP, letters.affidavit_of_loss, "mailed")
def affidavit_to_sign(world: World) -> dict:
    return {"stop": stopped(world)}


# ------------------------------------------------------------------------------------- mail and lost holders


@done(Act.RETURNED_MAIL, returned_mail.record_return, "mailed")
def scanned(world: World) -> dict:
    return {"plan": world.plan, "code": "R-0000001", "reason": "Moved", "returned_on": RELEASE_DAY}


def _piece(world: World) -> ReturnedMail:
    piece = returned_mail.record_return(**scanned(world), actor=factories.actor("clerk"))
    return ReturnedMail.objects.select_related("account__plan", "certificate").get(pk=piece.pk)


@done(Act.RETURNED_MAIL, returned_mail.re_mail, "mailed")
def piece_in_the_vault(world: World) -> dict:
    return {"mail": _piece(world), "remailed_on": RELEASE_DAY, "reason": "Registered mail 4711"}


@done(Act.RETURNED_MAIL, returned_mail.record_delivered, "mailed")
def piece_that_is_out(world: World) -> dict:
    out = returned_mail.re_mail(**piece_in_the_vault(world), actor=factories.actor("clerk"))
    return {"mail": out, "reason": "The holder telephoned"}


@done(Act.RETURNED_MAIL, letters.returned_mail_letter, "mailed")
def piece_to_write_about(world: World) -> dict:
    return {"mail": _piece(world)}


@done(Act.HOLDER_EDIT, letters.address_confirmation, "mailed")
def moved_account(world: World) -> dict:
    account = Certificate.objects.filter(plan=world.plan).first().account
    asked = addresses.propose(
        account=account,
        address_lines=["1 NEW STREET"],
        city="GOTHAM",
        state="NJ",
        postal_code="07001",
        country="US",
        reason="The holder's letter",
        actor=factories.actor("clerk"),
    )
    return {"change": decide(asked)}


def lost(world: World, on: date = LOST_ON) -> LostHolder:
    """The holder of the first certificate, lost since 1 February 1999; the plan is at that day or a later one."""
    returned_mail.re_mail(**piece_in_the_vault(world), actor=factories.actor("clerk"))
    pin(world.plan, LOST_ON)
    returned_mail.record_return(**scanned(world) | {"returned_on": LOST_ON}, actor=factories.actor("clerk"))
    pin(world.plan, on)
    return LostHolder.objects.select_related("account__plan").get(account__plan=world.plan)


@done(Act.RETURNED_MAIL, lost_holders.record_search, "mailed")
def search(world: World) -> dict:
    return {
        "search": lost(world, date(1999, 6, 1)).searches.select_related("lost").get(),
        "done_on": date(1999, 6, 1),
        "database": "National database",
        "result": "nothing",
    }


@done(Act.RETURNED_MAIL, lost_holders.exempt, "mailed")
def holder_exempt(world: World) -> dict:
    holder = lost(world)
    paper = world.paper("Death certificate")
    return {"lost": holder, "exemption": "deceased", "evidence": "Death certificate", "document": paper}


@done(Act.RETURNED_MAIL, lost_holders.propose_found, "mailed")
def holder_found(world: World) -> dict:
    where = Address(lines=("9 New Street",), city="Albany", state="NY", postal_code="12207")
    return {"lost": lost(world), "address": where, "reason": "The holder's letter"}


# ----------------------------------------------------------------------------------------------------- vault


@done(Act.RETURNED_MAIL, vault.open_box, "mailed")
def box(world: World) -> dict:
    return {"plan": world.plan, "label": "A-1", "location": "Vault, shelf 3"}


@done(Act.RETURNED_MAIL, vault.put_away, "mailed")
def cancelled_certificate(world: World) -> dict:
    cancelled(world)
    return {"box": _box(world), "numbers": "R-0000001"}


def _box(world: World) -> VaultBox:
    return vault.open_box(**box(world), actor=factories.actor("clerk"))


@proposed(Act.DESTRUCTION, vault.propose_destruction, "mailed", is_asked_first=True)
def box_to_destroy(world: World) -> dict:
    vault.put_away(**cancelled_certificate(world), actor=factories.actor("clerk"))
    witnesses = [factories.actor("clerk", "wilma"), factories.actor("supervisor", "walter")]
    return {
        "plan": world.plan,
        "boxes": list(VaultBox.objects.filter(plan=world.plan)),
        "method": "Shredded",
        "place": "The agent's vault",
        "witnesses": [witness.user for witness in witnesses],
    }


# --------------------------------------------------------------------------------- inquiries, letters, examiner


@done(Act.INQUIRY, inquiries.record_inquiry, "mailed")
def inquiry(world: World) -> dict:
    return {
        "plan": world.plan,
        "received_on": RELEASE_DAY,
        "sender": "Jane Roe",
        "subject": "Where is my certificate?",
    }


@done(Act.INQUIRY, inquiries.answer_inquiry, "mailed")
def inquiry_to_answer(world: World) -> dict:
    asked = inquiries.record_inquiry(**inquiry(world), actor=factories.actor("clerk"))
    return {"inquiry": asked, "answered_on": RELEASE_DAY, "answer": "It was mailed today."}


@done(Act.EXAMINER_PACK, examiner_pack.take, "mailed")
def month(world: World) -> dict:
    return {"plan": world.plan, "month": Month(date(1999, 1, 1))}


@done(Act.PRESENTATION, letters.deficiency_letter, "mailed")
def deficient(world: World) -> dict:
    item = received(world.plan, "transfer", 1)
    return {"presentation": presentations.send_letter(presentation=item, actor=factories.actor("clerk"))}


@done(Act.PRESENTATION, letters.company_inquiry, "mailed")
def put_to_the_company(world: World) -> dict:
    item = received(world.plan, "transfer", 2)
    asked = presentations.refer_to_company(
        presentation=item, reason="May it?", actor=factories.actor("clerk")
    )
    return {"presentation": asked}


@done(Act.NOTICE, letters.certificate_of_adjustment, "attached")
def adjustment_to_certify(world: World) -> dict:
    decide(adjustments.propose(**rights_offering(world), actor=factories.actor("clerk")))
    return {"adjustment": Adjustment.objects.select_related("plan").get(plan=world.plan)}
