"""Commands that go over plans and whose exit code tells whether every one of them agrees."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.models import Plan


class PlansCommand(BaseCommand):
    """Looks at the plans named, or at every plan; CommandError for a slug of none, and where one of them differs."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", nargs="*", help="slugs; every plan where none is given")

    def agrees(self, plan: Plan) -> bool:
        """Writes what was found of the plan; whether nothing differs."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        slugs = options["plan"]
        plans = list(Plan.objects.filter(slug__in=slugs) if slugs else Plan.objects.all())
        if missing := set(slugs) - {plan.slug for plan in plans}:
            raise CommandError(f"There is no plan {', '.join(sorted(missing))}.")
        differing = [plan for plan in plans if not self.agrees(plan)]
        if differing:
            raise CommandError(f"{len(differing)} of {len(plans)} plans differ.")
