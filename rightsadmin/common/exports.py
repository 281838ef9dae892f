"""CSV and Excel files of a list: streamed, guarded against formulas, numbers as numbers."""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.http import HttpResponseBase

from rightsadmin.common import downloads
from rightsadmin.common.clock import NEW_YORK

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
EXCEL_ROWS = 1_048_576
EXCEL_DIGITS = 15  # beyond these Excel rounds, so a longer figure travels as text
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TooManyRows(ValueError):
    """The list does not fit one Excel sheet."""


class _Echo:
    """A file whose write() hands back what it was given: the csv module's half of a stream."""

    @staticmethod
    def write(value: str) -> str:
        return value


def csv_cell(value: Any) -> Any:
    """A cell no spreadsheet takes for a formula: text that starts like one gets a leading apostrophe."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(NEW_YORK).isoformat()
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def csv_lines(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Each row as one CSV line, ended by CRLF."""
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow([csv_cell(value) for value in row])


def csv_response(rows: Iterable[Iterable[Any]], *, filename: str) -> HttpResponseBase:
    """The rows as a CSV download, produced while it is sent: memory does not grow with the list."""
    return downloads.download(csv_lines(rows), kind=downloads.CSV, name=f"{filename}.csv")


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet, at: tuple[int, int], value: Any, formats: dict[str, Any]
) -> None:
    if isinstance(value, bool) or value is None:
        sheet.write_string(*at, "" if value is None else ("yes" if value else "no"))
    elif isinstance(value, datetime):
        sheet.write_datetime(*at, value.astimezone(NEW_YORK).replace(tzinfo=None), formats["instant"])
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, formats["date"])
    elif isinstance(value, int | Decimal) and len(str(value).strip("-").replace(".", "")) <= EXCEL_DIGITS:
        sheet.write_number(*at, value)
    else:
        sheet.write_string(*at, str(value))  # never parsed: a formula stays text


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
