"""What would end Rights: a redemption, an exchange, the expiration, each with the largest holders."""

from decimal import Decimal

from ledger.enums import ResolutionKind
from ledger.models import HolderAccount, Plan, Position
from ledger.pages.acts.looks.look import Look, counted
from ledger.rules.exact import exact_text, trimmed
from ledger.rules.payments import PaymentPolicy
from ledger.rules.redemption import Consideration, redemption_in_common, redemption_lines
from ledger.rules.vocabulary import ALIVE
from ledger.selectors import acts, board, plan_day
from ledger.selectors.acts import RedemptionView
from ledger.selectors.acts.exchange import ExchangeTerms
from rightsadmin.common import formatting

MOST_HOLDERS = 10
SHARE_PLACES = 4


def redemption(plan: Plan, policy: PaymentPolicy, paid_in: Consideration) -> Look:
    """The redemption in effect that is to be posted; else one ordered at the plan's now, paid in that form."""
    now = plan_day.instant(plan)
    order = board.unposted(plan, ResolutionKind.REDEMPTION, now)
    view = acts.redemption(
        plan,
        order.adopted_at if order else now,
        policy,
        effective_at=order.effective_at if order else None,
        resolution=order,
        consideration=paid_in,
    )
    totals = view.worked.totals
    largest = _largest(plan)
    held = [(holder.pk, quantity) for holder, quantity in largest]
    paid = redemption_lines(held, view.price, policy, paid_in)
    return Look(
        figures=[
            ("Rights redeemed", formatting.quantity(totals.quantity), "all that are not void"),
            (
                "Holders",
                formatting.quantity(totals.holders),
                f"{totals.unpaid_holders:,} get nothing after rounding",
            ),
            (
                "Exactly due",
                f"${exact_text(view.worked.due.amount)}",
                f"at {formatting.money(view.price)} a Right",
            ),
            *_paid(view),
            ("Void Rights", formatting.quantity(view.void_rights), "get nothing"),
        ],
        findings=view.findings,
        citation=view.citation,
        rows_title="The largest holders",
        headings=("Account", "Registration", "Rights", "Exactly due in cash", "Paid", "Shares"),
        rows=[
            (
                holder.number,
                holder.name,
                formatting.quantity(quantity),
                f"${exact_text(line.exact)}",
                formatting.money(line.paid),
                formatting.quantity(line.shares),
            )
            for (holder, quantity), line in zip(largest, paid, strict=True)
        ],
    )


def _paid(view: RedemptionView) -> list[tuple[str, str, str]]:
    """In what, and how much of it (R45)."""
    totals, paid_in = view.worked.totals, view.consideration
    if paid_in.form == "other":
        return [("Paid in", paid_in.words, "the company delivers it; nothing is paid in cash here")]
    cash = [
        ("Paid out", formatting.money(totals.paid), "each holder’s amount rounded once"),
        ("Left by rounding", f"${exact_text(totals.remainder)}", "due in cash less paid"),
    ]
    if paid_in.market_price is None:
        return cash
    shares = redemption_in_common(view.worked.due.amount, paid_in.market_price)
    return [
        (
            "Shares of common due",
            trimmed(shares, SHARE_PLACES),
            f"at ${exact_text(paid_in.market_price)} a share",
        ),
        (
            "Shares delivered",
            formatting.quantity(totals.shares),
            "whole ones; cash for each holder’s fraction",
        ),
        *cash,
    ]


def exchange(plan: Plan, terms: ExchangeTerms) -> Look:
    """The exchange in effect that is to be posted; else one ordered at the plan's now."""
    now = plan_day.instant(plan)
    order = board.unposted(plan, ResolutionKind.EXCHANGE, now)
    view = acts.exchange(plan, order.adopted_at if order else now, terms, resolution=order)
    totals = view.worked.totals
    lines = sorted(view.lines, key=lambda line: line.exchanged, reverse=True)[:MOST_HOLDERS]
    accounts = HolderAccount.objects.in_bulk([int(line.account) for line in lines])
    return Look(
        figures=[
            ("Rights exchanged", counted(totals.exchanged), "void Rights take no part"),
            ("Holders", formatting.quantity(totals.holders), ""),
            ("Shares delivered", formatting.quantity(totals.shares), "whole shares"),
            ("Fractions of shares", counted(totals.fractions), "taken once a holder"),
            (
                "Cash for fractions",
                formatting.money(totals.cash),
                f"at {formatting.money(terms.market_price)}",
            ),
            ("Rights kept", counted(totals.kept), ""),
        ],
        findings=view.findings,
        citation=view.citation,
        rows_title="The largest holders",
        headings=("Account", "Registration", "Rights exchanged", "Shares", "Cash"),
        rows=[
            (
                accounts[int(line.account)].number,
                accounts[int(line.account)].name,
                counted(line.exchanged),
                formatting.quantity(line.amount.shares),
                formatting.money(line.amount.cash_in_lieu),
            )
            for line in lines
        ],
    )


def expiration(plan: Plan) -> Look:
    """The expiration on the plan's today."""
    view = acts.expiration(plan)
    return Look(
        figures=[
            ("Expiration Date", formatting.long_date(view.expires_on), view.decided.computed.clause),
            ("Rights that expire", formatting.quantity(view.rights), "all that are not void"),
            ("Holders", formatting.quantity(view.holders), ""),
            ("Cash", formatting.money(Decimal()), "nothing is paid"),
        ],
        findings=view.findings,
        citation=view.citation,
        worksheet=[("Why", view.decided.computed.reason)],
    )


def _largest(plan: Plan) -> list[tuple[HolderAccount, Decimal]]:
    found = (
        Position.objects.filter(plan=plan, standing__in=ALIVE, rights__gt=0)
        .order_by("-rights", "holder_id")
        .values_list("holder_id", "rights")[:MOST_HOLDERS]
    )
    held: dict[int, Decimal] = {}
    for holder, quantity in found:
        held[holder] = held.get(holder, Decimal()) + quantity
    accounts = HolderAccount.objects.in_bulk(list(held))
    return [(accounts[holder], quantity) for holder, quantity in held.items()]
