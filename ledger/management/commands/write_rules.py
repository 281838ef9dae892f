"""Writes docs/rules.md from the rules that registered themselves."""

from typing import Any

from django.core.management.base import BaseCommand

from ledger.selectors.rules_document import FILE, text


class Command(BaseCommand):
    help = "Writes docs/rules.md, the index of the rules, from the registry."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        FILE.write_text(text())
        self.stdout.write(f"Written: {FILE}")
