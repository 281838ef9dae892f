"""Writes the database and every stored file, of one instant and encrypted, into one file; docs/operations.md."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.errors import BackOfficeError
from rightsadmin.backup.making import make
from rightsadmin.common.actor import Actor
from rightsadmin.management import keys


class Command(BaseCommand):
    help = "Writes database and files, of one instant and encrypted, into one file. Exit code 1 where a file lacks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the backup; it must not be there yet")
        keys.add_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        key = keys.of(options)[0]
        try:
            done = make(path=options["file"], key=key, actor=Actor.system("backup"))
        except (BackOfficeError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{options['file']}: {done.rows:,} rows of {done.tables} tables and {done.files:,} files, "
            f"{done.size:,} bytes, closed with the key {key.name}."
        )
        for name in done.missing:
            self.stderr.write(f"  missing: {name}")
        for name in done.changed:
            self.stderr.write(f"  not what its row says: {name}")
        if wrong := len(done.missing) + len(done.changed):
            raise CommandError(
                f"The backup is whole as far as the stored files go: {wrong:,} of them are missing or changed. "
                "Bring them back from an older backup.",
                returncode=1,
            )
