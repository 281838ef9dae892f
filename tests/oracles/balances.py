"""The fold of movements into balances, and what must hold of them (invariants I1 to I4 and I8)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ledger.rules.exact import Exact, exact_text
from ledger.rules.findings import Finding, block
from ledger.rules.movements import ZERO, Account, Movement, Place, Position
from ledger.rules.vocabulary import SOURCES, Instrument, Standing, SystemRole

Slot = tuple[Instrument, Place]
Balances = Mapping[Slot, Decimal]


@dataclass(frozen=True, slots=True)
class RightsTotals:
    """What has become of every Right ever issued (I4)."""

    issued: Decimal
    valid: Decimal
    certificated: Decimal
    withheld: Decimal
    void: Decimal
    exercised: Decimal
    redeemed: Decimal
    exchanged: Decimal
    expired: Decimal
    cancelled: Decimal

    @property
    def outstanding(self) -> Decimal:
        """Rights that have not ended, void ones included: the control total of I3."""
        return self.valid + self.certificated + self.withheld + self.void

    @property
    def exercisable(self) -> Decimal:
        """Outstanding Rights that are not void."""
        return self.outstanding - self.void


def fold(movements: Iterable[Movement], opening: Balances | None = None) -> dict[Slot, Decimal]:
    """What every place holds after the movements; a place that holds nothing is left out.

    The two sources hold less than nothing: what they owe is what exists elsewhere.
    """
    balances: defaultdict[Slot, Decimal] = defaultdict(lambda: ZERO, opening or {})
    for movement in movements:
        balances[movement.instrument, movement.source] -= movement.quantity
        balances[movement.instrument, movement.target] += movement.quantity
    return {key: quantity for key, quantity in balances.items() if quantity}


def rights_totals(balances: Balances) -> RightsTotals:
    """The Rights of a plan by what has become of them."""
    by_standing = dict.fromkeys(Standing, ZERO)
    for (instrument, place), quantity in balances.items():
        if instrument is Instrument.RIGHTS and isinstance(place, Position):
            by_standing[place.standing] += quantity

    def ended(role: SystemRole) -> Decimal:
        return balances.get((Instrument.RIGHTS, role), ZERO)

    return RightsTotals(
        issued=-ended(SystemRole.RIGHTS_SOURCE),
        valid=by_standing[Standing.VALID],
        certificated=by_standing[Standing.CERTIFICATED],
        withheld=by_standing[Standing.WITHHELD],
        void=by_standing[Standing.VOID],
        exercised=ended(SystemRole.RIGHTS_EXERCISED),
        redeemed=ended(SystemRole.RIGHTS_REDEEMED),
        exchanged=ended(SystemRole.RIGHTS_EXCHANGED),
        expired=ended(SystemRole.RIGHTS_EXPIRED),
        cancelled=ended(SystemRole.RIGHTS_CANCELLED),
    )


def conserved(balances: Balances) -> tuple[Finding, ...]:
    """I1: of each instrument the holdings and what the sources owe add up to nothing."""
    sums = dict.fromkeys(Instrument, ZERO)
    for (instrument, _), quantity in balances.items():
        sums[instrument] += quantity
    return tuple(
        block("I1", f"Movements of {instrument.value} leave {total:f} that came from nowhere.")
        for instrument, total in sums.items()
        if total
    )


def not_negative(balances: Balances) -> tuple[Finding, ...]:
    """No place but the two sources holds less than nothing."""
    return tuple(
        block("I1", f"{_name(place)} holds {quantity:f} {instrument.value}: less than nothing.")
        for (instrument, place), quantity in balances.items()
        if quantity < 0 and place not in SOURCES
    )


def attached(balances: Balances, rights_per_share: Exact) -> tuple[Finding, ...]:
    """I2: before the Distribution Date each account's Rights, valid and void, are its shares' Rights.

    The void ones are counted in, for they still travel with their shares (R20, R32).
    """
    expected: defaultdict[Account, Fraction] = defaultdict(Fraction)
    held: defaultdict[Account, Fraction] = defaultdict(Fraction)
    for (instrument, place), quantity in balances.items():
        if isinstance(place, Position):
            if instrument is Instrument.COMMON:
                expected[place.account] += Fraction(quantity) * Fraction(rights_per_share)
            else:
                held[place.account] += Fraction(quantity)
    return tuple(
        block(
            "I2",
            f"Account {account} holds {exact_text(held[account])} Rights where its shares carry "
            f"{exact_text(expected[account])}.",
        )
        for account in expected | held
        if held[account] != expected[account]
    )


def certificates_agree(
    totals: RightsTotals, *, on_certificates: Decimal, uncertificated: Decimal, control_total: Decimal
) -> tuple[Finding, ...]:
    """I3: Rights on certificates outstanding and those on none are the Rights outstanding, void ones
    included, and those are the control total.
    """
    counted = on_certificates + uncertificated
    return tuple(
        _differences(
            ("I3", "Rights on certificates and on none", counted, "Rights outstanding", totals.outstanding),
            ("I3", "Rights outstanding", totals.outstanding, "the control total's Rights", control_total),
        )
    )


def issued_is_accounted_for(totals: RightsTotals) -> tuple[Finding, ...]:
    """I4: every Right ever issued is outstanding, exercised, redeemed, exchanged, expired or cancelled."""
    ended = totals.exercised + totals.redeemed + totals.exchanged + totals.expired + totals.cancelled
    accounted = totals.outstanding + ended
    return tuple(
        _differences(("I4", "Rights issued", totals.issued, "Rights outstanding and ended", accounted))
    )


def units_reserved(totals: RightsTotals, reserved: Exact, units_per_right: Exact) -> tuple[Finding, ...]:
    """I8: the reserved Units suffice for all Rights that are not void (section 9)."""
    needed = Fraction(totals.exercisable) * Fraction(units_per_right)
    if Fraction(reserved) >= needed:
        return ()
    shortage = f"{exact_text(reserved)} Units are reserved, {exact_text(needed)} are needed: reserve more."
    return (block("I8", shortage),)


def moves_with_common(movements: Iterable[Movement], rights_per_share: Exact) -> tuple[Finding, ...]:
    """R20: while attached, no Rights pass between holders but with their shares.

    For each pair of accounts the Rights moved, valid or void, are those of the shares moved.
    """
    owed: defaultdict[tuple[Account, Account], Fraction] = defaultdict(Fraction)
    for movement in movements:
        source, target = movement.source, movement.target
        if isinstance(source, Position) and isinstance(target, Position) and source.account != target.account:
            quantity = Fraction(movement.quantity)
            common = movement.instrument is Instrument.COMMON
            owed[source.account, target.account] += (
                quantity * Fraction(rights_per_share) if common else -quantity
            )
    return tuple(
        block("R20", f"Rights passed from account {source} to {target} without the same shares.")
        for (source, target), difference in owed.items()
        if difference
    )


def _differences(*pairs: tuple[str, str, Decimal, str, Decimal]) -> Iterator[Finding]:
    for rule, one, first, other, second in pairs:
        if first != second:
            yield block(rule, f"{one} are {first:,f}, but {other} are {second:,f}.")


def _name(place: Place) -> str:
    return f"Account {place.account} ({place.standing.value})" if isinstance(place, Position) else place.value
