"""What the certificates' side owes by a day: registered with what the ledger awaits when this module is loaded.

Items of one kind that fall due together are one deadline, so that a heap of mail is one line and not a hundred.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q

from certificates.enums import (
    NoticeKind,
    NoticeStatus,
    PaymentKind,
    PaymentListStatus,
    PaymentStatus,
    StopKind,
)
from certificates.models import (
    Inquiry,
    Notice,
    PaymentLine,
    PaymentList,
    Presentation,
    ReturnedMail,
    Search,
    StopOrder,
)
from certificates.rules import lost_holders
from certificates.rules.inquiries import answer_due
from certificates.rules.loss_reports import due_reports
from certificates.rules.payouts import SMALL_CENTS, look_at_check_by, pay_by, tell_payee_by
from certificates.rules.receipt import receipt
from certificates.selectors import stops
from certificates.selectors.notices import Basis, mail_by, told_by
from ledger.enums import Act
from ledger.models import Plan
from ledger.rules.dates import day_text
from ledger.rules.deadlines import AwaitedDay
from ledger.selectors.awaited import awaits
from rightsadmin.common import clock
from rightsadmin.common.formatting import plural

_NOTICES = {PaymentKind.REDEMPTION: NoticeKind.REDEMPTION, PaymentKind.EXCHANGE: NoticeKind.EXCHANGE}


@awaits("holder_notice", (PaymentList, "plan"), (Notice, "plan"))
def _notices(plan: Plan, _today: date) -> Iterator[AwaitedDay]:
    """The notice of each redemption and exchange, and of each proposed action, until it is mailed."""
    mailed = Notice.objects.filter(plan=plan, status=NoticeStatus.MAILED)
    lists = PaymentList.objects.filter(plan=plan, kind__in=_NOTICES).select_related("batch")
    for listed in lists.exclude(pk__in=mailed.filter(payment_list__isnull=False).values("payment_list")):
        yield _notice_of(plan, listed)
    waiting = Notice.objects.filter(plan=plan, kind=NoticeKind.PROPOSED_ACTION)
    for notice in waiting.exclude(status__in=(NoticeStatus.MAILED, NoticeStatus.WITHDRAWN)):
        if notice.mail_by is None:
            continue
        yield AwaitedDay(
            kind="holder_notice",
            key=f"holder_notice:{notice.pk}",
            title=f"Mail the notice: {notice.details['action']}",
            day=notice.mail_by,
            reason=notice.mail_by_reason,
            section="Section 25: notice of proposed action",
            mends="Have it approved and pressed, mail it, and record the day it went out.",
            act=Act.NOTICE,
            page="certificates:notice",
            further=(str(notice.pk),),
            rule=mail_by,
        )


def _notice_of(plan: Plan, listed: PaymentList) -> AwaitedDay:
    resolution = Basis(plan, "", date.min, payment_list=listed).resolution
    effective_on = clock.new_york_date(resolution.effective_at)
    if listed.kind == PaymentKind.REDEMPTION:
        last = told_by(plan, resolution.effective_at)
        day, reason, section = last.on, last.reason, "Section 23: notice of redemption; R46"
    else:
        day = pay_by(effective_on)
        reason = (
            f"The Rights were exchanged on {day_text(effective_on)}. The paper says promptly; the house mails the "
            f"notice within ten days, by {day_text(day)}."
        )
        section = "Section 24: notice of exchange; house rule"
    return AwaitedDay(
        kind="holder_notice",
        key=f"holder_notice:list-{listed.pk}",
        title=f"Mail the notice of {listed.get_kind_display().lower()}",
        day=day,
        reason=reason,
        section=section,
        mends="Begin the notice, have it approved and pressed, mail it, and record the day it went out.",
        act=Act.NOTICE,
        rule=told_by if listed.kind == PaymentKind.REDEMPTION else pay_by,
    )


@awaits("payment", (PaymentList, "plan"))
def _payments(plan: Plan, _today: date) -> Iterator[AwaitedDay]:
    """Each list that pays something, until it is released and each of its payments is made."""
    owed = Q(lines__status__in=(PaymentStatus.DUE, PaymentStatus.RETURNED))
    lists = PaymentList.objects.filter(plan=plan).select_related("batch")
    for listed in lists.annotate(owed=Count("lines", filter=owed)).filter(owed__gt=0):
        since = listed.batch.effective_on if listed.batch else clock.new_york_date(listed.created_at)
        day = pay_by(since)
        is_released = listed.status == PaymentListStatus.RELEASED
        what = plural(listed.owed, "payment is", "payments are")
        yield AwaitedDay(
            kind="payment",
            key=f"payment:{listed.pk}",
            title=f"Pay list {listed.pk}: {listed.get_kind_display().lower()}",
            day=day,
            reason=(
                f"{what} owed since {day_text(since)} and not made. The agreement says promptly; the house pays within "
                f"ten days, by {day_text(day)}."
            ),
            section="Sections 14, 23 and 24: payment to holders; house rule",
            mends=(
                "Mark each payment with its check or transfer, a returned one again."
                if is_released
                else "Have the list released by a second person, take the file, and mark what was paid."
            ),
            act=Act.PAYMENT,
            page="certificates:payment-list",
            further=(str(listed.pk),),
            rule=pay_by,
        )


@awaits("uncashed_check", (PaymentList, "plan"))
def _checks(plan: Plan, _today: date) -> Iterator[AwaitedDay]:
    """Checks of $25 or more that nobody knows to be cashed, by list and day; then the one notice to their payees."""
    lines = PaymentLine.objects.filter(
        payment_list__plan=plan,
        paid_cents__gte=SMALL_CENTS,
        status__in=(PaymentStatus.PAID, PaymentStatus.UNCASHED),
    )
    found = Counter((line.payment_list_id, line.paid_on, line.status) for line in lines if line.paid_on)
    for (listed, paid_on, status), count in sorted(found.items()):
        is_known = status == PaymentStatus.UNCASHED
        day = tell_payee_by(paid_on) if is_known else look_at_check_by(paid_on)
        checks = plural(count, "check", "checks")
        yield AwaitedDay(
            kind="uncashed_check",
            key=f"uncashed_check:{listed}:{paid_on.isoformat()}:{status}",
            title=f"Uncashed checks of list {listed}"
            if is_known
            else f"Checks of list {listed}: cashed or not",
            day=day,
            reason=(
                f"{checks} of {day_text(paid_on)} not cashed: each payee is told once within seven months, by "
                f"{day_text(day)}."
                if is_known
                else f"{checks} of {day_text(paid_on)} not known to be cashed: after six months, on {day_text(day)}, "
                "the payee is an unresponsive one."
            ),
            section="SEC Rule 17Ad-17(c): unresponsive payees",
            mends=(
                "Write to each payee and mark the payment as told, or paid again."
                if is_known
                else "Ask the bank, and mark each as cashed or not cashed."
            ),
            act=Act.PAYMENT,
            page="certificates:payment-lines",
            further=(str(listed),),
            rule=tell_payee_by if is_known else look_at_check_by,
        )


@awaits("holder_search", (Search, "lost__account__plan"))
def _searches(plan: Plan, _today: date) -> Iterator[AwaitedDay]:
    """The searches for lost holders that are neither found nor exempt, by the last day of their windows."""
    rows = Search.objects.filter(
        lost__account__plan=plan, lost__found_on__isnull=True, lost__exemption="", done_on__isnull=True
    )
    found = Counter(rows.values_list("until_on", "from_on", "which"))
    for (until, since, which), count in sorted(found.items()):
        yield AwaitedDay(
            kind="holder_search",
            key=f"holder_search:{since.isoformat()}:{until.isoformat()}:{which}",
            title=f"Search for {plural(count, 'lost holder', 'lost holders')}",
            day=until,
            reason=(
                f"Search {which} is done from {day_text(since)} to {day_text(until)}, in a database, at no charge to "
                "the holder."
            ),
            section="SEC Rule 17Ad-17(a): searches for lost securityholders",
            mends="Record the search and its result, the exemption with its evidence, or where the holder was found.",
            act=Act.RETURNED_MAIL,
            page="certificates:lost-holders",
            rule=lost_holders.first_window if which == 1 else lost_holders.second_window,
        )


@awaits("remailing", (ReturnedMail, "account__plan"))
def _remailings(plan: Plan, _today: date) -> Iterator[AwaitedDay]:
    """Returned mail that was not mailed again."""
    rows = ReturnedMail.objects.filter(account__plan=plan, closed_on__isnull=True, remailed_on__isnull=True)
    for returned_on, count in sorted(Counter(rows.values_list("returned_on", flat=True)).items()):
        day = lost_holders.remail_by(returned_on)
        yield AwaitedDay(
            kind="remailing",
            key=f"remailing:{returned_on.isoformat()}",
            title=f"Mail again {plural(count, 'returned piece', 'returned pieces')}",
            day=day,
            reason=(
                f"Returned on {day_text(returned_on)}: mailed again within a month, by {day_text(day)}, a second "
                "return decides from when the holder is lost; later, the first one does."
            ),
            section="SEC Rule 17Ad-17(b): lost securityholders",
            mends="Mail it again to a good address and record the day.",
            act=Act.RETURNED_MAIL,
            rule=lost_holders.remail_by,
        )


@awaits("turnaround", (Presentation, "plan"))
def _turnaround(plan: Plan, _today: date) -> Iterator[AwaitedDay]:
    """Routine items on hand, by the third Business Day after their receipt."""
    rows = Presentation.objects.filter(plan=plan, is_routine=True, turned_on__isnull=True)
    for due_on, count in sorted(Counter(rows.values_list("due_on", flat=True)).items()):
        yield AwaitedDay(
            kind="turnaround",
            key=f"turnaround:{due_on.isoformat()}",
            title=f"Turn around {plural(count, 'routine item', 'routine items')}",
            day=due_on,
            reason=(
                f"{day_text(due_on)} is the third Business Day after the receipt. Nine tenths of a month's routine "
                "items are turned around in time, else the regulator is told."
            ),
            section="SEC Rule 17Ad-2(a): turnaround of routine items",
            mends="Post each item, or return it to the presenter with every defect.",
            act=Act.PRESENTATION,
            rule=receipt,
        )


@awaits("inquiry_answer", (Inquiry, "plan"))
def _inquiries(plan: Plan, _today: date) -> Iterator[AwaitedDay]:
    """Written inquiries without an answer."""
    for inquiry in Inquiry.objects.filter(plan=plan, answered_on__isnull=True):
        yield AwaitedDay(
            kind="inquiry_answer",
            key=f"inquiry_answer:{inquiry.number}",
            title=f"Answer inquiry {inquiry.number}",
            day=inquiry.due_on,
            reason=f"{inquiry.sender} wrote about “{inquiry.subject}”, received on {day_text(inquiry.received_on)}.",
            section="SEC Rule 17Ad-5: written inquiries",
            mends="Answer it in writing and record the answer.",
            act=Act.INQUIRY,
            page="certificates:inquiry",
            further=(str(inquiry.number),),
            rule=answer_due,
        )


@awaits("loss_report", (StopOrder, "certificate__plan"))
def _loss_reports(plan: Plan, _today: date) -> Iterator[AwaitedDay]:
    """Losses, thefts and recoveries that are owed to the Securities Information Center and were not reported."""
    rows = StopOrder.objects.filter(certificate__plan=plan, kind__in=(StopKind.LOST, StopKind.STOLEN))
    for stop in rows.select_related("certificate__plan").prefetch_related("reports"):
        sent = {report.kind for report in stop.reports.all()}
        for owed in stops.reports_owed(stop):
            if owed.kind in sent:
                continue
            yield AwaitedDay(
                kind="loss_report",
                key=f"loss_report:{stop.pk}:{owed.kind}",
                title=f"Report the {owed.kind} of {stop.certificate.text}",
                day=owed.due_on,
                reason=owed.why,
                section="SEC Rule 17f-1: reports of missing and stolen certificates",
                mends="Send form X-17F-1A and record the number that the recipient gave it.",
                act=Act.STOP,
                page="certificates:stop",
                further=(str(stop.pk),),
                rule=due_reports,
            )
