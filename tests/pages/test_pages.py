"""Every page: who may see it, what it costs, and that it keeps the content policy."""

import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from ledger.enums import Role
from ledger.models import Approval, DataQualityIssue, Deadline, Entry, PlanEvent
from ledger.services import questions
from tests import factories
from tests.ledger.stories import READINGS

PLAN_PAGES = (
    "ledger:plan",
    "ledger:cockpit",
    "ledger:deadlines",
    "ledger:events",
    "ledger:resolutions",
    "ledger:questions",
    "ledger:right",
    "ledger:holders",
    "ledger:imports",
    "ledger:entries",
    "ledger:separation",
    "ledger:standing",
    "certificates:runs",
    "certificates:certificates",
    "certificates:presentations",
)
HOUSE_PAGES = ("my-day", "ledger:inbox", "ledger:audit", "search")
CLERK_PAGES = (
    ("ledger:event-kinds", ()),
    ("ledger:event-record", ("tender_offer",)),
    ("ledger:event-record", ("offer_withdrawn",)),
    ("ledger:question-resolve", ("DQ2",)),
    ("ledger:import-check", ()),
    ("ledger:resolution-kinds", ()),
    ("ledger:resolution-record", ("amendment",)),
    ("ledger:resolution-record", ("permitted_offer",)),
    ("certificates:run-begin", ()),
    ("certificates:presentation-receive", ()),
    ("ledger:account-open", ()),
)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


def pages_of(plan):
    urls = [reverse(name) for name in HOUSE_PAGES] + [reverse(name, args=[plan.slug]) for name in PLAN_PAGES]
    urls += [
        f"{reverse('ledger:plan', args=[plan.slug])}?tab={tab}"
        for tab in ("terms", "board", "papers", "history")
    ]
    urls += [
        reverse("ledger:holder", args=[plan.slug, "000001"]),
        reverse("ledger:question", args=[plan.slug, "DQ1"]),
        reverse("ledger:event", args=[plan.slug, PlanEvent.objects.get().pk]),
        reverse("ledger:case", args=[plan.slug, PlanEvent.objects.get().case.pk]),
        reverse("ledger:resolution", args=[plan.slug, plan.resolutions.get().pk]),
        *(reverse("ledger:deadline", args=[plan.slug, row.pk]) for row in Deadline.objects.filter(plan=plan)),
    ]
    return urls


@pytest.mark.parametrize("role", Role.values)
def test_every_page_opens_for_every_role_and_keeps_the_content_policy(plan, as_role, role):
    client = as_role(role)
    for url in pages_of(plan):
        response = client.get(url)
        assert response.status_code == 200, url
        assert not INLINE.search(response.content.decode()), url
        assert "unsafe-inline" not in response["Content-Security-Policy"]


def test_pages_of_acts_open_for_those_who_may_act_only(plan, as_role):
    clerk, examiner = as_role("clerk"), as_role("examiner")
    for name, arguments in CLERK_PAGES:
        url = reverse(name, args=[plan.slug, *arguments])
        response = clerk.get(url)
        assert response.status_code == 200, url
        assert not INLINE.search(response.content.decode()), url
        assert examiner.get(url).status_code == 403, url


def test_nothing_is_reachable_without_sign_in(plan):
    client = Client()
    for url in pages_of(plan):
        response = client.get(url)
        assert (response.status_code, response.url.startswith("/sign-in/")) == (302, True), url


def test_nothing_is_reachable_without_a_role(plan):
    client = Client()
    client.force_login(get_user_model().objects.create_user("nobody"))
    for url in pages_of(plan):
        assert client.get(url).status_code == 403, url


def _queries(client, url, django_assert_max_num_queries, most=30):
    with django_assert_max_num_queries(most) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


def test_list_of_holders_costs_the_same_with_one_row_and_three(plan, as_role, django_assert_max_num_queries):
    client, url = as_role("clerk"), reverse("ledger:holders", args=[plan.slug])
    one = _queries(client, url, django_assert_max_num_queries)
    for number in ("2", "3"):
        factories.account(plan, number=number)
    assert _queries(client, url, django_assert_max_num_queries) == one


def test_list_of_entries_costs_the_same_with_two_rows_and_six(plan, as_role, django_assert_max_num_queries):
    client, url = as_role("clerk"), reverse("ledger:entries", args=[plan.slug])
    first = _queries(client, url, django_assert_max_num_queries)
    factories.give_common(
        plan, {factories.account(plan): 5, factories.account(plan): 7}, on=date(1998, 12, 8)
    )
    assert Entry.objects.count() == 6
    assert _queries(client, url, django_assert_max_num_queries) == first


def test_my_day_costs_the_same_with_one_approval_and_three(plan, as_role, django_assert_max_num_queries):
    client, clerk = as_role("supervisor"), factories.actor("clerk")
    paper = factories.document(plan)

    def propose(code):
        issue = DataQualityIssue.objects.get(plan=plan, code=code)
        questions.propose_resolution(
            issue=issue,
            text="Confirmed.",
            document=paper,
            basis="agreement",
            effective_on=date(1998, 11, 24),
            readings=READINGS.get(code, ()),
            actor=clerk,
        )

    propose("DQ12")
    one = _queries(client, "/", django_assert_max_num_queries, most=40)  # it asks each kind of work once
    propose("DQ2")
    propose("DQ3")
    assert _queries(client, "/", django_assert_max_num_queries, most=40) == one


def test_list_as_partial_announces_its_count_and_holds_the_clean_address(plan, as_role):
    url = reverse("ledger:holders", args=[plan.slug])
    response = as_role("clerk").get(
        url, {"q": "jane", "registration": "", "sort": "-common"}, headers={"HX-Request": "true"}
    )
    page = response.content.decode()
    assert "<html" not in page
    assert '<p id="announce" hx-swap-oob="innerHTML">1 holder</p>' in page
    assert response["HX-Push-Url"] == f"{url}?q=jane&sort=-common"
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize(
    "query", ["page=rubbish", "sort=password", "size=1000000", "q=%00", "registration=none", "sort=--number"]
)
def test_list_with_a_hostile_address_is_still_a_list(plan, as_role, query):
    assert as_role("clerk").get(reverse("ledger:holders", args=[plan.slug]) + "?" + query).status_code == 200


def test_csv_has_the_columns_as_shown_and_plain_numbers(plan, as_role):
    factories.account(plan, "=cmd|' /C calc'!A0", number="000002")
    response = as_role("examiner").get(
        reverse("ledger:holders", args=[plan.slug]), {"export": "csv", "sort": "number"}
    )
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Account,Registration,Form,Place,Common,Rights"
    assert lines[1] == '000001,JANE ROE,Individual,"Elmsford, NY",17890739,17890739'
    assert lines[2].startswith("000002,'=cmd|")


def test_workbook_is_made(plan, as_role):
    response = as_role("examiner").get(reverse("ledger:entries", args=[plan.slug]), {"export": "xlsx"})
    assert b"".join(response.streaming_content).startswith(b"PK")


def _approval(plan):
    issue = DataQualityIssue.objects.get(plan=plan, code="DQ2")
    return questions.propose_resolution(
        issue=issue,
        text="The Agreement says $20.00 for each Unit.",
        document=factories.document(plan),
        basis="agreement",
        effective_on=date(1998, 11, 24),
        readings=READINGS["DQ2"],
        actor=factories.actor("supervisor", "maker"),
    )


def test_maker_is_refused_on_the_page_and_nothing_changes(plan):
    approval = _approval(plan)
    client = Client()
    client.force_login(get_user_model().objects.get(username="maker"))
    url = reverse("ledger:approval", args=[approval.pk])
    assert "needs a second person" in client.get(url).content.decode()
    response = client.post(
        url, {"digest": approval.digest, "reason": "I agree with myself", "decision": "confirm"}
    )
    assert response.status_code == 422
    assert Approval.objects.get(pk=approval.pk).status == "pending"


def test_second_person_approves_on_the_page(plan, as_role):
    approval = _approval(plan)
    client, url = as_role("counsel"), reverse("ledger:approval", args=[approval.pk])
    stale = client.post(url, {"digest": "0" * 64, "reason": "Compared", "decision": "confirm"})
    assert (stale.status_code, Approval.objects.get(pk=approval.pk).status) == (422, "pending")
    response = client.post(url, {"digest": approval.digest, "reason": "Compared", "decision": "confirm"})
    assert response.status_code == 302
    assert DataQualityIssue.objects.get(plan=plan, code="DQ2").status == "resolved"


def test_fact_is_recorded_from_its_page_in_new_york_time(plan, as_role):
    url = reverse("ledger:event-record", args=[plan.slug, "tender_offer"])
    client = as_role("clerk")
    refused = client.post(url, {"person": "Harrow"})
    assert refused.status_code == 422
    assert 'id="error-summary"' in refused.content.decode()
    assert PlanEvent.objects.count() == 1
    done = client.post(
        url,
        {
            "occurred_at": "1998-12-16T10:00",
            "would_own_pct": "51",
            "person": "Harrow",
            "paper_title": "Schedule 14D-1",
            "paper_kind": "schedule_to",
            "paper_dated_on": "1998-12-16",
        },
    )
    assert done.status_code == 302
    event = PlanEvent.objects.get(kind="tender_offer")
    assert event.data == {
        "commenced_at": "1998-12-16T10:00:00-05:00",
        "would_own_pct": "51",
        "all_shares": False,
    }


def test_theme_is_kept_and_never_leads_away(plan, as_role):
    client = as_role("clerk")
    response = client.post(reverse("theme"), {"theme": "dark", "next": "https://evil.example/"})
    assert (response.url, client.cookies["theme"].value) == ("/", "dark")
    assert '<html lang="en" data-theme="dark">' in client.get("/").content.decode()


def test_search_finds_holder_question_and_page(plan, as_role):
    client = as_role("examiner")
    page = client.get(reverse("search"), {"q": "jane"}).content.decode()
    assert reverse("ledger:holder", args=[plan.slug, "000001"]) in page
    assert (
        reverse("ledger:question", args=[plan.slug, "DQ1"])
        in client.get("/search/", {"q": "DQ1"}).content.decode()
    )
    assert client.get("/search/", {"q": "\x00"}).status_code == 200


def test_pinned_day_and_legal_risk_stand_on_every_page_of_the_plan(plan, as_role):
    page = as_role("clerk").get(reverse("ledger:holders", args=[plan.slug])).content.decode()
    assert "Replay: today is Tuesday 22 December 1998" in page
    assert "Legal risk: DQ15" in page
