"""`manage.py rehearse FILE...`: carry stories through the real services in a scratch place, and print the answers."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.rules.facts import BadInput
from rightsadmin.rehearsal.reading import read_file
from rightsadmin.rehearsal.story import rehearse

BAD_INPUT = 2


class Command(BaseCommand):
    """Print a JSON list with one answer a case, in order."""

    help = "Rehearse the stories of JSON files: a JSON list, one answer a case. Nothing of them is left anywhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="+", help="a JSON file with one case or a list of cases")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer every case before the first is printed, so that bad input prints no answer at all."""
        try:
            cases = [case for name in options["file"] for case in read_file(name)]
            answers = [rehearse(case) for case in cases]
        except BadInput as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None
        self.stdout.write(json.dumps(answers, indent=1, ensure_ascii=False))
