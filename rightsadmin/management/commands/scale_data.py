"""Makes a plan with so many holders, for measuring: the demo's story up to the separation, without a run."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from rightsadmin.demo import story


class Command(BaseCommand):
    help = (
        "Makes the demo's plan with so many holders through the same services and holder file as everything else, up "
        "to its posted separation. A hundred thousand are a minute, a million a quarter of an hour."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--accounts", type=int, default=100_000, help="registered accounts (default 100,000)"
        )
        parser.add_argument(
            "--unseparated", action="store_true", help="stop where the separation can be proposed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._began = time.monotonic()
        plan = story.prepare(self._say, accounts=options["accounts"])
        if not options["unseparated"]:
            story.separate(plan, self._say)

    def _say(self, line: str) -> None:
        self.stdout.write(f"{time.monotonic() - self._began:7.1f} s  {line}")
        self.stdout.flush()
