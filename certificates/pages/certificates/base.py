"""What the pages of one certificate share."""

from django.shortcuts import get_object_or_404

from certificates.models import Certificate
from ledger.pages.base import PlanPage


class CertificatePage(PlanPage):
    section = "certificates"

    def get_object(self) -> Certificate:
        number = min(int(self.kwargs["number"]), 2**31 - 1)
        found = Certificate.objects.select_related(
            "plan", "account", "run", "template_version", "replaces", "replaced_by", "item__chunk__print_file"
        )
        return get_object_or_404(found, plan=self.plan(), number=number)
