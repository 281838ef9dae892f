"""What the certificates hand over with a plan (docs/handover.md)."""

from django.db.models import Count, Sum

from certificates.models import Certificate
from certificates.rules.lifecycle import OUTSTANDING
from certificates.selectors.verification import verify
from ledger.models import Plan
from ledger.services.handover.parts import Part, register


def _totals(plan: Plan) -> dict[str, str]:
    own = Certificate.objects.filter(plan=plan)
    held = own.filter(state__in=OUTSTANDING).aggregate(count=Count("pk"), rights=Sum("quantity"))
    return {
        "certificates_on_record": str(own.count()),
        "certificates_outstanding": str(held["count"]),
        "rights_on_certificates": str(held["rights"] or 0),
    }


def _differences(plan: Plan, read_files: bool) -> list[str]:
    return verify(plan, read_files=read_files).differences


register(
    Part(
        app="certificates",
        totals=_totals,
        differences=_differences,
        pressed=frozenset({"PrintFile", "ArchivedCopy"}),
        labels={"certificate": ("text",), "run": ("kind",), "templateversion": ("document", "version")},
    )
)
