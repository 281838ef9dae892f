"""What if: hypothetical facts on the terms of a stored plan, answered by the same rules; nothing is written."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from ledger.models import Plan
from ledger.rules.exact import exact_text, price_text
from ledger.rules.facts import Event
from ledger.selectors import adjustments, balances, law, plan_day
from ledger.selectors.control_book import control_book
from ledger.selectors.terms import terms_as_of


def hypothesis(plan: Plan, supposed: Iterable[Event], *, with_recorded: bool) -> law.Dates:
    """The dates of the plan if the supposed events happened, beside the facts on record or instead of them.

    Each is judged by the terms of its own instant, the calendars are in their present versions. Everything supposed is
    taken as known, however far ahead it lies.
    """
    today = plan_day.today(plan)
    recorded = law.in_force(plan)
    asked = recorded if with_recorded else recorded.without_events(recorded.events)
    return asked.with_events(supposed).dates(today=today)


# The figures of a plan that a calculation starts from: the name in a scenario, the key of the term.
_FIGURES = {
    "units_per_right": "units_per_right",
    "multiple": "flip_in.multiple",
    "rights_per_share": "rights_per_share",
    "redemption_price": "redemption.price",
    "ratio": "exchange.ratio",
    "family": "adjustment.split_family",
}


def starting_figures(plan: Plan, kind: str = "") -> dict[str, Any]:
    """What the plan itself says of the figures a calculation of the kind asks for; a figure it does not state is left
    out.
    """
    today = plan_day.today(plan)
    terms = terms_as_of(plan, max(today, plan.agreement_date))
    keys = _FIGURES | ({"multiple": "flip_over.multiple"} if kind == "flip_over" else {})
    found = {name: terms[key].value for name, key in keys.items() if key in terms and terms[key].value}
    in_force = adjustments.figures(plan, plan_day.instant(plan))
    found["purchase_price"] = price_text(in_force.exercise_amount / in_force.units_per_right)
    found["rights_per_share"] = exact_text(in_force.rights_per_share)
    book = control_book(plan, today)
    if book:
        found["outstanding"] = _plainly(book.outstanding)
    alive = balances.totals(plan)
    found["rights"] = _plainly(alive.valid + alive.certificated)
    found["percents"] = ", ".join(_percentages({key: term.value for key, term in terms.items()}))
    return found


def _percentages(values: dict[str, Any]) -> list[str]:
    """The percentages of the prongs, as the terms write them, lowest first."""
    told = [
        (values.get("distribution.adverse_person") or {}).get("pct"),
        (values.get("distribution.stock_acquisition") or {}).get("pct"),
        (values.get("distribution.tender") or {}).get("pct"),
        values.get("distribution.immediate_pct"),
    ]
    return sorted({str(percent) for percent in told if percent is not None}, key=Decimal)


def _plainly(number: Decimal) -> str:
    return f"{number.normalize():f}"
