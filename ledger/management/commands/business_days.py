"""`manage.py business_days`: count Business Days on a shipped calendar; no database is touched."""

import csv
import io
import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.calendars import seeded_calendar
from ledger.management.commands.simulate import BAD_INPUT, read_text
from ledger.rules.business_days import OutOfRange
from ledger.rules.facts import BadInput
from ledger.rules.wire.reader import read_day, shown

_COLUMNS = ("calendar", "start_date", "n")
_WHOLE_NUMBER = re.compile(r"[+-]?\d{1,9}")


class Command(BaseCommand):
    """Print the nth Business Day after a date, or the rows of a CSV file with a `date` column added."""

    help = (
        "The nth Business Day after START (before it where N is negative; START itself or the next "
        "where N is 0)."
    )
    requires_services = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("calendar", nargs="?", help="calendar code, e.g. ny-banking")
        parser.add_argument("start", nargs="?", help="ISO date")
        parser.add_argument("n", nargs="?", help="whole number of business days")
        parser.add_argument("--csv", metavar="FILE", help="read calendar,start_date,n from FILE, write CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer everything before anything is printed."""
        try:
            answer = _answer(options)
        except BadInput as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None
        self.stdout.write(answer, ending="")


def _answer(options: dict[str, Any]) -> str:
    single = [options[name] for name in ("calendar", "start", "n")]
    if options["csv"] and not any(single):
        return _answer_csv(read_text(options["csv"]))
    if all(single) and not options["csv"]:
        return f"{_advance(*single)}\n"
    raise BadInput("", "give CALENDAR START N, or --csv FILE")


def _advance(calendar: str, start: str, n: str) -> str:
    day = read_day(start, "start_date")
    if not _WHOLE_NUMBER.fullmatch(n):
        raise BadInput("n", f"{shown(n)} is no whole number")
    try:
        return seeded_calendar(calendar).advance(day, int(n)).isoformat()
    except OutOfRange as error:
        raise BadInput("", str(error)) from None


def _answer_csv(text: str) -> str:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    header = list(reader.fieldnames or [])
    missing = [name for name in _COLUMNS if name not in header]
    if missing:
        raise BadInput("line 1", f"the columns {', '.join(_COLUMNS)} are needed; {', '.join(missing)} lacks")
    output = io.StringIO()
    columns = header if "date" in header else [*header, "date"]
    writer = csv.DictWriter(output, columns, lineterminator="\n")
    writer.writeheader()
    try:
        for row in reader:
            writer.writerow(_answer_row(row, len(header)))
    except (BadInput, csv.Error) as error:
        raise BadInput(f"line {reader.line_num}", str(error)) from None
    return output.getvalue()


def _answer_row(row: dict[str, Any], width: int) -> dict[str, str]:
    # The reader puts cells beyond the header under None, and None where cells are missing.
    if None in row or None in row.values():
        raise BadInput("", f"{width} cells are needed, as in the header")
    return {**row, "date": _advance(*(row[name].strip() for name in _COLUMNS))}
