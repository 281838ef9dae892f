"""A movement, and the places it can lead from and to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

# Whatever names a holder's account outside: a key or a number.
Account = int | str

ZERO = Decimal(0)


class Instrument(Enum):
    """What moves."""

    COMMON = "common"
    RIGHTS = "rights"


class Standing(Enum):
    """How a holder holds: valid Rights travel with the common, then by certificate; void is for good."""

    VALID = "valid"
    CERTIFICATED = "certificated"
    VOID = "void"
    WITHHELD = "withheld"


class Role(Enum):
    """The places of the plan itself, which are no holder's."""

    ISSUER_COMMON = "issuer_common"
    TREASURY = "treasury"
    RIGHTS_SOURCE = "rights_source"
    RIGHTS_EXERCISED = "rights_exercised"
    RIGHTS_REDEEMED = "rights_redeemed"
    RIGHTS_EXCHANGED = "rights_exchanged"
    RIGHTS_EXPIRED = "rights_expired"
    RIGHTS_CANCELLED = "rights_cancelled"


# Where what exists comes from: these two places owe what all others hold.
SOURCES = frozenset({Role.ISSUER_COMMON, Role.RIGHTS_SOURCE})

COMMON_ROLES = frozenset({Role.ISSUER_COMMON, Role.TREASURY})


class Kind(Enum):
    """The acts that post."""

    OPENING = "opening"
    DIVIDEND = "dividend"
    ISSUE = "issue"
    TRANSFER = "transfer"
    REACQUISITION = "reacquisition"
    VOIDING = "voiding"
    SEPARATION = "separation"
    RIGHTS_TRANSFER = "rights_transfer"
    EXERCISE = "exercise"
    REDEMPTION = "redemption"
    EXCHANGE = "exchange"
    EXPIRATION = "expiration"
    ADJUSTMENT = "adjustment"
    REVERSAL = "reversal"


@dataclass(frozen=True, slots=True)
class Position:
    """What one account holds in one standing; its common is always in the valid one."""

    account: Account
    standing: Standing = Standing.VALID


Place = Position | Role


@dataclass(frozen=True, slots=True)
class Movement:
    """A quantity (above zero) of an instrument from one place to another, with its legal date.

    ValueError where the quantity is not a positive Decimal, the places are the same, or one of them cannot
    hold the instrument.
    """

    instrument: Instrument
    source: Place
    target: Place
    quantity: Decimal
    kind: Kind
    effective_on: date

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
        return not is_common or place.standing is Standing.VALID
    return (place in COMMON_ROLES) is is_common
