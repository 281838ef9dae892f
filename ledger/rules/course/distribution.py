"""What is told of a Distribution Date: the date, what governs it, and the four prongs with their candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from ledger.rules.course.extensions import ExtensionRecord
    from ledger.rules.course.final_expiration import FinalExpiration
    from ledger.rules.course.prongs import Candidate, Status
    from ledger.rules.facts import Computed, CountedDay, Notice, Prong, SkippedDay


@dataclass(frozen=True)
class ProngRow:
    """One prong: its status, its date (None without one), why, and every candidate it was taken from."""

    prong: Prong
    status: Status
    computed: Computed[date | None]
    candidates: tuple[Candidate, ...]
    extensions: tuple[ExtensionRecord, ...]

    @property
    def date(self) -> date | None:
        """The earliest date among the prong's candidates."""
        return self.computed.value

    @property
    def reason(self) -> str:
        """Why the prong stands as it does."""
        return self.computed.reason


@dataclass(frozen=True)
class Break:
    """A Distribution Date that has occurred, or an end that is posted, beside the day that what was found since would
    give (None: none).
    """

    on_record: date
    otherwise: date | None
    sentence: str


@dataclass(frozen=True)
class Distribution:
    """The Distribution Date and all that led to it.

    `computed.value` is the date, None where no prong has one or the Rights ended first; `governing` names the
    prong, or all that tie; `prongs` always holds the four rows in order; `pending` names the prongs whose
    clock runs and has not come; `stock_acquisition_date` is the date of the first qualifying announcement.
    `final` is when the Rights expire by their terms, which a date has to come before (None: never).
    `is_frozen`: the date has occurred and is on record; `breaks` are what would have changed it since.
    """

    computed: Computed[date | None]
    governing: tuple[Prong, ...]
    prongs: tuple[ProngRow, ...]
    pending: tuple[Prong, ...]
    stock_acquisition_date: date | None
    warnings: tuple[Notice, ...]
    final: FinalExpiration | None = None
    is_frozen: bool = False
    breaks: tuple[Break, ...] = ()

    @property
    def date(self) -> date | None:
        """The Distribution Date."""
        return self.computed.value

    @property
    def doubtful(self) -> Candidate | None:
        """The candidate that gives the date and waits for counsel's word; None where one beyond doubt gives it."""
        giving = [
            candidate
            for row in self.prongs
            for candidate in row.candidates
            if self.date and not self.is_frozen and candidate.date == self.date
        ]
        return giving[0] if giving and all(candidate.doubt for candidate in giving) else None

    @property
    def instant(self) -> datetime | None:
        """The close of business on the Distribution Date, in UTC."""
        return self.computed.instant

    @property
    def causes(self) -> tuple[Candidate, ...]:
        """The facts that gave the date. Where it is on record and what was found since would move it, every fact of the
        governing prongs that had happened by it: which of them it was, its confirmation says.
        """
        told = [one for row in self.prongs if row.prong in self.governing for one in row.candidates]
        if self.breaks:
            return tuple(
                one for one in told if one.triggered_at and self.instant and one.triggered_at <= self.instant
            )
        return tuple(one for one in told if one.date and one.date == self.date)

    @property
    def steps(self) -> tuple[CountedDay, ...]:
        """The days counted to the governing date: the audit trail."""
        return self.computed.counted

    @property
    def skipped(self) -> tuple[SkippedDay, ...]:
        """The days passed over on the way, each with its name."""
        return self.computed.skipped

    @property
    def governing_prong(self) -> str | None:
        """The governing prong as written in an answer: "i", ties as "i;iii", None where there is no date."""
        return ";".join(self.governing) or None
