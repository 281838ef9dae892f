"""`manage.py simulate FILE`: answer the cases of a scenario file; nothing stored is read or changed."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.rules.facts import BadInput
from ledger.selectors.whatif import answer_case, read_cases

BAD_INPUT = 2


class Command(BaseCommand):
    """Print one JSON answer a case, in order, each on its own line."""

    help = "Answer the hypothetical cases of a JSON file: one JSON answer a line. No stored plan is touched."
    requires_services = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a JSON file with one case or a list of cases")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer every case before the first is printed, so that bad input prints no answer at all."""
        try:
            cases = read_cases(read_text(options["file"]))
            answers = [json.dumps(answer_case(case)) for case in cases]
        except BadInput as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None
        for answer in answers:
            self.stdout.write(answer)


def read_text(name: str) -> str:
    """The text of a UTF-8 file; BadInput where it cannot be read."""
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(name, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise BadInput(name, f"is not UTF-8 text (byte {error.start})") from None
