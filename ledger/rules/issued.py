"""What is issued of the common, and of each of its classes: the figures of the control book (R61, 17Ad-10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Issued:
    """What is issued of one class of common, or of all of it: outstanding, in treasury, reserved."""

    outstanding: Decimal
    treasury: Decimal = Decimal()
    reserved: Decimal = Decimal()

    @property
    def figures(self) -> dict[str, Decimal]:
        """Each figure by its name."""
        return {"outstanding": self.outstanding, "treasury": self.treasury, "reserved": self.reserved}

    def texts(self) -> dict[str, str]:
        """The figures as the control book keeps those of a class."""
        return {name: f"{quantity.normalize():f}" for name, quantity in self.figures.items()}

    def __add__(self, other: "Issued") -> "Issued":
        return Issued(*(told + other.figures[name] for name, told in self.figures.items()))


def together(told: Mapping[str, Issued]) -> Issued:
    """All classes together."""
    return Issued(
        *(
            sum((each.figures[name] for each in told.values()), Decimal())
            for name in ("outstanding", "treasury", "reserved")
        )
    )
