"""How a calculation comes to its answer, line by line: the worksheet beside each figure of the what-if page.

The lines are told from the same rules that answer; each names its formula, the figures put in, and the exact value.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ledger.rules.adjustment import Figures, fold
from ledger.rules.exact import UNIT_PLACES, exact_text, money_text, price_text, trimmed
from ledger.rules.facts import exact_number
from ledger.rules.flip_in import TWICE, units_for_exercise_price
from ledger.rules.prices import exercise_price
from ledger.rules.wire import read_steps
from ledger.rules.wire.reader import Reader
from ledger.selectors.whatif.calculations import answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from fractions import Fraction


@dataclass(frozen=True)
class Line:
    """One line: what it is, how it is worked out in figures, what it comes to, and the section that says so."""

    label: str
    working: str
    value: str
    section: str = ""


def worksheet(calculation: Mapping[str, Any]) -> tuple[Line, ...]:
    """The lines behind the answer to one calculation; BadInput as `answer` raises it."""
    answered = answer(calculation)
    return tuple(_WORKINGS[calculation["kind"]](calculation, answered))


def _figure(calculation: Mapping[str, Any], key: str) -> Fraction:
    return exact_number(calculation[key], key)


def _counted(number: Fraction) -> str:
    return f"{Decimal(exact_text(number)):,f}"


def _thresholds(given: Mapping[str, Any], answered: Mapping[str, Any]) -> list[Line]:
    outstanding = _figure(given, "outstanding")
    return [
        Line(
            f"At least {percent}%",
            f"{percent}% of {_counted(outstanding)} is {exact_text(outstanding * exact_number(percent) / 100)}; "
            "the smallest whole number of shares not below it",
            f"{shares:,} shares",
            "R12, R13, R17",
        )
        for percent, shares in zip(given["percents"], answered["shares"], strict=True)
    ]


def _flip(given: Mapping[str, Any], answered: Mapping[str, Any]) -> list[Line]:
    price, units = _figure(given, "purchase_price"), _figure(given, "units_per_right")
    market, rights = _figure(given, "market_price"), _figure(given, "rights")
    amount = exercise_price(price, units)
    multiple = _figure(given, "multiple") if given.get("multiple") else TWICE
    each = units_for_exercise_price(amount, market, multiple)
    return [
        Line(
            "Exercise price of a Right",
            f"{exact_text(price)} × {exact_text(units)}",
            f"${price_text(amount)}",
            "R30",
        ),
        Line(
            "What a Right buys",
            f"{exact_text(multiple)} × {exact_text(amount)} ÷ {exact_text(market)}, to seven decimals half-up",
            answered["units_per_right"],
            "R29, R35",
        ),
        Line(
            "For all Rights elected, the fraction taken once",
            f"{_counted(rights)} × {exact_text(each)} = {exact_text(rights * each)}",
            f"{answered['units']:,}",
            "R42",
        ),
        Line(
            "Cash for the fraction",
            f"{exact_text(rights * each - answered['units'])} × {exact_text(market)}, half-up to the cent",
            f"${answered['cash_in_lieu']}",
            "R42",
        ),
        Line(
            "Amount payable",
            f"{_counted(rights)} × {exact_text(amount)}",
            f"${answered['amount_payable']}",
            "R30",
        ),
    ]


def _redemption(given: Mapping[str, Any], answered: Mapping[str, Any]) -> list[Line]:
    working = f"{_counted(_figure(given, 'rights'))} × {exact_text(_figure(given, 'redemption_price'))}"
    return [
        Line("Amount due", working, f"${answered['amount']}", "R44"),
        Line("Payment", "the amount due, half-up to the cent", f"${answered['payment']}", "R44"),
    ]


def _exchange(given: Mapping[str, Any], answered: Mapping[str, Any]) -> list[Line]:
    rights, ratio = _figure(given, "rights"), _figure(given, "ratio")
    market, due = _figure(given, "market_price"), rights * ratio
    return [
        Line(
            "Whole shares",
            f"{_counted(rights)} × {exact_text(ratio)} = {exact_text(due)}",
            f"{answered['shares']:,}",
            "R50",
        ),
        Line(
            "Cash for the fraction of a share",
            f"{exact_text(due - answered['shares'])} × {exact_text(market)}, half-up to the cent",
            f"${answered['cash_in_lieu']}",
            "R50",
        ),
    ]


def _adjustment(given: Mapping[str, Any], answered: Mapping[str, Any]) -> list[Line]:
    opening = Figures.opening(
        purchase_price=_figure(given, "purchase_price"),
        units_per_right=_figure(given, "units_per_right"),
        rights_per_share=_figure(given, "rights_per_share"),
        outstanding=_figure(given, "outstanding"),
    )
    sheet = fold(opening, read_steps(Reader(given)))
    lines = [
        Line(
            f"Step {number}: {step['kind'].replace('_', ' ')}",
            f"factor {exact_text(line.factor)}, with what is carried {exact_text(line.cumulative)}; "
            f"exact price {exact_text(line.exact_purchase_price)}, "
            f"exact Units {exact_text(line.exact_units_per_right)}. {line.reason}",
            f"${price_text(line.after.purchase_price)}, {trimmed(line.after.units_per_right, UNIT_PLACES)} Units",
            "R37–R41; 11(e)",
        )
        for number, (step, line) in enumerate(zip(given["steps"], sheet.lines, strict=True), start=1)
    ]
    closing = sheet.closing
    return [
        *lines,
        Line(
            "Exercise amount of a Right",
            "what an adjustment keeps whole",
            f"${money_text(closing.exercise_amount)}",
            "11(e)",
        ),
        Line(
            "Rights outstanding",
            f"{exact_text(closing.outstanding)} shares × {exact_text(closing.rights_per_share)} Rights",
            answered["rights_outstanding"],
            "R37",
        ),
        Line(
            "Carried forward under 1%",
            "factors not yet released",
            ", ".join(answered["carried"]) or "none",
            "R41; 11(e)",
        ),
    ]


_WORKINGS: dict[str, Callable[[Mapping[str, Any], Mapping[str, Any]], list[Line]]] = {
    "thresholds": _thresholds,
    "flip_in": _flip,
    "flip_over": _flip,
    "redemption": _redemption,
    "exchange": _exchange,
    "adjustment": _adjustment,
}
