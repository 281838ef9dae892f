"""The due bill of a trade, asked of a plan whose Rights were redeemed or exchanged."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from ledger.models import Batch, Plan, Resolution
from ledger.rules.carrying import Attachment
from ledger.rules.due_bills import DueBill, due_bill
from ledger.rules.vocabulary import BatchKind
from ledger.selectors import board, trust
from rightsadmin.common import clock

# What posts the end that leaves something due for each Right.
_POSTED_BY = {"redeemed": BatchKind.REDEMPTION, "exchanged": BatchKind.EXCHANGE}


def of_trade(plan: Plan, attached: Attachment, quantity: Decimal, traded_on: date) -> DueBill:
    """What goes along with so many shares of a trade of that day; nothing before an end, and after an expiration."""
    end = attached.end
    kind = _POSTED_BY.get(end.how) if end else None
    if end is None or kind is None or attached.at < end.at:
        return DueBill()
    if not end.is_posted:
        record_at = end.paid_at or end.at
        return due_bill(traded_on, record_at, quantity=quantity, shares_for_each=None, how=end.how)
    batch = Batch.objects.filter(plan=plan, kind=kind).order_by("-number").first()
    order = (
        Resolution.objects.filter(plan=plan, pk=batch.source.partition(":")[2] or 0).first()
        if batch
        else None
    )
    if order is None:
        return DueBill()
    delivered = end.how == "exchanged" and not trust.is_due(plan, clock.new_york_date(order.effective_at))
    each = attached.ratio.rights * Fraction(order.data.get("ratio") or "1") if delivered else None
    record_at = board.paid_at(order) or end.at
    return due_bill(traded_on, record_at, quantity=quantity, shares_for_each=each, how=end.how)
