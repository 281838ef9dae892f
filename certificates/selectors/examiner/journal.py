"""Registers of what was posted: the transfer journal, certificates cancelled and destroyed, the posting record."""

from typing import Any

from django.db import connection
from django.db.models import Prefetch

from certificates.selectors.examiner.registers import FETCH, Period, Rows, register
from ledger.models import Batch, ControlBookEntry, Entry, LedgerAccount, SourceDocument
from ledger.selectors.control_book import by_class
from rightsadmin.common.clock import new_york_date

POSTED_WITHIN = 5  # Business Days (17Ad-10)


@register(
    "17ad-6-transfer-journal",
    "Transfer journal",
    "17Ad-6(a), 17Ad-10",
    "Every entry effective in the month, from which account to which; a correction names the entry it reverses.",
)
def _journal(period: Period) -> Rows:
    yield [
        "batch", "leg", "effective on", "recorded at", "kind", "instrument", "from", "to", "quantity",
        "legal basis", "posted by", "reverses batch", "reverses leg", "batch digest",
    ]  # fmt: skip
    accounts = Prefetch("from_account", LedgerAccount.objects.select_related("holder"))
    entries = (
        Entry.objects.filter(
            batch__plan=period.plan,
            effective_on__range=(period.month.first, period.month.last),
            recorded_at__lte=period.known_at,
        )
        .select_related("batch", "to_account__holder", "reverses__batch")
        .prefetch_related(accounts)
        .order_by("batch__number", "leg")
    )
    for row in entries.iterator(FETCH):
        yield [
            row.batch.number,
            row.leg,
            row.effective_on,
            row.recorded_at,
            row.get_kind_display(),
            row.get_instrument_display(),
            _words(row.from_account),
            _words(row.to_account),
            row.quantity.normalize(),
            row.batch.legal_basis,
            row.batch.posted_by_name,
            row.reverses.batch.number if row.reverses else "",
            row.reverses.leg if row.reverses else "",
            row.batch.digest,
        ]


@register(
    "17ad-6-cancelled",
    "Certificates cancelled",
    "17Ad-6(c), 17Ad-9, 17Ad-19",
    "Each certificate that was cancelled or replaced in the month, with its detail and the item that did it. The day "
    "is the item's; without one, the New York date on which it was recorded.",
)
def _cancelled(period: Period) -> Rows:
    yield [
        "certificate", "rights", "account", "registration", "dated on", "ended on", "became", "item", "recorded at",
        "reason",
    ]  # fmt: skip
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            """
            WITH ended AS (
                SELECT DISTINCT ON (id) id, text, number, quantity, account_id, dated_on, state, history_date,
                       history_change_reason
                FROM certificates_historicalcertificate
                WHERE plan_id = %(plan)s AND state IN ('cancelled', 'replaced') AND history_date <= %(known)s
                ORDER BY id, history_date, history_id
            ), by_item AS (
                SELECT DISTINCT ON (c.certificate_id) c.certificate_id, p.number, p.turned_on
                FROM certificates_presentedcertificate c
                JOIN certificates_presentation p ON p.id = c.presentation_id AND p.status = 'posted'
                ORDER BY c.certificate_id, p.ended_at
            ), dated AS (
                SELECT e.*, i.number AS item,
                       coalesce(i.turned_on, (e.history_date AT TIME ZONE 'America/New_York')::date) AS ended_on
                FROM ended e LEFT JOIN by_item i ON i.certificate_id = e.id
            )
            SELECT d.text, d.quantity, h.number, array_to_string(h.registration_lines, ' / '), d.dated_on, d.ended_on,
                   d.state, CASE WHEN d.item IS NULL THEN '' ELSE 'P-' || lpad(d.item::text, 6, '0') END,
                   d.history_date, coalesce(d.history_change_reason, '')
            FROM dated d JOIN ledger_holderaccount h ON h.id = d.account_id
            WHERE d.ended_on BETWEEN %(first)s AND %(last)s ORDER BY d.number
            """,
            _parameters(period),
        )
        yield from map(list, cursor)


@register(
    "17ad-10-posting-record",
    "Posting record",
    "17Ad-10",
    "Every batch effective in the month with the Business Days it took to be posted; more than five is marked. A plan "
    "that is replayed is posted long after its legal dates.",
)
def _posted(period: Period) -> Rows:
    yield [
        "batch", "kind", "effective on", "recorded at", "business days", "late", "entries", "legal basis",
        "posted by", "digest",
    ]  # fmt: skip
    batches = Batch.objects.filter(
        plan=period.plan,
        effective_on__range=(period.month.first, period.month.last),
        recorded_at__lte=period.known_at,
    )
    for row in batches.order_by("number").iterator(FETCH):
        taken = period.calendar.business_days_between(
            row.effective_on, max(row.effective_on, new_york_date(row.recorded_at))
        )
        yield [
            row.number,
            row.get_kind_display(),
            row.effective_on,
            row.recorded_at,
            taken,
            "yes" if taken > POSTED_WITHIN else "no",
            row.entry_count,
            row.legal_basis,
            row.posted_by_name,
            row.digest,
        ]


@register(
    "17ad-10-control-book",
    "Control book",
    "17Ad-10(e)",
    "Every change of the control book up to the end of the month, with the paper in which the issuer's officer "
    "authorised it; those of the month are marked.",
)
def _control_book(period: Period) -> Rows:
    yield [
        "as of", "in the month", "outstanding", "treasury", "reserved", "authorised", "units reserved",
        "outstanding by class", "authorisation", "dated", "sha256", "recorded at", "recorded by",
        "withdraws the entry of",
    ]  # fmt: skip
    rows = ControlBookEntry.objects.filter(
        plan=period.plan, as_of__lte=period.month.last, recorded_at__lte=period.known_at
    )
    for row in rows.select_related("document", "withdraws").order_by("as_of", "recorded_at"):
        yield [
            row.as_of,
            "yes" if row.as_of in period.month else "no",
            row.outstanding.normalize(),
            row.treasury.normalize(),
            row.reserved.normalize(),
            row.authorized and row.authorized.normalize(),
            row.units_reserved and row.units_reserved.normalize(),
            "; ".join(f"{code}: {issued.outstanding:f}" for code, issued in by_class(row).items()),
            row.document.title,
            row.document.dated_on,
            row.document.sha256,
            row.recorded_at,
            row.recorded_by,
            row.withdraws.as_of if row.withdraws else "",
        ]


@register(
    "17ad-6-documents",
    "Documents",
    "17Ad-6(b), 17Ad-7",
    "The papers that the plan rests on, dated by the end of the month, with the hash of the file kept.",
)
def _documents(period: Period) -> Rows:
    yield ["title", "kind", "dated", "filed", "sha256", "recorded at", "recorded by"]
    rows = SourceDocument.objects.filter(
        plan=period.plan, dated_on__lte=period.month.last, recorded_at__lte=period.known_at
    )
    for row in rows.order_by("dated_on", "pk").iterator(FETCH):
        yield [row.title, row.kind, row.dated_on, row.filed_on, row.sha256, row.recorded_at, row.recorded_by]


def _words(account: LedgerAccount) -> str:
    if account.holder is None:
        return account.get_role_display()
    return f"{account.holder.number} {account.get_standing_display()}"


def _parameters(period: Period) -> dict[str, Any]:
    return {
        "plan": period.plan.pk,
        "known": period.known_at,
        "first": period.month.first,
        "last": period.month.last,
    }
