"""Redemption of the Rights: in whole, before the Distribution Date, at the Redemption Price (R43-R47).

8-K: "At any time prior to the Distribution Date ... the Company may redeem the Rights in whole, but not in
part, at a price of $.0001 per Right".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from ledger.rules.dates import day_text, moment_text, new_york_date
from ledger.rules.exact import Exact, exact_text, to_cents
from ledger.rules.findings import Finding, block, hold, warn
from ledger.rules.movements import Account
from ledger.rules.payments import PaymentPolicy, PaymentTotals, payment_totals, payments
from ledger.rules.registry import decides
from ledger.rules.rights_at import OpenWindow, RightsAt


@dataclass(frozen=True, slots=True)
class RedemptionAmount:
    """What is due for some Rights: the exact amount in dollars, and the payment half-up to the cent (R44)."""

    amount: Fraction
    payment: Decimal


@dataclass(frozen=True, slots=True)
class RedemptionPreview:
    """What would happen if the Board redeemed now: the amount, the checks, what stands against it.

    `due` is Rights times price for all Rights together; `totals` the holders' payments, which rounding makes
    differ from it by `totals.remainder`.
    """

    due: RedemptionAmount
    totals: PaymentTotals
    findings: tuple[Finding, ...]


@decides(
    "R44",
    "Redemption Price",
    "may redeem the Rights in whole, but not in part, at a price of $.0001 per Right "
    '(the "Redemption Price"), subject to adjustment in certain events',
    term="Redemption Price",
)
def redemption_amount(rights: Exact, redemption_price: Exact) -> RedemptionAmount:
    """Rights times the Redemption Price; 17,890,739 at $.0001 are $1,789.0739 (R44)."""
    amount = Fraction(rights) * Fraction(redemption_price)
    return RedemptionAmount(amount, to_cents(amount))


@decides(
    "R43",
    "Redemption window",
    "At any time prior to the Distribution Date, except as described below, the Company "
    "may redeem the Rights",
)
@decides("R46")
def redemption_findings(
    rights: RightsAt, *, in_whole: bool = True, effective_at: datetime | None = None
) -> tuple[Finding, ...]:
    """What forbids or holds a redemption ordered at `rights.at`; none: the Rights are redeemable (R43, R57).

    `effective_at` is a later time the resolution sets (R46); the Rights must still be redeemable then. On the
    Distribution Date itself the act is held: "prior to" may mean the date or the instant (DQ14).
    """
    findings = rights.general_findings()
    if not in_whole:
        findings.append(block("R44", "The Rights are redeemed in whole, not in part."))
    if rights.freeze is not None:
        findings.append(
            block(
                "R57",
                "No redemption while the Continuing Directors' 180 days run: the last frozen day is "
                f"{day_text(rights.freeze.last)}.",
            )
        )
    findings.extend(_window(rights, rights.at, "is ordered"))
    if effective_at is not None and effective_at != rights.at:
        if effective_at < rights.at:
            findings.append(block("R46", "A redemption cannot take effect before the Board orders it."))
        findings.extend(_window(rights, effective_at, "takes effect"))
    return tuple(findings)


def redemption_preview(
    rights: RightsAt,
    holdings: Iterable[tuple[Account, Decimal]],
    redemption_price: Exact,
    policy: PaymentPolicy,
    *,
    effective_at: datetime | None = None,
) -> RedemptionPreview:
    """The whole redemption worked out on the valid Rights of each holder; void ones are left out (R32)."""
    totals = payment_totals(payments(holdings, redemption_price, policy))
    findings = list(redemption_findings(rights, effective_at=effective_at))
    if totals.unpaid_holders:
        findings.append(
            warn(
                "R44",
                f"{totals.unpaid_holders:,} of {totals.holders:,} holders get nothing after rounding; all "
                f"together are paid {totals.paid:,f}, exactly due are {exact_text(totals.exact)}.",
            )
        )
    return RedemptionPreview(redemption_amount(totals.quantity, redemption_price), totals, tuple(findings))


def redemption_in_common(amount: Exact, market_price: Exact) -> Fraction:
    """How many shares of common pay an amount, exact (R45): $1,789.0739 at 4.375 are 408.93."""
    return Fraction(amount) / Fraction(market_price)


def _window(rights: RightsAt, at: datetime, what: str) -> list[Finding]:
    if rights.windows.redemption is not None:
        return _stated_window(rights.windows.redemption, at, what)
    if rights.distribution_date is None:
        return []
    day, end = new_york_date(at), rights.distribution_date
    if day > end:
        sentence = (
            f"It {what} after the Distribution Date, {day_text(end)}: the Rights are no longer redeemable."
        )
        return [block("R43", sentence)]
    if day == end:
        sentence = (
            f"It {what} on the Distribution Date, {day_text(end)}: ask counsel whether that is prior to it."
        )
        return [hold("DQ14", sentence)]
    return []


def _stated_window(window: OpenWindow, at: datetime, what: str) -> list[Finding]:
    if window.is_late(at):
        ended = moment_text(window.closes_at) if window.closes_at else ""
        return [
            block(
                "R43",
                f"It {what} at {moment_text(at)}. The Rights may be redeemed {window.words}, and that came at "
                f"{ended}: they are no longer redeemable.",
            )
        ]
    if window.is_early(at):
        return [block("R43", f"It {what} too early: the Rights may be redeemed {window.words}.")]
    return []
