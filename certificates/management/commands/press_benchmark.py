"""`manage.py press_benchmark`: how fast the press is; no database is touched."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from certificates.press.benchmark.measure import Report, run

#: Name, target, stretch, and whether more is better: what the press is held to.
TARGETS = (
    ("plain_over_press", 300, 1000, True),
    ("route_a_over_press", 20, 60, True),
    ("reportlab_over_press", 1.5, 5, True),
    ("typst_over_press", 6, 20, True),
    ("press_over_floor", 10, 3, False),
    ("plain_bytes_over_press_bytes", 40, 80, True),
    ("peak_mb", 200, 150, False),
)


class Command(BaseCommand):
    """Measure the press against the plain way, route A, two peers and the floor; a table, or JSON."""

    help = "Measure the press: ratios of medians over interleaved rounds, bytes a certificate, peak memory."
    requires_services = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
        parser.add_argument("--rounds", type=int, default=3, help="rounds of all contenders (default 3)")
        parser.add_argument("--batch", type=int, default=500, help="certificates a print file (default 500)")

    def handle(self, *args: Any, **options: Any) -> None:
        report = run(rounds=options["rounds"], batch=options["batch"], say=self._say)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json()))
        else:
            self._table(report)

    def _say(self, step: str) -> None:
        self.stderr.write(f"press_benchmark: {step}")

    def _table(self, report: Report) -> None:
        self.stdout.write(f"{'contender':<12}{'ms each':>12}{'bytes each':>12}")
        for name, milliseconds in report.milliseconds.items():
            size = report.bytes_each.get(name)
            self.stdout.write(f"{name:<12}{milliseconds:>12.3f}{size or 0:>12,.0f}")
        self.stdout.write(f"\n{'ratio':<32}{'measured':>10}{'target':>10}{'stretch':>10}")
        measured = report.as_json()
        for name, target, stretch, more in TARGETS:
            value = measured[name]
            if value is None:
                self.stdout.write(f"{name:<32}{'missing':>10}{target:>10}{stretch:>10}")
                continue
            verdicts = ((stretch, "stretch reached"), (target, "target reached"))
            met = next(
                (word for goal, word in verdicts if (value >= goal if more else value <= goal)), "MISSED"
            )
            self.stdout.write(f"{name:<32}{value:>10.1f}{target:>10}{stretch:>10}  {met}")
        self.stdout.write(
            f"\nThe press runs by route {report.route}, {measured['press_ms']} ms a certificate."
        )
