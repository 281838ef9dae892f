"""Registers of what came in and how fast it went out: items, inquiries, stops (17Ad-2, 17Ad-3, 17Ad-5, 17Ad-6)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from certificates.models import Inquiry, Presentation, PresentedCertificate, StopOrder
from certificates.rules.turnaround import MonthCounts, obligations
from certificates.selectors import turnaround
from certificates.selectors.examiner.registers import FETCH, Period, Rows, register
from ledger.models import Hold
from ledger.selectors import holders
from rightsadmin.common import formatting


@register(
    "17ad-2-turnaround",
    "Turnaround of routine items",
    "17Ad-2, 17Ad-3, 17Ad-6(a)(2)",
    "Twelve months of routine items: received, turned around within three Business Days, not, their exact ratio, and "
    "the months below 90% and 75%. The standards are the agent's own, so all its plans are counted beside this one.",
)
def _turnaround(period: Period) -> Rows:
    yield [
        "scope", "month", "routine received", "within 3 business days", "not within", "still running", "ratio",
        "per cent", "final", "below 90%", "below 75%", "more that may be late", "non-routine received",
        "non-routine turned around", "routine on hand", "non-routine on hand",
    ]  # fmt: skip
    for scope, months in scopes(period):
        for counted in months:
            yield [
                scope,
                str(counted.month),
                counted.received,
                counted.in_time,
                counted.late,
                counted.running,
                ratio_text(counted),
                formatting.percent(counted.ratio),
                _yes(counted.is_final),
                _yes(not counted.meets_standard),
                _yes(counted.is_severe),
                counted.may_be_late,
                counted.other_received,
                counted.other_turned,
                counted.on_hand,
                counted.other_on_hand,
            ]


@register(
    "17ad-3-obligations",
    "What a missed standard obliges to",
    "17Ad-2(c), 17Ad-3",
    "The notice to the regulator, its copies and the limit on new business that this month brings; empty where none.",
)
def _obligations(period: Period) -> Rows:
    yield ["scope", "obligation", "by", "rule"]
    for scope, months in scopes(period):
        for told in obligations(months, period.calendar):
            yield [scope, told.sentence, told.due_on or "from now on", told.rule]


@register(
    "17ad-6-receipts",
    "Receipt log",
    "17Ad-6(a)(1), 17Ad-1",
    "Every item whose receipt counts in the month, with the Business Day it was credited on and how it ended.",
)
def _receipts(period: Period) -> Rows:
    yield [
        "ticket", "kind", "presenter", "certificates", "received at", "received by", "credited on", "due on",
        "routine", "why not routine", "status", "turned around on", "business days", "returned because",
    ]  # fmt: skip
    counted = dict(
        PresentedCertificate.objects.filter(presentation__plan=period.plan)
        .order_by()
        .values_list("presentation_id")
        .annotate(count=Count("pk"))
        .iterator(FETCH)
    )
    for row in _items(period).filter(credited_on__gte=period.month.first).order_by("number").iterator(FETCH):
        yield [
            f"P-{row.number:06d}",
            row.get_kind_display(),
            row.presenter,
            counted.get(row.id, 0),
            row.received_at,
            row.received_by,
            row.credited_on,
            row.due_on,
            _yes(row.is_routine),
            row.routine_reason,
            row.get_status_display(),
            row.turned_on,
            _business_days(period, row.credited_on, row.turned_on),
            row.return_reason,
        ]


@register(
    "17ad-6-held",
    "Routine items held longer than four business days",
    "17Ad-6(a)(2)",
    "Routine items on hand at the close of the month's last Business Day for longer than four Business Days, by age.",
)
def _held(period: Period) -> Rows:
    yield ["business days held", "routine items"]
    yield from map(list, turnaround.months(period.plan, period.month, period.known_at)[-1].held)


@register(
    "17ad-5-inquiries",
    "Written inquiries",
    "17Ad-5, 17Ad-6(a)(3)",
    "Written inquiries that came in or were answered in the month, or wait at its end; due in five Business Days.",
)
def _inquiries(period: Period) -> Rows:
    yield [
        "inquiry",
        "received on",
        "from",
        "account",
        "subject",
        "due on",
        "answered on",
        "answered by",
        "late",
    ]
    rows = Inquiry.history.as_of(period.known_at).filter(
        Q(answered_on__isnull=True) | Q(answered_on__gte=period.month.first),
        plan=period.plan,
        received_on__lte=period.month.last,
    )
    for row in rows.select_related("account").order_by("number").iterator(FETCH):
        yield [
            row.number,
            row.received_on,
            row.sender,
            row.account.number if row.account_id else "",
            row.subject,
            row.due_on,
            row.answered_on,
            row.answered_by,
            _yes((row.answered_on or period.day) > row.due_on),
        ]


@register(
    "17ad-6-stops",
    "Stop orders and adverse claims",
    "17Ad-6(a)",
    "Stops on certificates and holds on accounts in force at the end of the month, with their authority.",
)
def _stops(period: Period) -> Rows:
    yield ["on", "number", "kind", "quantity", "from", "until", "reason", "authority", "placed by"]
    stops = StopOrder.history.as_of(period.known_at).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=period.day),
        certificate__plan=period.plan,
        from_on__lte=period.day,
        lifted_at__isnull=True,
    )
    for row in stops.select_related("certificate").order_by("certificate__number").iterator(FETCH):
        yield [
            "certificate",
            row.certificate.text,
            row.get_kind_display(),
            row.certificate.quantity,
            row.from_on,
            row.until_on,
            row.reason,
            row.authority,
            row.placed_by,
        ]
    holds = Hold.history.as_of(period.known_at).filter(
        holders.in_force(period.day), account__plan=period.plan
    )
    for row in holds.select_related("account").order_by("account__number", "id").iterator(FETCH):
        yield [
            "account",
            row.account.number,
            row.get_kind_display(),
            _whole(row.quantity),
            row.from_on,
            row.last_on,
            row.reason,
            "",
            "",
        ]


def scopes(period: Period) -> Iterator[tuple[str, list[MonthCounts]]]:
    """The months of this plan, and of all plans of the agent."""
    yield "this plan", turnaround.months(period.plan, period.month, period.known_at)
    yield "all plans", turnaround.months(period.plan, period.month, period.known_at, whole_agent=True)


def ratio_text(counted: MonthCounts) -> str:
    """The exact ratio as "in time/decided", not reduced; empty where nothing is decided."""
    decided = counted.in_time + counted.late
    return f"{counted.in_time} of {decided}" if decided else ""


def _items(period: Period) -> Any:
    return Presentation.history.as_of(period.known_at).filter(
        plan=period.plan, credited_on__lte=period.month.last
    )


def _business_days(period: Period, credited_on: Any, turned_on: Any) -> int | str:
    return period.calendar.business_days_between(credited_on, turned_on) if turned_on else ""


def _whole(quantity: Decimal | None) -> Decimal | str:
    return "all" if quantity is None else quantity.normalize()


def _yes(told: bool) -> str:
    return "yes" if told else "no"
