"""Checks a plan file, and keeps it as the draft that two persons make a plan of."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ledger.errors import BackOfficeError
from ledger.selectors import drafts as selector
from ledger.services import drafts
from rightsadmin.common.actor import Actor


class Command(BaseCommand):
    help = (
        "Checks a plan file whole, naming every place that is wrong, and keeps it as a draft: a supervisor proposes it "
        "on the page New plans, a second person approves it. With --dry-run nothing is kept. Exit code 1 where it "
        "could not be proposed."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only check it")

    def handle(self, *, file: Path, dry_run: bool, **_options: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        try:
            draft = None if dry_run else drafts.begin(content=content, actor=Actor.system("load_plan"))
        except BackOfficeError as error:
            raise CommandError(str(error)) from error
        found = selector.checked(content.decode("utf-8", errors="replace"))
        for problem in found.problems:
            self.stdout.write(problem.in_file)
        for each in found.unsaid:
            lacks = "is missing: no plan can be loaded without it." if each.is_needed else "is not stated."
            self.stdout.write(f"{each.label} ({each.kind.key}) {lacks} {each.then}".rstrip())
        if draft:
            self.stdout.write(f"Kept as draft {draft.pk}, {draft.name}: propose it on the page New plans.")
        if not found.may_be_proposed:
            raise CommandError("The plan cannot be proposed yet.")
        if dry_run:
            self.stdout.write("The plan can be proposed.")
