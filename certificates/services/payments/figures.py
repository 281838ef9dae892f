"""The figures of a list of payments: what a second person approves and the audit trail keeps."""

from typing import Any

from django.db import connection

from certificates.models import PaymentList
from ledger.rules.exact import exact_text

_DIGEST = r"""
    SELECT encode(sha256(convert_to(coalesce(string_agg(
        account_id || '|' || trim_scale(quantity) || '|' || exact || '|' || paid_cents || '|' || shares || '|' || source
        || E'\n', '' ORDER BY place), ''), 'UTF8')), 'hex')
    FROM certificates_paymentline WHERE payment_list_id = %s
"""
# Whom the lines pay, and where: what the payment file says beside the figures.
_PAYEES = r"""
    SELECT encode(sha256(convert_to(coalesce(string_agg(jsonb_build_array(
        h.number, h.registration_lines, h.address_lines, h.city, h.state, h.postal_code, h.country)::text || E'\n',
        '' ORDER BY l.place), ''), 'UTF8')), 'hex')
    FROM certificates_paymentline l JOIN ledger_holderaccount h ON h.id = l.account_id WHERE l.payment_list_id = %s
"""


def payload(listed: PaymentList) -> dict[str, Any]:
    """What a second person approves: the figures of the list, and by a digest whom each of its lines pays and where."""
    return facts(listed) | {"lines_sha256": lines_digest(listed), "payees_sha256": _answer(_PAYEES, listed)}


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
