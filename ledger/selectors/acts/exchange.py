"""An exchange of Rights for common, in whole or in part, worked out on the ledger as it is (R48-R50)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from ledger.models import Plan, Resolution
from ledger.rules.course.acting import ExchangeOrder
from ledger.rules.exact import exact_text
from ledger.rules.exchange import (
    ExchangeLine,
    ExchangePreview,
    ExchangeTotals,
    exchange_lines,
)
from ledger.rules.findings import Finding
from ledger.selectors import alive, standing, trust
from ledger.selectors.acts import record_date, standing_against
from rightsadmin.common import clock


@dataclass(frozen=True)
class ExchangeTerms:
    """What the Board fixed: the portion of each holder's Rights, the ratio, the price of a fraction of a share, and
    how many shares are authorised and unissued.
    """

    portion: Decimal
    ratio: Decimal
    market_price: Decimal
    shares_available: Decimal
    has_substitute: bool = False

    @property
    def is_whole(self) -> bool:
        return self.portion == 1


@dataclass(frozen=True)
class ExchangeView:
    """What an exchange ordered at `at` would do, and every finding; `payload()` is what a second person approves."""

    at: datetime
    record_at: datetime | None
    terms: ExchangeTerms
    worked: ExchangePreview
    lines: tuple[ExchangeLine, ...]
    lines_digest: str
    citation: str
    in_trust: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.worked.findings

    @property
    def deliveries(self) -> tuple[tuple[int | str, int], ...]:
        """The whole shares of each holder."""
        return tuple((line.account, line.amount.shares) for line in self.lines)

    def payload(self) -> dict[str, Any]:
        totals = self.worked.totals
        return {
            "at": self.at.isoformat(),
            "record_at": self.record_at.isoformat() if self.record_at else None,
            "portion": f"{self.terms.portion.normalize():f}",
            "ratio": f"{self.terms.ratio.normalize():f}",
            "market_price": f"{self.terms.market_price:f}",
            "shares_available": f"{self.terms.shares_available.normalize():f}",
            "has_substitute": self.terms.has_substitute,
            "holders": totals.holders,
            "exchanged": exact_text(totals.exchanged),
            "kept": exact_text(totals.kept),
            "shares": totals.shares,
            "in_trust": self.in_trust,
            "fractions": exact_text(totals.fractions),
            "cash": f"{totals.cash:f}",
            "lines_digest": self.lines_digest,
        }


def exchange(
    plan: Plan, at: datetime, terms: ExchangeTerms, *, resolution: Resolution | None = None
) -> ExchangeView:
    """What would happen if the Board exchanged so much of the Rights at `at`: pro rata over each holder's Rights that
    are not void, whole shares delivered, the fraction of a share taken once a holder and paid in cash.
    """
    record_at = record_date.before_effect(resolution)
    holdings = list(alive.alive_by_holder(plan, record_at))
    lines = tuple(
        exchange_lines(
            holdings,
            portion=terms.portion,
            ratio=terms.ratio,
            market_price=terms.market_price,
        )
    )
    totals = ExchangeTotals()
    for line in lines:
        totals.add(line)
    order = ExchangeOrder(
        terms.ratio,
        totals.shares,
        terms.shares_available,
        terms.has_substitute,
        resolution.effective_at if resolution else None,
    )
    answer = standing.of(plan, at, without=resolution).exchange(order)
    found = [
        *answer.findings,
        *standing_against.findings(plan),
        *record_date.findings(plan, record_at, holdings),
    ]
    return ExchangeView(
        at,
        record_at,
        terms,
        replace(ExchangePreview(totals, ()), findings=tuple(found)),
        lines,
        _digest(lines),
        answer.citation,
        in_trust=trust.is_due(plan, clock.new_york_date(at)),
    )


def _digest(lines: Iterable[ExchangeLine]) -> str:
    sha = hashlib.sha256()
    for line in lines:
        amount = line.amount
        sha.update(f"{line.account}|{line.exchanged}|{amount.shares}|{amount.cash_in_lieu:f}\n".encode())
    return sha.hexdigest()
