"""The services of presentations, payments and notices."""

from certificates.models import Notice, PaymentLine, PaymentList, Presentation
from certificates.services import notices, payments, presentations
from certificates.services.presentations.desk import (
    company_answered,
    refer_to_company,
    return_to_presenter,
    send_letter,
)
from ledger.enums import Act
from ledger.services.acts import redemption
from tests import factories
from tests.certificates.presented import GOOD, RECEIVED_AT, received, work_off
from tests.ledger.stories import decide
from tests.matrix.calls import done, proposed
from tests.matrix.of_proposals import redemption_ordered
from tests.matrix.worlds import TODAY, World

BASIS = "Rights Agreement, section 25"
FUNDS = "Certificate of prices of 15 December 1998; funds collected"


@done(Act.PRESENTATION, presentations.receive, "mailed")
def envelope(world: World) -> dict:
    return {
        "plan": world.plan,
        "kind": "split_up",
        "received_at": RECEIVED_AT,
        "presenter": "JANE ROE",
        "numbers": [1],
    }


def _item(world: World) -> Presentation:
    return received(world.plan, "split_up", 1)


@done(Act.PRESENTATION, presentations.examine, "mailed")
def papers(world: World) -> dict:
    certificate = world.certificate()
    parts = [(certificate.account, 40), (certificate.account, certificate.quantity - 40)]
    return {"presentation": _item(world), "evidence": GOOD, "requested": parts}


@done(Act.PRESENTATION, send_letter, "mailed")
def item_deficient(world: World) -> dict:
    return {"presentation": _item(world)}


@done(Act.PRESENTATION, refer_to_company, "mailed", is_asked_first=False)
def item_in_question(world: World) -> dict:
    return {"presentation": _item(world), "reason": "Is the owner an associate?"}


@done(Act.PRESENTATION, company_answered, "mailed", is_asked_first=False)
def item_answered(world: World) -> dict:
    return {"presentation": _item(world), "document": world.paper("The company's word")}


@done(Act.PRESENTATION, return_to_presenter, "mailed", is_asked_first=False)
def item_to_return(world: World) -> dict:
    return {"presentation": _item(world), "reason": "The presenter asks it back"}


@proposed(Act.PRESENTATION, presentations.propose, "mailed")
def item_in_good_order(world: World) -> dict:
    return {"presentation": presentations.examine(**papers(world), actor=factories.actor("clerk"))}


# -------------------------------------------------------------------------------------------------- payments


def redeemed(world: World) -> PaymentList:
    """The list of a posted redemption."""
    decide(redemption.propose(**redemption_ordered(world), actor=factories.actor("clerk")))
    return PaymentList.objects.get(plan=world.plan)


@proposed(Act.PAYMENT, payments.propose_release, "attached")
def payments_due(world: World) -> dict:
    return {"payment_list": redeemed(world), "legal_basis": FUNDS}


def _released(world: World) -> PaymentList:
    decide(payments.propose_release(**payments_due(world), actor=factories.actor("clerk")))
    return PaymentList.objects.get(plan=world.plan)


@done(Act.PAYMENT, payments.take_file, "attached")
def payments_released(world: World) -> dict:
    return {"payment_list": _released(world)}


@done(Act.PAYMENT, payments.mark, "attached")
def payment_made(world: World) -> dict:
    line = PaymentLine.objects.filter(payment_list=_released(world)).first()
    return {"line": line, "status": "paid", "reference": "Check 4711"}


# --------------------------------------------------------------------------------------------------- notices


@done(Act.NOTICE, notices.begin, "attached")
def proposed_split(world: World) -> dict:
    return {
        "plan": world.plan,
        "kind": "proposed_action",
        "details": {
            "action": "Split 3 for 2",
            "record_date": "1999-02-01",
            "takes_effect": "",
            "days": 20,
            "description": "The Board proposes a split.",
        },
    }


def _draft(world: World) -> Notice:
    return notices.begin(**proposed_split(world), actor=factories.actor("clerk"))


@done(Act.NOTICE, notices.withdraw, "attached")
def notice_of_no_use(world: World) -> dict:
    return {"notice": _draft(world), "reason": "The Board thought again"}


@proposed(Act.NOTICE, notices.propose, "attached")
def notice(world: World) -> dict:
    return {"notice": _draft(world), "legal_basis": BASIS}


def _issued(world: World) -> Notice:
    begun = notice(world)
    decide(notices.propose(**begun, actor=factories.actor("clerk")))
    work_off(Notice.objects.get(pk=begun["notice"].pk).run)
    return Notice.objects.select_related("run", "plan").get(pk=begun["notice"].pk)


@done(Act.NOTICE, notices.mark_mailed, "attached")
def letters_mailed(world: World) -> dict:
    return {"notice": _issued(world), "on": TODAY}


@done(Act.NOTICE, notices.manifest, "attached")
def letters_listed(world: World) -> dict:
    return {"notice": _issued(world)}


@done(Act.NOTICE, notices.package, "attached")
def letters_packed(world: World) -> dict:
    return {"notice": _issued(world)}
