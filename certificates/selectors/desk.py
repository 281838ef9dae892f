"""The desk of presentations: the queue, what is scanned, and who has it already."""

from collections.abc import Collection, Iterable

from django.db.models import BooleanField, Count, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery, Sum

from certificates.models import Certificate, Presentation, PresentedCertificate
from certificates.models.presentation import ON_HAND
from certificates.rules.receipt import Clock, turnaround_clock
from certificates.selectors.presentations import calendar_of
from ledger.models import Plan
from ledger.rules.business_days import BusinessCalendar
from ledger.selectors import plan_day


def queue(plan: Plan) -> QuerySet[Presentation]:
    """The plan's items, each with its `certificates`, the `first` of them, their `rights`, and `is_overdue` today.

    Overdue are items on hand whose turnaround day is past (17Ad-2); one that is no routine item is shown so too.
    """
    rows = PresentedCertificate.objects.filter(presentation=OuterRef("pk")).order_by()
    own = rows.values("presentation")
    overdue = Q(status__in=ON_HAND, due_on__lt=plan_day.today(plan))
    return (
        Presentation.objects.filter(plan=plan)
        .select_related("plan")
        .annotate(
            certificates=Subquery(own.annotate(found=Count("pk")).values("found")),
            first=Subquery(rows.order_by("certificate__number").values("certificate__text")[:1]),
            rights=Subquery(own.annotate(found=Sum("certificate__quantity")).values("found")),
            is_overdue=ExpressionWrapper(overdue, output_field=BooleanField()),
        )
    )


def turnaround_calendar(plan: Plan) -> BusinessCalendar:
    """The business days that the plan's items are turned around in, as of its today."""
    calendar: BusinessCalendar = calendar_of(plan, plan_day.instant(plan))
    return calendar


def clock_of(item: Presentation, calendar: BusinessCalendar) -> Clock:
    """How the item stands: on hand against the plan's today, else on the day it was turned around."""
    return turnaround_clock(item.due_on, item.turned_on or plan_day.today(item.plan), calendar)


def open_tickets(certificates: Collection[Certificate]) -> dict[int, Presentation]:
    """By certificate, the ticket on hand that has it already: two clerks never work on one certificate."""
    rows: Iterable[PresentedCertificate] = PresentedCertificate.objects.filter(
        certificate__in=certificates, is_open=True
    ).select_related("presentation")
    return {row.certificate_id: row.presentation for row in rows}
