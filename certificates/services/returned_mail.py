"""Mail that came back, re-mailing it, and the holders who are lost by it (SEC Rule 17Ad-17)."""

from datetime import date

from django.db import transaction

from certificates.enums import CertificateState, MailOutcome
from certificates.models import Certificate, LostHolder, ReturnedMail
from certificates.rules import lost_holders as rules
from certificates.rules.numbering import serial_of
from certificates.services import lifecycle, lost_holders
from certificates.services.locks import lock_certificate, lock_mail, lock_open_mail
from certificates.services.texts import required
from ledger.enums import Act
from ledger.errors import Conflict, RuleViolation
from ledger.models import HolderAccount, Plan
from ledger.permissions import require_propose
from ledger.rules.dates import date_text
from ledger.selectors import plan_day
from ledger.services import audit
from ledger.services.locks import lock_account
from rightsadmin.common import clock, enqueue
from rightsadmin.common.actor import Actor


def record_return(
    *, plan: Plan, code: str, reason: str, returned_on: date, mailed_on: date | None = None, actor: Actor
) -> ReturnedMail:
    """What the scanner read came back in the mail: a certificate's number, or an account's with the day of mailing.

    A certificate goes back to the vault: MAILED becomes RETURNED. The second return of a re-mailed piece makes the
    holder lost from the day that the rule gives. Raises RuleViolation for an unknown code, a certificate that is not
    mailed or days out of order; Conflict where the piece waits in the vault already.
    """
    require_propose(actor, Act.RETURNED_MAIL)
    reason = required(reason, "Say what the post office wrote on it.", where="reason")
    if returned_on > plan_day.today(plan):
        raise RuleViolation("Mail is not returned on a day that is not yet.", where="returned_on")
    with transaction.atomic():
        account, certificate = _addressed(plan, code.strip().upper())
        piece = lock_open_mail(account, certificate)
        if certificate is not None:
            _back_to_the_vault(certificate, reason, actor)
        if piece is not None and _is_same(piece, mailed_on):
            return _returned_again(piece, returned_on, reason, actor)
        piece = ReturnedMail(
            account=account,
            certificate=certificate,
            mailed_on=mailed_on or _mailed_on(certificate, returned_on),
            returned_on=returned_on,
            reason=reason,
            recorded_at=clock.now(),
            recorded_by=actor.name,
        )
        if piece.mailed_on > returned_on:
            raise RuleViolation("It would have come back before it was mailed.", where="mailed_on")
        audit.stamp(piece, actor=actor, reason=reason).save()
        _record(piece, reason, {"returned": returned_on.isoformat()}, actor)
    return piece


def re_mail(*, mail: ReturnedMail, remailed_on: date, reason: str, actor: Actor) -> ReturnedMail:
    """The piece was mailed again: within a month of its return, or to the address found of a holder who was lost.

    Its certificate is MAILED again. Raises Conflict where it is out or closed already, RuleViolation where the holder
    is lost still, the account has no address, or the day is before the return or after today.
    """
    require_propose(actor, Act.RETURNED_MAIL)
    reason = required(reason, "Say how it went out: the receipt, the address.", where="reason")
    with transaction.atomic():
        piece = _open(mail)
        if not piece.account.address_lines or piece.account.mail_code == "bad":
            raise RuleViolation(
                f"Account {piece.account.number} has no good address: change it first, or record that the holder was "
                "found.",
                next_act=Act.HOLDER_EDIT,
            )
        if piece.remailed_on is not None and piece.returned_again_on is None:
            raise Conflict(f"It was mailed again on {date_text(piece.remailed_on)} already.")
        latest = piece.returned_again_on or piece.returned_on
        if not latest <= remailed_on <= plan_day.today(piece.account.plan):
            raise RuleViolation(
                "It is mailed again after its return and not after today.", where="remailed_on"
            )
        if piece.certificate is not None:
            certificate = lock_certificate(piece.certificate.pk)
            _require_state(certificate, CertificateState.RETURNED)
            lifecycle.move(certificate, state=CertificateState.MAILED, reason=reason, actor=actor)
        if piece.returned_again_on is None:
            piece.remailed_on = remailed_on
        else:
            piece.outcome, piece.closed_on = MailOutcome.FOUND, remailed_on
        audit.stamp(piece, actor=actor, reason=reason).save()
        _record(piece, reason, {"mailed again": remailed_on.isoformat()}, actor)
    return piece


def record_delivered(*, mail: ReturnedMail, reason: str, actor: Actor) -> ReturnedMail:
    """The holder has the re-mailed piece: it is closed. RuleViolation unless it is out; Conflict where it is closed."""
    require_propose(actor, Act.RETURNED_MAIL)
    reason = required(reason, "Say how you know: the holder's word, the receipt.", where="reason")
    with transaction.atomic():
        piece = _open(mail)
        if piece.remailed_on is None or piece.returned_again_on is not None:
            raise RuleViolation("It is in the vault: mail it again first.", next_act=Act.RETURNED_MAIL)
        piece.outcome, piece.closed_on = MailOutcome.DELIVERED, plan_day.today(piece.account.plan)
        audit.stamp(piece, actor=actor, reason=reason).save()
        _record(piece, reason, {"delivered": piece.closed_on.isoformat()}, actor)
    return piece


def _addressed(plan: Plan, code: str) -> tuple[HolderAccount, Certificate | None]:
    """The account, locked, and the certificate, locked too, where the code is its number."""
    certificate = None
    if code.startswith("R-"):
        try:
            number = min(serial_of(code), 2**31 - 1)
        except ValueError as error:
            raise RuleViolation(str(error), where="code") from error
        certificate = Certificate.objects.filter(plan=plan, number=number).first()
        if certificate is None:
            raise RuleViolation(f"The plan has no certificate {code[:20]}.", where="code")
        accounts = HolderAccount.objects.filter(pk=certificate.account_id)
    else:
        accounts = HolderAccount.objects.filter(plan=plan, number=code[:20])
    addressed = accounts.values_list("pk", flat=True).first()
    if addressed is None:
        raise RuleViolation(
            f"{code[:20]!r} is no certificate number (R-0000001) and no account of the plan.", where="code"
        )
    return lock_account(addressed), certificate and lock_certificate(certificate.pk)


def _back_to_the_vault(certificate: Certificate, reason: str, actor: Actor) -> None:
    if certificate.state == CertificateState.RETURNED:
        raise Conflict(f"{certificate.text} is in the vault already: its return is recorded.")
    _require_state(certificate, CertificateState.MAILED)
    lifecycle.move(certificate, state=CertificateState.RETURNED, reason=reason, actor=actor)


def _require_state(certificate: Certificate, state: str) -> None:
    if certificate.state != state:
        raise RuleViolation(
            f"{certificate.text} is {certificate.get_state_display().lower()}, not "
            f"{CertificateState(state).label.lower()}: look at its page before anything is done with the paper."
        )


def _is_same(piece: ReturnedMail, mailed_on: date | None) -> bool:
    """Whether what came back now is that piece: the same certificate always is, a letter by its day of mailing."""
    if piece.remailed_on is None or piece.returned_again_on is not None:
        return False
    return piece.certificate_id is not None or mailed_on in (None, piece.remailed_on)


def _mailed_on(certificate: Certificate | None, returned_on: date) -> date:
    """The day on which the certificate was last mailed, never after its return (a replay records in the present)."""
    if certificate is None:
        raise RuleViolation("Give the day on which the letter was mailed.", where="mailed_on")
    mailed = certificate.history.filter(state=CertificateState.MAILED).order_by("-history_date").first()
    return min(clock.new_york_date(mailed.history_date), returned_on) if mailed else returned_on


def _returned_again(piece: ReturnedMail, returned_on: date, reason: str, actor: Actor) -> ReturnedMail:
    if piece.remailed_on and returned_on < piece.remailed_on:
        raise RuleViolation("It would have come back before it was mailed again.", where="returned_on")
    piece.returned_again_on = returned_on
    audit.stamp(piece, actor=actor, reason=reason).save()
    lost = rules.lost(piece.returned_on, piece.remailed_on, returned_on)
    is_lost_already = LostHolder.objects.filter(account=piece.account_id, found_on__isnull=True).exists()
    if lost is not None and not is_lost_already:
        lost_holders.open_lost(piece, lost, actor=actor)
    _record(piece, reason, {"returned again": returned_on.isoformat()}, actor)
    return piece


def _open(mail: ReturnedMail) -> ReturnedMail:
    """The piece, locked after its account and before its certificate; Conflict where it is closed."""
    piece = lock_mail(mail)
    if piece.closed_on is not None:
        raise Conflict(
            f"It was closed on {date_text(piece.closed_on)}: {piece.get_outcome_display().lower()}."
        )
    return piece


def _record(piece: ReturnedMail, reason: str, after: dict[str, str], actor: Actor) -> None:
    audit.record(
        "mail.returned",
        plan=piece.account.plan,
        target=piece.certificate or piece.account,
        reason=reason,
        after=after,
        actor=actor,
    )
    enqueue.on_commit("ledger.compute_deadlines", plan_id=piece.account.plan.pk)
