"""What is owed by a day after the Rights have ended: it runs on, and the act that meets it closes it."""

from datetime import date

import pytest
from django.urls import reverse

from certificates.enums import NoticeKind, PaymentStatus
from certificates.models import PaymentList
from certificates.services import inquiries, notices, payments, returned_mail
from ledger.enums import DeadlineStatus, PlanState
from ledger.models import ConfirmedYear, Deadline
from ledger.selectors import feeds
from ledger.services import deadlines, reminders
from ledger.services.acts import redemption
from ledger.services.terms import record_term
from rightsadmin.common.actor import Actor
from tests import factories
from tests.certificates.factories import clerk
from tests.ledger.stories import announce, close_questions, decide, pin, plan_with_holders, resolve
from tests.states import made_once

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")
FUNDS = "Certificate of prices; funds collected"


@made_once
def redeemed():
    """The plan of the 8-K redeemed on 15 December 1998 while a clock ran; its list of payments and its accounts."""
    plan, accounts = plan_with_holders()
    close_questions(plan, "redemption")
    resolution = resolve(plan, "redemption", "1998-12-15T12:00")
    decide(redemption.propose(resolution=resolution, actor=clerk()))
    plan.refresh_from_db()
    return plan, PaymentList.objects.get(plan=plan), accounts


def running(plan):
    deadlines.bring_to_date(plan=plan, actor=SYSTEM)
    return {row.key: row for row in Deadline.objects.filter(plan=plan, status=DeadlineStatus.CURRENT)}


def release(listed):
    decide(payments.propose_release(payment_list=listed, legal_basis=FUNDS, actor=clerk()))


def test_with_the_end_the_clocks_of_the_rights_stop_and_what_is_owed_begins():
    plan, listed, _ = redeemed()
    assert plan.state == PlanState.REDEEMED
    rows = {row.key: row for row in Deadline.objects.filter(plan=plan, status=DeadlineStatus.CURRENT)}
    assert not {"redemption_end", "amendment_end", "expiration", "health_check"} & set(rows)
    told, owed = rows[f"holder_notice:list-{listed.pk}"], rows[f"payment:{listed.pk}"]
    assert (told.date, owed.date) == (date(1998, 12, 25), date(1998, 12, 25))
    assert "3 payments are owed since Tuesday 15 December 1998" in owed.reason
    assert rows["calendar_year:ny-banking:1999"].date == date(1998, 12, 31)


def test_a_payment_is_owed_until_each_is_made_and_a_check_until_it_is_cashed():
    plan, listed, _ = redeemed()
    release(listed)
    for number, line in enumerate(listed.lines.order_by("place")):
        assert f"payment:{listed.pk}" in running(plan)
        payments.mark(line=line, status=PaymentStatus.PAID, reference=f"CK {number}", actor=clerk())
    rows = running(plan)
    assert f"payment:{listed.pk}" not in rows
    assert Deadline.objects.get(plan=plan, key=f"payment:{listed.pk}", status=DeadlineStatus.CLOSED)
    look = rows[f"uncashed_check:{listed.pk}:1998-12-15:paid"]
    assert (look.date, look.reason[:8]) == (date(1999, 6, 15), "3 checks")

    first, second, third = listed.lines.order_by("place")
    payments.mark(line=first, status=PaymentStatus.CASHED, actor=clerk())
    payments.mark(line=second, status=PaymentStatus.UNCASHED, actor=clerk())
    payments.mark(line=third, status=PaymentStatus.CASHED, actor=clerk())
    rows = running(plan)
    assert rows[f"uncashed_check:{listed.pk}:1998-12-15:uncashed"].date == date(1999, 7, 15)
    second = payments.mark(line=second, status=PaymentStatus.NOTIFIED, actor=clerk())
    assert not [key for key in running(plan) if key.startswith("uncashed")]
    assert (
        payments.mark(line=second, status=PaymentStatus.CASHED, actor=clerk()).status == PaymentStatus.CASHED
    )


def test_the_days_of_the_notice_are_the_plans_own_and_its_mailing_meets_it(
    django_capture_on_commit_callbacks,
):
    plan, listed, _ = redeemed()
    record_term(
        plan=plan,
        key="redemption.notice_unit",
        value="business_days",
        citation="Within ten business days.",
        basis="agreement",
        document=factories.document(plan, "Rights Agreement"),
        effective_on=plan.agreement_date,
        actor=SYSTEM,
    )
    key = f"holder_notice:list-{listed.pk}"
    assert running(plan)[key].date == date(1998, 12, 30)
    notice = notices.begin(plan=plan, kind=NoticeKind.REDEMPTION, payment_list=listed, actor=clerk())
    assert (notice.mail_by, notice.context["days"]) == (date(1998, 12, 30), "10 business")
    with django_capture_on_commit_callbacks(execute=True):
        decide(notices.propose(notice=notice, legal_basis="Section 23", actor=clerk()))
    assert key in running(plan)
    with django_capture_on_commit_callbacks(execute=True):
        notices.mark_mailed(notice=notice, on=date(1998, 12, 15), actor=clerk())
    assert Deadline.objects.get(plan=plan, key=key, status=DeadlineStatus.CLOSED)


def test_mail_inquiries_and_lost_holders_run_on_after_the_end():
    plan, _, accounts = redeemed()
    number = accounts["widow"].number
    mail = returned_mail.record_return(
        plan=plan,
        code=number,
        reason="Moved",
        returned_on=date(1998, 12, 14),
        mailed_on=date(1998, 12, 10),
        actor=clerk(),
    )
    inquiries.record_inquiry(
        plan=plan, received_on=date(1998, 12, 14), sender="A holder", subject="My payment", actor=clerk()
    )
    rows = running(plan)
    assert rows["remailing:1998-12-14"].date == date(1999, 1, 14)
    assert rows["inquiry_answer:1"].date == date(1998, 12, 21)
    returned_mail.re_mail(mail=mail, remailed_on=date(1998, 12, 15), reason="Forwarded", actor=clerk())
    returned_mail.record_return(
        plan=plan,
        code=number,
        reason="Moved",
        returned_on=date(1998, 12, 15),
        mailed_on=date(1998, 12, 15),
        actor=clerk(),
    )
    rows = running(plan)
    assert "remailing:1998-12-14" not in rows
    (search,) = (row for row in rows.values() if row.kind == "holder_search")
    assert (search.date, search.title) == (date(1999, 12, 15), "Search for 1 lost holder")


def test_it_is_on_the_pages_in_the_feed_and_in_the_reminders(client):
    plan, listed, _ = redeemed()
    row = running(plan)[f"payment:{listed.pk}"]
    client.force_login(factories.actor("clerk").user)
    page = client.get(reverse("ledger:deadline", args=[plan.slug, row.pk])).content.decode()
    assert "What meets it:" in page
    assert reverse("certificates:payment-list", args=[plan.slug, listed.pk]) in page
    assert "Who acts: clerk." in page
    assert row.title in client.get(reverse("ledger:deadlines", args=[plan.slug])).content.decode()
    pin(plan, date(1998, 12, 28))
    home = client.get("/").content.decode()
    assert row.title in home
    assert "Overdue" in home
    unfolded = feeds.calendar_text().replace("\r\n ", "")
    assert "Have the list released by a second person" in unfolded
    assert {due.deadline.kind for due in reminders.due_of(plan)} <= {
        "payment",
        "holder_notice",
        "calendar_year",
    }


def test_the_coming_year_is_confirmed_once_against_a_paper(client):
    plan, _ = plan_with_holders()
    announce(plan)
    assert "calendar_year:ny-banking:1999" in running(plan)
    client.force_login(factories.actor("supervisor").user)
    confirm = reverse("ledger:calendar-confirm", args=["ny-banking", 1999])
    year = reverse("ledger:calendar", args=["ny-banking"]) + "?year=1999"
    assert confirm in client.get(year).content.decode()
    assert client.post(confirm, {"source": "List of the Reserve Bank"}).status_code == 302
    assert "against List of the Reserve Bank" in client.get(year).content.decode()
    assert client.post(confirm, {"source": "Again"}).status_code == 422
    assert (
        client.post(
            reverse("ledger:calendar-confirm", args=["ny-banking", 1900]), {"source": "x"}
        ).status_code
        == 422
    )
    assert "calendar_year:ny-banking:1999" not in running(plan)
    assert ConfirmedYear.objects.get().year == 1999
