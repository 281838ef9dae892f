"""Figures of a step that several verbs read."""

from datetime import date, datetime
from decimal import Decimal

from ledger.errors import RuleViolation
from ledger.rules.exact import exact_decimal
from ledger.rules.wire.reader import Reader


def quantity(told: Reader, key: str) -> Decimal:
    """An exact quantity above zero, with at most the decimals that the register keeps."""
    return exact_decimal(told.positive(key))


def optional_day(told: Reader, key: str, otherwise: date) -> date:
    return told.optional(key, told.day) or otherwise


def optional_instant(told: Reader, key: str, otherwise: datetime) -> datetime:
    return told.optional(key, told.instant) or otherwise


def not_yet(what: str) -> RuleViolation:
    """What a step asks for that no service does."""
    return RuleViolation(f"No service of the back office does this yet: {what}.", where="do")
