"""The ladder of reminders, and the calendar feed."""

from datetime import date, timedelta

import pytest
from django.core import mail

from ledger.enums import DeadlineStatus
from ledger.ical import DayEntry, calendar, escaped, folded
from ledger.models import AuditEvent, Deadline, DeadlineReminder, FeedSecret
from ledger.selectors import feeds as feed
from ledger.services import deadlines, feeds, reminders
from ledger.tasks import send_reminders
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import announce, pin

SYSTEM = Actor.system("tests")


@pytest.fixture
def plan(db):
    """Announced on 15 December 1998: the Distribution Date is the 30th."""
    plan = factories.mim_plan()
    factories.actor("supervisor")
    announce(plan)
    deadlines.recompute(plan=plan, actor=SYSTEM)
    return plan


def subjects():
    return [message.subject for message in mail.outbox]


def on(plan, day):
    mail.outbox.clear()
    pin(plan, day)
    deadlines.recompute(plan=plan, actor=SYSTEM)
    return send_reminders()


@pytest.mark.parametrize(
    ("left", "rung"),
    [(10, 10), (9, 10), (6, 10), (5, 5), (3, 5), (2, 2), (1, 1), (0, 0), (-1, -1), (-40, -1)],
)
def test_the_rung_is_the_least_not_below_the_days_left(left, rung):
    assert reminders.rung_of(date(2000, 1, 1) + timedelta(days=left), date(2000, 1, 1)) == rung


def test_each_rung_is_sent_once_and_says_why(plan):
    assert on(plan, date(1998, 12, 19)) == 2  # the end of redemption and of free amendment, on the 29th
    assert (
        on(plan, date(1998, 12, 20)) == 3
    )  # the Distribution Date, the cut-off of its extension, the end of exchange
    assert on(plan, date(1998, 12, 20)) == 0
    on(plan, date(1998, 12, 28))
    assert "MIM Corporation (replay): Distribution Date is in 2 days" in subjects()
    message = mail.outbox[subjects().index("MIM Corporation (replay): Distribution Date is in 2 days")]
    assert sorted(message.to) == ["clerk@example.com", "supervisor@example.com"]
    row = Deadline.objects.get(key="distribution_date", status=DeadlineStatus.CURRENT)
    assert row.reason in message.body
    assert DeadlineReminder.objects.filter(deadline=row).count() == 2


def test_an_acknowledged_deadline_is_silent(plan):
    row = Deadline.objects.get(key="distribution_date", status=DeadlineStatus.CURRENT)
    deadlines.acknowledge(deadline=row, actor=factories.actor("clerk"))
    on(plan, date(1998, 12, 29))
    assert not [subject for subject in subjects() if "Distribution Date is" in subject]


def test_what_nobody_acknowledged_goes_to_the_supervisors_once(plan):
    on(plan, date(1998, 12, 31))
    escalated = [message for message in mail.outbox if "nobody acknowledged" in message.subject]
    assert escalated
    assert {tuple(message.to) for message in escalated} == {("supervisor@example.com",)}
    assert AuditEvent.objects.filter(verb="reminder.escalated").count() == len(escalated)
    assert on(plan, date(1998, 12, 31)) == 0


def test_a_message_the_server_refused_is_tried_again(plan, monkeypatch):
    def refuse(*_args):
        raise OSError("connection refused")

    pin(plan, date(1998, 12, 20))
    with monkeypatch.context() as patched:
        patched.setattr(reminders, "send_mail", refuse)
        assert reminders.send_due(actor=SYSTEM) == 0
    assert reminders.send_due(actor=SYSTEM) == 0  # claimed a moment ago
    DeadlineReminder.objects.update(claimed_at=clock.now() - timedelta(hours=1))
    assert reminders.send_due(actor=SYSTEM) == 5


def test_a_plan_name_cannot_break_a_header(plan):
    row = Deadline.objects.select_related("plan").get(key="distribution_date", status=DeadlineStatus.CURRENT)
    row.plan.name = "Evil\r\nBcc: all@example.com"
    assert "\n" not in reminders._subject(reminders.Due(row, 5, 5))


# --- the feed ---------------------------------------------------------------------------------------------


def test_a_feed_opens_with_its_secret_until_it_is_revoked(plan):
    clerk = factories.actor("clerk")
    first = feeds.issue_secret(actor=clerk)
    assert feed.owner_of(first) == clerk.user
    assert first not in FeedSecret.objects.get().secret_hash
    second = feeds.issue_secret(actor=clerk)
    assert (feed.owner_of(first), feed.owner_of(second)) == (None, clerk.user)
    feeds.revoke(actor=clerk)
    assert feed.owner_of(second) is None


def test_the_feed_holds_each_deadline_and_a_moved_date_keeps_its_entry(plan):
    def entry(text):
        unfolded = text.replace("\r\n ", "")
        (found,) = [
            part
            for part in unfolded.split("BEGIN:VEVENT")
            if "SUMMARY:MIM Corporation: Distribution Date" in part
        ]
        return dict(line.split(":", 1) for line in found.strip().splitlines()[:7])

    before = entry(feed.calendar_text())
    assert before["DTSTART;VALUE=DATE"] == "19981230"
    announce(plan, at="1998-12-14T09:00", name="Another LP")
    deadlines.recompute(plan=plan, actor=SYSTEM)
    after = entry(feed.calendar_text())
    assert after["UID"] == before["UID"]
    assert (after["DTSTART;VALUE=DATE"], after["SEQUENCE"]) == ("19981229", "1")


def test_lines_end_and_fold_as_the_rfc_says():
    text = calendar("N", [DayEntry("u@x", date(1998, 12, 30), "Ä" * 80, "a;b,c\\d\ne", clock.now())])
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "DESCRIPTION:a\\;b\\,c\\\\d\\ne" in lines
    assert "".join(folded("x" * 200)).replace(" ", "") == "x" * 200
    assert escaped("a\x00\x07b") == "ab"
