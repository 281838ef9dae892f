"""What the checker of a presentation approves."""

from fractions import Fraction
from typing import Any

from certificates.models import (
    Presentation,
)
from certificates.selectors.presentations.election import election_of
from certificates.selectors.presentations.examination import Examination
from ledger.models import HolderAccount


def payload(presentation: Presentation, examined: Examination) -> dict[str, Any]:
    """What the checker approves: certificates out and in, legends, and the money, all worked out anew."""
    told: dict[str, Any] = {
        "presentation": str(presentation),
        "kind": presentation.kind,
        "cancelled": [
            {
                "certificate": row.text,
                "account": row.account.number,
                "rights": row.quantity - void,
                "void": void,
            }
            for row, void in zip(examined.presented, examined.void, strict=True)
        ],
        "issued": [
            {
                "account": row.account.number,
                "registration": list(row.account.registration_lines),
                "address": _mailed_to(row.account),
                "rights": row.quantity,
                "void_legend": legend,
            }
            for row, legend in zip(examined.requested, examined.legends, strict=True)
        ],
        "warnings": [finding.sentence for finding in examined.findings],
    }
    election = election_of(presentation)
    if election and (settled := examined.settled):
        told["exercise"] = {
            "rights": election.rights,
            "basis": settled.buys.basis,
            "security": settled.buys.security,
            "price_per_right": ratio(settled.buys.price_per_right),
            "per_right": ratio(settled.buys.per_right),
            "delivered": settled.settlement.delivered,
            "fraction": ratio(settled.settlement.fraction),
            "cash_in_lieu": f"{settled.settlement.cash_in_lieu:f}",
            "substitute_cash": f"{settled.substitute_cash:f}",
            "amount_payable": f"{settled.settlement.amount_payable:f}",
            "tendered": f"{election.tendered:f}",
            "deliver_to": election.deliver_to,
            "deliver_address": list(election.deliver_address),
        }
    return told


def _mailed_to(account: HolderAccount) -> list[str]:
    """Where the certificate goes, as the register has it now."""
    place = (account.city, account.state, account.postal_code, account.country)
    return [*account.address_lines, *filter(None, place)]


def ratio(number: Fraction) -> str:
    """An exact number as it is kept: "64/7"."""
    return f"{number.numerator}/{number.denominator}"
