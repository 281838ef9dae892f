"""What a Right buys at an instant, for how much, why, and in which words of the plan's own paper."""

from datetime import datetime
from fractions import Fraction
from functools import cached_property
from typing import Any

from ledger.enums import Act
from ledger.errors import BackOfficeError
from ledger.pages.base import PlanPage
from ledger.pages.entitlements.forms import RightForm
from ledger.rules.exact import price_text
from ledger.rules.facts import PriceOf
from ledger.selectors import entitlements, market_prices, plan_day
from rightsadmin.common import formatting
from rightsadmin.common.shells import Action, DetailShell, Fact, FactsPanel, Panel

PRICES: tuple[tuple[PriceOf, str], ...] = (
    ("common", "One common share"),
    ("unit", "One Unit"),
    ("right", "One Right"),
)


class Right(PlanPage, DetailShell):
    """What a Right buys now, or at the instant and the price that are asked."""

    section = "previews"
    template_name = "ledger/entitlements/page.html"

    def get_object(self) -> Any:
        return self.plan()

    @cached_property
    def form(self) -> RightForm:
        return RightForm(self.request.GET if "at" in self.request.GET else None)

    @property
    def _asked(self) -> dict[str, Any]:
        return self.form.cleaned_data if self.form.is_bound and self.form.is_valid() else {}

    @property
    def at(self) -> datetime:
        """The instant asked of."""
        return self._asked.get("at") or plan_day.instant(self.plan())

    def title(self) -> str:
        return "What a Right buys"

    def lead(self) -> str:
        return f"At {formatting.instant(self.at)}. Void Rights buy nothing."

    def actions(self) -> list[Action]:
        return [
            *self.action_for(Act.FACT, "Record a price", self.url("event-record", "price")),
            *self.action_for(Act.ENTITLEMENT, "Fix what a Right buys", self.url("preview", "entitlement")),
        ]

    def page_context(self) -> dict[str, Any]:
        return super().page_context() | {"ask": self.form}

    def panels(self, tab: str) -> list[Panel]:
        return [FactsPanel(title="A Right buys", facts=self._answer()), self._prices()]

    def _answer(self) -> list[Fact]:
        told = self._asked.get("market_price")
        try:
            buys = entitlements.what_a_right_buys(
                self.plan(), self.at, market_price=Fraction(told) if told else None
            )
        except BackOfficeError as error:
            return [Fact(label="Waits", value=self.words_of(error))]
        cash = (
            [Fact(label="And cash", value=f"${price_text(buys.cash_per_right)}")]
            if buys.cash_per_right
            else []
        )
        return [
            Fact(label="A Right buys", value=f"{formatting.mixed(buys.per_right)} {buys.security}"),
            *cash,
            Fact(label="Exercise price", value=f"${price_text(buys.price_per_right)}", hint="for one Right"),
            Fact(label="Why", value=buys.reason),
            Fact(label="By", value=buys.citation),
        ]

    def _prices(self) -> Panel:
        found = [(label, market_prices.latest(self.plan(), of, self.at)) for of, label in PRICES]
        return FactsPanel(
            title="Prices on record",
            facts=[
                Fact(label=label, value=f"${price_text(price)}" if price is not None else "—")
                for label, price in found
            ],
            aside=True,
        )
