"""To whom a notice goes, and with which figures: holders of record of Rights, of payments, or of void Rights."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from certificates.enums import NoticeKind
from certificates.models.payment import CENTS
from certificates.selectors.notices.basis import Basis
from ledger.enums import Standing
from ledger.rules.exact import exact_text
from ledger.rules.vocabulary import ALIVE

FETCH = 5_000
# account, Rights, cents, shares: one row a holder.
_HOLDERS = """
    SELECT holder_id AS account_id, sum(rights) AS rights, 0::bigint AS cents, 0::bigint AS shares
    FROM ledger_position WHERE plan_id = %s AND standing = ANY (%s) AND rights > 0 GROUP BY holder_id
"""
_PAYMENTS = """
    SELECT account_id, quantity AS rights, paid_cents AS cents, shares
    FROM certificates_paymentline WHERE payment_list_id = %s
"""
_DIGEST = r"""
    SELECT count(*), encode(sha256(convert_to(coalesce(string_agg(
        h.id || '|' || trim_scale(l.rights) || '|' || l.cents || '|' || l.shares || '|'
        || jsonb_build_array(
            h.number, h.registration_lines, h.address_lines, h.city, h.state, h.postal_code, h.country)::text
        || E'\n', '' ORDER BY h.id), ''), 'UTF8')), 'hex')
    FROM ({rows}) l JOIN ledger_holderaccount h ON h.id = l.account_id
"""
# Nominees last, for special handling; the others as the post wants them.
_IN_POSTAL_ORDER = """
    SELECT h.id, h.number, h.registration_lines, h.address_lines, h.city, h.state, h.postal_code, h.country,
           l.rights, l.cents, l.shares
    FROM ({rows}) l JOIN ledger_holderaccount h ON h.id = l.account_id
    ORDER BY h.is_nominee, h.postal_code COLLATE "C", h.number COLLATE "C" LIMIT %s
"""
_PAID, _SHARES, _FRACTION = "Paid to you", "Shares", "Cash for the fraction"
LABELS: dict[str, tuple[str, ...]] = {
    NoticeKind.REDEMPTION: ("Account", "Rights redeemed", _PAID),
    NoticeKind.EXCHANGE: ("Account", "Rights exchanged", _SHARES, _FRACTION),
    NoticeKind.VOID: ("Account", "Rights void"),
}
RIGHTS_LABELS = ("Account", "Rights")
# A redemption that is not paid in cash alone, by the form that the Board chose (R45).
REDEEMED_IN = {
    "common": ("Account", "Rights redeemed", _SHARES, _FRACTION),
    "other": ("Account", "Rights redeemed"),
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """A holder the notice goes to; field names of the address are those of the register."""

    pk: int
    number: str
    registration_lines: list[str]
    address_lines: list[str]
    city: str
    state: str
    postal_code: str
    country: str
    rights: Decimal
    cents: int
    shares: int

    def figures(self, labels: Sequence[str]) -> tuple[str, ...]:
        """The values beside the labels of the panel."""
        money = f"${Decimal(self.cents) / CENTS:,.2f}"
        beyond = {_SHARES: f"{self.shares:,}", _PAID: money, _FRACTION: money}
        return (self.number, grouped(self.rights), *(beyond[label] for label in labels[2:]))


def labels(basis: Basis) -> tuple[str, ...]:
    """The labels of the panel beside the address."""
    usual = LABELS.get(basis.kind, RIGHTS_LABELS)
    if basis.kind != NoticeKind.REDEMPTION:
        return usual
    return REDEEMED_IN.get(basis.resolution.data.get("form", ""), usual)


def grouped(value: Decimal | int) -> str:
    """A quantity with thousands separated and no trailing zeros."""
    whole, point, rest = exact_text(value).partition(".")
    return f"{int(whole):,}{point}{rest}"


def recipients(basis: Basis, *, limit: int | None = None) -> Iterator[list[Recipient]]:
    """The holders in postal order, some thousands at a time."""
    rows, values = _rows(basis)
    with connection.chunked_cursor() as cursor:
        cursor.execute(_IN_POSTAL_ORDER.format(rows=rows), [*values, limit])
        while found := cursor.fetchmany(FETCH):
            yield [Recipient(*row) for row in found]


def recipients_digest(basis: Basis) -> tuple[int, str]:
    """How many holders the notice goes to, and the SHA-256 of what is printed for them: name, address, figures."""
    rows, values = _rows(basis)
    with connection.cursor() as cursor:
        cursor.execute(_DIGEST.format(rows=rows), values)
        count, digest = cursor.fetchone()
    return int(count), str(digest)


def totals(basis: Basis) -> tuple[int, Decimal]:
    """How many holders, and how many Rights in all."""
    rows, values = _rows(basis)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), coalesce(sum(rights), 0) FROM ({rows}) listed", values)  # noqa: S608 - our own text
        count, rights = cursor.fetchone()
    return int(count), Decimal(rights)


def _rows(basis: Basis) -> tuple[str, list[Any]]:
    if basis.kind in (NoticeKind.REDEMPTION, NoticeKind.EXCHANGE):
        return _PAYMENTS, [basis.payments.pk]
    standings = [Standing.VOID.value] if basis.kind == NoticeKind.VOID else list(ALIVE)
    return _HOLDERS, [basis.plan.pk, standings]
