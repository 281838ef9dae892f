"""A mapping profile: how an agent's file is read. Data only, kept as JSON by `ledger.services.file_profiles`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from ledger.enums import Listing, Registration
from ledger.holder_files.figures import DAYS
from ledger.holder_files.layout import MAIL_CODES, MOST_COLUMNS, STOPS, TIN_STATUSES
from ledger.holder_files.shape import ENCODINGS, SEPARATORS
from ledger.holder_files.targets import NAMES, TARGETS

TOTAL_WORDS = ("TOTAL", "TOTALS", "GRAND TOTAL", "CONTROL TOTAL", "TRAILER", "TRL", "T")
# What a code of the agent's may stand for, by the column it stands in.
KEPT, LEFT_OUT = "kept", "left out"
MEANINGS: dict[str, tuple[str, ...]] = {
    "registration": tuple(Registration.values),
    "tin_status": TIN_STATUSES,
    "mail_code": MAIL_CODES,
    "nominee": ("Y", "N"),
    "stop": (*STOPS, ""),
    "class": (),  # a class of the plan by its code, KEPT or LEFT_OUT
}
_LONGEST_CODE = 60
_WIDEST_LINE = 5_000
MOST_CODES = 500


@dataclass(frozen=True, kw_only=True)
class Profile:
    """`columns`: (header, target) in the order of the file; a file without headers has Column 1, Column 2 and so on.

    What is empty is found anew in each file. `cuts` are the places of the columns of a fixed-width file: first and
    last, counted from 1. `codes`: (target, the agent's code, its meaning). `implied`: decimals without a point.
    """

    columns: tuple[tuple[str, str], ...]
    listing: str = Listing.REGISTER.value
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    has_header: bool = True
    cuts: tuple[tuple[int, int], ...] = ()
    days: str = ""
    decimal_comma: bool = False
    implied: int = 0
    account_digits: int = 0
    merges_certificates: bool = False
    sets_aside_negative: bool = False
    total_words: tuple[str, ...] = TOTAL_WORDS
    codes: tuple[tuple[str, str, str], ...] = field(default=())

    def __post_init__(self) -> None:
        """ValueError, a sentence for staff, where it cannot be meant."""
        for sentence in self._faults():
            raise ValueError(sentence)

    def as_json(self) -> dict[str, Any]:
        """The same for the database."""
        told = asdict(self)
        return {name: _lists(value) for name, value in told.items()}

    @classmethod
    def of(cls, told: dict[str, Any]) -> Profile:
        """As it was kept."""
        return cls(**{name: _tuples(value) for name, value in told.items()})

    def places(self, target: str) -> list[int]:
        """Which columns are this."""
        return [place for place, (_, word) in enumerate(self.columns) if word == target]

    @property
    def lacks(self) -> list[str]:
        """What no list can be read without, in words."""
        words = {word for _, word in self.columns}
        lacking = []
        if "account" not in words and self.listing != Listing.BENEFICIAL:
            lacking.append("the account number")
        if not words & set(NAMES):
            lacking.append("the name")
        if "shares" not in words:
            lacking.append("the shares")
        return lacking

    def _faults(self) -> list[str]:
        faults = []
        if self.listing not in Listing.values:
            faults.append("Choose what the file is a list of.")
        if not 0 < len(self.columns) <= MOST_COLUMNS:
            faults.append(f"A file has between 1 and {MOST_COLUMNS} columns.")
        if unknown := next((word for _, word in self.columns if word and word not in TARGETS), ""):
            faults.append(f"{unknown!r} is nothing that a column can be.")
        if twice := next((word for word in TARGETS if word != "shares" and len(self.places(word)) > 1), ""):
            faults.append(f"Two columns are said to be “{TARGETS[twice].label}”: one of them can be.")
        if self.encoding and self.encoding not in ENCODINGS:
            faults.append("Choose one of the encodings.")
        if self.separator and self.separator not in SEPARATORS:
            faults.append("Choose one of the separators.")
        if self.days and self.days not in DAYS:
            faults.append("Choose one of the forms of a day.")
        faults += self._fault_of_places()
        if not 0 <= self.implied <= 10 or not 0 <= self.account_digits <= 20:  # noqa: PLR2004 - of the register
            faults.append("At most ten decimals and twenty digits of an account number can be meant.")
        return faults + self._fault_of_codes()

    def _fault_of_places(self) -> list[str]:
        if any(not 0 < first <= last <= _WIDEST_LINE for first, last in self.cuts):
            return ["A column begins at place 1 or later, and ends where it begins or after."]
        if self.cuts and len(self.cuts) != len(self.columns):
            return ["Each column of a fixed-width file needs its place, and each place its column."]
        return []

    def _fault_of_codes(self) -> list[str]:
        if len(self.codes) > MOST_CODES:
            return [f"At most {MOST_CODES} codes are kept."]
        for target, code, meaning in self.codes:
            if target not in MEANINGS:
                return [f"{target[:40]!r} has no codes: {', '.join(MEANINGS)} have."]
            if len(code) > _LONGEST_CODE or len(meaning) > _LONGEST_CODE:
                return [f"A code has at most {_LONGEST_CODE} letters."]
            if (known := MEANINGS[target]) and meaning not in known:
                return [f"{meaning[:40]!r} is no meaning of {target}: choose among {', '.join(known)}."]
        return []


def _lists(value: Any) -> Any:
    return [_lists(each) for each in value] if isinstance(value, (tuple, list)) else value


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, (tuple, list)) else value
