"""What a Right would buy: after a Flip-In Event, or by what is recorded of it."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from ledger.models import Plan
from ledger.pages.acts.looks.look import Look, counted
from ledger.rules.exact import UNIT_PLACES, exact_text, price_text, trimmed
from ledger.rules.facts import exact_number
from ledger.rules.flip_in import shortage, units_for_exercise_price
from ledger.rules.prices import PRICE_WORDS
from ledger.selectors import adjustments as figures_selector, alive, plan_day, standing
from ledger.selectors.entitlements import RightBuys
from ledger.selectors.terms import value
from rightsadmin.common import formatting


def flip_in(plan: Plan, market_price: Decimal, available: Decimal | None) -> Look:
    """What each valid Right would buy if a Flip-In Event occurred now (R29, section 11(a)(ii) and (iii))."""
    figures = figures_selector.figures(plan)
    holders, total = alive.alive_totals(plan)
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
        ("Units for all", counted(needed), ""),
        ("Paid in, if all exercise", formatting.money(Decimal(price_text(price * Fraction(total)))), ""),
    ]
    worksheet = [
        (
            "What a Right buys",
            f"{worked} = {exact_text(each)} Units",
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
            ("Shortage", f"{counted(needed - Fraction(available))} Units are missing (section 11(a)(iii))"),
            ("Each Right gets", f"{exact_text(short.shares)} Units, worth ${price_text(short.value)}"),
            ("And, paying the price", f"${price_text(short.cash_when_paying)} in cash or other value"),
            ("Or, surrendered without paying", f"${price_text(short.cash_without_paying)} to the Spread"),
        ]
    answer = standing.of(plan).answer("flip_in_priceable")
    return Look(figures=shown, findings=answer.findings, citation=answer.citation, worksheet=worksheet)


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
