"""The shapes a field can have: how its value is read off JSON, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ledger.rules.exact import exact_text
from ledger.rules.facts import PriceOf, Prong, ReleaseReason, Transaction, exact_number
from ledger.rules.wire.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

T = TypeVar("T")


@dataclass(frozen=True)
class Shape(Generic[T]):
    """One shape of a value; what `write` gives `read` takes back as the same value."""

    read: Callable[[Reader, str], T]
    write: Callable[[T], Any]


def _as_it_is(value: T) -> T:
    return value


def _iso(value: date | datetime) -> str:
    return value.isoformat()


def _number(value: object) -> str:
    return exact_text(exact_number(value))


# An instant keeps the offset it was written with; without one it is New York wall time.
INSTANT: Shape[datetime] = Shape(Reader.instant, _iso)
DAY: Shape[date] = Shape(Reader.day, _iso)
PERCENT: Shape[Any] = Shape(Reader.percent, _number)
# A price is of something: it is above zero.
PRICE: Shape[Any] = Shape(Reader.positive, _number)
SHARES: Shape[Any] = Shape(Reader.positive, _number)
FLAG: Shape[bool] = Shape(Reader.flag, _as_it_is)
TEXT: Shape[str] = Shape(Reader.text, _as_it_is)
PRONG: Shape[Prong] = Shape(lambda reader, key: reader.choice(key, Prong), _as_it_is)
PRICE_OF: Shape[PriceOf] = Shape(lambda reader, key: reader.choice(key, PriceOf), _as_it_is)
RELEASE_REASON: Shape[ReleaseReason] = Shape(lambda reader, key: reader.choice(key, ReleaseReason), _as_it_is)
SCHEDULE: Shape[str] = Shape(lambda reader, key: reader.one_of(key, ("13D", "13G")), _as_it_is)
TRANSACTION: Shape[Transaction] = Shape(lambda reader, key: reader.choice(key, Transaction), _as_it_is)
