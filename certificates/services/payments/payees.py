"""Whom a payment goes to and where: kept in its line, so that what was approved is what every copy of the file says."""

from typing import Any

from django.db import connection

from certificates.models import PaymentList
from ledger.enums import Act
from ledger.errors import Conflict
from ledger.models import HolderAccount

MOST_NAMED = 3
# The payee of the account `h` as `of_account` tells it.
OF_ACCOUNT = """jsonb_build_object(
    'account', h.number, 'registration', to_jsonb(h.registration_lines), 'address_lines', to_jsonb(h.address_lines),
    'city', h.city, 'state', h.state, 'postal_code', h.postal_code, 'country', h.country)"""
_BRING_TO_DATE = f"""
    UPDATE certificates_paymentline l SET payee = {OF_ACCOUNT}
    FROM ledger_holderaccount h
    WHERE l.payment_list_id = %s AND h.id = l.account_id AND l.payee IS DISTINCT FROM {OF_ACCOUNT}
"""  # noqa: S608 - composed of our own text, values are parameters
_OTHERS = f"""
    SELECT h.number FROM certificates_paymentline l JOIN ledger_holderaccount h ON h.id = l.account_id
    WHERE l.payment_list_id = %s AND l.payee IS DISTINCT FROM {OF_ACCOUNT} ORDER BY l.place LIMIT %s
"""  # noqa: S608 - composed of our own text, values are parameters


def of_account(account: HolderAccount) -> dict[str, Any]:
    """Name and address of an account as a line keeps them."""
    return {
        "account": account.number,
        "registration": list(account.registration_lines),
        **account.address_parts,
    }


def bring_to_date(listed: PaymentList) -> None:
    """Each line of a list that nobody is asked about yet pays whom the register names now, where it says now."""
    with connection.cursor() as cursor:
        cursor.execute(_BRING_TO_DATE, [listed.pk])


def require_unchanged(listed: PaymentList) -> None:
    """Conflict, naming the accounts, where the register names other payees by now than were proposed."""
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS, [listed.pk, MOST_NAMED + 1])
        numbers = [number for (number,) in cursor.fetchall()]
    if numbers:
        several = len(numbers) > 1
        more = " and others" if len(numbers) > MOST_NAMED else ""
        raise Conflict(
            f"Name or address of account{'s' if several else ''} {', '.join(numbers[:MOST_NAMED])}{more} "
            f"{'are' if several else 'is'} no longer what was proposed: reject the release, and propose it again over "
            "whom the list pays now.",
            next_act=Act.PAYMENT,
        )


def name(payee: dict[str, Any]) -> str:
    """The name on the check: the lines of the registration, one after the other."""
    return " / ".join(payee["registration"])


def street(payee: dict[str, Any]) -> str:
    """The lines of the address before its city."""
    return " / ".join(payee["address_lines"])


def address(payee: dict[str, Any]) -> str:
    """The whole address in one line."""
    place = " ".join(part for part in (payee["state"], payee["postal_code"]) if part)
    return ", ".join(part for part in (street(payee), payee["city"], place, payee["country"]) if part)
