"""The Board on a day: standing, majority, freezes; directors recorded by those who may."""

import re
from datetime import date

from django.urls import reverse

from ledger.models import Director
from ledger.services import board
from tests import factories


def page(client, plan, name, query="", *arguments):
    response = client.get(reverse(f"ledger:{name}", args=[plan.slug, *arguments]) + query)
    return response.status_code, " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_board_shows_standing_and_majority_on_a_day(plan, as_role):
    status, words = page(as_role("examiner"), plan, "board", "?on=1998-12-01")
    assert status == 200
    assert "A majority" in words
    assert "was a member before the date of the Agreement (limb (i))" in words


def test_lost_majority_freezes_and_names_the_legal_risk(plan, as_role):
    clerk = factories.actor("clerk")
    for director in Director.objects.filter(plan=plan)[:4]:
        board.record_departure(director=director, left_on=date(1998, 12, 10), evidence="Minutes", actor=clerk)
    for number in range(3):
        board.record_director(
            plan=plan, name=f"New {number}", joined_on=date(1998, 12, 10), evidence="Minutes", actor=clerk
        )
    _, words = page(as_role("examiner"), plan, "board", "?on=1998-12-15")
    assert "No majority" in words
    assert "Frozen until the end of Tuesday 8 June 1999" in words
    assert "DQ15" in words


def test_director_is_recorded_through_the_page(plan, as_role):
    client = as_role("clerk")
    url = reverse("ledger:director-join", args=[plan.slug])
    assert client.get(url).status_code == 200
    names = list(Director.objects.filter(plan=plan).values_list("name", flat=True))
    response = client.post(
        url,
        {
            "name": "Ada New",
            "joined_on": "1998-12-20",
            "approved_on": "1998-12-19",
            "approved_by": names[:4],
            "evidence": "Minutes of 19 December 1998",
        },
    )
    assert response.status_code == 302
    assert "4 of" in page(client, plan, "board", "?on=1998-12-21")[1]
    refused = client.post(url, {"name": "", "joined_on": "x", "evidence": ""})
    assert refused.status_code == 422


def test_leaving_and_taint_are_acts_of_those_who_may(plan, as_role):
    director = Director.objects.filter(plan=plan).first()
    for name in ("director-leave", "director-taint", "director-cleared"):
        url = reverse(f"ledger:{name}", args=[plan.slug, director.pk])
        assert as_role("clerk").get(url).status_code == 200
        assert as_role("examiner").get(url).status_code == 403
    as_role("clerk").post(
        reverse("ledger:director-taint", args=[plan.slug, director.pk]),
        {"tainted_on": "1998-12-15", "taint": "acquiring_person", "evidence": "Schedule 13D"},
    )
    director.refresh_from_db()
    assert director.tainted_on == date(1998, 12, 15)


def test_the_end_of_a_tie_is_recorded_on_its_page(plan, as_role):
    director, client = Director.objects.filter(plan=plan).first(), as_role("clerk")
    told = {"tainted_on": "1998-12-15", "taint": "acquiring_person", "evidence": "Schedule 13D"}
    ended = reverse("ledger:director-cleared", args=[plan.slug, director.pk])
    end = {"cleared_on": "1998-12-18", "evidence": "Amendment to Schedule 13D"}
    assert client.post(ended, end).status_code == 422
    client.post(reverse("ledger:director-taint", args=[plan.slug, director.pk]), told)
    assert ended in client.get(reverse("ledger:board", args=[plan.slug])).content.decode()
    assert client.post(ended, end | {"cleared_on": "1998-12-15"}).status_code == 422
    assert client.post(ended, end).status_code == 302
    shown = page(client, plan, "board", "?on=1998-12-18")[1]
    assert "tied to an Acquiring Person no longer" in shown
    assert ended not in shown
