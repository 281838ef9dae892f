"""Puts a backup back into an empty database and an empty place of files, and proves it; docs/operations.md."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.errors import BackOfficeError
from rightsadmin.backup.restoring import restore
from rightsadmin.common.actor import Actor
from rightsadmin.management import keys


class Command(BaseCommand):
    help = (
        "Restores a backup into an empty database and an empty place of files: all of it, proved, or nothing."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the backup")
        keys.add_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = restore(path=options["file"], keys=keys.of(options), actor=Actor.system("restore"))
        except (BackOfficeError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored as of {done.taken_at}: {done.rows:,} rows of {done.tables} tables and {done.files:,} files, "
            "each compared with the backup."
        )
        for name in done.missing:
            self.stdout.write(f"  missing when the backup was made: {name}")
        if done.to_migrate:
            self.stdout.write(
                "An earlier version made the backup: run migrate, then verify_ledger and verify_certificates."
            )
            return
        for sentence in done.differences:
            self.stdout.write(f"  {sentence}")
        if done.differences:
            raise CommandError(f"{len(done.differences)} differences.", returncode=1)
        self.stdout.write("Every plan is proved, its print files read back.")
