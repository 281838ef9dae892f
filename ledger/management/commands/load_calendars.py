"""Adds what later shipped calendars say to those of the database."""

from typing import Any

from django.core.management.base import BaseCommand

from ledger.services.calendars import load_shipped
from rightsadmin.common.actor import Actor


class Command(BaseCommand):
    help = (
        "Adds to each calendar the shipped rows of days on which it never had one, as its next version: after an "
        "update of the program. The calendars themselves come with the schema."
    )

    def handle(self, **_options: Any) -> None:
        changed = load_shipped(actor=Actor.system("load_calendars"))
        for calendar in changed:
            self.stdout.write(f"{calendar.code} is now version {calendar.version}.")
        if not changed:
            self.stdout.write("Every calendar has the shipped rows already.")
