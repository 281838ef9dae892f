"""The demo in figures, its files, and who can sign in."""

import os
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand

from certificates.enums import RunKind, RunStatus
from certificates.models import Certificate, Run
from certificates.selectors.manifest import print_files
from ledger.enums import SystemRole
from ledger.models import Plan
from ledger.selectors import balances, control_book
from rightsadmin.common import formatting
from rightsadmin.demo.staff import PASSWORD, STAFF
from rightsadmin.demo.story import SLUG


class Command(BaseCommand):
    help = "Prints the demo's figures, file paths and sign-ins."

    def handle(self, *args: Any, **options: Any) -> None:
        plan = Plan.objects.get(slug=SLUG)
        totals = balances.totals(plan)
        run = (
            Run.objects.filter(plan=plan, kind=RunKind.LIVE).exclude(status=RunStatus.CANCELLED).latest("pk")
        )
        certificates = Certificate.objects.filter(run=run)
        book = control_book.standing(plan).latest("as_of", "recorded_at")
        figures = (
            ("certificates", f"{certificates.count():,}  ({run.get_status_display().lower()})"),
            ("Rights certificated", f"{totals.certificated.normalize():,f}"),
            ("void Rights", f"{totals.void.normalize():,f}"),
            ("exercised Rights", f"{totals.ended[SystemRole.RIGHTS_EXERCISED].normalize():,f}"),
            ("withheld Rights", f"{totals.withheld.normalize():,f}"),
            ("Rights outstanding", f"{totals.rights_outstanding.normalize():,f}"),
            ("control book", f"{book.outstanding.normalize():,f} shares"),
        )
        self.stdout.write(f"\n{plan.name}: Distribution Date {formatting.long_date(plan.distribution_date)}")
        for label, value in figures:
            self.stdout.write(f"  {label:<20}{value}")
        self.stdout.write("Print files")
        for file in print_files(run):
            self.stdout.write(
                f"  {default_storage.path(file.storage_name)}  ({file.certificates} certificates)"
            )
        if url := os.environ.get("RIGHTSADMIN_DEMO_URL"):
            self.stdout.write(f"\nOpen {url}  and sign in with the password {PASSWORD} as")
        else:
            self.stdout.write(f"\nSign-ins, password {PASSWORD}")
        for member in STAFF:
            self.stdout.write(f"  {member.username:<15}{member.first_name} {member.last_name}, {member.may}")
