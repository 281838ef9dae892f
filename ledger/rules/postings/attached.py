"""Movements of common between named accounts, which bring its Rights along while they are attached."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from ledger.rules.carrying import Carried
from ledger.rules.movements import ZERO, Account, Movement, Place, Position
from ledger.rules.registry import decides
from ledger.rules.vocabulary import BatchKind, Instrument, Standing, SystemRole

NONE = Carried()


@decides(
    "R4",
    "Rights on later shares",
)
@decides(
    "R62",
    "One Right with each new share",
)
def issue(
    account: Account, shares: Decimal, on: date, rights: Decimal = ZERO, *, from_treasury: bool = False
) -> tuple[Movement, ...]:
    """Common issued, or re-issued from the treasury, with the Rights that new shares bring on that day (R4)."""
    return _with_rights(
        shares,
        Carried(rights),
        common=(SystemRole.TREASURY if from_treasury else SystemRole.ISSUER_COMMON, Position(account)),
        rights_from=lambda _: SystemRole.RIGHTS_SOURCE,
        rights_to=lambda standing: Position(account, standing),
        kind=BatchKind.ISSUE,
        on=on,
    )


@decides(
    "R11",
    "Attached at first",
)
@decides(
    "R20",
    "Rights move with the common",
)
@decides(
    "R22",
    "Surrender of common transfers Rights",
)
@decides("R32")
def transfer(
    source: Account, target: Account, shares: Decimal, on: date, rights: Carried = NONE
) -> tuple[Movement, ...]:
    """Common transferred, and with it the Rights that it carries (R20, R22); void ones stay void (R32)."""
    return _with_rights(
        shares,
        rights,
        common=(Position(source), Position(target)),
        rights_from=lambda standing: Position(source, standing),
        rights_to=lambda standing: Position(target, standing),
        kind=BatchKind.TRANSFER,
        on=on,
    )


def reacquisition(
    account: Account, shares: Decimal, on: date, rights: Carried = NONE, *, to_treasury: bool
) -> tuple[Movement, ...]:
    """Common bought back into the treasury or cancelled, which takes the Rights that it finds with it, void ones too
    (R4, R32).
    """
    return _with_rights(
        shares,
        rights,
        common=(Position(account), SystemRole.TREASURY if to_treasury else SystemRole.ISSUER_COMMON),
        rights_from=lambda standing: Position(account, standing),
        rights_to=lambda _: SystemRole.RIGHTS_CANCELLED,
        kind=BatchKind.REACQUISITION,
        on=on,
    )


def delivery(account: Account, shares: Decimal, on: date) -> tuple[Movement, ...]:
    """Shares of an exchange that the trustee held for the account, delivered to it (R50)."""
    places = (Position(account, Standing.IN_TRUST), Position(account))
    return (Movement(Instrument.COMMON, *places, shares, BatchKind.DELIVERY, on),)


def _with_rights(
    shares: Decimal,
    rights: Carried,
    *,
    common: tuple[Place, Place],
    rights_from: Callable[[Standing], Place],
    rights_to: Callable[[Standing], Place],
    kind: BatchKind,
    on: date,
) -> tuple[Movement, ...]:
    return (
        Movement(Instrument.COMMON, *common, shares, kind, on),
        *(
            Movement(Instrument.RIGHTS, rights_from(standing), rights_to(standing), quantity, kind, on)
            for standing, quantity in ((Standing.VALID, rights.valid), (Standing.VOID, rights.void))
            if quantity
        ),
    )
