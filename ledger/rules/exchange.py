"""Exchange of Rights for common shares at the Board's order (R48-R50, DQ5, section 24)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from ledger.rules.carrying import RIGHTS_PLACES
from ledger.rules.dates import day_text, moment_text, new_york_date
from ledger.rules.exact import Exact, exact_text, half_up, to_cents, whole_and_fraction
from ledger.rules.findings import Finding, block, hold
from ledger.rules.movements import Account
from ledger.rules.registry import decides
from ledger.rules.rights_at import RightsAt

# A house rule: an exchange that the plan makes by itself is proposed within so many days of its cause.
PROPOSE_WITHIN_DAYS = 10


@dataclass(frozen=True, slots=True)
class ExchangeAmount:
    """What some Rights are exchanged for: whole shares, and cash in cents for the exact fraction."""

    shares: int
    fraction: Fraction
    cash_in_lieu: Decimal


@dataclass(frozen=True, slots=True)
class ExchangeLine:
    """One holder's part: the Rights given up (exact), what they bring, and the Rights kept."""

    account: Account
    exchanged: Fraction
    kept: Fraction
    amount: ExchangeAmount


@dataclass
class ExchangeTotals:
    """The running totals of an exchange; shares, and fractions of a share, add up to Rights times ratio."""

    holders: int = 0
    exchanged: Fraction = Fraction(0)
    kept: Fraction = Fraction(0)
    shares: int = 0
    fractions: Fraction = Fraction(0)
    cash: Decimal = Decimal(0)

    def add(self, line: ExchangeLine) -> None:
        """Count one line."""
        self.holders += 1
        self.exchanged += line.exchanged
        self.kept += line.kept
        self.shares += line.amount.shares
        self.fractions += line.amount.fraction
        self.cash += line.amount.cash_in_lieu


@dataclass(frozen=True, slots=True)
class ExchangePreview:
    """What would happen if the Board exchanged the Rights now, and what stands against it."""

    totals: ExchangeTotals
    findings: tuple[Finding, ...]


@decides(
    "R50",
    "Exchange ratio",
)
def exchange_amount(rights: Exact, ratio: Exact, market_price: Exact) -> ExchangeAmount:
    """Rights times the exchange ratio, the fraction of a share paid at the market price (R50, section 24)."""
    shares, fraction = whole_and_fraction(Fraction(rights) * Fraction(ratio))
    return ExchangeAmount(shares, fraction, to_cents(fraction * Fraction(market_price)))


@decides(
    "R48",
    "Exchange window",
)
def exchange_findings(
    rights: RightsAt,
    *,
    ratio: Exact | None,
    shares_needed: Exact,
    shares_available: Exact,
    has_substitute: bool = False,
    effective_at: datetime | None = None,
) -> tuple[Finding, ...]:
    """What forbids or holds an exchange ordered at `rights.at`.

    It is allowed within the window that the plan's terms state; where they state none, from the first
    Flip-In Event up to, not including, the Distribution Date, and held elsewhere (DQ5).
    `ratio` None: the agreement's ratio is not recorded (DQ19). Authorised and unissued common must
    suffice unless the Board has resolved a substitute (R50). `effective_at` is a later time that the resolution sets:
    the Rights must still be exchangeable then (R48).
    """
    findings = rights.general_findings()
    findings.extend(window_findings(rights))
    if effective_at is not None and effective_at != rights.at:
        if effective_at < rights.at:
            findings.append(block("R48", "An exchange cannot take effect before the Board orders it."))
        findings.extend(rights.left_at(effective_at))
        findings.extend(window_findings(replace(rights, at=effective_at)))
    if ratio is None:
        findings.append(hold("R50", "The exchange ratio is not recorded: the Board must state it."))
    if Fraction(shares_needed) > Fraction(shares_available) and not has_substitute:
        findings.append(
            block(
                "R50",
                f"{exact_text(shares_needed)} shares are needed, {exact_text(shares_available)} authorised and "
                "unissued: the Board must resolve a substitute.",
            )
        )
    return tuple(findings)


def window_findings(rights: RightsAt) -> list[Finding]:
    """What the window of exchange says at `rights.at`; nothing: it is open (R48, DQ5)."""
    window = rights.windows.exchange
    if window is None:
        return _unstated_window(rights)
    if held := rights.in_doubt(rights.at, window.closes_at):
        return list(held)
    if window.is_late(rights.at):
        ended = moment_text(window.closes_at) if window.closes_at else ""
        return [
            block(
                "R48",
                f"The Rights may be exchanged {window.words}, and that came at {ended}: it is too late.",
            )
        ]
    if window.is_early(rights.at):
        return [block("R48", f"The Rights may be exchanged {window.words}: that has not come.")]
    return []


def _unstated_window(rights: RightsAt) -> list[Finding]:
    """Where the paper is silent: from the first Flip-In Event to the Distribution Date; else counsel is asked."""
    findings = []
    if not rights.is_flipped_in:
        findings.append(
            hold("DQ5", "No Flip-In Event has occurred: ask counsel whether the Rights may be exchanged now.")
        )
    if rights.distribution_date is not None and rights.day >= rights.distribution_date:
        findings.append(
            hold(
                "DQ5",
                f"The Distribution Date, {day_text(rights.distribution_date)}, has come, and the plan does not say "
                "whether the Rights may be exchanged after it: ask counsel.",
            )
        )
    return findings


def exchange_lines(
    holdings: Iterable[tuple[Account, Decimal]], *, portion: Exact, ratio: Exact, market_price: Exact
) -> Iterator[ExchangeLine]:
    """Each holder's valid Rights exchanged in part (`portion` above 0, up to 1), pro rata (R50).

    Every holder's Rights are taken together before the fraction of a share is taken once. A portion that ten decimals
    do not express is rounded half-up to them, and the rest stays with the holder.
    """
    for account, valid in holdings:
        exchanged = Fraction(half_up(Fraction(valid) * Fraction(portion), RIGHTS_PLACES))
        amount = exchange_amount(exchanged, ratio, market_price)
        yield ExchangeLine(account, exchanged, Fraction(valid) - exchanged, amount)


def propose_exchange_by(since: datetime) -> date:
    """The day by which an exchange that the plan makes by itself is proposed: the papers say promptly."""
    return new_york_date(since) + timedelta(days=PROPOSE_WITHIN_DAYS)
