"""Who gets a certificate for how many Rights at the close of business on the Distribution Date (R25, R26).

The certificate quantity is of rights-bearing shares, not of all shares: a share issued on the Distribution Date itself
carries no Right (R4, DQ11).
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ledger.rules.exact import Exact, exact_text, to_cents
from ledger.rules.findings import Finding, block, hold
from ledger.rules.movements import ZERO, Account
from ledger.rules.registry import decides


@dataclass(frozen=True, slots=True)
class WithholdReason:
    """Why Rights of an account get no certificate now: all of them (`quantity` None) or so many."""

    kind: str
    sentence: str
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AccountAtClose:
    """One registered account at the close on the Distribution Date.

    `rights` are all its outstanding Rights, void ones included; `void_posted` of them are void in the ledger
    already and `void_found` are by findings not posted yet. `shares_without_rights` were issued on or after
    the Distribution Date. An account with no usable address, or of a person known to have died, is withheld.
    """

    account: Account
    rights: Decimal
    void_posted: Decimal = ZERO
    void_found: Decimal = ZERO
    withhold: tuple[WithholdReason, ...] = ()
    has_address: bool = True
    is_deceased: bool = False
    is_nominee: bool = False
    shares_without_rights: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class SeparationLine:
    """What one account gets: `rights` = `certificate` + `void` + `withheld` + `fraction`, always.

    `certificate` is a whole number of Rights; `fraction` (below one) is paid in cash (section 14);
    `void_to_post` is the part of `void` that the separation itself must post. `reason` says why Rights are
    withheld or void, `exception` what staff should look at.
    """

    account: Account
    rights: Decimal
    certificate: Decimal
    void: Decimal = ZERO
    withheld: Decimal = ZERO
    fraction: Decimal = ZERO
    void_to_post: Decimal = ZERO
    reason: str = ""
    exception: str = ""


@dataclass
class SeparationTotals:
    """The running totals of a separation, added line by line so that no list is held.

    `right_price` is the price of a Right that the company stated, None where it stated none: what the fractions, which
    are cancelled, are paid at.
    """

    right_price: Fraction | None = None

    lines: int = 0
    certificates: int = 0
    rights: Decimal = ZERO
    certificate_rights: Decimal = ZERO
    void: Decimal = ZERO
    withheld: Decimal = ZERO
    fractions: Decimal = ZERO
    exceptions: int = 0
    paid_holders: int = 0
    due: Fraction = field(default_factory=Fraction)
    paid: Decimal = ZERO
    _paid_lines: Any = field(default_factory=hashlib.sha256)

    def add(self, line: SeparationLine) -> None:
        """Count one line."""
        self.lines += 1
        self.certificates += line.certificate > 0
        self.rights += line.rights
        self.certificate_rights += line.certificate
        self.void += line.void
        self.withheld += line.withheld
        self.fractions += line.fraction
        self.exceptions += bool(line.exception)
        if line.fraction:
            self._add_payment(line)

    def _add_payment(self, line: SeparationLine) -> None:
        price = self.right_price or Fraction()
        paid = fraction_payment(line.fraction, price)
        self.paid_holders += 1
        self.due += Fraction(line.fraction) * price
        self.paid += paid
        self._paid_lines.update(f"{line.account}|{Fraction(line.fraction)}|{paid:f}\n".encode())

    @property
    def paid_digest(self) -> str:
        """SHA-256 of who is paid for which fraction how much, in order."""
        return str(self._paid_lines.hexdigest())

    @property
    def fractions_told(self) -> dict[str, Any]:
        """What a second person approves of the cash for the fractions; empty where there are none."""
        if not self.fractions:
            return {}
        return {
            "fractions": {
                "price": exact_text(self.right_price or 0),
                "holders": self.paid_holders,
                "quantity": exact_text(self.fractions),
                "due": str(self.due),
                "paid": f"{self.paid:.2f}",
                "lines_digest": self.paid_digest,
            }
        }

    def findings(self, rights_outstanding: Decimal) -> tuple[Finding, ...]:
        """What stands against the release: certificates, withheld, void and fractions must make the total (R25), and a
        fraction has its price (section 14).
        """
        accounted = self.certificate_rights + self.withheld + self.void + self.fractions
        found = []
        if accounted != rights_outstanding:
            found.append(
                block(
                    "R25",
                    f"Certificates for {self.certificate_rights:,f}, withheld {self.withheld:,f}, void "
                    f"{self.void:,f} and fractions {self.fractions:,f} make {accounted:,f} Rights, but "
                    f"{rights_outstanding:,f} are outstanding: reconcile the holders before any release.",
                )
            )
        if self.fractions and self.right_price is None:
            found.append(
                hold(
                    "R25",
                    f"{self.fractions.normalize():,f} Rights are fractions, which are paid in cash and end: the "
                    "company must state the price of a Right (Agreement, section 14).",
                    next_act="fact",
                )
            )
        return tuple(found)


@decides(
    "R25",
    "Mass issue",
)
@decides(
    "R26",
    "Sole evidence",
)
def separate(accounts: Iterable[AccountAtClose]) -> Iterator[SeparationLine]:
    """One line for each account that holds Rights or is otherwise worth a look, in the order given."""
    for account in accounts:
        if account.rights or account.shares_without_rights or account.void_found:
            yield separation_line(account)


def separation_line(account: AccountAtClose) -> SeparationLine:
    """What one account gets at the separation.

    Void Rights come first and get no certificate (section 3); then what is withheld, its fraction too; of the rest the
    whole Rights are certificated and the fraction is paid in cash.
    """
    rights = account.rights
    void = min(account.void_posted + account.void_found, rights)
    free = rights - void
    reasons = [*account.withhold, *_withheld_by_state(account)]
    withheld = _withheld(reasons, free)
    certificate = (free - withheld) // 1
    return SeparationLine(
        account=account.account,
        rights=rights,
        certificate=certificate,
        void=void,
        withheld=withheld,
        fraction=free - withheld - certificate,
        void_to_post=void - account.void_posted,
        reason=_reason(void, withheld, reasons),
        exception=_exception(account),
    )


def fraction_payment(fraction: Exact, right_price: Exact) -> Decimal:
    """Cash for a fraction of a Right: at the closing price of a Right on the Trading Day before, or the
    Board's fair value where there is none; half-up to the cent (section 14).
    """
    return to_cents(Fraction(fraction) * Fraction(right_price))


def _withheld_by_state(account: AccountAtClose) -> Iterator[WithholdReason]:
    if not account.has_address:
        yield WithholdReason("bad_address", "No address to mail a certificate to.")
    if account.is_deceased:
        yield WithholdReason("deceased", "The holder has died: legal papers are awaited.")


def _withheld(reasons: Iterable[WithholdReason], free: Decimal) -> Decimal:
    total = ZERO
    for reason in reasons:
        if reason.quantity is None:
            return free
        total += reason.quantity
    return min(total, free)


def _reason(void: Decimal, withheld: Decimal, reasons: Iterable[WithholdReason]) -> str:
    sentences = [f"{void:,f} Rights are void and get no certificate."] if void else []
    if withheld:
        sentences += [reason.sentence for reason in reasons]
    return " ".join(sentences)


def _exception(account: AccountAtClose) -> str:
    sentences = []
    if account.void_posted + account.void_found > account.rights:
        sentences.append(
            f"Findings reach {account.void_posted + account.void_found:,f} Rights, the account holds "
            f"{account.rights:,f}: all are taken as void; ask where the others went."
        )
    if account.shares_without_rights:
        sentences.append(
            f"{account.shares_without_rights:,f} shares were issued on or after the Distribution Date and "
            "carry no Right."
        )
    if account.is_nominee and account.void_found:
        sentences.append("Void Rights inside a nominee's account: the nominee must be told which they are.")
    return " ".join(sentences)


def closed_day_findings(separated_on: date | None, effective_on: date) -> tuple[Finding, ...]:
    """What forbids a posting of a day before the separation: that day is closed (I5)."""
    if separated_on is None or effective_on >= separated_on:
        return ()
    sentence = (
        f"{effective_on} lies before the separation of {separated_on}: that day is closed, and what its holders had is "
        "in certificates. Let shares move on a day from the separation on; Rights go with their certificate, which is "
        "presented."
    )
    return (block("I5", sentence, next_act="presentation"),)
