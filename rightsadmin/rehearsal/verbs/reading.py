"""Fields of a step that several verbs and questions read."""

from datetime import date, datetime
from decimal import Decimal

from ledger.errors import RuleViolation
from ledger.rules.exact import exact_decimal
from ledger.rules.facts import BadInput
from ledger.rules.wire.reader import Reader, shown

_PLACES = 10


def quantity(told: Reader, key: str) -> Decimal:
    """An exact quantity above zero, with at most the decimals that the register keeps."""
    found = told.positive(key)
    if (found * 10**_PLACES).denominator != 1:
        raise BadInput(told.place(key), f"{shown(told.raw(key))} has more than {_PLACES} decimals")
    return exact_decimal(found)


def optional_quantity(told: Reader, key: str, otherwise: Decimal) -> Decimal:
    return quantity(told, key) if told.has(key) else otherwise


def optional_day(told: Reader, key: str, otherwise: date) -> date:
    return told.optional(key, told.day) or otherwise


def optional_instant(told: Reader, key: str, otherwise: datetime) -> datetime:
    return told.optional(key, told.instant) or otherwise


def not_yet(what: str) -> RuleViolation:
    """What a step asks for that no service does."""
    return RuleViolation(f"No service of the back office does this yet: {what}.", where="do")
