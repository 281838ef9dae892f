"""What follows the reversal of a voiding: the certificates of those Rights are good again, or new ones take their
place.

Counsel and two persons reversed the posting; the void parts that rested on it are undone by that. A certificate that is
still outstanding is freed of its stop. Of one that was surrendered meanwhile, and of Rights that the separation gave no
certificate for because they were void, there is a new one: printed at once, released by the very approval of the
reversal.
"""

from collections.abc import Iterable

from certificates.enums import RunKind
from certificates.models import VoidPart
from certificates.press import fit_registration
from certificates.rules.content import CertificateContent, frozen_content
from certificates.rules.lifecycle import OUTSTANDING
from certificates.rules.numbering import certificate_number
from certificates.rules.words import in_words
from certificates.selectors import voided
from certificates.selectors.face import face_terms
from certificates.services import making, register_history, runs, stops
from certificates.services.allotment import mailing_panel, unprintable
from certificates.services.locks import lock_certificates
from certificates.services.making import Row
from ledger.enums import Act, BatchKind, Standing
from ledger.errors import RuleViolation
from ledger.models import Approval, Batch, HolderAccount
from ledger.selectors import plan_day, voiding
from ledger.services.acts.common import follows
from rightsadmin.common.actor import Actor


@follows(BatchKind.REVERSAL)
def bring_back(batch: Batch, approval: Approval, actor: Actor) -> None:
    """Frees the certificates whose last void part the reversal undid, and prints one for the Rights that came back to
    an account whose certificate is no more.
    """
    parts = VoidPart.objects.filter(batch=approval.target_id)
    outstanding = parts.filter(certificate__state__in=OUTSTANDING).values_list("certificate", flat=True)
    for certificate in lock_certificates(outstanding):
        if not voided.void_on(certificate):
            stops.lift_of_void(certificate, reason=str(batch), actor=actor)
    due = [
        (account, rights)
        for account in HolderAccount.objects.filter(pk__in=parts.values("certificate__account")).order_by(
            "number"
        )
        if (rights := voided.without_certificate(account))
    ]
    if due:
        _print(batch, approval, due, actor)


@follows(BatchKind.SEPARATION)
def make_up_for(batch: Batch, approval: Approval, actor: Actor) -> None:
    """Prints a certificate for each account whose Rights a reversal brought back and separated.

    RuleViolation where a registration cannot be printed.
    """
    if approval.act != Act.CORRECTION:
        return
    moved = batch.entries.filter(to_account__standing=Standing.CERTIFICATED).order_by("to_account__holder")
    given = {
        int(holder or 0): int(rights)
        for holder, rights in moved.values_list("to_account__holder", "quantity")
    }
    due = [
        (account, given[account.pk])
        for account in HolderAccount.objects.filter(pk__in=given).select_related("plan").order_by("number")
    ]
    for account, _ in due:
        _require_printable(account)
    if due:
        _print(batch, approval, due, actor)


def _require_printable(account: HolderAccount) -> None:
    if why := unprintable(account.registration_lines):
        raise RuleViolation(
            f"Account {account.number}: {why} Correct the registration first.",
            rule="R32",
            next_act=Act.REGISTRATION,
        )


def _print(batch: Batch, approval: Approval, due: Iterable[tuple[HolderAccount, int]], actor: Actor) -> None:
    plan = batch.plan
    run = runs.begin_with_face(
        face_terms(plan, plan_day.today(plan), signed=True),
        plan=plan,
        kind=RunKind.PRESENTATION,
        approval=approval,
        actor=actor,
    )
    # What was found of the owner counsel reads otherwise; the finding is withdrawn after this.
    first, legended = making.next_number(plan), voiding.ever_void(plan)
    rows = []
    for serial, (account, rights) in enumerate(due, start=first):
        content = CertificateContent(
            number=certificate_number(serial),
            rights=rights,
            rights_in_words=in_words(rights),
            registration=fit_registration(account.registration_lines),
            account=account.number,
            batch=f"{plan.slug}-{run.pk}",
            address=mailing_panel(account),
            void_legend=account.pk in legended,
        )
        rows.append(
            Row(
                account=account.pk,
                quantity=rights,
                content=frozen_content(content),
                content_sha256=content.digest(run.face_sha256),
                number=serial,
                void_legend=content.void_legend,
            )
        )
    making.make(run, [rows])
    register_history.write_allocated(run, reason=str(batch), actor=actor)
    runs.send_to_press(run)
