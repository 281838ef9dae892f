"""Tells the demo's story: the MIM plan from adoption to its first presentations, and a second plan of today."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from rightsadmin.demo import afterwards, second_plan, story


class Command(BaseCommand):
    help = (
        "Carries the MIM plan from adoption to certificates presented. Running it twice keeps what is there."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--accounts", type=int, default=2_500, help="registered accounts in the holder file"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        run = story.carry(self._say, accounts=options["accounts"])
        afterwards.work(run.plan, run, self._say)
        second_plan.run_a_clock(self._say)
        self.stdout.write(f"The story is told ({time.monotonic() - began:.0f} s).")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
