"""The figures of a list of payments: what a second person approves and the audit trail keeps."""

from typing import Any

from django.db import connection

from certificates.models import PaymentList
from certificates.services.payments import payees
from ledger.rules.exact import exact_text

_DIGEST = r"""
    SELECT encode(sha256(convert_to(coalesce(string_agg(
        account_id || '|' || trim_scale(quantity) || '|' || exact || '|' || paid_cents || '|' || shares || '|' || source
        || E'\n', '' ORDER BY place), ''), 'UTF8')), 'hex')
    FROM certificates_paymentline WHERE payment_list_id = %s
"""
# Whom the lines pay, and where: what the payment file says beside the figures.
_PAYEES = r"""
    SELECT encode(sha256(convert_to(coalesce(string_agg(payee::text || E'\n', '' ORDER BY place), ''), 'UTF8')), 'hex')
    FROM certificates_paymentline WHERE payment_list_id = %s
"""
LARGEST = 10


def payload(listed: PaymentList) -> dict[str, Any]:
    """What a second person approves: the figures of the list, its largest payments with name and address, and by a
    digest whom each of its lines pays and where.
    """
    return facts(listed) | {
        "largest": _largest(listed),
        "lines_sha256": lines_digest(listed),
        "payees_sha256": _answer(_PAYEES, listed),
    }


def _largest(listed: PaymentList) -> list[dict[str, str]]:
    lines = listed.lines.exclude(paid_cents=0, shares=0).order_by("-paid_cents", "-shares", "place")
    return [
        {
            "account": line.payee["account"],
            "payee": payees.name(line.payee),
            "address": payees.address(line.payee),
            "paid": f"{line.paid:.2f}",
            "shares": str(line.shares),
        }
        for line in lines[:LARGEST]
    ]


def lines_digest(listed: PaymentList) -> str:
    """The digest over every line of the list, in order."""
    return _answer(_DIGEST, listed)


def _answer(query: str, listed: PaymentList) -> str:
    with connection.cursor() as cursor:
        cursor.execute(query, [listed.pk])
        (found,) = cursor.fetchone()
    return str(found)


def facts(listed: PaymentList) -> dict[str, Any]:
    """The figures of a list as an approval and the audit trail keep them."""
    return {
        "list": listed.pk,
        "kind": listed.kind,
        "lines": listed.line_count,
        "unpaid": listed.unpaid_count,
        "rights": exact_text(listed.quantity),
        "shares": listed.shares,
        "due": listed.exact,
        "paid": f"{listed.paid:.2f}",
        "remainder": str(listed.remainder),
        "rounding": listed.rounding,
        "smallest_check": f"{listed.smallest_check:.2f}",
        "digest": listed.digest,
    }
