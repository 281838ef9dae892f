"""From an approval to the page of what it is about, where no subject has registered its own."""

from django.urls import reverse

from ledger.models import Approval, DataQualityIssue
from ledger.pages.approvals.views import page_of


@page_of("resolution")
def _resolution(approval: Approval) -> tuple[str, str]:
    return "The resolution", reverse("ledger:resolution", args=[approval.plan_slug, approval.target_id])


@page_of("dataqualityissue")
def _question(approval: Approval) -> tuple[str, str]:
    code = DataQualityIssue.objects.get(pk=approval.target_id).code
    return "The question", reverse("ledger:question", args=[approval.plan_slug, code])


@page_of("separation")
def _separation(approval: Approval) -> tuple[str, str]:
    return "The separation", reverse("ledger:separation", args=[approval.plan_slug])


@page_of("triggercase")
def _case(approval: Approval) -> tuple[str, str]:
    return "The Trigger Case", reverse("ledger:case", args=[approval.plan_slug, approval.target_id])


@page_of("planevent")
def _fact(approval: Approval) -> tuple[str, str]:
    return "The fact", reverse("ledger:event", args=[approval.plan_slug, approval.target_id])


@page_of("person")
def _person(approval: Approval) -> tuple[str, str]:
    return "The person", reverse("ledger:person", args=[approval.plan_slug, approval.target_id])


@page_of("sourcedocument")
def _paper(approval: Approval) -> tuple[str, str]:
    return "The paper", reverse("ledger:paper", args=[approval.plan_slug, approval.target_id])
