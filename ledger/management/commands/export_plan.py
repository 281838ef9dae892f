"""Writes the hand-over archive of a plan; docs/handover.md says what is in it."""

import hashlib
import os
import zipfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.errors import BackOfficeError
from ledger.models import Plan
from ledger.services.handover.exporting import MANIFEST, export_plan
from rightsadmin.common import signing
from rightsadmin.common.actor import Actor


class Command(BaseCommand):
    help = "Exports every record of a plan, and the files they name, to one zip for a successor Rights Agent."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", help="the plan's short name")
        parser.add_argument("--to", required=True, type=Path, help="the file to write; it must not exist")
        parser.add_argument(
            "--without-print-files", action="store_true", help="leave the print files of certificates behind"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["to"]
        if target.exists():
            raise CommandError(f"{target} exists already: name a new file.")
        plan = Plan.objects.filter(slug=options["plan"]).first()
        if plan is None:
            raise CommandError(f"There is no plan {options['plan']!r}.")
        part = target.with_name(f"{target.name}.part")
        try:
            with part.open("wb") as out:
                for piece in export_plan(
                    plan=plan,
                    with_print_files=not options["without_print_files"],
                    actor=Actor.system("export_plan"),
                ):
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            part.replace(target)
        except (BackOfficeError, OSError) as error:
            part.unlink(missing_ok=True)
            raise CommandError(f"Nothing was written: {error}") from error
        with zipfile.ZipFile(target) as archive:
            manifest = hashlib.sha256(archive.read(MANIFEST)).hexdigest()
        self.stdout.write(f"{plan.slug}: {target.stat().st_size:,} bytes in {target}.")
        self.stdout.write(f"SHA-256 of the manifest: {manifest}")
        self.stdout.write(f"Our public key, to tell the successor by another way: {signing.public_key()}")
