"""Certificates whose Rights became void after they were mailed, in whole or in part (R32, section 7(e))."""

from collections.abc import Collection, Iterable
from decimal import Decimal

from django.db.models import QuerySet, Sum

from certificates.enums import CertificateState
from certificates.models import Certificate, VoidPart
from certificates.rules.lifecycle import OUTSTANDING
from ledger.enums import Instrument, Standing
from ledger.models import Entry, HolderAccount, Plan
from ledger.selectors import balances, transferees, voiding


def standing() -> QuerySet[VoidPart]:
    """The void parts whose posting was not reversed."""
    return VoidPart.objects.exclude(batch__entries__reversed_by__isnull=False)


def void_of(certificates: Collection[Certificate]) -> dict[int, int]:
    """Certificate -> the Rights it says that are void."""
    rows = standing().filter(certificate__in=certificates).order_by()
    return dict(
        rows.values_list("certificate").annotate(void=Sum("quantity")).values_list("certificate", "void")
    )


def void_on(certificate: Certificate) -> int:
    """The Rights that the certificate says and that are void."""
    return void_of([certificate]).get(certificate.pk, 0)


def live_on(certificate: Certificate) -> int:
    """The Rights that the certificate evidences: those it says, less the void ones."""
    return int(certificate.quantity) - void_on(certificate)


def replacements_due(plan: Plan) -> list[tuple[Certificate, int]]:
    """Each certificate in its holder's hands that is void in part, with the Rights for which another one is due."""
    parts = standing().filter(certificate__plan=plan, certificate__state__in=OUTSTANDING)
    found = Certificate.objects.filter(pk__in=parts.values("certificate")).select_related("account")
    rows = list(found.defer("content").order_by("number"))
    void = void_of(rows)
    return [
        (row, row.quantity - void[row.pk]) for row in rows if row.pk in void and row.quantity > void[row.pk]
    ]


def without_paper(plan: Plan) -> int:
    """The certificated Rights that became void before any certificate for them was printed."""
    made_void = Entry.objects.filter(
        batch__plan=plan,
        instrument=Instrument.RIGHTS,
        from_account__standing=Standing.CERTIFICATED,
        to_account__standing=Standing.VOID,
        reversed_by__isnull=True,
    ).aggregate(rights=Sum("quantity"))["rights"]
    papers = standing().filter(certificate__plan=plan).aggregate(rights=Sum("quantity"))["rights"]
    return int(made_void or 0) - int(papers or 0)


def without_certificate(account: HolderAccount) -> int:
    """The certificated Rights of an account that none of its outstanding certificates evidences; nothing where it never
    had a certificate, for then the next run makes one.
    """
    rows = Certificate.objects.filter(account=account).exclude(state=CertificateState.VOIDED).defer("content")
    if not rows:
        return 0
    outstanding = [row for row in rows if row.state in OUTSTANDING]
    void = void_of(outstanding)
    held = balances.account_balance(account.plan, account.pk).rights.get(Standing.CERTIFICATED, Decimal())
    return int(held) - sum(row.quantity - void.get(row.pk, 0) for row in outstanding)


def against_account(certificate: Certificate, presented: int, outstanding: int) -> Iterable[str]:
    """The sentences of what waits on the certificate's account: a voiding that is not posted, and counsel's word.

    `presented` of its `outstanding` Rights are presented together: what would be left is what may wait.
    """
    plan, left = certificate.plan, max(outstanding - presented, 0)
    account = certificate.account_id
    asked = transferees.in_question(plan).get(account, 0)
    if asked > left:
        yield (
            f"{asked:,f} Rights of the account came from an Acquiring or Adverse Person and wait for counsel's word "
            "whether they are void (section 7(e))."
        )
    due = sum(row.to_void for row in voiding.preview(plan).decisions if int(row.account) == account)
    if due > left:
        yield f"{due:,f} Rights of the account are void by the findings on record: post the voiding first."
