"""What each app says of its own rows: the one registry, so that the ledger hands over what it does not import."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ledger.models import Plan

Totals = Callable[[Plan], dict[str, str]]
Differences = Callable[[Plan, bool], list[str]]


@dataclass(frozen=True)
class Part:
    """The rows of one app.

    Every model of the app with a way to the plan is handed over; one without is named here with its reason, or as
    belonging to the `house`: it is handed over whole and taken in where the installation has none of its own.

    `pressed` are models whose files are large and may stay behind. `labels` are the columns by which people know a row
    another one points to. `totals` are control totals, exact numbers as text; `differences` are sentences, none for a
    plan that proves, and reads stored files only where its second argument is True.
    """

    app: str
    totals: Totals
    differences: Differences
    stays: Mapping[str, str] = field(default_factory=dict)
    house: frozenset[str] = frozenset()
    pressed: frozenset[str] = frozenset()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_parts: dict[str, Part] = {}


def register(part: Part) -> None:
    """Adds an app's part; ValueError where the app has one."""
    if part.app in _parts:
        raise ValueError(f"{part.app} hands its rows over already.")
    _parts[part.app] = part


def registered() -> tuple[Part, ...]:
    """The parts in the order of their registration."""
    return tuple(_parts.values())
