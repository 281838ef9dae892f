"""A movement, and the places it can lead from and to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.rules.vocabulary import (
    COMMON_ROLES,
    RIGHTS_STANDINGS,
    BatchKind,
    Instrument,
    Standing,
    SystemRole,
)

# Whatever names a holder's account outside: a key or a number.
Account = int | str

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Position:
    """What one account holds in one standing; its common is in the valid one or, without Rights, in trust."""

    account: Account
    standing: Standing = Standing.VALID


Place = Position | SystemRole


@dataclass(frozen=True, slots=True)
class Movement:
    """A quantity (above zero) of an instrument from one place to another, with its legal date.

    `reverses` names the entry it undoes. ValueError where the quantity is not a positive Decimal, the places are
    the same, or one of them cannot hold the instrument.
    """

    instrument: Instrument
    source: Place
    target: Place
    quantity: Decimal
    kind: BatchKind
    effective_on: date
    reverses: int | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.quantity, Decimal) or not self.quantity.is_finite() or self.quantity <= 0:
            raise ValueError(f"a movement needs a quantity above zero, not {self.quantity!r}")
        if self.source == self.target:
            raise ValueError(f"a movement needs two places, not {self.source} twice")
        for place in (self.source, self.target):
            if not _can_hold(place, self.instrument):
                raise ValueError(f"{place} cannot hold {self.instrument.value}")


def _can_hold(place: Place, instrument: Instrument) -> bool:
    is_common = instrument is Instrument.COMMON
    if isinstance(place, Position):
        holding = (Standing.VALID, Standing.IN_TRUST) if is_common else RIGHTS_STANDINGS
        return place.standing in holding
    return (place in COMMON_ROLES) is is_common
