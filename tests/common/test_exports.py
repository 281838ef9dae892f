"""Files of lists: hostile cells stay text, numbers stay numbers."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from rightsadmin.common.exports import csv_for_people, csv_for_programs, exact_cell, guarded_cell, write_xlsx


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", "\uff1d1+1"]
)
def test_text_that_starts_a_formula_gets_an_apostrophe(cell):
    assert guarded_cell(cell) == "'" + cell
    assert exact_cell(cell) == cell, "a program reads the text itself"


@pytest.mark.parametrize(
    ("cell", "written"),
    [(-1, -1), (Decimal("-0.5"), "-0.5"), (Decimal("1E+6"), "1000000"), ("O'DONNELL", "O'DONNELL"), ("", "")],
)
def test_numbers_and_plain_text_stay(cell, written):
    assert guarded_cell(cell) == exact_cell(cell) == written


def test_lines_quote_what_needs_it():
    rows = [["Name", "Rights"], ['DOE, "JD"', 5], [None, datetime(1998, 12, 30, 22, tzinfo=UTC)]]
    lines = 'Name,Rights\r\n"DOE, ""JD""",5\r\n,1998-12-30T17:00:00-05:00\r\n'
    assert "".join(csv_for_programs(rows)) == lines
    assert "".join(csv_for_people(rows)) == "\ufeff" + lines, "a spreadsheet asks for the mark"


def test_workbook_holds_numbers_dates_and_no_formula():
    target = io.BytesIO()
    holding, old = Decimal("11092258.0000000000"), date(1899, 12, 30)
    rows = [
        ["A", "B", "C", "D", "E", "F"],
        [1789, "=1+1", date(1998, 12, 30), Decimal(12345678901234567890), holding, old],
    ]
    write_xlsx(rows, target, about={"Taken by": "Jane"})
    with zipfile.ZipFile(target) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        about = book.read("xl/worksheets/sheet2.xml").decode()
    assert "<v>1789</v>" in sheet
    assert "<v>11092258</v>" in sheet, "a sum passes over text"
    assert "1899-12-30" in sheet, "a spreadsheet has no day before 1900"
    assert "<f>" not in sheet
    assert "=1+1" in sheet
    assert "12345678901234567890" in sheet
    assert "Jane" in about
