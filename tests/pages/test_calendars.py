"""Calendars on the page: every closed day with its reason, and a change that shows first what it would move."""

from datetime import date

import pytest
from django.urls import reverse

from ledger.models import Calendar, CalendarClosing, Deadline
from ledger.services import calendars
from tests import factories

CODE = "ny-banking"
ADD = {"day": "1998-12-28", "effect": "closed", "reason": "Bank holiday proclaimed", "source": "Proclamation"}


def url(name, *arguments):
    return reverse(f"ledger:{name}", args=[CODE, *arguments])


def test_year_names_every_closed_day_with_reason_and_source(plan, as_role):
    body = as_role("examiner").get(url("calendar") + "?year=1998").content.decode()
    assert "Friday 25 December 1998: closed, Christmas Day" in body
    for row in CalendarClosing.objects.filter(calendar__code=CODE, date__year=1998):
        assert row.reason.replace("'", "&#x27;") in body
    assert ">Remove<" not in body


def test_tabs_and_bad_queries_open(plan, as_role):
    client = as_role("examiner")
    assert client.get(reverse("ledger:calendars")).status_code == 200
    for query in ("?tab=versions", "?tab=deadlines", "?year=99999999999999999999", "?year=abc&version=-1"):
        assert client.get(url("calendar") + query).status_code == 200


def test_change_shows_what_would_move_before_it_is_made(plan, as_role):
    client = as_role("supervisor")
    client.post(url("calendar-add"), ADD)
    first = client.post(url("calendar-add"), ADD)
    body = first.content.decode()
    assert first.status_code == 200
    assert "Wednesday 30 December 1998" in body
    assert "Thursday 31 December 1998" in body
    assert Calendar.objects.get(code=CODE).version == 1
    seen = first.context["form"]["seen"].value()
    second = client.post(url("calendar-add"), {**ADD, "seen": seen})
    assert second.status_code == 302
    assert Calendar.objects.get(code=CODE).version == 2
    current = Deadline.objects.get(plan=plan, key="distribution_date", status="current")
    assert (current.date, current.calendar_version) == (date(1998, 12, 31), 2)
    assert "Bank holiday proclaimed" in client.get(url("calendar") + "?tab=versions").content.decode()
    assert "closed, Bank holiday" not in client.get(url("calendar") + "?year=1998&version=1").content.decode()


def test_changed_question_is_previewed_again(plan, as_role):
    client = as_role("supervisor")
    seen = client.post(url("calendar-add"), ADD).context["form"]["seen"].value()
    again = client.post(url("calendar-add"), {**ADD, "day": "1998-12-29", "seen": seen})
    assert again.status_code == 200
    assert "It differs from what you saw" in again.content.decode()
    assert Calendar.objects.get(code=CODE).version == 1


def test_row_is_removed_with_a_reason(plan, as_role):
    client = as_role("counsel")
    row = CalendarClosing.objects.get(calendar__code=CODE, date=date(1998, 12, 25))
    first = client.post(url("calendar-remove", row.pk), {"reason": "A slip"})
    assert "Tuesday 29 December 1998" in first.content.decode()
    seen = first.context["form"]["seen"].value()
    assert client.post(url("calendar-remove", row.pk), {"reason": "A slip", "seen": seen}).status_code == 302
    assert client.get(url("calendar-remove", row.pk)).status_code == 404


def test_bad_input_and_a_taken_day_change_nothing(plan, as_role):
    client = as_role("supervisor")
    assert client.post(url("calendar-add"), {**ADD, "source": ""}).status_code == 422
    taken = {**ADD, "day": "1998-12-25"}
    seen = client.post(url("calendar-add"), taken).context["form"]["seen"].value()
    assert client.post(url("calendar-add"), {**taken, "seen": seen}).status_code == 422
    assert Calendar.objects.get(code=CODE).version == 1


def test_change_is_an_act_of_those_who_may(plan, as_role):
    for role, status in (("clerk", 403), ("examiner", 403), ("counsel", 200), ("supervisor", 200)):
        assert as_role(role).get(url("calendar-add")).status_code == status


@pytest.mark.parametrize("query", ["?year=1998", "?tab=versions", "?tab=deadlines"])
def test_calendar_costs_the_same_with_one_change_and_three(
    plan, as_role, django_assert_max_num_queries, query
):
    client = as_role("examiner")

    def cost():
        with django_assert_max_num_queries(30) as counted:
            assert client.get(url("calendar") + query).status_code == 200
        return len(counted)

    def close(day):
        calendars.add_closing(
            code=CODE,
            day=day,
            effect="closed",
            reason="Storm",
            source="Notice",
            actor=factories.actor("counsel"),
        )

    close(date(1998, 12, 29))
    one = cost()
    close(date(1998, 12, 30))
    close(date(1998, 12, 31))
    assert cost() == one
