"""Proves every plan's certificates from the stored PDFs and the rows; the exit code tells."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from certificates.selectors.verification import Verification, verify
from ledger.models import Plan


class Command(BaseCommand):
    help = (
        "Reads every stored print file back and compares it with the certificates, their frozen content, the "
        "number series and the ledger. Exit code 1 where anything differs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", nargs="*", help="slugs; every plan where none is given")

    def handle(self, *args: Any, **options: Any) -> None:
        slugs = options["plan"]
        plans = list(Plan.objects.filter(slug__in=slugs) if slugs else Plan.objects.all())
        if missing := set(slugs) - {plan.slug for plan in plans}:
            raise CommandError(f"There is no plan {', '.join(sorted(missing))}.")
        differing = [found for plan in plans if not self._show(found := verify(plan)).verified]
        if differing:
            raise CommandError(f"{len(differing)} of {len(plans)} plans differ.")

    def _show(self, found: Verification) -> Verification:
        self.stdout.write(
            f"{found.plan}: {found.files:,} print files, {found.certificates:,} certificates for {found.rights:,} "
            f"Rights read back; ledger {found.ledger_rights.normalize():,f} certificated, "
            f"{found.awaiting_rights.normalize():,f} await a certificate; numbers to {found.last_number:,}, "
            f"{found.voided_numbers:,} voided: {'verified' if found.verified else 'DIFFERS'}"
        )
        for difference in found.differences:
            self.stdout.write(f"  {difference}")
        return found
