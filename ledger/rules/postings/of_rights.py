"""Acts on the Rights of named accounts, from their voiding to their exercise."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from ledger.rules.movements import Account, Movement, Place, Position
from ledger.rules.registry import decides
from ledger.rules.separation import SeparationLine
from ledger.rules.vocabulary import BatchKind, Instrument, Standing, SystemRole


@decides("R32")
def voiding(rights: Iterable[tuple[Account, Standing, Decimal]], on: date) -> Iterator[Movement]:
    """Rights of an Acquiring Person or Adverse Person become void, in whatever standing they are held (R32)."""
    for account, standing, quantity in rights:
        if quantity:
            void = Position(account, Standing.VOID)
            yield _rights(Position(account, standing), void, quantity, BatchKind.VOIDING, on)


@decides("R26")
def separation(lines: Iterable[SeparationLine], on: date) -> Iterator[Movement]:
    """What the separation moves for each line (R25, R26).

    Valid Rights become certificated or withheld; Rights found void that were not posted as void yet are now. A
    fraction of a Right is cancelled, for it is paid in cash (section 14): nothing stays valid.
    """
    for line in lines:
        held = Position(line.account)
        targets = (
            (Position(line.account, Standing.CERTIFICATED), line.certificate),
            (Position(line.account, Standing.VOID), line.void_to_post),
            (Position(line.account, Standing.WITHHELD), line.withheld),
            (SystemRole.RIGHTS_CANCELLED, line.fraction),
        )
        for target, quantity in targets:
            if quantity:
                yield _rights(held, target, quantity, BatchKind.SEPARATION, on)


def surrender(
    going: Iterable[tuple[Account, Account | None, int]], kind: BatchKind, on: date
) -> tuple[Movement, ...]:
    """Certificated Rights of surrendered certificates: from each owner to another registered one (R26, section 6), or
    to nobody, for these are exercised and what they bought is delivered outside this ledger (section 7).

    `kind` is that of a transfer of Rights or of an exercise. Nothing moves where the Rights stay with their owner.
    """
    passed: defaultdict[tuple[Account, Account | None], int] = defaultdict(int)
    for owner, taker, rights in going:
        if taker != owner:
            passed[owner, taker] += rights
    return tuple(
        _rights(
            Position(owner, Standing.CERTIFICATED),
            SystemRole.RIGHTS_EXERCISED if taker is None else Position(taker, Standing.CERTIFICATED),
            Decimal(rights),
            kind,
            on,
        )
        for (owner, taker), rights in passed.items()
    )


def _rights(source: Place, target: Place, quantity: Decimal, kind: BatchKind, on: date) -> Movement:
    return Movement(Instrument.RIGHTS, source, target, quantity, kind, on)
