"""Proves the identities of every plan, or of those named, and brings their breaks up to date."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.models import Plan
from ledger.services.reconciliation import reconcile
from rightsadmin.common.actor import Actor

MARKS = {"holds": "holds", "differs": "DIFFERS", "not_stated": "not proved"}


class Command(BaseCommand):
    help = (
        "Proves the identities of the daily reconciliation and keeps the proof with the breaks it finds. "
        "Exit code 1 where an identity differs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", nargs="*", help="slugs; every plan where none is given")

    def handle(self, *args: Any, **options: Any) -> None:
        slugs = options["plan"]
        plans = list(Plan.objects.filter(slug__in=slugs) if slugs else Plan.objects.all())
        if missing := set(slugs) - {plan.slug for plan in plans}:
            raise CommandError(f"There is no plan {', '.join(sorted(missing))}.")
        differing = [plan for plan in plans if not self._prove(plan)]
        if differing:
            raise CommandError(f"{len(differing)} of {len(plans)} plans differ.")

    def _prove(self, plan: Plan) -> bool:
        run = reconcile(plan=plan, actor=Actor.system("reconcile"))
        self.stdout.write(f"{plan}: {run}, digest {run.digest}")
        for identity in run.identities:
            self.stdout.write(
                f"  {MARKS[identity['outcome']]:>10}  {identity['title']}: {identity['sentence']}"
            )
        return run.proved
