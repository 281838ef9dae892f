"""The “why” of a date: what is left, what was skipped on whose word, and what it was before."""

import re
from datetime import date

from django.urls import reverse

from ledger.models import Deadline
from ledger.selectors import deadline_note
from ledger.services import calendars, deadlines
from rightsadmin.common.actor import Actor
from tests import factories


def words_of(client, plan, row):
    response = client.get(reverse("ledger:deadline", args=[plan.slug, row.pk]))
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def current(plan, key="distribution_date"):
    return Deadline.objects.get(plan=plan, key=key, status="current")


def close(plan, day):
    calendars.add_closing(
        code="ny-banking",
        day=day,
        effect="closed",
        reason="Storm",
        source="Notice of the Bank",
        actor=factories.actor("counsel"),
    )
    deadlines.recompute(plan=plan, actor=Actor.system("tests"))


def test_note_says_what_is_left_and_why(plan, as_role):
    said = words_of(as_role("examiner"), plan, current(plan))
    assert "5 Business Days are left after today, Tuesday 22 December 1998 (8 calendar days)." in said
    assert "the 10th Business Day after it gives Wednesday 30 December 1998" in said
    assert "Friday 25 December 1998: Christmas Day" in said


def test_superseded_date_names_what_moved_it_and_its_successor(plan, as_role):
    client, before = as_role("examiner"), current(plan)
    close(plan, date(1998, 12, 28))
    after = current(plan)
    said = words_of(client, plan, after)
    assert "Wednesday 30 December 1998" in said
    assert "ny-banking version 1 ny-banking version 2" in said
    assert "Monday 28 December 1998: Storm. Notice of the Bank" in said
    assert "This date no longer stands." in words_of(client, plan, before)


def test_days_left_of_a_date_that_is_today_or_past():
    row = Deadline(date=date(1998, 12, 22), calendar_code="")
    assert deadline_note.left_words(row, date(1998, 12, 22)) == "It is today, Tuesday 22 December 1998."
    assert deadline_note.left_words(row, date(1998, 12, 23)).startswith("It has passed")
    assert (
        deadline_note.left_words(row, date(1998, 12, 21))
        == "1 calendar day left after today, Monday 21 December 1998."
    )
    assert deadline_note.left_words(Deadline(), date(1998, 12, 21)) == ""


def test_every_deadline_reads_whole(plan, as_role):
    client = as_role("examiner")
    for row in Deadline.objects.filter(plan=plan):
        assert row.reason in words_of(client, plan, row).replace("&#x27;", "'").replace("&quot;", '"')


def test_note_costs_the_same_with_one_earlier_date_and_three(plan, as_role, django_assert_max_num_queries):
    client = as_role("examiner")

    def cost():
        with django_assert_max_num_queries(30) as counted:
            words_of(client, plan, current(plan))
        return len(counted)

    close(plan, date(1998, 12, 28))
    one = cost()
    close(plan, date(1998, 12, 29))
    close(plan, date(1998, 12, 31))
    assert cost() == one
