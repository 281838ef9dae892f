"""The rows of a workbook (.xlsx), read one after the other, its size bounded before anything of it is unpacked."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

from ledger.holder_files.layout import MOST_COLUMNS
from ledger.holder_files.lines import Record
from ledger.holder_files.row import RowError
from ledger.holder_files.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_UNPACKED = 256 * 1024 * 1024
MOST_ROWS = 1_048_576  # of a sheet
_NO_WORKBOOK = "The workbook cannot be read: open it and save it again as .xlsx, or as CSV."


class SheetRows:
    """The rows of one sheet: the named one, or the first that is shown. Formulas are given as their text."""

    def __init__(self, stream: IO[bytes], sheet: str = "") -> None:
        self._stream, self._sheet = stream, sheet
        self.width = 0
        self.told: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Record | RowError]:
        from openpyxl import load_workbook  # noqa: PLC0415 - large, and every process imports this package

        self._stream.seek(0)
        if sentence := _too_large(self._stream):
            yield RowError(1, "record", sentence)
            return
        self._stream.seek(0)
        number = 0
        try:
            book = load_workbook(self._stream, read_only=True, data_only=False, keep_links=False)
            sheet = self._chosen(book)
            if sheet is None:
                names = ", ".join(book.sheetnames)
                yield RowError(
                    1,
                    "record",
                    f"The workbook has no sheet {self._sheet!r}; it has {printable(names)[:300]}.",
                )
                return
            others = ", ".join(name for name in book.sheetnames if name != sheet.title)
            also = f" Not read: {printable(others)[:200]}." if others else ""
            self.told = (f"The sheet {printable(sheet.title)} is read.{also}",)
            sheet.reset_dimensions()  # what the file says of its own size is not asked
            for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
                if number > MOST_ROWS:
                    yield RowError(
                        number, "record", f"A sheet has at most {MOST_ROWS:,} rows. Reading stopped here."
                    )
                    return
                fields = [_text(cell.value) for cell in cells]
                if any(fields):
                    yield Record(number, fields)
        except Exception:  # noqa: BLE001 - a hostile archive can raise anything in the library, and none of it is ours
            yield RowError(number + 1, "record", _NO_WORKBOOK)

    def _chosen(self, book: Any) -> Any:
        shown = [each for each in book.worksheets if getattr(each, "sheet_state", "visible") == "visible"]
        if self._sheet:
            return next((each for each in book.worksheets if each.title == self._sheet), None)
        return (shown or book.worksheets)[0]


def _too_large(stream: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return _NO_WORKBOOK
    if not any(member.filename == "[Content_Types].xml" for member in members):
        return "This is an archive (ZIP) and no workbook: unpack it first."
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        return f"The workbook unpacks to more than {MOST_UNPACKED // 1024**2} MB: send the list as CSV."
    return ""


def _text(value: Any) -> str:
    """A cell as a file of text would have it; a figure with a point only where it has decimals."""
    if value is None:
        return ""
    for kind, told in _KINDS:
        if isinstance(value, kind):
            return told(value)
    return "="  # a formula over several cells


def _figure(value: float) -> str:
    figure = Decimal(repr(value))
    if not figure.is_finite():
        return str(value)
    return f"{figure.to_integral_value():f}" if figure == figure.to_integral_value() else f"{figure:f}"


# A bool is a whole number to Python, and an instant a day: the narrower kind comes first.
_KINDS: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (str, lambda value: " ".join(value.split())),
    (bool, lambda value: "Y" if value else "N"),
    (datetime, lambda value: value.date().isoformat()),
    (date, date.isoformat),
    (float, _figure),
    ((int, time, timedelta), str),
)
