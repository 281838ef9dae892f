"""Proves the ledger of every plan, or of one, from the rows: exit code 0 where it holds, 1 where it differs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.models import Plan
from ledger.selectors.proof import prove


class Command(BaseCommand):
    help = "Refolds the journal, compares it with positions and control book, walks the chain of digests."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", nargs="?", help="the plan's short name; all plans where it is left out")

    def handle(self, *args: Any, **options: Any) -> None:
        plans = Plan.objects.order_by("slug")
        if options["plan"]:
            plans = plans.filter(slug=options["plan"])
            if not plans:
                raise CommandError(f"There is no plan {options['plan']!r}.")
        differences = 0
        for plan in plans:
            proof = prove(plan)
            totals = proof.totals
            self.stdout.write(
                f"{plan.slug}: {proof.batches} batches, {proof.entries} entries; "
                f"{totals.common_outstanding.normalize():,f} common outstanding; Rights outstanding "
                f"{totals.rights_outstanding.normalize():,f} = certificated {totals.certificated.normalize():,f} + "
                f"valid {totals.valid.normalize():,f} + void {totals.void.normalize():,f} + "
                f"withheld {totals.withheld.normalize():,f}: {'proved' if proof.proved else 'DIFFERS'}"
            )
            for difference in proof.differences:
                self.stdout.write(f"  {difference}")
            differences += len(proof.differences)
        if differences:
            raise CommandError(f"{differences} differences.", returncode=1)
