"""Proves every plan's certificates from the stored PDFs and the rows; the exit code tells."""

from certificates.selectors.verification import verify
from ledger.management.plans import PlansCommand
from ledger.models import Plan


class Command(PlansCommand):
    help = (
        "Reads every stored print file back and compares it with the certificates, their frozen content, the "
        "number series and the ledger. Exit code 1 where anything differs."
    )

    def agrees(self, plan: Plan) -> bool:
        found = verify(plan)
        self.stdout.write(
            f"{found.plan}: {found.files:,} print files, {found.certificates:,} certificates for {found.rights:,} "
            f"Rights read back; ledger {found.ledger_rights.normalize():,f} certificated, "
            f"{found.awaiting_rights.normalize():,f} await a certificate; numbers to {found.last_number:,}, "
            f"{found.voided_numbers:,} voided: {'verified' if found.verified else 'DIFFERS'}"
        )
        for difference in found.differences:
            self.stdout.write(f"  {difference}")
        return found.verified
