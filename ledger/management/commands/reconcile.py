"""Proves the identities of every plan, or of those named, and brings their breaks up to date."""

from ledger.management.plans import PlansCommand
from ledger.models import Plan
from ledger.services.reconciliation import reconcile
from rightsadmin.common.actor import Actor

MARKS = {"holds": "holds", "differs": "DIFFERS", "not_stated": "not proved"}


class Command(PlansCommand):
    help = (
        "Proves the identities of the daily reconciliation and keeps the proof with the breaks it finds. "
        "Exit code 1 where an identity differs."
    )

    def agrees(self, plan: Plan) -> bool:
        run = reconcile(plan=plan, actor=Actor.system("reconcile"))
        self.stdout.write(f"{plan}: {run}, digest {run.digest}")
        for identity in run.identities:
            self.stdout.write(
                f"  {MARKS[identity['outcome']]:>10}  {identity['title']}: {identity['sentence']}"
            )
        return run.proved
