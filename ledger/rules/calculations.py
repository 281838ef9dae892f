"""Worked calculations on hypothetical figures: what `simulate` and the what-if page answer.

A calculation is a mapping with a `kind`; numbers travel as strings and are exact decimals, and so do the
answers, except whole numbers of shares and Units. Nothing here reads or changes a stored plan.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, TypeVar

from ledger.rules.acquiring_person import threshold_shares
from ledger.rules.adjustment import (
    AdjustmentError,
    AdjustmentPolicy,
    Distribution,
    Figures,
    PriceFactor,
    RightsOffering,
    Split,
    SplitFamily,
    Step,
    apply_step,
)
from ledger.rules.exact import UNIT_PLACES, exact_text, money_text, price_text, trimmed
from ledger.rules.exchange import exchange_amount
from ledger.rules.exercise import exercise_price, settle_election
from ledger.rules.facts import BadInput, exact_number
from ledger.rules.flip_in import units_for_exercise_price
from ledger.rules.redemption import redemption_amount

Chosen = TypeVar("Chosen")

# What a worked example may carry beside its figures; none of it is read.
_REMARKS = frozenset({"expected", "name", "why"})


class _Figures:
    """The named figures of one mapping, read by key; every refusal names the place in the file."""

    def __init__(self, source: object, path: str) -> None:
        if not isinstance(source, Mapping):
            raise BadInput(path, f"must be an object with named figures, not {source!r}")
        self._source = source
        self._path = path

    def place(self, key: str) -> str:
        """Where a figure stands in the file."""
        return ".".join(part for part in (self._path, key) if part)

    def has_only(self, *keys: str) -> None:
        """Refuse a key that is not known, which is more often a slip than an addition."""
        for key in self._source:
            if key not in keys and key not in _REMARKS and key != "kind":
                raise BadInput(self.place(str(key)), f"is not known here; known are {', '.join(keys)}")

    def value(self, key: str) -> Any:
        """Whatever stands under the key, which must be there."""
        if key not in self._source:
            raise BadInput(self.place(key), "is missing")
        return self._source[key]

    def choice(self, key: str, choices: Mapping[str, Chosen]) -> Chosen:
        """What one of the known words under the key stands for."""
        given = self.value(key)
        if not isinstance(given, str) or given not in choices:
            raise BadInput(self.place(key), f"must be one of {', '.join(choices)}, not {given!r}")
        return choices[given]

    def entries(self, key: str) -> list[Any]:
        """The list under the key."""
        given = self.value(key)
        if not isinstance(given, list):
            raise BadInput(self.place(key), f"must be a list, not {given!r}")
        return given

    def number(self, key: str) -> Fraction:
        """The exact number under the key, zero or more."""
        return _number(self.value(key), self.place(key))

    def positive(self, key: str) -> Fraction:
        """The exact number under the key, above zero."""
        number = self.number(key)
        if number == 0:
            raise BadInput(self.place(key), "must be above zero")
        return number


def answer(calculation: Mapping[str, Any], path: str = "") -> dict[str, Any]:
    """The answer to one calculation: thresholds, flip_in, flip_over, redemption, exchange or adjustment.

    `path` is the place of the calculation in its file. An unknown kind or key, a missing figure, or a number
    that is none or out of range raises BadInput naming the place.
    """
    figures = _Figures(calculation, path)
    keys, respond = figures.choice("kind", _KINDS)
    figures.has_only(*keys)
    return respond(figures)


def _number(given: object, place: str) -> Fraction:
    number = exact_number(given, place)
    if number < 0:
        raise BadInput(place, f"must not be below zero, as {given} is")
    return number


def _thresholds(figures: _Figures) -> dict[str, Any]:
    """The smallest whole number of shares that is at least each percentage (R12, R13, R17)."""
    outstanding = figures.positive("outstanding")
    shares = []
    for index, given in enumerate(figures.entries("percents")):
        place = f"{figures.place('percents')}[{index}]"
        percent = _number(given, place)
        if percent > 100:  # noqa: PLR2004 - a hundred per cent
            raise BadInput(place, f"must be a percentage from 0 to 100, not {given}")
        shares.append(threshold_shares(outstanding, percent))
    return {"shares": shares}


def _flip(figures: _Figures) -> dict[str, Any]:
    """Units, or common stock of the Principal Party, at half their value (R29, R35)."""
    market_price = figures.positive("market_price")
    price = exercise_price(figures.positive("purchase_price"), figures.positive("units_per_right"))
    settlement = settle_election(
        rights=figures.number("rights"),
        price_per_right=price,
        per_right=units_for_exercise_price(price, market_price),
        market_price=market_price,
    )
    return {
        "units_per_right": trimmed(settlement.per_right, UNIT_PLACES),
        "units": settlement.delivered,
        "cash_in_lieu": money_text(settlement.cash_in_lieu),
        "amount_payable": money_text(settlement.amount_payable),
    }


def _redemption(figures: _Figures) -> dict[str, Any]:
    """The exact amount for some Rights and the payment in cents (R44)."""
    due = redemption_amount(figures.number("rights"), figures.number("redemption_price"))
    return {"amount": exact_text(due.amount), "payment": money_text(due.payment)}


def _exchange(figures: _Figures) -> dict[str, Any]:
    """Whole shares and cash for the fraction (R50)."""
    due = exchange_amount(
        figures.number("rights"), figures.positive("ratio"), figures.positive("market_price")
    )
    return {"shares": due.shares, "cash_in_lieu": money_text(due.cash_in_lieu)}


def _adjustment(figures: _Figures) -> dict[str, Any]:
    """The figures after every step in order, and the factors the 1% rule still carries (R37-R41)."""
    state = Figures.opening(
        purchase_price=figures.positive("purchase_price"),
        units_per_right=figures.positive("units_per_right"),
        rights_per_share=figures.positive("rights_per_share"),
        outstanding=figures.positive("outstanding"),
    )
    for index, step in enumerate(_steps(figures)):
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


def steps_of(calculation: Mapping[str, Any]) -> tuple[Step, ...]:
    """The steps of an adjustment as the fold takes them; BadInput names the place of what is wrong."""
    return tuple(_steps(_Figures(calculation, "")))


def _steps(figures: _Figures) -> Iterator[Step]:
    for index, given in enumerate(figures.entries("steps")):
        yield _step(_Figures(given, f"{figures.place('steps')}[{index}]"))


def _step(figures: _Figures) -> Step:
    keys, read = figures.choice("kind", _STEPS)
    figures.has_only(*keys)
    return read(figures)


def _rights_offering(figures: _Figures) -> Step:
    return RightsOffering(
        new_shares=figures.number("new_shares"),
        offer_price=figures.number("offer_price"),
        market_price=figures.positive("market_price"),
    )


def _distribution(figures: _Figures) -> Step:
    return Distribution(figures.number("fair_value"), figures.positive("market_price"))


def _split(figures: _Figures) -> Step:
    return Split(figures.positive("new_shares_per_old"), figures.choice("family", _SPLIT_FAMILIES))


def _factor(figures: _Figures) -> Step:
    return PriceFactor(figures.positive("factor"))


# Section 11(p). The subdivision of separated Rights, section 11(a)(i), is no choice among these three.
_SPLIT_FAMILIES = {
    family.value: family
    for family in (
        SplitFamily.FRACTIONAL_RIGHTS,
        SplitFamily.EXERCISE_AMOUNT_SCALED,
        SplitFamily.EXPANSION_FACTOR,
    )
}

_STEPS: dict[str, tuple[tuple[str, ...], Callable[[_Figures], Step]]] = {
    "rights_offering": (("new_shares", "offer_price", "market_price"), _rights_offering),
    "distribution": (("fair_value", "market_price"), _distribution),
    "split": (("new_shares_per_old", "family"), _split),
    "factor": (("factor",), _factor),
}

_FLIP_KEYS = ("purchase_price", "units_per_right", "market_price", "rights")

_KINDS: dict[str, tuple[tuple[str, ...], Callable[[_Figures], dict[str, Any]]]] = {
    "thresholds": (("outstanding", "percents"), _thresholds),
    "flip_in": (_FLIP_KEYS, _flip),
    "flip_over": (_FLIP_KEYS, _flip),
    "redemption": (("rights", "redemption_price"), _redemption),
    "exchange": (("rights", "ratio", "market_price"), _exchange),
    "adjustment": (
        ("purchase_price", "units_per_right", "rights_per_share", "outstanding", "steps"),
        _adjustment,
    ),
}
