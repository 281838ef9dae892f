"""The pages of the daily proof: both sides in words, breaks owned and closed, the aged report as a file."""

from datetime import date, timedelta

import pytest

from ledger.services import plans
from rightsadmin.common.actor import Actor
from tests import factories

HOME = "/plans/mim-1998/reconciliation/"
SYSTEM = Actor.system("tests")


def test_a_proof_is_made_and_shown_side_by_side(plan, as_role):
    clerk = as_role("clerk")
    assert "No proof has been made yet" in clerk.get(HOME).content.decode()
    assert clerk.post(f"{HOME}prove/").status_code == 302
    shown = clerk.get(HOME).content.decode()
    assert "Common of the control book" in shown
    assert "17,890,739" in shown
    assert ">Holds<" in shown
    assert ">Not proved<" in shown


def test_an_examiner_reads_and_does_not_prove(plan, as_role):
    examiner = as_role("examiner")
    assert "Prove now" not in examiner.get(HOME).content.decode()
    assert examiner.post(f"{HOME}prove/").status_code == 403


def test_a_break_is_assigned_explained_and_closed_by_its_pages(broken, plan, as_role):
    supervisor = as_role("supervisor")
    page = f"/plans/mim-1998/breaks/{broken.pk}/"
    owner = factories.actor("clerk").user
    assert supervisor.post(f"{page}assign/", {"owner": owner.pk}).status_code == 302
    assert supervisor.post(f"{page}explain/", {"words": "An issue is on its way."}).status_code == 302
    refused = supervisor.post(f"{page}close/", {"words": "Mended"})
    assert refused.status_code == 422
    assert "still differs by 100" in refused.content.decode()
    shown = supervisor.get(page).content.decode()
    assert "Clerk Tester" in shown
    assert "An issue is on its way." in shown
    assert as_role("examiner").get(f"{page}assign/").status_code == 403


def test_aged_differences_are_a_list_and_a_file(broken, plan, as_role):
    examiner = as_role("examiner")
    assert "No difference stands longer" in examiner.get("/plans/mim-1998/breaks/aged/").content.decode()
    plans.pin(plan=plan, day=date(1998, 12, 22) + timedelta(days=31), actor=SYSTEM)
    file = examiner.get("/plans/mim-1998/breaks/aged/?export=csv")
    lines = b"".join(file.streaming_content).decode().splitlines()
    assert len(lines) == 3
    assert "100 shares" in lines[1]
    assert ",31," in lines[1]
    dashboard = examiner.get("/").content.decode()
    assert "2 aged" in dashboard


@pytest.mark.parametrize("page", [HOME, "/plans/mim-1998/breaks/", "/"])
def test_pages_cost_the_same_with_two_breaks_and_twenty(
    broken, plan, as_role, django_assert_max_num_queries, page
):
    examiner = as_role("examiner")
    examiner.get(page)
    with django_assert_max_num_queries(45) as few:
        assert examiner.get(page).status_code == 200
    for place in range(20):
        broken.pk, broken.key = None, f"account {place}"
        broken.save()
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert examiner.get(page).status_code == 200
