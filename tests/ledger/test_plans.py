"""Loading a plan: whole, with every sentence it cites, or not at all."""

import json
from datetime import UTC, date, datetime

import pytest

from ledger.enums import IssueStatus, PlanState, Severity
from ledger.errors import BadFile, Conflict, NotAuthorised, RuleViolation
from ledger.models import AuditEvent, DataQualityIssue, Plan, PlanTerm, SourceDocument
from ledger.plan_files import read_plan_file, shipped
from ledger.rules.facts import BadInput
from ledger.selectors.control_book import control_book
from ledger.services import plans, terms
from rightsadmin.common.actor import Actor
from tests import factories

SYSTEM = Actor.system("test")
TODAY = date(2026, 11, 20)


def changed(**top):
    return json.dumps(json.loads(shipped("mim-1998")) | top).encode()


def test_mim_plan_loads_as_filed(db):
    plan = plans.load_plan(content=shipped("mim-1998"), actor=SYSTEM)

    assert (plan.state, plan.pinned_on, plan.agreement_date) == (
        PlanState.ADOPTED,
        date(1998, 11, 24),
        date(1998, 11, 24),
    )
    book = control_book(plan, date(1998, 12, 4))
    assert (book.outstanding, book.treasury, book.reserved) == (17_890_739, 0, 328_767)
    assert list(plan.quality_issues.values_list("code", flat=True)) == [
        *(f"DQ{n}" for n in range(1, 21)),
        "AG1",
    ]
    assert plan.quality_issues.exclude(status=IssueStatus.OPEN).count() == 0
    assert set(plan.quality_issues.filter(severity=Severity.WARN).values_list("code", flat=True)) == {
        "DQ3",
        "DQ11",
        "DQ15",
        "DQ18",
        "DQ20",
    }
    first = plan.quality_issues.get(code="DQ1")
    assert first.holds == ["issue", "exercise", "expiry"]
    assert [candidate["value"] for candidate in first.candidates] == ["1998-11-24", "2008-11-24"]
    assert plan.directors.count() == 6
    assert {s.name for s in plan.signatories.filter(party="issuer")} >= {"Barry A. Posner"}
    adoption = plan.resolutions.get()
    assert (adoption.kind, adoption.adopted_at) == ("adoption", datetime(1998, 11, 24, 17, tzinfo=UTC))
    assert plan.terms.filter(citation="").count() == 0
    assert plan.terms.get(key="purchase_price.basis").value is None
    assert PlanTerm.history.count() == plan.terms.count()


def test_form_8k_itself_is_kept_by_its_hash(db):
    plan = plans.load_plan(content=shipped("mim-1998"), actor=SYSTEM)

    filing = SourceDocument.objects.get(plan=plan, kind="form 8-k")
    assert len(filing.sha256) == 64
    assert filing.storage_name.startswith("documents/")


def test_plan_of_today_loads_with_dates_counted_from_today(db):
    plan = plans.load_plan(content=shipped("halyard-instruments"), actor=SYSTEM)

    assert plan.pinned_on is None
    assert plan.agreement_date < date.fromisoformat(plan.terms.get(key="record_date").value)


def test_relative_dates_are_business_days_of_new_york():
    plan = read_plan_file(
        json.dumps(
            json.loads(shipped("mim-1998")) | {"relative_dates": True, "agreement_date": "today-3bd"}
        ).encode(),
        today=date(2026, 11, 30),
    )
    assert plan.agreement_date == date(2026, 11, 24)  # Thanksgiving passed over


def test_second_load_of_the_same_plan_is_refused(db):
    plans.load_plan(content=shipped("mim-1998"), actor=SYSTEM)

    with pytest.raises(Conflict):
        plans.load_plan(content=shipped("mim-1998"), actor=SYSTEM)
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"\xff\xfe", ""),
        (b"[1]", ""),
        (b"[" * 100_000, ""),
        (changed(agreement_date="today-3bd"), "agreement_date"),
        (changed(colour="red"), "colour"),
        (changed(issues=[{"code": "DQ1"}]), "issues[0].holds"),
    ],
)
def test_bad_plan_file_changes_nothing_and_names_the_place(db, content, place):
    events = AuditEvent.objects.count()
    with pytest.raises(BadFile) as refused:
        plans.load_plan(content=content, actor=SYSTEM)
    assert refused.value.where == place
    assert (Plan.objects.count(), AuditEvent.objects.count()) == (0, events)


def test_citation_that_does_not_stand_in_the_document_is_refused():
    data = json.loads(shipped("mim-1998"))
    data["terms"]["rows"][0]["citation"] = "The Rights are worth $20.00 each."
    with pytest.raises(BadInput) as refused:
        read_plan_file(json.dumps(data).encode(), today=TODAY)
    assert refused.value.path == "terms.rows[0].citation"


def test_text_of_a_document_is_one_of_those_shipped():
    data = json.loads(shipped("mim-1998"))
    data["documents"][0]["text"] = "../../../etc/passwd"
    with pytest.raises(BadInput) as refused:
        read_plan_file(json.dumps(data).encode(), today=TODAY)
    assert refused.value.path == "documents[0].text"


def test_clerk_cannot_pin(db):
    clerk = Actor(name="A clerk", roles=("clerk",))
    plan = plans.load_plan(content=shipped("mim-1998"), actor=SYSTEM)
    with pytest.raises(NotAuthorised):
        plans.pin(plan=plan, day=date(1999, 1, 1), actor=clerk)


def test_pin_moves_today_and_leaves_its_trace(db):
    plan = plans.load_plan(content=shipped("mim-1998"), actor=SYSTEM)

    plan = plans.pin(plan=plan, day=date(1998, 12, 15), actor=SYSTEM)

    assert plan.pinned_on == date(1998, 12, 15)
    assert [h.pinned_on for h in plan.history.all()] == [date(1998, 12, 15), date(1998, 11, 24)]
    event = AuditEvent.objects.filter(verb="plan.pinned").get()
    assert (event.before, event.after) == ({"pinned_on": "1998-11-24"}, {"pinned_on": "1998-12-15"})


def test_term_without_a_sentence_or_a_paper_is_refused(db):
    plan = plans.load_plan(content=shipped("mim-1998"), actor=SYSTEM)
    common = {
        "plan": plan,
        "key": "exchange.ratio",
        "effective_on": date(1998, 12, 1),
        "document": None,
        "actor": SYSTEM,
    }
    with pytest.raises(RuleViolation, match="Cite"):
        terms.record_term(**common, value="1", citation=" ", basis="seed")
    with pytest.raises(RuleViolation, match="paper"):
        terms.record_term(**common, value="1", citation="§24", basis="amendment")
    with pytest.raises(RuleViolation, match="exact decimal"):
        terms.record_term(**common, value=1.5, citation="§24", basis="seed")


def test_every_hold_names_terms_that_the_plan_has(db):
    plan = plans.load_plan(content=shipped("mim-1998"), actor=SYSTEM)
    keys = set(plan.terms.values_list("key", flat=True))
    for issue in DataQualityIssue.objects.filter(plan=plan):
        assert set(issue.term_keys) <= keys


def test_a_plan_is_pinned_once_to_a_day_and_its_deadlines_follow(db, django_capture_on_commit_callbacks):
    plan = factories.mim_plan()
    supervisor = factories.actor("supervisor")
    with django_capture_on_commit_callbacks() as sent:
        plan = plans.pin(plan=plan, day=date(1998, 12, 16), actor=supervisor)
        plan = plans.pin(plan=plan, day=date(1998, 12, 16), actor=supervisor)
        plan = plans.pin(plan=plan, day=None, actor=supervisor)

    told = AuditEvent.objects.filter(verb="plan.pinned", actor_name=supervisor.name).order_by("pk")
    assert [(event.before, event.after) for event in told] == [
        ({"pinned_on": "1998-12-15"}, {"pinned_on": "1998-12-16"}),
        ({"pinned_on": "1998-12-16"}, {"pinned_on": None}),
    ]
    assert len(sent) == 2
    plan.refresh_from_db()
    assert plan.pinned_on is None
