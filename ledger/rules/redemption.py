"""Redemption of the Rights: in whole, before the Distribution Date, at the Redemption Price (R43-R47)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from ledger.rules.dates import day_text, moment_text, new_york_date
from ledger.rules.exact import Exact, exact_text, to_cents, whole_and_fraction
from ledger.rules.facts import BadInput, exact_number
from ledger.rules.findings import Finding, block, hold, warn
from ledger.rules.movements import ZERO, Account
from ledger.rules.payments import (
    Payment,
    PaymentPolicy,
    PaymentTotals,
    paid_for,
    payment_totals,
    payments,
)
from ledger.rules.registry import decides
from ledger.rules.rights_at import OpenWindow, RightsAt


@dataclass(frozen=True, slots=True)
class RedemptionAmount:
    """What is due for some Rights: the exact amount in dollars, and the payment half-up to the cent (R44)."""

    amount: Fraction
    payment: Decimal


Form = Literal["cash", "common", "other"]


@dataclass(frozen=True, slots=True)
class Consideration:
    """What the Board pays the Redemption Price in (R45).

    In common: at `market_price` a share, of which `shares_available` are authorised and unissued. In another form:
    `words` say what, and the company delivers it.
    """

    form: Form = "cash"
    market_price: Fraction | None = None
    shares_available: Fraction = Fraction(0)
    words: str = ""


CASH = Consideration()


@dataclass(frozen=True, slots=True)
class RedemptionPreview:
    """What would happen if the Board redeemed now: the amount, the checks, what staff should see of them.

    `due` is Rights times price for all Rights together; `totals` the holders' payments in cash, which rounding makes
    differ from what is due in cash by `totals.remainder`, and the whole shares of a redemption in common.
    """

    due: RedemptionAmount
    totals: PaymentTotals
    findings: tuple[Finding, ...]


@decides(
    "R44",
    "Redemption Price",
    term="Redemption Price",
)
def redemption_amount(rights: Exact, redemption_price: Exact) -> RedemptionAmount:
    """Rights times the Redemption Price; 17,890,739 at $.0001 are $1,789.0739 (R44)."""
    amount = Fraction(rights) * Fraction(redemption_price)
    return RedemptionAmount(amount, to_cents(amount))


@decides(
    "R43",
    "Redemption window",
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
        findings.extend(rights.left_at(effective_at))
        findings.extend(_window(rights, effective_at, "takes effect"))
    return tuple(findings)


def redemption_preview(
    holdings: Iterable[tuple[Account, Decimal]],
    redemption_price: Exact,
    policy: PaymentPolicy,
    consideration: Consideration = CASH,
) -> RedemptionPreview:
    """The whole redemption worked out on the valid Rights of each holder; void ones are left out (R32)."""
    totals = payment_totals(redemption_lines(holdings, redemption_price, policy, consideration))
    findings = []
    if totals.shares > consideration.shares_available:
        findings.append(
            block(
                "R45",
                f"{totals.shares:,} shares are needed, {exact_text(consideration.shares_available)} authorised and "
                "unissued: let the Board pay in cash, or in another form.",
            )
        )
    if totals.unpaid_holders and consideration.form != "other":
        findings.append(
            warn(
                "R44",
                f"{totals.unpaid_holders:,} of {totals.holders:,} holders get nothing after rounding; all "
                f"together are paid {totals.paid:,f}, exactly due are {exact_text(totals.exact)}.",
            )
        )
    return RedemptionPreview(redemption_amount(totals.quantity, redemption_price), totals, tuple(findings))


@decides(
    "R45",
    "Form of redemption",
)
def redemption_in_common(amount: Exact, market_price: Exact) -> Fraction:
    """How many shares of common pay an amount, exact (R45): $1,789.0739 at 4.375 are 408.93."""
    return Fraction(amount) / Fraction(market_price)


def redemption_lines(
    holdings: Iterable[tuple[Account, Decimal]],
    redemption_price: Exact,
    policy: PaymentPolicy,
    consideration: Consideration = CASH,
) -> Iterator[Payment]:
    """Each holder's part in the form that the Board chose, all its Rights taken together (R45).

    In common: whole shares, and cash by the policy for the fraction of one. In another form nothing is paid in cash;
    `exact` is what that form has to be worth.
    """
    market = consideration.market_price
    for line in payments(holdings, redemption_price, policy):
        if consideration.form == "other":
            yield replace(line, paid=ZERO)
        elif market is not None:
            shares, fraction = whole_and_fraction(redemption_in_common(line.exact, market))
            rest = fraction * market
            yield replace(line, exact=rest, paid=paid_for(rest, policy), shares=shares)
        else:
            yield line


def consideration_of(told: Mapping[str, Any]) -> Consideration:
    """The form as a resolution tells it: `form`, `market_price`, `shares_available`, `consideration`; cash where it
    tells none. BadInput names what lacks.
    """
    form = told.get("form") or "cash"
    words = str(told.get("consideration") or "").strip()
    if form == "cash":
        return CASH
    if form == "other":
        if not words:
            raise BadInput(
                "consideration", "say what is paid in place of cash, and how much of it for a Right"
            )
        return Consideration("other", words=words)
    if form != "common":
        raise BadInput("form", f"{form!r} is none of cash, common and other")
    price = exact_number(told.get("market_price") or "0", "market_price")
    if price <= 0:
        raise BadInput("market_price", "state the price of a share of common that the amounts are paid at")
    return Consideration(
        "common", price, exact_number(told.get("shares_available") or "0", "shares_available")
    )


def _window(rights: RightsAt, at: datetime, what: str) -> list[Finding]:
    if rights.windows.redemption is not None:
        return _stated_window(rights, rights.windows.redemption, at, what)
    if rights.distribution_date is None:
        return []
    day, end = new_york_date(at), rights.distribution_date
    if held := rights.in_doubt(at, rights.distribution_at):
        return list(held)
    closed_at = rights.distribution_at
    if day > end or (closed_at and at >= closed_at):
        after = "after" if day > end else "at or after the close of business on"
        sentence = (
            f"It {what} {after} the Distribution Date, {day_text(end)}: the Rights are no longer redeemable."
        )
        return [block("R43", sentence)]
    if day == end:
        sentence = (
            f"It {what} on the Distribution Date, {day_text(end)}: ask counsel whether that is prior to it."
        )
        return [hold("DQ14", sentence)]
    return []


def _stated_window(rights: RightsAt, window: OpenWindow, at: datetime, what: str) -> list[Finding]:
    if held := rights.in_doubt(at, window.closes_at):
        return list(held)
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
