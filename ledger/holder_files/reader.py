"""A holder file as it comes: found, mapped and read, the house's own form and every other by the same way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import IO, TYPE_CHECKING

from ledger.holder_files.lines import Record, TextRows
from ledger.holder_files.mapping import Aside, Mapper
from ledger.holder_files.numbers import Lengths, Numbers, numbered
from ledger.holder_files.parser import read_rows
from ledger.holder_files.profile import LEFT_OUT
from ledger.holder_files.proposals import guessed, header_of, labels_of
from ledger.holder_files.row import NO_NUMBER, HolderRow, RowError, RowNote, is_account_number
from ledger.holder_files.shape import FIXED, HOUSE, NOTHING_CHOSEN, WORKBOOK, Chosen, Shape, look
from ledger.holder_files.targets import plain
from ledger.holder_files.totals import Totals
from ledger.holder_files.workbook import SheetRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from ledger.holder_files.profile import Profile

Read = HolderRow | RowError | RowNote
Rows = TextRows | SheetRows
# Before the header a file may have titles: so many rows of them.
TITLES = 40
SAMPLE_ROWS = 60
_NO_PLACES = "The columns have fixed places: say in a profile where each begins and ends."


@dataclass(frozen=True)
class Opened:
    """A file that was looked at: its shape in words, the labels of its columns, its first rows, and the profile by
    which it is read (None: the house's own form). `fault` says why it cannot be read at all.
    """

    stream: IO[bytes]
    told: tuple[str, ...] = ()
    shape: Shape | None = None
    profile: Profile | None = None
    labels: tuple[str, ...] = ()
    header_row: int = 0
    sample: tuple[Record, ...] = ()
    fault: RowError | None = None


def open_file(
    stream: IO[bytes], *, as_of: date, profile: Profile | None = None, chosen: Chosen = NOTHING_CHOSEN
) -> Opened:
    """What the file is. Without a profile the header's words propose one, with what is chosen."""
    if profile:
        chosen = Chosen(profile.encoding, profile.separator, profile.listing)
    shape = look(stream, chosen, is_fixed=bool(profile and profile.cuts))
    if isinstance(shape, RowError):
        return Opened(stream, fault=shape)
    if shape.form == HOUSE:
        return Opened(stream, shape.told, shape)
    rows = _rows(stream, shape, profile)
    first = list(_first(rows))
    records = [each for each in first if isinstance(each, Record)]
    found = Opened(stream, (*shape.told, *rows.told), shape, profile, sample=tuple(records))
    if not records:
        fault = next((each for each in first if isinstance(each, RowError)), None)
        return replace(found, fault=fault or RowError(1, "record", "The file has no row."))
    if shape.form == FIXED and not (profile and profile.cuts):
        return replace(found, profile=None, fault=RowError(1, "record", _NO_PLACES))
    return _with_columns(found, as_of, chosen)


def _with_columns(found: Opened, as_of: date, chosen: Chosen) -> Opened:
    """The same with its header found, its columns named, and a profile proposed where none was given."""
    records, profile = found.sample, found.profile
    is_fixed = found.shape is not None and found.shape.form == FIXED
    wanted = []
    if profile and profile.has_header and not is_fixed:
        wanted = [label for label, word in profile.columns if word]
    header = header_of(records[:TITLES], wanted) if not profile or profile.has_header else None
    if wanted and header is None:
        return replace(found, fault=_no_header(records, wanted))
    if profile and (is_fixed or not profile.has_header):
        labels = tuple(label for label, _ in profile.columns)
    else:
        labels = labels_of(header.fields if header else records[-1].fields, named=header is not None)
    at = header.number if header else 0
    told = (*found.told, f"The header is row {at}." if at else "There is no header.")
    sample = tuple(each for each in records if each.number > at)
    found = replace(found, told=told, labels=labels, header_row=at, sample=sample)
    return found if profile else replace(found, profile=_proposed(found, as_of, chosen))


def read(opened: Opened, *, as_of: date) -> Iterator[Read]:
    """Every account, every error and every note, in the order of the file; what is said of the whole of it, last."""
    lengths = Lengths()
    for each in _read(opened, as_of):
        if isinstance(each, HolderRow):
            lengths.add(each.account)
        yield each
    yield from lengths.notes()


def _read(opened: Opened, as_of: date) -> Iterator[Read]:
    if opened.fault:
        yield opened.fault
        return
    profile = opened.profile
    if profile is None:
        opened.stream.seek(0)
        yield from read_rows(opened.stream, as_of=as_of)
        return
    if lacks := profile.lacks:
        yield RowError(
            opened.header_row or 1,
            "record",
            f"No column is known to be {' or '.join(lacks)}: say which, in a profile.",
        )
        return
    yield from _Reading(opened, profile, as_of).rows()


class _Reading:
    def __init__(self, opened: Opened, profile: Profile, as_of: date) -> None:
        self._opened, self._profile = opened, profile
        self._mapper = Mapper(profile, opened.labels, as_of)
        self._header = [plain(label) for label in opened.labels]
        self._totals = Totals(profile, self._mapper)
        self._seen: dict[str, tuple[int, int]] = {}

    def rows(self) -> Iterator[Read]:
        yield from self._mapper.told_once()
        together = self._together() if self._profile.merges_certificates else None
        numbers = Numbers()
        for record in self._records():
            if isinstance(record, RowError):
                self._totals.unreadable += 1
                yield record
            elif self._is_header(record):
                yield RowNote(
                    record.number, "record", "The header stands here once more; the row was passed over."
                )
            elif (told := self._totals.told(record)) is not None:
                yield from told
            else:
                yield from self._account(record, numbers, together)
        yield from self._totals.at_the_end()

    def _records(self) -> Iterator[Record | RowError]:
        rows = _rows(self._opened.stream, self._opened.shape, self._profile)
        rows.width = len(self._opened.labels)
        for each in rows:
            if (each.number if isinstance(each, Record) else each.row) > self._opened.header_row:
                yield each

    def _is_header(self, record: Record) -> bool:
        return (
            bool(self._opened.header_row)
            and len(record.fields) == len(self._header)
            and all(plain(field) == label for field, label in zip(record.fields, self._header, strict=True))
        )

    def _together(self) -> dict[str, Decimal]:
        """What the certificates of each account add up to: a first reading, before that of the accounts."""
        numbers, sums, totals = Numbers(), dict[str, Decimal](), Totals(self._profile, self._mapper)
        for record in self._records():
            if isinstance(record, RowError) or self._is_header(record) or totals.told(record) is not None:
                continue
            figure, share_class = self._mapper.figure(record), self._mapper.share_class(record)
            totals.add(figure or Decimal())
            if (
                figure is not None
                and share_class != LEFT_OUT
                and not (self._profile.sets_aside_negative and figure < 0)
            ):
                number = numbers.of(self._mapper.account(record), share_class)
                sums[number] = sums.get(number, Decimal()) + figure
        return sums

    def _account(
        self, record: Record, numbers: Numbers, together: dict[str, Decimal] | None
    ) -> Iterator[Read]:
        found = self._mapper.read(record)
        if isinstance(found, Aside):
            self._totals.add(found.figure)
            yield found.note
            return
        if isinstance(found, list):
            self._totals.add(self._mapper.figure(record) or Decimal())
            self._totals.unreadable += 1
            yield from found
            return
        self._totals.add(found.shares)
        number = numbers.of(found.account, found.share_class)
        if not is_account_number(number):
            self._totals.unreadable += 1
            yield RowError(
                record.number,
                "account",
                f"{found.account} holds several classes, and as {number} it would be no number: {NO_NUMBER}",
            )
            return
        name = hash(tuple(found.lines))
        first, named = self._seen.setdefault(number, (record.number, name))
        if first == record.number:
            yield numbered(found, number, together)
        elif together is None:
            yield RowError(
                record.number,
                "account",
                f"Account {number} stands in row {first} already. Where a row is a certificate, say so in a profile.",
            )
        elif named != name:
            yield RowError(
                record.number, "account", f"Account {number} has another name here than in row {first}."
            )


def _rows(stream: IO[bytes], shape: Shape | None, profile: Profile | None) -> Rows:
    if shape is None or shape.form == WORKBOOK:
        return SheetRows(stream, profile.sheet if profile else "")
    cuts = [(first - 1, last) for first, last in profile.cuts] if profile else []
    return TextRows(stream, shape, cuts)


def _first(rows: Iterable[Record | RowError]) -> Iterator[Record | RowError]:
    found = iter(rows)
    try:
        yield from islice(found, TITLES + SAMPLE_ROWS)
    finally:
        found.close()  # type: ignore[attr-defined]  # both are generators: the stream is given back


def _proposed(found: Opened, as_of: date, chosen: Chosen) -> Profile:
    profile = guessed(found.labels, found.sample, as_of, has_header=found.header_row > 0)
    return replace(
        profile,
        listing=chosen.listing or profile.listing,
        encoding=chosen.encoding,
        separator=chosen.separator,
    )


def _no_header(records: Sequence[Record], wanted: list[str]) -> RowError:
    """The columns that no row of the first ones names."""
    known = {plain(cell) for record in records[:TITLES] for cell in record.fields}
    lacking = [label for label in wanted if plain(label) not in known] or wanted
    return RowError(
        1, "record", f"The file is not of this profile: its header has no column {', '.join(lacking)[:300]}."
    )
