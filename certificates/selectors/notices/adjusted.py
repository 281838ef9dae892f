"""What papers say of an adjustment: each figure before and after, exact and as it is published."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from certificates.rules.legends import money
from certificates.selectors.notices.recipients import grouped
from ledger.models import Adjustment
from ledger.rules.dates import prose_moment
from ledger.rules.exact import exact_text, is_terminating


def fraction_text(number: str | Fraction) -> str:
    """An exact number: as a decimal where one ends, else as a fraction; thousands separated."""
    exact = Fraction(number)
    if is_terminating(exact):
        return grouped(Decimal(exact_text(exact)))
    return f"{exact.numerator:,}/{exact.denominator:,}"


def adjusted_rows(adjustment: Adjustment, common: str) -> list[dict[str, str]]:
    """Each figure of an adjustment before and after: exact, and as it is published."""
    worksheet = adjustment.worksheet
    exact = worksheet["after"] | {
        "purchase_price": worksheet["exact_purchase_price"],
        "units_per_right": worksheet["exact_units_per_right"],
    }
    names = {
        "purchase_price": ("Purchase Price", "$"),
        "units_per_right": ("Units for each Right", ""),
        "rights_per_share": (f"Rights for each share of {common}", ""),
        "exercise_amount": ("Exercise amount of a Right", "$"),
    }
    return [
        {
            "name": name,
            "before": _figure(worksheet["before"][key], sign),
            "exact": fraction_text(exact[key]),
            "after": _figure(worksheet["after"][key], sign),
        }
        for key, (name, sign) in names.items()
    ]


def _figure(number: str, sign: str) -> str:
    exact = Fraction(number)
    if sign and is_terminating(exact):
        return money(Decimal(exact_text(exact)))
    return fraction_text(exact)


def of_adjustment(adjustment: Adjustment) -> dict[str, Any]:
    """What every paper on an adjustment says of it."""
    return {
        "event": adjustment.get_kind_display().partition(" (")[0],
        "section": adjustment.approval.legal_basis.partition(";")[0].removeprefix("Agreement, ").capitalize(),
        "effective_at": prose_moment(adjustment.effective_at),
        "actionable_at": prose_moment(adjustment.actionable_at),
        "reason": adjustment.worksheet["reason"],
    }
