"""Proves the whole record: every row, every stored file, every plan, every proof of before; docs/operations.md."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.selectors import seal
from ledger.services import record_proof
from ledger.services.handover.exporting import differences_of_all_plans


class Command(BaseCommand):
    help = (
        "Compares every row with its seal, every stored file with its hash, every plan with its journal and its print "
        "files, and the chain of signed proofs. Exit code 1 where anything differs, each named. Changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", type=Path, help="a signed head that was kept outside, as it was mailed")

    def handle(self, *args: Any, **options: Any) -> None:
        found = record_proof.differences(_head(options["head"]))
        found += differences_of_all_plans()
        sealed = seal.tables()
        self.stdout.write(f"{sum(table.rows for table in sealed):,} rows of {len(sealed)} tables are sealed.")
        for sentence in found:
            self.stdout.write(f"  {sentence}")
        if found:
            raise CommandError(f"The record DIFFERS in {len(found)} places.", returncode=1)
        self.stdout.write("The record is proved.")


def _head(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    try:
        told = json.loads(path.read_text())
        json.loads(told["content"])["number"], told["key"], told["signature"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{path} is no signed head ({error}): give the file as it was mailed.") from error
    return dict(told)
