"""The acts on all holders at once, told one movement after the other: what the statements of the rules must select."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ledger.rules.carrying import rights_of
from ledger.rules.exact import Exact, half_up
from ledger.rules.findings import RuleBreachError
from ledger.rules.movements import Account, Movement, Place, Position
from ledger.rules.vocabulary import BatchKind, Instrument, Standing, SystemRole


def opening(holdings: Iterable[tuple[Account, Decimal]], on: date) -> Iterator[Movement]:
    """The common as the master securityholder file has it; accounts without shares are passed over."""
    for account, shares in holdings:
        if shares:
            yield Movement(
                Instrument.COMMON,
                SystemRole.ISSUER_COMMON,
                Position(account),
                shares,
                BatchKind.OPENING,
                on,
            )


def dividend(
    holdings: Iterable[tuple[Account, Decimal]], rights_per_share: Exact, record_date: date
) -> Iterator[Movement]:
    """Rights for each share held (R2, R3)."""
    for account, shares in holdings:
        if shares:
            rights = rights_of(shares, rights_per_share)
            yield Movement(
                Instrument.RIGHTS,
                SystemRole.RIGHTS_SOURCE,
                Position(account),
                rights,
                BatchKind.DIVIDEND,
                record_date,
            )


def redemption(positions: Iterable[tuple[Position, Decimal]], on: date) -> Iterator[Movement]:
    """Every Right that is not void ends (R44, R46)."""
    return _ended(positions, SystemRole.RIGHTS_REDEEMED, BatchKind.REDEMPTION, on)


def expiration(positions: Iterable[tuple[Position, Decimal]], on: date) -> Iterator[Movement]:
    """Every Right that is not void expires (R24)."""
    return _ended(positions, SystemRole.RIGHTS_EXPIRED, BatchKind.EXPIRATION, on)


def exchange(
    positions: Iterable[tuple[Position, Decimal]], portion: Decimal, shares: dict[Account, int], on: date
) -> Iterator[Movement]:
    """The portion of the Rights in each position given up, and each holder's whole shares for them (R49, R50)."""
    parts = [(position, rights * portion) for position, rights in positions]
    yield from _ended(parts, SystemRole.RIGHTS_EXCHANGED, BatchKind.EXCHANGE, on)
    for account, delivered in shares.items():
        if delivered:
            yield Movement(
                Instrument.COMMON,
                SystemRole.ISSUER_COMMON,
                Position(account),
                Decimal(delivered),
                BatchKind.EXCHANGE,
                on,
            )


def split(changes: Iterable[tuple[Instrument, Place, Decimal]], on: date) -> Iterator[Movement]:
    """Each change out of what is not issued yet, or back into it; Rights that are taken back are cancelled."""
    for instrument, place, change in changes:
        is_common = instrument is Instrument.COMMON
        inward = SystemRole.ISSUER_COMMON if is_common else SystemRole.RIGHTS_SOURCE
        outward = SystemRole.ISSUER_COMMON if is_common else SystemRole.RIGHTS_CANCELLED
        if change > 0:
            yield Movement(instrument, inward, place, change, BatchKind.ADJUSTMENT, on)
        elif change < 0:
            yield Movement(instrument, place, outward, -change, BatchKind.ADJUSTMENT, on)


def rights_number(
    positions: Iterable[tuple[Position, Decimal]], each: Decimal, on: date
) -> Iterator[Movement]:
    """Each Right of a position becomes so many, in the same standing (section 11(i))."""
    for position, rights in positions:
        change = half_up(Fraction(rights) * Fraction(each), 10) - rights
        if change > 0:
            source, target = SystemRole.RIGHTS_SOURCE, position
        else:
            source, target = position, SystemRole.RIGHTS_CANCELLED
        if change:
            yield Movement(Instrument.RIGHTS, source, target, abs(change), BatchKind.ADJUSTMENT, on)


def reversal(entries: Iterable[tuple[int, Movement]], on: date) -> Iterator[Movement]:
    """Each movement back to where it came from, naming the entry that it undoes (I5)."""
    for entry, movement in entries:
        yield replace(
            movement,
            source=movement.target,
            target=movement.source,
            kind=BatchKind.REVERSAL,
            effective_on=on,
            reverses=entry,
        )


def _ended(
    positions: Iterable[tuple[Position, Decimal]], role: SystemRole, kind: BatchKind, on: date
) -> Iterator[Movement]:
    for position, rights in positions:
        if position.standing is Standing.VOID:
            raise RuleBreachError(
                "R32", f"the void Rights of account {position.account} take no part in this"
            )
        if rights:
            yield Movement(Instrument.RIGHTS, position, role, rights, kind, on)
