"""What the journal of the database holds, in the words of the rules."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ledger.models import Batch, LedgerAccount, Plan
from ledger.rules.movements import Movement, Place, Position
from ledger.rules.vocabulary import BatchKind, Instrument, Standing, SystemRole
from tests.oracles.balances import Slot, fold


def moved(batch: Batch) -> Iterator[tuple[int, Movement]]:
    """Each entry of the batch by key, in the order of its legs, as the movement it is."""
    for entry in batch.entries.select_related("from_account", "to_account").order_by("leg"):
        yield (
            entry.pk,
            Movement(
                Instrument(entry.instrument),
                _place(entry.from_account),
                _place(entry.to_account),
                entry.quantity,
                BatchKind(entry.kind),
                entry.effective_on,
                reverses=entry.reverses_id,
            ),
        )


def movements(batch: Batch) -> list[Movement]:
    """The movements of the batch in the order of its legs."""
    return [movement for _, movement in moved(batch)]


def balances(plan: Plan) -> dict[Slot, Decimal]:
    """The fold of every batch of the plan."""
    return fold(movement for batch in plan.batches.order_by("number") for movement in movements(batch))


def common(giver: Place, taker: Place, shares: int | str, on: date, kind=BatchKind.TRANSFER) -> Movement:
    """A movement of common alone."""
    return Movement(Instrument.COMMON, giver, taker, Decimal(shares), kind, on)


def rights(giver: Place, taker: Place, quantity: int | str, on: date, kind=BatchKind.TRANSFER) -> Movement:
    """A movement of Rights alone."""
    return Movement(Instrument.RIGHTS, giver, taker, Decimal(quantity), kind, on)


def _place(account: LedgerAccount) -> Place:
    if account.holder_id is None:
        return SystemRole(account.role)
    return Position(account.holder_id, Standing(account.standing))
