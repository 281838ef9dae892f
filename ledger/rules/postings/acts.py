"""Acts on the Rights themselves, from their voiding to their expiration, and the correction of any act."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ledger.rules.findings import RuleBreachError
from ledger.rules.movements import (
    Account,
    Instrument,
    Kind,
    Movement,
    Place,
    Position,
    Role,
    Standing,
)
from ledger.rules.separation import SeparationLine

# Rights in these standings can still be redeemed, exchanged or expire; VOID is terminal (R32, I4).
_ALIVE = frozenset({Standing.VALID, Standing.CERTIFICATED, Standing.WITHHELD})


def voiding(account: Account, rights: Decimal, on: date, *, standing: Standing = Standing.VALID) -> Movement:
    """Rights of an Acquiring Person or Adverse Person become void; there is no way back (R32)."""
    return _rights(Position(account, standing), Position(account, Standing.VOID), rights, Kind.VOIDING, on)


def separation(lines: Iterable[SeparationLine], on: date) -> Iterator[Movement]:
    """What the separation moves for each line (R25, R26).

    Valid Rights become certificated or withheld; a fraction paid in cash is cancelled; Rights found void that
    were not posted as void yet are now.
    """
    for line in lines:
        held = Position(line.account)
        targets: tuple[tuple[Place, Decimal], ...] = (
            (Position(line.account, Standing.CERTIFICATED), line.certificate),
            (Position(line.account, Standing.WITHHELD), line.withheld),
            (Position(line.account, Standing.VOID), line.void_to_post),
            (Role.RIGHTS_CANCELLED, line.fraction),
        )
        for target, quantity in targets:
            if quantity:
                yield _rights(held, target, quantity, Kind.SEPARATION, on)


def transfer_of_rights(source: Account, target: Account, rights: Decimal, on: date) -> Movement:
    """Certificated Rights of a surrendered certificate that pass to another registered owner (R26, section 6)."""
    return _rights(
        Position(source, Standing.CERTIFICATED),
        Position(target, Standing.CERTIFICATED),
        rights,
        Kind.RIGHTS_TRANSFER,
        on,
    )


def exercise(account: Account, rights: Decimal, on: date) -> Movement:
    """Certificated Rights exercised; what they bought is delivered outside this ledger (section 7)."""
    return _rights(Position(account, Standing.CERTIFICATED), Role.RIGHTS_EXERCISED, rights, Kind.EXERCISE, on)


def redemption(positions: Iterable[tuple[Position, Decimal]], on: date) -> Iterator[Movement]:
    """Every Right that is not void ends at once (R44, R46); RuleBreachError for a void one (R32)."""
    return _ended(positions, Role.RIGHTS_REDEEMED, Kind.REDEMPTION, on)


def expiration(positions: Iterable[tuple[Position, Decimal]], on: date) -> Iterator[Movement]:
    """Every Right that is not void expires in one posting (R24)."""
    return _ended(positions, Role.RIGHTS_EXPIRED, Kind.EXPIRATION, on)


def exchange(
    position: Position, rights: Decimal, shares: int, on: date, *, from_treasury: bool = False
) -> tuple[Movement, ...]:
    """Valid Rights given up and the whole common shares delivered for them (R50); void ones never (R49)."""
    (given_up,) = _ended([(position, rights)], Role.RIGHTS_EXCHANGED, Kind.EXCHANGE, on)
    if not shares:
        return (given_up,)
    source = Role.TREASURY if from_treasury else Role.ISSUER_COMMON
    target = Position(position.account)
    delivered = Movement(Instrument.COMMON, source, target, Decimal(shares), Kind.EXCHANGE, on)
    return (given_up, delivered)


def reversal(movement: Movement, on: date) -> Movement:
    """The movement that undoes another: the only correction there is (I5); voiding alone is never undone."""
    if movement.kind is Kind.VOIDING:
        raise RuleBreachError("R32", "a Right once void is never made valid again: ask counsel")
    return replace(
        movement, source=movement.target, target=movement.source, kind=Kind.REVERSAL, effective_on=on
    )


def _ended(
    positions: Iterable[tuple[Position, Decimal]], role: Role, kind: Kind, on: date
) -> Iterator[Movement]:
    for position, rights in positions:
        if position.standing not in _ALIVE:
            raise RuleBreachError(
                "R32", f"the void Rights of account {position.account} take no part in this"
            )
        if rights:
            yield _rights(position, role, rights, kind, on)


def _rights(source: Place, target: Place, quantity: Decimal, kind: Kind, on: date) -> Movement:
    return Movement(Instrument.RIGHTS, source, target, quantity, kind, on)
