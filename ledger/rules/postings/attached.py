"""Movements of common between named accounts, which bring its Rights along while they are attached."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ledger.rules.exact import Exact, exact_decimal
from ledger.rules.findings import RuleBreachError
from ledger.rules.movements import ZERO, Account, Movement, Place, Position
from ledger.rules.registry import decides
from ledger.rules.vocabulary import BatchKind, Instrument, Standing, SystemRole

_RIGHTS_PLACES = Decimal(1).scaleb(-10)


@dataclass(frozen=True, slots=True)
class Attachment:
    """Whether and how many Rights a share carries.

    `dividend_posted` tells shares that the dividend still reaches from those issued after it. `distribution`
    is the Distribution Date, None while it has not occurred.
    """

    record_date: date
    rights_per_share: Fraction = Fraction(1)
    dividend_posted: bool = True
    distribution: date | None = None

    def carried_by(self, shares: Decimal, on: date) -> Decimal:
        """The Rights that so many shares carry on a day: none before the dividend, none from the
        Distribution Date on (R4).
        """
        if not self.dividend_posted or on < self.record_date or self.is_separated(on):
            return ZERO
        return rights_of(shares, self.rights_per_share)

    def is_separated(self, on: date) -> bool:
        """Whether the Rights are apart from the common on this day."""
        return self.distribution is not None and on >= self.distribution


@decides(
    "R2",
    "Dividend of one Right a share",
    'declared a dividend distribution of one right (a "Right") for each outstanding '
    "share of the Company's common stock",
)
def rights_of(shares: Decimal, rights_per_share: Exact) -> Decimal:
    """Shares times Rights per share, held exactly and never rounded (R2).

    A ratio such as one Right for three shares can leave a holder a number of Rights that no ten decimals
    express; RuleBreachError then, for the separation must not start from a rounded figure.
    """
    rights = Fraction(shares) * Fraction(rights_per_share)
    try:
        exact = exact_decimal(rights)
    except ValueError:
        exact = None
    if exact is None or exact % _RIGHTS_PLACES:
        raise RuleBreachError(
            "R2",
            f"{shares:f} shares at {rights_per_share} Rights each make a number of Rights that ten decimals "
            "do not express: let the Board fix how the fraction is paid before it is posted",
        )
    return exact


@decides(
    "R4",
    "Rights on later shares",
    "for each share of Company Common Stock issued (including shares distributed from "
    "the Company's treasury) by the Company from and after the Record Date up to, but "
    "not including the Distribution Date",
)
@decides(
    "R62",
    "One Right with each new share",
    "So long as the Rights are attached to the Company Common Stock, the Company will "
    "issue one Right with each new share of Company Common Stock.",
)
def issue(
    account: Account, shares: Decimal, on: date, attachment: Attachment, *, from_treasury: bool = False
) -> tuple[Movement, ...]:
    """Common issued, or re-issued from the treasury, with its Rights: from and after the Record Date, up to
    but not including the Distribution Date (R4).
    """
    source = SystemRole.TREASURY if from_treasury else SystemRole.ISSUER_COMMON
    return _with_rights(
        shares,
        attachment.carried_by(shares, on),
        common=(source, Position(account)),
        rights_move=(SystemRole.RIGHTS_SOURCE, Position(account)),
        kind=BatchKind.ISSUE,
        on=on,
    )


@decides(
    "R11",
    "Attached at first",
    "Initially, the Rights will attach to all certificates representing shares of "
    "outstanding Company Common Stock",
)
@decides(
    "R20",
    "Rights move with the common",
    "the Rights will be evidenced by Company Common Stock certificates and will be "
    "transferred with and only with such Company Common Stock certificates",
)
@decides(
    "R22",
    "Surrender of common transfers Rights",
    "the surrender for transfer of any certificates evidencing outstanding Company "
    "Common Stock will also constitute the transfer of the Rights associated with the "
    "Company Common Stock evidenced by such certificates",
)
def transfer(
    source: Account,
    target: Account,
    shares: Decimal,
    on: date,
    attachment: Attachment,
    *,
    void: Decimal = ZERO,
) -> tuple[Movement, ...]:
    """Common transferred, and while attached its Rights with it (R20, R22).

    `void` of those Rights are void at the transferor's and stay void at the transferee's (R32).
    """
    rights = attachment.carried_by(shares, on)
    if void > rights:
        raise RuleBreachError("R32", f"{void:f} void Rights cannot travel with shares carrying {rights:f}")
    movements = _with_rights(
        shares,
        rights - void,
        common=(Position(source), Position(target)),
        rights_move=(Position(source), Position(target)),
        kind=BatchKind.TRANSFER,
        on=on,
    )
    if not void:
        return movements
    void_from, void_to = Position(source, Standing.VOID), Position(target, Standing.VOID)
    return (*movements, Movement(Instrument.RIGHTS, void_from, void_to, void, BatchKind.TRANSFER, on))


def reacquisition(
    account: Account, shares: Decimal, on: date, attachment: Attachment, *, to_treasury: bool
) -> tuple[Movement, ...]:
    """Common bought back into the treasury or cancelled, which takes its Rights with it (R4)."""
    return _with_rights(
        shares,
        attachment.carried_by(shares, on),
        common=(Position(account), SystemRole.TREASURY if to_treasury else SystemRole.ISSUER_COMMON),
        rights_move=(Position(account), SystemRole.RIGHTS_CANCELLED),
        kind=BatchKind.REACQUISITION,
        on=on,
    )


def _with_rights(
    shares: Decimal,
    rights: Decimal,
    *,
    common: tuple[Place, Place],
    rights_move: tuple[Place, Place],
    kind: BatchKind,
    on: date,
) -> tuple[Movement, ...]:
    movements = (Movement(Instrument.COMMON, *common, shares, kind, on),)
    if not rights:
        return movements
    return (*movements, Movement(Instrument.RIGHTS, *rights_move, rights, kind, on))
