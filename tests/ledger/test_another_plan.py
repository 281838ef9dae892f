"""Nothing in the code knows a plan: another one, from a data file, with other terms in every respect.

20% and ten calendar days that roll, Units of 1/100, two classes of common in one register, another expiry, no Adverse
Person, no 40% test, no freeze. Both classes carry the same Rights and count together for the percentages; a plan whose
classes carry different Rights, or whose percentages count by votes, is not supported.
"""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.enums import PlanState
from ledger.errors import RuleViolation
from ledger.models import Calendar, Deadline, TriggerCase
from ledger.selectors import acts, balances, citations, deadline_note, law
from ledger.selectors.proof import prove
from ledger.services import calendars, plans, voiding
from ledger.services.acts import expiration, redemption
from ledger.services.terms import record_term
from rightsadmin.common import clock
from rightsadmin.common.actor import Actor
from tests import factories
from tests.ledger.stories import announce, confirm, decide, find, pin, resolve

pytestmark = pytest.mark.django_db
FILE = Path(__file__).parent / "data" / "tideway-2004.json"
SYSTEM = Actor.system("tests")


@pytest.fixture
def story():
    if not Calendar.objects.exists():
        calendars.load_shipped(actor=SYSTEM)
    plan = plans.load_plan(content=FILE.read_bytes(), actor=SYSTEM)
    class_a = factories.account(plan, "CEDE & CO CLASS A", "nominee", is_nominee=True)
    class_b = factories.account(plan, "FOUNDERS TRUST CLASS B", "trust")
    factories.give_common(plan, {class_a: 6_000_000, class_b: 3_000_000}, on=date(2004, 3, 15))
    return plan, class_a, class_b


@pytest.mark.parametrize(("pct", "opens"), [("15", False), ("19.9999", False), ("20", True), ("40", True)])
def test_twenty_percent_opens_a_case_and_no_less(story, pct, opens):
    plan, _, _ = story
    announce(plan, at="2004-03-30T09:00", pct=pct)
    assert [case.prong for case in TriggerCase.objects.all()] == (["i"] if opens else [])


def test_ten_calendar_days_roll_over_the_plans_own_closing(story):
    plan, _, _ = story
    announce(plan, at="2004-03-30T09:00", pct="25")
    decided = law.distribution(plan)
    # The tenth day is Good Friday, which the plan itself adds as a closing, before a weekend.
    assert (decided.date, decided.governing) == (date(2004, 4, 12), ("i",))


def test_both_classes_are_redeemed_at_this_plans_price(story):
    plan, _, _ = story
    resolution = resolve(plan, "redemption", "2004-04-01T12:00")
    decide(redemption.propose(resolution=resolution, actor=factories.actor("clerk")))
    plan.refresh_from_db()
    assert (plan.state, balances.totals(plan).ended["rights_redeemed"]) == (PlanState.REDEEMED, 9_000_000)


def test_void_rights_of_one_class_are_left_out_of_the_price(story):
    plan, class_a, _ = story
    person = announce(plan, at="2004-03-30T09:00", pct="20").person
    confirm(plan)
    find(plan, person, class_a, 1_800_000, dated_on=date(2004, 3, 30))
    decide(voiding.propose(plan=plan, actor=factories.actor("clerk")))
    view = acts.redemption(plan, factories.new_york("2004-04-01T12:00"))
    assert view.worked.due.amount == Decimal("72000.00")
    assert view.findings == ()


def test_its_expiry_comes_when_it_says():
    told = json.loads(FILE.read_bytes()) | {"slug": "tideway-live", "pinned_on": None}
    plan = plans.load_plan(content=json.dumps(told).encode(), actor=SYSTEM)
    factories.give_common(plan, {factories.account(plan, "CEDE & CO"): 9_000_000}, on=date(2004, 3, 15))
    with clock.held(factories.new_york("2014-03-03T16:59")) as held:
        assert expiration.expire_due(actor=SYSTEM) == 0
        held.put(factories.new_york("2014-03-03T17:00"))  # 1 March is a Saturday: the close is that of Monday
        assert expiration.expire_due(actor=SYSTEM) == 1


def test_its_splits_follow_its_own_family(story):
    plan, _, _ = story
    view = acts.adjustment(
        plan=plan,
        kind="split",
        inputs={"new_shares_per_old": "3"},
        effective_at=factories.new_york("2004-04-01T09:00"),
    )
    assert view.published["purchase_price.amount"] == "40.00"
    assert (view.new_shares, view.new_rights) == (18_000_000, 18_000_000)


def test_it_knows_no_adverse_person_and_no_extension_after_a_raider(story):
    plan, _, _ = story
    with pytest.raises(RuleViolation, match="knows no Adverse Person"):
        resolve(plan, "adverse_person", "2004-04-01T09:00", pct="12", person="Raider LP")
    announce(plan, at="2004-03-30T09:00", pct="20")
    with pytest.raises(RuleViolation, match="too late"):
        resolve(plan, "extension", "2004-04-01T09:00", number="R-3", prong="i", to="2004-06-01")
    assert prove(plan).differences == []


def test_everything_rests_on_this_plans_own_paper(story):
    plan, class_a, _ = story
    assert citations.paper(plan).startswith("Rights Agreement of Tideway")
    person = announce(plan, at="2004-03-30T09:00", pct="25").person
    confirm(plan)
    find(plan, person, class_a, 0, dated_on=date(2004, 3, 30))
    resolution = resolve(plan, "redemption", "2004-04-01T12:00")
    approval = redemption.propose(resolution=resolution, actor=factories.actor("clerk"))
    decide(approval)
    pin(plan, date(2004, 4, 2))
    told = [
        resolution.verdict,
        approval.legal_basis,
        *(str(citations.of(plan, subject)) for subject in citations.SUBJECTS),
        *(deadline_note.note(row, date(2004, 4, 2)).authority for row in Deadline.objects.filter(plan=plan)),
    ]
    assert all("8-K" not in words and "MIM" not in words for words in told)
    assert resolution.verdict.startswith("Redeem the Rights: ")
    assert all(citations.paper(plan) in str(citations.of(plan, subject)) for subject in citations.SUBJECTS)


def test_a_term_an_amendment_changed_is_cited_from_the_amendment(story):
    plan, _, _ = story
    paper = factories.document(plan, "Amendment No. 1", date(2004, 6, 1))
    record_term(
        plan=plan,
        key="redemption.price",
        value="0.02",
        citation="Section 23(a) reads $.02",
        basis="amendment",
        document=paper,
        effective_on=date(2004, 6, 1),
        actor=SYSTEM,
    )
    assert "Amendment" not in str(citations.of(plan, "redemption", date(2004, 5, 31)))
    cited = citations.of(plan, "redemption", date(2004, 6, 1))
    assert (cited.paper, cited.sentence) == ("Amendment No. 1", "Section 23(a) reads $.02")
    assert str(cited) == "Amendment No. 1: “Section 23(a) reads $.02”"


def test_the_plan_of_the_8_k_quotes_it_where_no_term_speaks():
    plan = factories.mim_plan()
    assert str(citations.of(plan, "voiding")).startswith(
        "Form 8-K of MIM Corporation: “following the occurrence of any Flip-In Event all Rights that are"
    )
    assert "will be mailed to holders of record" in citations.basis(plan, "separation")
    assert "will expire at the close of business on November 24, 1998" in citations.basis(plan, "expiration")
