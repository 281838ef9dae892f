"""CSV and Excel files: streamed, numbers as numbers; those that people open are marked UTF-8 and hold no formula."""

import csv
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.http import HttpResponseBase

from rightsadmin.common import downloads, formatting
from rightsadmin.common.clock import NEW_YORK

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
UTF8_MARK = "\ufeff"  # a spreadsheet that opens a CSV file without it reads another alphabet
EXCEL_ROWS = 1_048_576
EXCEL_DIGITS = 15  # beyond these Excel rounds, so a longer figure travels as text
EXCEL_FIRST_DAY = date(1900, 3, 1)  # before it Excel has no days, or wrong ones: they travel as text
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TooManyRows(ValueError):
    """The list does not fit one Excel sheet."""


class _Echo:
    """A file whose write() hands back what it was given: the csv module's half of a stream."""

    @staticmethod
    def write(value: str) -> str:
        return value


def exact_cell(value: Any) -> Any:
    """A cell as a program reads it: the text itself, a number without an exponent, an instant with its offset."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(NEW_YORK).isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value


def guarded_cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: text that starts like one gets a leading apostrophe."""
    if not isinstance(value, str):
        return exact_cell(value)
    # Spreadsheets pass over blanks, and take full-width signs for their plain ones.
    start = unicodedata.normalize("NFKC", value).lstrip(" ")
    return "'" + value if start.startswith(FORMULA_STARTS) else value


def csv_for_programs(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Each row as one CSV line ended by CRLF, every cell exactly what it is: banks and mail houses read these."""
    return _lines(rows, exact_cell)


def csv_for_people(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """As `csv_for_programs`, marked UTF-8 and guarded, for people who open it in a spreadsheet."""
    yield UTF8_MARK
    yield from _lines(rows, guarded_cell)


def _lines(rows: Iterable[Iterable[Any]], cell: Callable[[Any], Any]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def csv_response(rows: Iterable[Iterable[Any]], *, filename: str) -> HttpResponseBase:
    """The rows as a CSV download for people, made while it is sent: memory does not grow with the list."""
    return downloads.download(csv_for_people(rows), kind=downloads.CSV, name=f"{filename}.csv")


def _fits_excel(value: int | Decimal) -> bool:
    """Whether Excel holds every digit: the zeros of the scale are none."""
    digits = "".join(map(str, Decimal(value).as_tuple().digits))
    return len(digits.strip("0")) <= EXCEL_DIGITS


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet, at: tuple[int, int], value: Any, formats: dict[str, Any]
) -> None:
    if isinstance(value, bool) or value is None:
        sheet.write_string(*at, "" if value is None else ("yes" if value else "no"))
    elif isinstance(value, datetime):
        sheet.write_datetime(*at, value.astimezone(NEW_YORK).replace(tzinfo=None), formats["instant"])
    elif isinstance(value, date) and value >= EXCEL_FIRST_DAY:
        sheet.write_datetime(*at, value, formats["date"])
    elif isinstance(value, int | Decimal) and _fits_excel(value):
        sheet.write_number(*at, formatting.plain(Decimal(value)))
    else:
        sheet.write_string(*at, str(exact_cell(value)))  # never parsed: a formula stays text


def write_xlsx(rows: Iterable[Iterable[Any]], target: IO[bytes], *, about: dict[str, str]) -> None:
    """The rows (the first is the heading) as an Excel workbook, with a second sheet saying who took it, when and how.

    Written row by row in constant memory. Raises TooManyRows past Excel's limit.
    """
    workbook = xlsxwriter.Workbook(target, {"constant_memory": True})
    formats = {
        "heading": workbook.add_format({"bold": True}),
        "date": workbook.add_format({"num_format": "d mmm yyyy"}),
        "instant": workbook.add_format({"num_format": "d mmm yyyy hh:mm:ss"}),
    }
    sheet = workbook.add_worksheet("List")
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(rows):
        if line >= EXCEL_ROWS:
            raise TooManyRows(
                f"An Excel sheet holds {EXCEL_ROWS - 1:,} rows; take the CSV file, or filter first."
            )
        for column, value in enumerate(row):
            if line == 0:
                sheet.write_string(line, column, str(value), formats["heading"])
                sheet.set_column(column, column, 18)
            else:
                _write_cell(sheet, (line, column), value, formats)
    note = workbook.add_worksheet("About")
    note.set_column(0, 1, 32)
    for line, (label, text) in enumerate(about.items()):
        note.write_string(line, 0, label, formats["heading"])
        note.write_string(line, 1, text)
    workbook.close()


def xlsx_response(rows: Iterable[Iterable[Any]], *, filename: str, about: dict[str, str]) -> HttpResponseBase:
    """The rows as an Excel download from a temporary file that ends with the response."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_xlsx(rows, target, about=about)
    target.seek(0)
    return downloads.download(target, kind=XLSX_TYPE, name=f"{filename}.xlsx")
