"""Takes a handed-over plan into this empty installation and proves it; docs/handover.md says how."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.errors import BackOfficeError
from ledger.services.handover.taking_in import import_plan
from rightsadmin.common.actor import Actor


class Command(BaseCommand):
    help = "Imports a plan from the zip of export_plan into an empty installation: all of it, proved, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the archive")
        parser.add_argument(
            "--sender-key",
            required=True,
            help="the public key of the sender (64 hexadecimal digits), as he told it by another way than the archive",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = import_plan(
                path=options["file"], sender_key=options["sender_key"], actor=Actor.system("import_plan")
            )
        except BackOfficeError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{done.plan.slug}: {done.rows:,} rows and {done.files:,} files taken in; balances, digests, totals and "
            "proofs are those of the sender."
        )
        self.stdout.write(f"SHA-256 of the manifest, to compare with the sender's: {done.manifest_sha256}")
        for note in done.notes:
            self.stdout.write(f"  {note}")
