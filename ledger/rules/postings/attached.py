"""Acts on the common that bring its Rights along while they are attached."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ledger.rules.adjustment import SplitFamily
from ledger.rules.exact import Exact, exact_decimal
from ledger.rules.findings import RuleBreachError
from ledger.rules.movements import (
    ZERO,
    Account,
    Instrument,
    Kind,
    Movement,
    Place,
    Position,
    Role,
    Standing,
)
from ledger.rules.registry import decides

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


def opening(holdings: Iterable[tuple[Account, Decimal]], on: date) -> Iterator[Movement]:
    """The common as the master securityholder file has it; accounts without shares are passed over."""
    for account, shares in holdings:
        if shares:
            yield Movement(Instrument.COMMON, Role.ISSUER_COMMON, Position(account), shares, Kind.OPENING, on)


def dividend(
    holdings: Iterable[tuple[Account, Decimal]], rights_per_share: Exact, record_date: date
) -> Iterator[Movement]:
    """The dividend: Rights for each share held at the close of business on the Record Date (R2, R3)."""
    for account, shares in holdings:
        if shares:
            rights = rights_of(shares, rights_per_share)
            yield Movement(
                Instrument.RIGHTS, Role.RIGHTS_SOURCE, Position(account), rights, Kind.DIVIDEND, record_date
            )


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
    source = Role.TREASURY if from_treasury else Role.ISSUER_COMMON
    return _with_rights(
        shares,
        attachment.carried_by(shares, on),
        common=(source, Position(account)),
        rights_move=(Role.RIGHTS_SOURCE, Position(account)),
        kind=Kind.ISSUE,
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
        kind=Kind.TRANSFER,
        on=on,
    )
    if not void:
        return movements
    void_from, void_to = Position(source, Standing.VOID), Position(target, Standing.VOID)
    return (*movements, Movement(Instrument.RIGHTS, void_from, void_to, void, Kind.TRANSFER, on))


def reacquisition(
    account: Account, shares: Decimal, on: date, attachment: Attachment, *, to_treasury: bool
) -> tuple[Movement, ...]:
    """Common bought back into the treasury or cancelled, which takes its Rights with it (R4)."""
    return _with_rights(
        shares,
        attachment.carried_by(shares, on),
        common=(Position(account), Role.TREASURY if to_treasury else Role.ISSUER_COMMON),
        rights_move=(Position(account), Role.RIGHTS_CANCELLED),
        kind=Kind.REACQUISITION,
        on=on,
    )


def split(
    holdings: Iterable[tuple[Account, Decimal, Decimal, Decimal]],
    new_shares_per_old: Exact,
    family: SplitFamily,
    on: date,
) -> Iterator[Movement]:
    """A split or combination of the common: (account, shares, valid Rights, void Rights) each, in or out.

    Where each new share carries its Right (R62) the Rights, void ones too, grow or shrink with the shares;
    with fractional Rights, and after separation, their number stays (section 11(p), 11(a)(i)).
    """
    growth = Fraction(new_shares_per_old) - 1
    with_rights = family in (SplitFamily.EXERCISE_AMOUNT_SCALED, SplitFamily.EXPANSION_FACTOR)
    for account, shares, valid, void in holdings:
        yield from _grown(Instrument.COMMON, Position(account), shares, growth, on)
        if with_rights:
            yield from _grown(Instrument.RIGHTS, Position(account), valid, growth, on)
            yield from _grown(Instrument.RIGHTS, Position(account, Standing.VOID), void, growth, on)


def change_rights_number(
    holdings: Iterable[tuple[Position, Decimal]], rights_for_each: Exact, on: date
) -> Iterator[Movement]:
    """The Board's election to change the number of Rights: each becomes so many (section 11(i))."""
    for position, rights in holdings:
        yield from _grown(Instrument.RIGHTS, position, rights, Fraction(rights_for_each) - 1, on)


def _grown(
    instrument: Instrument, position: Position, quantity: Decimal, growth: Fraction, on: date
) -> Iterator[Movement]:
    change = rights_of(quantity, abs(growth))
    if not change:
        return
    if instrument is Instrument.COMMON:
        inward, outward = Role.ISSUER_COMMON, Role.ISSUER_COMMON
    else:
        inward, outward = Role.RIGHTS_SOURCE, Role.RIGHTS_CANCELLED
    if growth > 0:
        yield Movement(instrument, inward, position, change, Kind.ADJUSTMENT, on)
    else:
        yield Movement(instrument, position, outward, change, Kind.ADJUSTMENT, on)


def _with_rights(
    shares: Decimal,
    rights: Decimal,
    *,
    common: tuple[Place, Place],
    rights_move: tuple[Place, Place],
    kind: Kind,
    on: date,
) -> tuple[Movement, ...]:
    movements = (Movement(Instrument.COMMON, *common, shares, kind, on),)
    if not rights:
        return movements
    return (*movements, Movement(Instrument.RIGHTS, *rights_move, rights, kind, on))
