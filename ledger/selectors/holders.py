"""Holder accounts with what they hold now."""

from decimal import Decimal

from django.db.models import DecimalField, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from ledger.models import HolderAccount, Plan, Position


def with_positions(plan: Plan) -> QuerySet[HolderAccount]:
    """The accounts of a plan, each with its `common` and `rights` in all standings (0 where it holds none)."""
    number = DecimalField(max_digits=28, decimal_places=10)
    nothing = Value(Decimal(), output_field=number)
    return (
        HolderAccount.objects.filter(plan=plan)
        .select_related("plan")
        .annotate(
            common=Coalesce(Sum("positions__common"), nothing, output_field=number),
            rights=Coalesce(Sum("positions__rights"), nothing, output_field=number),
        )
    )


def standings(account: HolderAccount) -> list[Position]:
    """What one account holds, a row for each standing that has anything."""
    return [
        position
        for position in Position.objects.filter(holder=account).order_by("standing")
        if position.common or position.rights
    ]
