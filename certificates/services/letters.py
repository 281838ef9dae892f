"""Letters to one person, made on demand from the records as they are, each taking logged."""

from collections.abc import Callable
from typing import cast

from django.db.models import Model

from certificates.enums import PresentationStatus
from certificates.models import Presentation, ReturnedMail, StopOrder
from certificates.press import PressError
from certificates.press.letter import single_letter
from certificates.selectors import letters as selector
from certificates.selectors.letters import Letter
from ledger.enums import Act, ApprovalStatus
from ledger.errors import RuleViolation
from ledger.models import Adjustment, Approval, Plan
from ledger.permissions import require_propose
from ledger.services import audit
from rightsadmin.common.actor import Actor


def deficiency_letter(*, presentation: Presentation, actor: Actor) -> bytes:
    """The one letter that names every defect; RuleViolation where the desk made none."""
    if not presentation.letter_defects:
        raise RuleViolation(f"{presentation} is not deficient: there is no letter to send.")
    return _made(
        presentation.plan,
        presentation,
        Act.PRESENTATION,
        lambda: selector.deficiency_letter(presentation),
        actor,
    )


def company_inquiry(*, presentation: Presentation, actor: Actor) -> bytes:
    """What the company is asked about an item; RuleViolation where it is not with the company."""
    if presentation.status != PresentationStatus.WITH_COMPANY:
        raise RuleViolation(f"{presentation} is not with the company: there is nothing to ask.")
    return _made(
        presentation.plan,
        presentation,
        Act.PRESENTATION,
        lambda: selector.company_inquiry(presentation),
        actor,
    )


def stop_confirmation(*, stop: StopOrder, actor: Actor) -> bytes:
    """The confirmation to the registered holder that a stop is in effect."""
    return _made(stop.certificate.plan, stop, Act.STOP, lambda: selector.stop_confirmation(stop), actor)


def affidavit_of_loss(*, stop: StopOrder, actor: Actor) -> bytes:
    """The affidavit and indemnity for the stopped certificate, to be signed by its holders."""
    return _made(stop.certificate.plan, stop, Act.STOP, lambda: selector.affidavit_of_loss(stop), actor)


def returned_mail_letter(*, mail: ReturnedMail, actor: Actor) -> bytes:
    """The letter that asks the holder for a good address."""
    return _made(
        mail.account.plan, mail, Act.RETURNED_MAIL, lambda: selector.returned_mail_letter(mail), actor
    )


def address_confirmation(*, change: Approval, actor: Actor) -> bytes:
    """To the old address, that the mail goes elsewhere now; RuleViolation unless it is an approved change of an address
    that was one.
    """
    if change.act != Act.HOLDER_EDIT or change.status != ApprovalStatus.APPROVED:
        raise RuleViolation(
            f"“{change.subject}” is no approved change of an address: there is nobody to tell."
        )
    if not change.payload["before"]["address_lines"]:
        raise RuleViolation(
            f"“{change.subject}”: there was no address before, so that nobody can be told there."
        )
    return _made(
        cast("Plan", change.plan),
        change,
        Act.HOLDER_EDIT,
        lambda: selector.address_confirmation(change),
        actor,
    )


def certificate_of_adjustment(*, adjustment: Adjustment, actor: Actor) -> bytes:
    """The certificate of section 12 for an officer of the company to sign."""
    return _made(
        adjustment.plan, adjustment, Act.NOTICE, lambda: selector.certificate_of_adjustment(adjustment), actor
    )


def _made(plan: Plan, target: Model, act: str, tell: Callable[[], Letter], actor: Actor) -> bytes:
    require_propose(actor, act)
    try:
        letter = tell()
        data = single_letter(letter.document, selector.VERSION, letter.context, letter.content)
    except PressError as error:
        raise RuleViolation(f"The letter cannot be printed as it stands: {error}") from error
    audit.record("file.downloaded", plan=plan, target=target, reason=letter.context["title"], actor=actor)
    return data
