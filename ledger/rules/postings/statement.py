"""An act on all holders at once: the rule is the text that the database runs, however many holders there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ledger.rules.vocabulary import BatchKind, Standing, SystemRole

# What each row of a statement says, in this order: a movement, its two places written out.
COLUMNS = (
    "instrument",
    "source_account",
    "source_standing",
    "source_role",
    "target_account",
    "target_standing",
    "target_role",
    "quantity",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A SELECT of the movements of an act (COLUMNS), in the order in which they are posted.

    `sql` and `inexact` take the named `parameters`, and `plan`, the plan's key, from whoever runs them. `inexact`
    selects the quantities held whose movements ten decimals do not express; empty where there can be none. Where the
    act undoes another one, each row has one column more: the entry that it `reverses`.
    """

    kind: BatchKind
    effective_on: date
    sql: str
    parameters: Mapping[str, Decimal | int | str] = field(default_factory=dict)
    inexact: str = ""
    reverses: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its rows."""
        return (*COLUMNS, "reverses") if self.reverses else COLUMNS


def position(account: str, standing: Standing | str = Standing.VALID) -> str:
    """The three columns of a holder's place; `account`, and a standing that is none of the list, are SQL."""
    word = f"'{standing}'" if isinstance(standing, Standing) else standing
    return f"{account}, {word}, NULL"


def place_of(role: SystemRole) -> str:
    """The three columns of one of the plan's own places."""
    return f"NULL::bigint, NULL, '{role}'"
