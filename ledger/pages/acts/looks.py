"""What each act would do, put for reading: figures, what stands against it, the largest holders, the worksheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ledger.models import HolderAccount, Plan, Position
from ledger.rules import amendments as amendment_rules
from ledger.rules.amendments import AmendmentCategory
from ledger.rules.exact import UNIT_PLACES, exact_text, price_text, trimmed
from ledger.rules.facts import exact_number
from ledger.rules.findings import Finding, Severity
from ledger.rules.flip_in import shortage, units_for_exercise_price
from ledger.rules.payments import PaymentPolicy, payments
from ledger.rules.prices import PRICE_WORDS
from ledger.rules.vocabulary import ALIVE
from ledger.selectors import acts, adjustments as figures_selector, plan_day, rights
from ledger.selectors.acts.exchange import ExchangeTerms
from ledger.selectors.entitlements import RightBuys
from ledger.selectors.stated_figures import ADJUSTED
from ledger.selectors.term_words import in_one_line
from ledger.selectors.terms import value
from ledger.services import amendments
from ledger.services.adjustments import AdjustmentView
from ledger.terms import REGISTRY
from rightsadmin.common import formatting

MOST_HOLDERS = 10
SEVERITIES = {
    Severity.BLOCK: ("Forbidden", "bad"),
    Severity.HOLD: ("Held", "warn"),
    Severity.WARN: ("Note", "info"),
}


@dataclass(frozen=True, kw_only=True)
class Look:
    """What an act would do: `figures` are (label, value, note), `rows` the lines of a table under `headings`."""

    figures: Sequence[tuple[str, str, str]]
    findings: Sequence[Finding] = ()
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    rows_title: str = ""
    worksheet: Sequence[tuple[str, str]] = field(default_factory=tuple)

    @property
    def against(self) -> list[dict[str, Any]]:
        """The findings for the page, the heaviest first."""
        order = list(SEVERITIES)
        return [
            {"words": SEVERITIES[each.severity][0], "tone": SEVERITIES[each.severity][1], "finding": each}
            for each in sorted(self.findings, key=lambda finding: order.index(finding.severity))
        ]

    @property
    def verdict(self) -> tuple[str, str]:
        """In one line, what the rules say of doing it now, and its tone."""
        said = {finding.severity for finding in self.findings}
        if Severity.BLOCK in said:
            return "The rules forbid it now.", "bad"
        if Severity.HOLD in said:
            return "It is held: the Board or counsel has to answer first.", "warn"
        return "Nothing stands against it.", "ok"


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


def redemption(plan: Plan, policy: PaymentPolicy) -> Look:
    """A redemption ordered at the plan's now."""
    view = acts.redemption(plan, plan_day.instant(plan), policy)
    totals = view.worked.totals
    largest = _largest(plan)
    paid = payments([(holder.pk, quantity) for holder, quantity in largest], view.price, policy)
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
            ("Paid out", formatting.money(totals.paid), "each holder’s amount rounded once"),
            ("Left by rounding", f"${exact_text(totals.remainder)}", "due less paid"),
            ("Void Rights", formatting.quantity(view.void_rights), "get nothing"),
        ],
        findings=view.findings,
        rows_title="The largest holders",
        headings=("Account", "Registration", "Rights", "Exactly due", "Paid"),
        rows=[
            (
                holder.number,
                holder.name,
                formatting.quantity(quantity),
                f"${exact_text(line.exact)}",
                formatting.money(line.paid),
            )
            for (holder, quantity), line in zip(largest, paid, strict=True)
        ],
    )


def exchange(plan: Plan, terms: ExchangeTerms) -> Look:
    """An exchange ordered at the plan's now."""
    view = acts.exchange(plan, plan_day.instant(plan), terms)
    totals = view.worked.totals
    lines = sorted(view.lines, key=lambda line: line.exchanged, reverse=True)[:MOST_HOLDERS]
    accounts = HolderAccount.objects.in_bulk([int(line.account) for line in lines])
    return Look(
        figures=[
            ("Rights exchanged", _counted(totals.exchanged), "void Rights take no part"),
            ("Holders", formatting.quantity(totals.holders), ""),
            ("Shares delivered", formatting.quantity(totals.shares), "whole shares"),
            ("Fractions of shares", _counted(totals.fractions), "taken once a holder"),
            (
                "Cash for fractions",
                formatting.money(totals.cash),
                f"at {formatting.money(terms.market_price)}",
            ),
            ("Rights kept", _counted(totals.kept), ""),
        ],
        findings=view.findings,
        rows_title="The largest holders",
        headings=("Account", "Registration", "Rights exchanged", "Shares", "Cash"),
        rows=[
            (
                accounts[int(line.account)].number,
                accounts[int(line.account)].name,
                _counted(line.exchanged),
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
            ("Expiration Date", formatting.long_date(view.expires_on), view.decided.computed.section),
            ("Rights that expire", formatting.quantity(view.rights), "all that are not void"),
            ("Holders", formatting.quantity(view.holders), ""),
            ("Cash", formatting.money(Decimal()), "nothing is paid"),
        ],
        findings=view.findings,
        worksheet=[("Why", view.decided.computed.reason)],
    )


def flip_in(plan: Plan, market_price: Decimal, available: Decimal | None) -> Look:
    """What each valid Right would buy if a Flip-In Event occurred now (R29, section 11(a)(ii) and (iii))."""
    figures = figures_selector.figures(plan)
    holders, total = rights.alive_totals(plan)
    price = figures.exercise_amount
    multiple = exact_number(value(plan, "flip_in.multiple", plan_day.today(plan)))
    each = units_for_exercise_price(price, market_price, multiple)
    needed = each * Fraction(total)
    worked = f"{exact_text(multiple)} × {exact_text(price)} ÷ {exact_text(market_price)}"
    shown = [
        ("A Right buys", trimmed(each, UNIT_PLACES), "Units, for its exercise price"),
        (
            "Exercise price",
            f"${price_text(price)}",
            f"${price_text(figures.purchase_price)} {PRICE_WORDS[figures.basis]}",
        ),
        (
            "Worth",
            f"${price_text(each * Fraction(market_price))}",
            f"{exact_text(multiple)} times the exercise price",
        ),
        ("Rights that may buy", formatting.quantity(total), f"{holders:,} holders; void Rights buy nothing"),
        ("Units for all", _counted(needed), ""),
        ("Paid in, if all exercise", formatting.money(Decimal(price_text(price * Fraction(total)))), ""),
    ]
    worksheet = [
        (
            "What a Right buys",
            f"{worked} = {exact_text(each)} Units (R29)",
        )
    ]
    if available is not None and total and Fraction(available) < needed:
        short = shortage(
            price_per_right=price,
            market_price=market_price,
            rights=total,
            available=available,
            multiple=multiple,
        )
        worksheet += [
            ("Shortage", f"{_counted(needed - Fraction(available))} Units are missing (section 11(a)(iii))"),
            ("Each Right gets", f"{exact_text(short.shares)} Units, worth ${price_text(short.value)}"),
            ("And, paying the price", f"${price_text(short.cash_when_paying)} in cash or other value"),
            ("Or, surrendered without paying", f"${price_text(short.cash_without_paying)} to the Spread"),
        ]
    standing = rights.rights_at(plan, plan_day.instant(plan), act="flip_in")
    return Look(figures=shown, findings=standing.general_findings(), worksheet=worksheet)


def entitlement(buys: RightBuys, told: dict[str, Any]) -> Look:
    """What each valid Right buys from the instant on, if this is recorded (R29, R31, R35)."""
    figures = [
        ("A Right buys", formatting.mixed(buys.per_right), buys.security),
        ("For its price of", f"${price_text(buys.price_per_right)}", "frozen just before the event"),
        ("From", formatting.instant(told["effective_at"]), "for what is surrendered and paid since"),
    ]
    worksheet = []
    if buys.cash_per_right:
        figures.append(("And cash", f"${price_text(buys.cash_per_right)}", "for each Right"))
    if price := told["market_price"]:
        worth = buys.per_right * Fraction(price)
        times = worth / buys.price_per_right
        figures.append(
            ("Worth", f"${price_text(worth)}", f"{exact_text(times)} times the exercise price"),
        )
        worked = f"{exact_text(times)} × {exact_text(buys.price_per_right)} ÷ {exact_text(price)}"
        worksheet.append(("What a Right buys", f"{worked} = {formatting.mixed(buys.per_right)}"))
    return Look(figures=figures, worksheet=worksheet)


def adjustment(view: AdjustmentView) -> Look:
    """An adjustment made now, from its worksheet."""
    line = view.line
    before, after = line.before, line.after
    return Look(
        figures=[
            (
                "Purchase Price",
                f"${price_text(after.purchase_price)}",
                f"was ${price_text(before.purchase_price)}",
            ),
            (
                "Units for each Right",
                trimmed(after.units_per_right, UNIT_PLACES),
                f"was {trimmed(before.units_per_right, UNIT_PLACES)}",
            ),
            (
                "Rights for each share",
                trimmed(after.rights_per_share, UNIT_PLACES),
                f"was {trimmed(before.rights_per_share, UNIT_PLACES)}",
            ),
            (
                "Exercise amount of a Right",
                f"${price_text(after.exercise_amount)}",
                f"was ${price_text(before.exercise_amount)}",
            ),
            ("New shares", formatting.quantity(view.new_shares), f"{view.accounts:,} accounts"),
            ("New Rights", formatting.quantity(view.new_rights), ""),
            *_fractions(view),
            *(
                (REGISTRY[key].label, text, "follows the split")
                for key, text in view.published.items()
                if key not in ADJUSTED
            ),
        ],
        findings=view.findings,
        worksheet=[
            ("Factor of this step", exact_text(line.factor)),
            ("With what is carried", exact_text(line.cumulative)),
            ("Released", "yes" if line.released else "no: carried under the 1% rule (R41)"),
            ("Exact Purchase Price", exact_text(line.exact_purchase_price)),
            ("Exact Units for each Right", exact_text(line.exact_units_per_right)),
            ("Carried forward", ", ".join(exact_text(factor) for factor in after.carried) or "nothing"),
            ("Why", line.reason),
        ],
    )


def _fractions(view: AdjustmentView) -> list[tuple[str, str, str]]:
    if view.split is None or view.totals is None or not view.totals.fractions:
        return []
    price = view.split.cash_price
    said = "no price is stated" if price is None else f"at ${price_text(price)} a share"
    return [
        (
            "Cash for fractions",
            formatting.money(view.totals.paid),
            f"{view.totals.fractions:,} holders, {said}",
        )
    ]


def amendment(plan: Plan, changes: Sequence[amendments.TermChange], on: date, told: dict[str, Any]) -> Look:
    """An amendment adopted at the plan's now: each term before and after, and what R54 to R57 say."""
    standing = rights.rights_at(plan, plan_day.instant(plan), act="amendment")
    category = told["category"]
    asked = amendment_rules.Amendment(
        category=AmendmentCategory(category) if category else None,
        changes_redemption_period=told["changes_redemption_period"]
        or amendments.changes_redemption_period(plan, changes, on),
        counsel_confirmed=told["counsel_confirmed"],
    )
    rows = amendments.before_and_after(plan, changes, on) if changes else []
    return Look(
        figures=[
            ("Terms changed", str(len(rows)), ""),
            ("In force from", formatting.short_date(on), ""),
            ("Rights", "separated" if standing.is_separated else "attached", ""),
        ],
        findings=amendment_rules.amendment_findings(standing, asked),
        rows_title="Each term before and after",
        headings=("Term", "Before", "After", "The sentence"),
        rows=[
            (
                row["key"],
                in_one_line(row["key"], row["before"]),
                in_one_line(row["key"], row["after"]),
                row["citation"],
            )
            for row in rows
        ],
    )


def _counted(number: Fraction) -> str:
    """An exact quantity with its thousands separated."""
    return formatting.quantity(Decimal(exact_text(number)))
