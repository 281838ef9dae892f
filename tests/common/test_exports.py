"""Files of lists: hostile cells stay text, numbers stay numbers."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from rightsadmin.common.exports import csv_cell, csv_lines, write_xlsx


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_text_that_starts_a_formula_gets_an_apostrophe(cell):
    assert csv_cell(cell) == "'" + cell


@pytest.mark.parametrize("cell", [-1, Decimal("-0.5"), "O'DONNELL", ""])
def test_numbers_and_plain_text_stay(cell):
    assert csv_cell(cell) == cell


def test_csv_lines_quote_what_needs_it():
    rows = [["Name", "Rights"], ['DOE, "JD"', 5], [None, datetime(1998, 12, 30, 22, tzinfo=UTC)]]
    assert "".join(csv_lines(rows)) == 'Name,Rights\r\n"DOE, ""JD""",5\r\n,1998-12-30T17:00:00-05:00\r\n'


def test_workbook_holds_numbers_dates_and_no_formula():
    target = io.BytesIO()
    rows = [["A", "B", "C", "D"], [1789, "=1+1", date(1998, 12, 30), Decimal(12345678901234567890)]]
    write_xlsx(rows, target, about={"Taken by": "Jane"})
    with zipfile.ZipFile(target) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        about = book.read("xl/worksheets/sheet2.xml").decode()
    assert "<v>1789</v>" in sheet
    assert "<f>" not in sheet
    assert "=1+1" in sheet
    assert "12345678901234567890" in sheet
    assert "Jane" in about
