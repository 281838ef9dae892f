"""`manage.py make_holder_file`: a made-up holder file, the same bytes each time; no database is touched."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.holder_files.maker import make


class Command(BaseCommand):
    """Write a holder file with exactly the accounts and shares asked for."""

    help = "Write a made-up holder file with exactly so many accounts and shares."
    requires_services = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--accounts", type=int, default=2_500)
        parser.add_argument("--shares", type=int, default=17_890_739)
        parser.add_argument("--as-of", type=date.fromisoformat, default=date(1998, 12, 4), metavar="DATE")
        parser.add_argument("--issuer", default="MIM CORPORATION")
        parser.add_argument("--seed", type=int, default=1998, help="another seed gives other holders")
        parser.add_argument("--bad", action="store_true", help="spoil rows in every way an import must name")
        parser.add_argument(
            "--classes", default="", metavar="A,B", help="the classes of common, taken in turn"
        )
        parser.add_argument("--out", required=True, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        out = Path(options["out"])
        try:
            with out.open("wb") as stream:
                make(
                    stream,
                    accounts=options["accounts"],
                    shares=options["shares"],
                    as_of=options["as_of"],
                    issuer=options["issuer"],
                    seed=options["seed"],
                    bad=options["bad"],
                    classes=[code for code in options["classes"].split(",") if code],
                )
        except ValueError as error:
            out.unlink(missing_ok=True)
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{out}: {options['accounts']:,} accounts, {options['shares']:,} shares")
