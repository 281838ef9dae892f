"""The Units that the company keeps reserved for the exercise of the Rights (R61, I8; section 9).

Section 9: the company keeps enough of its preferred stock authorised and reserved to permit the exercise of all Rights
outstanding. What it reserved is what its officer's order says; what is needed is worked out here.
"""

from dataclasses import dataclass
from fractions import Fraction

from ledger.rules.exact import Exact, exact_text
from ledger.rules.findings import Finding, hold, warn
from ledger.rules.registry import decides

WHAT_TO_DO = (
    "Ask the company to reserve the rest, or to resolve what takes the place of Units, and record its order in the "
    "control book."
)


@dataclass(frozen=True, slots=True)
class Reserve:
    """Units reserved, None where no order states them, beside the Units that all Rights not void call for."""

    reserved: Fraction | None
    needed: Fraction

    @property
    def is_short(self) -> bool:
        """Whether what is stated does not suffice; what nobody stated is not short, it is not proved."""
        return self.reserved is not None and self.reserved < self.needed

    @property
    def sentence(self) -> str:
        """How many are missing, and what to do; "" where it suffices."""
        if self.reserved is None or not self.is_short:
            return ""
        return (
            f"{_counted(self.reserved)} Units are reserved and all Rights that are not void call for "
            f"{_counted(self.needed)}: {_counted(self.needed - self.reserved)} are missing. {WHAT_TO_DO}"
        )

    def against_exercise(self) -> tuple[Finding, ...]:
        """An exercise for Units waits while the reserve does not suffice for all: who comes first takes no other's."""
        return (hold("R61", self.sentence, next_act="control_book"),) if self.is_short else ()

    def beside_an_adjustment(self, before: Fraction) -> tuple[Finding, ...]:
        """An adjustment that raises what is needed above `before` takes place by law: staff see what is missing."""
        return (warn("R61", self.sentence),) if self.is_short and self.needed > before else ()


@decides(
    "R61",
    "Opening control book",
)
def reserve_for(rights: Exact, units_per_right: Exact, *, reserved: Exact | None) -> Reserve:
    """The reserve for so many Rights not void, each for so many Units as adjusted (R61, I8)."""
    needed = Fraction(rights) * Fraction(units_per_right)
    return Reserve(None if reserved is None else Fraction(reserved), needed)


def _counted(units: Fraction) -> str:
    whole, _, part = exact_text(units).partition(".")
    return f"{int(whole):,}" + (f".{part}" if part else "")
