"""My day: each kind of work is told to whom it is for, by when it is due, and goes when it is done."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse

from certificates.enums import PresentationKind, RunStatus
from certificates.models import Certificate, Presentation, Run
from certificates.services import lifecycle, presentations, release, runs
from ledger.models import Signatory
from ledger.selectors import worklist
from ledger.selectors.worklist import CAP, HEAP, Work
from ledger.services import plans, proposals
from rightsadmin import my_day
from rightsadmin.common.actor import Actor
from tests import factories
from tests.certificates.factories import approve, clerk, separated_plan, supervisor
from tests.certificates.presented import GOOD, mailed_plan, received, work_off
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests")
QUESTIONS = "open questions that hold acts"


def told(role, username="", lane=""):
    """What the person is told to do, but for the open questions: the words of each line."""
    contents = my_day.contents(factories.actor(role, username), lane)
    works = [work for part in contents["due"] for work in part.rows]
    return [f"{work.verb} {work.what}".strip() for work in works if QUESTIONS not in work.what]


def test_a_presentation_leads_from_desk_to_desk_until_its_certificates_are_mailed():
    plan = mailed_plan()
    taker = factories.account(plan, "NEW OWNER")
    item = received(plan, PresentationKind.TRANSFER, 2)
    name = f"{item.ticket}: transfer, JANE ROE"
    assert f"Examine {name}" in told("clerk")
    assert not any(item.ticket in line for line in told("counsel") + told("examiner"))

    quantity = Certificate.objects.get(plan=plan, number=2).quantity
    presentations.examine(presentation=item, evidence=GOOD, requested=[(taker, quantity)], actor=clerk())
    assert f"Post, or write back on, {name}" in told("clerk")

    approval = presentations.propose(presentation=item, actor=clerk())
    assert f"Check {name}" in told("supervisor", lane="decide")
    assert not any(item.ticket in line for line in told("clerk"))
    assert f"Check {name}" in told("clerk", "another")

    approve(approval, supervisor())
    item.refresh_from_db()
    work_off(item.run)
    to_finish = f"the certificates of {item.ticket}, JANE ROE"
    assert f"Countersign {to_finish}" in told("clerk", lane="finish")
    assert "Put away 1 cancelled certificate without a box" in told("clerk")
    signatory = Signatory.objects.filter(plan=plan, party=Signatory.Party.AGENT).first()
    lifecycle.countersign_run(run=item.run, signatory=signatory, actor=clerk())
    assert f"Mail {to_finish}" in told("clerk")
    lifecycle.mail_run(run=item.run, reason="Receipt of the post office", actor=clerk())
    assert not any(item.ticket in line for line in told("clerk"))


def test_a_run_is_mended_released_and_finished():
    plan = separated_plan().plan
    run = runs.create_run(plan=plan, actor=clerk())
    name = str(run).lower()
    Run.objects.filter(pk=run.pk).update(status=RunStatus.FAILED, message="Chunk 1: no room on the disk")
    assert f"Mend {name}" in told("clerk", lane="broken")
    Run.objects.filter(pk=run.pk).update(status=RunStatus.PRESSING, message="")
    work_off(run)
    assert f"Propose the release of {name}" in told("clerk", lane="finish")
    approval = release.propose_release(run=run, actor=clerk())
    assert approval.subject in " ".join(told("supervisor", lane="decide"))
    proposals.ask_back(approval_id=approval.pk, question="Which officers signed?", actor=supervisor())
    assert approval.subject not in " ".join(told("supervisor", lane="decide"))
    assert f"Answer what is asked about “{approval.subject}”" in told("clerk")
    proposals.answer(approval_id=approval.pk, said="The two of the specimen.", actor=clerk())
    approve(approval, supervisor())
    assert f"Countersign the certificates of {name}" in told("clerk")


def test_what_waits_is_told_by_when_it_is_due(as_role):
    plan = mailed_plan()
    item = received(plan, PresentationKind.TRANSFER, 2)
    for days, label in ((-1, "Overdue"), (0, "Today"), (1, "Next three Business Days"), (40, "Later")):
        Presentation.objects.filter(pk=item.pk).update(due_on=plan.pinned_on + timedelta(days=days))
        parts = my_day.contents(factories.actor("clerk"))["due"]
        assert label in [part.label for part in parts if any(item.ticket in work.what for work in part.rows)]
    page = as_role("clerk").get("/").content.decode()
    assert reverse("certificates:presentation-examine", args=[plan.slug, item.number]) in page


def test_a_break_and_a_plan_whose_clocks_stand_are_to_mend(plan, broken, as_role):
    plan.alarm = "The calendar ends."
    plan.save(update_fields=["alarm"])
    mended = told("supervisor", lane="broken")
    assert any(line.startswith("Explain the break of ") for line in mended)
    assert "Set right the clocks of this plan, which stand still" in mended
    assert not told("counsel", lane="broken")
    page = as_role("supervisor").get("/", {"lane": "broken"}).content.decode()
    assert "Shown: to mend." in page
    assert "The calendar ends." in page


def test_the_running_clock_stands_on_top_with_its_days(plan, as_role):
    page = as_role("examiner").get("/").content.decode()
    assert reverse("ledger:cockpit", args=[plan.slug]) in page
    assert "Business Days counted" in page
    assert "5 Business Days are left after today" in page


def test_replays_are_folded_apart_where_a_plan_lives(plan):
    actor = factories.actor("clerk")
    alone = my_day.contents(actor)
    assert (bool(alone["due"]), alone["replays"], alone["replay_rows"]) == (True, [], [])
    data = json.loads((ROOT / "ledger/data/plans/mim-1998.json").read_bytes())
    data |= {"slug": "mim-live", "name": "MIM, living", "pinned_on": None}
    live = plans.load_plan(content=json.dumps(data).encode(), actor=SYSTEM)
    both = my_day.contents(actor)
    assert [row["plan"] for row in both["plan_rows"]] == [live]
    assert [row["plan"] for row in both["replay_rows"]] == [plan]
    assert both["replays"]


def test_a_heap_of_one_kind_plan_and_day_is_one_line_that_leads_to_its_list(plan):
    def one(number, due=None):
        words = {"heap": "presentations to examine", "heap_url": "/all/"}
        return Work(lane="desk", verb="Examine", what=f"P-{number}", url="/one/", plan=plan, due=due, **words)

    few = [one(number) for number in range(HEAP)]
    assert list(worklist.heaped(few)) == few
    (line,) = worklist.heaped([*few, one(HEAP)])
    assert (line.verb, line.what, line.url) == ("Examine", f"{HEAP + 1} presentations to examine", "/all/")
    assert len(list(worklist.heaped([*few, one(9, date(1999, 1, 8))]))) == HEAP + 1
    (full,) = worklist.heaped(one(number) for number in range(CAP))
    assert full.what == f"{CAP} or more presentations to examine"
