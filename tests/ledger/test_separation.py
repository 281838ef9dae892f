"""From the announcement to the separation, through the services: 16.2% held mostly in a nominee's account."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.enums import Act, CaseStatus, PlanState, SeparationStatus, Standing
from ledger.errors import Conflict, Held, NotAuthorised, RuleViolation
from ledger.models import Deadline, Entry, Hold, Separation, SeparationLine, TriggerCase
from ledger.selectors import balances, questions as open_questions
from ledger.selectors.proof import prove
from ledger.services import approvals, audit, deadlines, events, ownership, plans, questions, separation
from ledger.services.questions import TermReading
from rightsadmin.common.actor import Actor
from tests import factories

pytestmark = pytest.mark.django_db
OUTSTANDING = 17_890_739
HELD = 2_898_300  # 16.2% of the shares outstanding, in whole shares


@pytest.fixture
def plan():
    return factories.mim_plan()


@pytest.fixture
def accounts(plan):
    cede = factories.account(plan, "CEDE & CO", "nominee", is_nominee=True)
    nominee = factories.account(plan, "HARBOR NOMINEES", "nominee", is_nominee=True)
    estate = factories.account(plan, "ESTATE OF JOHN DOE", "estate")
    jane = factories.account(plan)
    factories.give_common(
        plan, {cede: OUTSTANDING - 3_000_000 - 1_100, nominee: 3_000_000, estate: 100, jane: 1_000}
    )
    audit.stamp(
        Hold(
            account=estate,
            kind=Hold.Kind.DECEASED,
            reason="Letters testamentary awaited",
            from_on=date(1998, 12, 10),
        ),
        actor=Actor.system("tests"),
    ).save()
    return {"cede": cede, "nominee": nominee, "estate": estate, "jane": jane}


def decide(approval, who="supervisor"):
    return approvals.approve(approval_id=approval.pk, digest_seen=approval.digest, actor=factories.actor(who))


def announce(plan, at="1998-12-15T09:00", pct="16.2", **data):
    person = events.record_person(plan=plan, name="Blackthorn Partners L.P.", actor=factories.actor("clerk"))
    return events.record_event(
        plan=plan,
        kind="acquiring_person_announced",
        occurred_at=factories.new_york(at),
        data={"at": at, "pct": pct, **data},
        person=person,
        document=factories.document(plan, "Schedule 13D"),
        actor=factories.actor("clerk"),
    )


def confirm_and_find(plan, accounts):
    case = TriggerCase.objects.get()
    close_questions(plan, "declaration")
    decide(
        events.propose_case(
            case=case,
            certificate=factories.document(plan, "Officer's certificate"),
            actor=factories.actor("clerk"),
        )
    )
    decide(
        ownership.propose_finding(
            plan=plan,
            person=case.person,
            account=accounts["nominee"],
            quantity=Decimal(HELD),
            reason="Schedule 13D, item 5",
            document=factories.document(plan, "Schedule 13D"),
            actor=factories.actor("clerk"),
        )
    )


def close_questions(plan, act="issue"):
    readings = {
        "DQ1": (
            TermReading("expiration.final", "2008-11-24", "The Final Expiration Date is November 24, 2008."),
        ),
        "DQ2": (TermReading("purchase_price.basis", "per_unit", "$20.00 for each Unit."),),
    }
    for issue in open_questions.holding(plan, act):
        decide(
            questions.propose_resolution(
                issue=issue,
                text="Confirmed by counsel.",
                document=factories.opinion(plan),
                basis="counsel",
                effective_on=date(1998, 11, 24),
                readings=readings.get(issue.code, ()),
                actor=factories.actor("counsel"),
            )
        )


def notice(plan):
    events.record_event(
        plan=plan,
        kind="distribution_notice",
        occurred_at=factories.new_york("1998-12-30T18:00"),
        document=factories.document(plan, "Notice of the Distribution Date"),
        actor=factories.actor("clerk"),
    )


def ready(plan, accounts):
    announce(plan)
    confirm_and_find(plan, accounts)
    close_questions(plan)
    plan = plans.pin(plan=plan, day=date(1998, 12, 31), actor=Actor.system("tests"))
    notice(plan)
    return plan


def test_an_announcement_opens_a_case_and_starts_the_clock(
    plan, accounts, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        announce(plan)
    case = TriggerCase.objects.get()
    assert (case.prong, case.status) == ("i", CaseStatus.OPEN)
    row = Deadline.objects.get(plan=plan, key="distribution_date", status="current")
    assert row.date == date(1998, 12, 30)
    assert {day["name"] for day in row.explanation["skipped"]} >= {"Christmas Day"}
    plan.refresh_from_db()
    assert plan.state == PlanState.TRIGGER_PENDING


@pytest.mark.parametrize(("pct", "cases"), [("14.9999", 0), ("15", 1), ("40", 1)])
def test_a_case_opens_at_the_percentage_and_not_below(plan, accounts, pct, cases):
    announce(plan, pct=pct)
    assert [case.prong for case in TriggerCase.objects.all()] == ["iii" if pct == "40" else "i"][:cases]


def test_a_fact_that_cannot_be_read_is_refused_with_its_place(plan):
    with pytest.raises(RuleViolation, match="pct"):
        announce(plan, pct="many")


def test_recomputing_the_same_facts_changes_nothing(plan, accounts):
    announce(plan)
    deadlines.recompute(plan=plan, actor=Actor.system("tests"))
    before = list(Deadline.objects.values_list("pk", "status"))
    assert deadlines.recompute(plan=plan, actor=Actor.system("tests")) == []
    assert list(Deadline.objects.values_list("pk", "status")) == before


def test_a_reversed_fact_supersedes_the_date_and_keeps_it_visible(plan, accounts):
    event = announce(plan)
    deadlines.recompute(plan=plan, actor=Actor.system("tests"))
    events.reverse_event(
        event=event, document=factories.document(plan), reason="Wrong issuer", actor=factories.actor("clerk")
    )
    deadlines.recompute(plan=plan, actor=Actor.system("tests"))
    superseded = Deadline.objects.get(key="distribution_date", status="superseded", date=date(1998, 12, 30))
    assert superseded.superseded_by.date is None
    assert TriggerCase.objects.get().status == CaseStatus.CLOSED


def test_what_waits_for_an_open_question_leads_to_the_questions(plan, accounts):
    with pytest.raises(Held, match="the act waits until the Board or counsel closes it") as refused:
        separation.propose(plan=plan, actor=factories.actor("clerk"))
    assert refused.value.next_act == Act.QUALITY


def test_separation_waits_for_all_that_stands_against_it(plan, accounts):
    with pytest.raises(Held, match="DQ1") as held:
        separation.propose(plan=plan, actor=factories.actor("clerk"))
    assert "No prong gives a Distribution Date" in held.value.sentence
    announce(plan)
    with pytest.raises(Held) as held:
        separation.propose(plan=plan, actor=factories.actor("clerk"))
    for part in ("must have passed", "Trigger Case", "written notice"):
        assert part in held.value.sentence
    assert not Separation.objects.exists()


def test_separation_splits_every_account_and_posts_one_batch(plan, accounts):
    plan = ready(plan, accounts)
    proposed = separation.propose(plan=plan, actor=factories.actor("clerk"))
    assert (proposed.rights_outstanding, proposed.void_rights, proposed.withheld_rights) == (
        OUTSTANDING,
        HELD,
        100,
    )
    assert (proposed.certificate_count, proposed.certificate_rights) == (3, OUTSTANDING - HELD - 100)
    line = SeparationLine.objects.get(account=accounts["nominee"])
    assert (line.certificate, line.void) == (3_000_000 - HELD, HELD)

    decide(proposed.approval)
    proposed.refresh_from_db()
    plan.refresh_from_db()
    assert (proposed.status, plan.state, plan.distribution_date) == (
        SeparationStatus.POSTED,
        PlanState.SEPARATED,
        date(1998, 12, 30),
    )
    totals = balances.totals(plan)
    assert (totals.certificated, totals.void, totals.withheld, totals.valid) == (
        OUTSTANDING - HELD - 100,
        HELD,
        100,
        0,
    )
    assert Entry.objects.filter(batch=proposed.batch).count() == 5
    assert balances.account_balance(plan, accounts["nominee"].pk).rights[Standing.VOID] == HELD
    assert prove(plan).differences == []


def test_the_maker_of_a_separation_cannot_approve_it(plan, accounts):
    plan = ready(plan, accounts)
    proposed = separation.propose(plan=plan, actor=factories.actor("clerk"))
    with pytest.raises(NotAuthorised):
        decide(proposed.approval, "clerk")
    assert not Entry.objects.filter(kind="separation").exists()


def test_a_snapshot_that_changed_is_not_posted(plan, accounts):
    plan = ready(plan, accounts)
    proposed = separation.propose(plan=plan, actor=factories.actor("clerk"))
    audit.stamp(
        Hold(
            account=accounts["jane"],
            kind=Hold.Kind.STOP,
            reason="Lost certificate",
            from_on=date(1998, 12, 29),
        ),
        actor=Actor.system("tests"),
    ).save()
    with pytest.raises(Conflict, match="the facts changed"):
        decide(proposed.approval)
    proposed.refresh_from_db()
    assert proposed.status == SeparationStatus.PROPOSED


def test_a_rejected_separation_may_be_proposed_anew(plan, accounts):
    plan = ready(plan, accounts)
    proposed = separation.propose(plan=plan, actor=factories.actor("clerk"))
    with pytest.raises(Conflict, match="already"):
        separation.propose(plan=plan, actor=factories.actor("clerk"))
    approvals.reject(
        approval_id=proposed.approval_id, reason="Stop missing", actor=factories.actor("supervisor")
    )
    assert separation.propose(plan=plan, actor=factories.actor("clerk")).pk != proposed.pk


def test_an_occurred_distribution_date_stands(plan, accounts):
    plan = ready(plan, accounts)
    decide(separation.propose(plan=plan, actor=factories.actor("clerk")).approval)
    plan.refresh_from_db()
    event = plan.events.get(kind="acquiring_person_announced")
    with pytest.raises(Held, match="void in the ledger by this fact: ask counsel"):
        events.reverse_event(
            event=event, document=factories.document(plan), reason="Too late", actor=factories.actor("clerk")
        )
