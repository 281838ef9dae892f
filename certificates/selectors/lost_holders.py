"""Lost holders as the pages and services read them: what they hold is worth, what is due and why."""

from decimal import Decimal

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from certificates.models import LostHolder, Search
from ledger.models import HolderAccount, Plan
from ledger.selectors import holders, plan_day, terms

PRICE = "redemption.price"


def value(account: HolderAccount) -> Decimal | None:
    """What all the account's Rights are worth at the plan's redemption price, exact; None where it has no price."""
    price = terms.decimal_value(account.plan, PRICE, plan_day.today(account.plan))
    if price is None:
        return None
    rights = sum((position.rights for position in holders.standings(account)), Decimal(0))
    return rights * price


def of_plan(plan: Plan) -> QuerySet[LostHolder]:
    """Its lost holders, each with `window_from`, `window_until` and `which` of the search now open (None: none).

    `due_on`, never empty, orders them: those without an open search by the day on which they became lost.
    """
    due = Search.objects.filter(lost=OuterRef("pk"), done_on__isnull=True).order_by("which")
    return (
        LostHolder.objects.filter(account__plan=plan)
        .select_related("account")
        .annotate(
            which=Subquery(due.values("which")[:1]),
            window_from=Subquery(due.values("from_on")[:1]),
            window_until=Subquery(due.values("until_on")[:1]),
        )
        .annotate(due_on=Coalesce("window_until", F("lost_on")))
    )
