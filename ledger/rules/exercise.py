"""Exercising a Right: when it may be done, what it costs, what it buys, what becomes of the fraction.

R23, R24, R42, section 7.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from ledger.rules.dates import moment_text, new_york_date
from ledger.rules.exact import Exact, exact_text, to_cents, whole_and_fraction
from ledger.rules.findings import Finding, block, hold
from ledger.rules.registry import decides
from ledger.rules.rights_at import RightsAt

# The longest time for which the company may suspend the exercise, in calendar days (section 9).
SUSPENSION_DAYS = 90


@dataclass(frozen=True, slots=True)
class ExerciseSettlement:
    """What one election comes to: `delivered` whole Units (or shares) and the fraction in cash, once.

    `per_right` and `fraction` are exact; `cash_in_lieu` and `amount_payable` are half-up cents.
    """

    rights: Fraction
    per_right: Fraction
    delivered: int
    fraction: Fraction
    cash_in_lieu: Decimal
    amount_payable: Decimal


@dataclass(frozen=True, slots=True)
class ElectedRights:
    """A holder's form of election to purchase, as it came in (section 7).

    `on_certificate` Rights stand on the certificate surrendered, `void` of them are void. `answers` are boxes
    1 and 2 of the certificate part, whether the holder is or got the Rights from an Acquiring Person: None is
    a box left blank.
    """

    rights: Decimal
    on_certificate: Decimal
    tendered: Decimal
    is_signed: bool = True
    is_guaranteed: bool = True
    answers: tuple[bool | None, ...] = (False, False)
    void: Decimal = Decimal(0)


def par_findings(*, price: Exact, per_right: Exact, par: Exact | None, security: str) -> tuple[Finding, ...]:
    """What forbids that a Right buys `per_right` of the security for its price: each would cost less than its par.

    Shares are validly issued and fully paid for their par at least; before the price falls below it the company takes
    what corporate action is needed (section 11(k)). No par is stated (None), or it bought nothing: nothing forbids it.
    """
    if par is None or not per_right or Fraction(price) >= Fraction(par) * Fraction(per_right):
        return ()
    each = Fraction(price) / Fraction(per_right)
    return (
        block(
            "section 11(k)",
            f"Each of the {security} would cost ${exact_text(each)}, below its par of ${exact_text(par)}: the company "
            "first lowers the par, by an amendment.",
            next_act="amendment",
        ),
    )


@decides(
    "R42",
    "Fractions of Units",
)
def settle_election(
    *, rights: Exact, price_per_right: Exact, per_right: Exact, market_price: Exact
) -> ExerciseSettlement:
    """One election settled: all its Rights are added up first and the fraction is taken once (R42).

    The fraction is paid at `market_price` of what is delivered; nothing is rounded before the two amounts.
    """
    delivered, fraction = whole_and_fraction(Fraction(rights) * Fraction(per_right))
    return ExerciseSettlement(
        rights=Fraction(rights),
        per_right=Fraction(per_right),
        delivered=delivered,
        fraction=fraction,
        cash_in_lieu=to_cents(fraction * Fraction(market_price)),
        amount_payable=to_cents(Fraction(rights) * Fraction(price_per_right)),
    )


@decides(
    "R23",
    "Not exercisable until the Distribution Date",
)
@decides(
    "R28",
    "Flip-in before the Distribution Date",
)
def exercise_findings(rights: RightsAt) -> tuple[Finding, ...]:
    """What forbids or holds any exercise at `rights.at`: allowed from the Distribution Date to the close of
    the Expiration Date, unless ended or suspended (R23, R24, R46, section 9).
    """
    findings = rights.general_findings()
    if rights.distribution_at is None:
        findings.append(block("R23", "The Rights are not exercisable: there is no Distribution Date."))
    elif not rights.is_separated:
        begins = moment_text(rights.distribution_at)
        findings.append(block("R23", f"The Rights are not exercisable before {begins}: log and return."))
    if rights.is_suspended:
        findings.append(hold("section 9", "Exercise is suspended until the company announces its end."))
    return tuple(findings)


def last_day_of_suspension(since: datetime) -> date:
    """The ninetieth day after that of the announcement: no suspension lasts longer (section 9)."""
    return new_york_date(since) + timedelta(days=SUSPENSION_DAYS)


def election_findings(election: ElectedRights, amount_payable: Decimal) -> tuple[Finding, ...]:
    """Every defect of one election at once; a blank or "yes" in boxes 1 and 2 waits for the company (20)."""
    findings = []
    if election.rights <= 0 or election.rights > election.on_certificate:
        findings.append(
            block(
                "section 7",
                f"{election.rights:,f} Rights are elected, it bears {election.on_certificate:,f}.",
            )
        )
    if election.rights > election.on_certificate - election.void:
        findings.append(block("R32", f"{election.void:,f} Rights on the certificate are void."))
    if not election.is_signed:
        findings.append(block("section 7", "The election or its certificate part is not signed: return it."))
    if not election.is_guaranteed:
        findings.append(block("section 7", "The signature is not guaranteed: return it."))
    if not election.answers or any(answer is not False for answer in election.answers):
        findings.append(
            hold("section 20", "A box of the certificate part is blank or answered yes: consult the company.")
        )
    if election.tendered < amount_payable:
        findings.append(
            block("section 7", f"{election.tendered:,f} was tendered, {amount_payable:,f} is payable.")
        )
    return tuple(findings)
