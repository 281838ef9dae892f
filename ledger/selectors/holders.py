"""Holder accounts with what they hold now."""

from collections.abc import Iterable
from datetime import date

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Length

from ledger.models import Hold, HolderAccount, LedgerAccount, Plan, Position
from rightsadmin.common import clock


def with_holdings(plan: Plan) -> QuerySet[HolderAccount]:
    """The accounts of a plan, each with its `common` and `rights` in all standings (0 where it holds none)."""
    return (
        HolderAccount.objects.filter(plan=plan, holding__plan=plan)
        .select_related("plan")
        .annotate(common=F("holding__common"), rights=F("holding__rights"))
    )


def standings(account: HolderAccount) -> list[Position]:
    """What one account holds, a row for each standing that has anything."""
    return [
        position
        for position in Position.objects.filter(holder=account).order_by("standing")
        if position.common or position.rights
    ]


def moving(holders: Iterable[HolderAccount]) -> Q:
    """The condition on entries into or out of these holders' accounts, in any standing.

    The accounts are looked up first: named by key, each side has its index, and over a join neither is used.
    """
    keys = list(LedgerAccount.objects.filter(holder__in=holders).values_list("pk", flat=True))
    return Q(from_account__in=keys) | Q(to_account__in=keys)


def next_number(plan: Plan) -> str:
    """A number for a new account: one above the highest of those that are all digits, of the same width; else ""."""
    numbers = HolderAccount.objects.filter(plan=plan, number__regex=r"^[0-9]+$")
    last = numbers.order_by(Length("number").desc(), "-number").values_list("number", flat=True).first()
    return f"{int(last) + 1:0{len(last)}d}" if last else ""


def in_force(on: date | Combinable) -> Q:
    """The condition on holds that they are in force on a day, which a query may name for each."""
    return Q(from_on__lte=on) & (Q(lifted_on__isnull=True) | Q(lifted_on__gt=on))


def is_held() -> Exists:
    """The condition on accounts that a hold is in force on their plan's day."""
    today = Coalesce(OuterRef("plan__pinned_on"), Value(clock.today()), output_field=DateField())
    return Exists(Hold.objects.filter(in_force(today), account=OuterRef("pk")))
