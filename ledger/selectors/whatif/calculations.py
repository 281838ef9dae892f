"""Worked calculations on hypothetical figures: what `simulate` and the what-if page answer.

A calculation is a mapping with a `kind`; numbers travel as strings and are exact decimals, and so do the
answers, except whole numbers of shares and Units. Nothing here reads or changes a stored plan.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ledger.rules.acquiring_person import threshold_shares
from ledger.rules.adjustment import AdjustmentError, AdjustmentPolicy, Figures, apply_step
from ledger.rules.exact import UNIT_PLACES, exact_text, money_text, price_text, trimmed
from ledger.rules.exchange import exchange_amount
from ledger.rules.exercise import settle_election
from ledger.rules.facts import BadInput
from ledger.rules.flip_in import TWICE, units_for_exercise_price
from ledger.rules.prices import exercise_price
from ledger.rules.redemption import redemption_amount
from ledger.rules.wire import read_steps
from ledger.rules.wire.reader import Reader, read_percent


def answer(calculation: Mapping[str, Any], path: str = "") -> dict[str, Any]:
    """The answer to one calculation: thresholds, flip_in, flip_over, redemption, exchange or adjustment.

    `path` is the place of the calculation in its file. An unknown kind or key, a missing figure, or a number
    that is none or out of range raises BadInput naming the place.
    """
    figures = Reader(calculation, path)
    figures.remarks("expected", "name", "why")
    answered = _KINDS[figures.one_of("kind", _KINDS)](figures)
    figures.finish()
    return answered


def _thresholds(figures: Reader) -> dict[str, Any]:
    """The smallest whole number of shares that is at least each percentage (R12, R13, R17)."""
    outstanding = figures.positive("outstanding")
    percents = (read_percent(given, place) for place, given in figures.items("percents"))
    return {"shares": [threshold_shares(outstanding, percent) for percent in percents]}


def _flip(figures: Reader) -> dict[str, Any]:
    """Units, or common stock of the Principal Party, worth a multiple of the exercise price, else twice (R29, R35)."""
    market_price = figures.positive("market_price")
    price = exercise_price(figures.positive("purchase_price"), figures.positive("units_per_right"))
    settlement = settle_election(
        rights=figures.number("rights"),
        price_per_right=price,
        per_right=units_for_exercise_price(
            price, market_price, figures.optional("multiple", figures.positive) or TWICE
        ),
        market_price=market_price,
    )
    return {
        "units_per_right": trimmed(settlement.per_right, UNIT_PLACES),
        "units": settlement.delivered,
        "cash_in_lieu": money_text(settlement.cash_in_lieu),
        "amount_payable": money_text(settlement.amount_payable),
    }


def _redemption(figures: Reader) -> dict[str, Any]:
    """The exact amount for some Rights and the payment in cents (R44)."""
    due = redemption_amount(figures.number("rights"), figures.number("redemption_price"))
    return {"amount": exact_text(due.amount), "payment": money_text(due.payment)}


def _exchange(figures: Reader) -> dict[str, Any]:
    """Whole shares and cash for the fraction (R50)."""
    due = exchange_amount(
        figures.number("rights"), figures.positive("ratio"), figures.positive("market_price")
    )
    return {"shares": due.shares, "cash_in_lieu": money_text(due.cash_in_lieu)}


def _adjustment(figures: Reader) -> dict[str, Any]:
    """The figures after every step in order, and the factors the 1% rule still carries (R37-R41)."""
    state = Figures.opening(
        purchase_price=figures.positive("purchase_price"),
        units_per_right=figures.positive("units_per_right"),
        rights_per_share=figures.positive("rights_per_share"),
        outstanding=figures.positive("outstanding"),
    )
    for index, step in enumerate(read_steps(figures)):
        try:
            state = apply_step(state, step, AdjustmentPolicy()).after
        except AdjustmentError as refused:
            place = f"{figures.place('steps')}[{index}]"
            raise BadInput(f"{place}.{refused.field}" if refused.field else place, refused.message) from None
    return {
        "purchase_price": price_text(state.purchase_price),
        "units_per_right": trimmed(state.units_per_right, UNIT_PLACES),
        "exercise_amount_per_right": money_text(state.exercise_amount),
        "rights_per_share": trimmed(state.rights_per_share, UNIT_PLACES),
        "rights_outstanding": exact_text(state.rights_outstanding),
        "carried": [exact_text(factor) for factor in state.carried],
    }


_KINDS: dict[str, Callable[[Reader], dict[str, Any]]] = {
    "thresholds": _thresholds,
    "flip_in": _flip,
    "flip_over": _flip,
    "redemption": _redemption,
    "exchange": _exchange,
    "adjustment": _adjustment,
}
