"""Who may be sent a copy of a certificate."""

from django.contrib.auth import get_user_model
from django.db.models import Q

from ledger.models import Plan, Signatory
from ledger.selectors import plan_day


def recipients(plan: Plan) -> dict[str, str]:
    """Address -> whose it is: officers of issuer and agent in office on the plan's today, then the agent's staff."""
    today = plan_day.today(plan)
    officers = Signatory.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), plan=plan, from_on__lte=today
    ).exclude(email="")
    staff = get_user_model().objects.filter(is_active=True, groups__isnull=False).exclude(email="")
    found = {
        user.email: f"{user.get_full_name()}, staff" for user in staff.distinct().order_by("last_name", "pk")
    }
    return {officer.email: f"{officer}, {officer.get_party_display()}" for officer in officers} | found
