"""The JSON Schema of plan files, as docs/plan.schema.json publishes it."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from ledger.plan_files.schema import plan_schema


class Command(BaseCommand):
    help = "Prints the JSON Schema (2020-12) of plan files: ./run manage plan_schema > docs/plan.schema.json"
    requires_services = False

    def handle(self, **_options: Any) -> None:
        self.stdout.write(json.dumps(plan_schema(), indent=1, ensure_ascii=False))
