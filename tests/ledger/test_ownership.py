"""Findings of beneficial ownership: every kind, withdrawn while nothing rests on them; and who acts together."""

import inspect
from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings, strategies as st

from ledger.enums import Owned
from ledger.errors import Conflict, RuleViolation
from ledger.models import BeneficialFinding, PersonTie, TriggerCase
from ledger.selectors import beneficial, cases, plan_day, standing, voiding as voidings
from ledger.services import events, ownership, ties, voiding
from rightsadmin.common import clock
from tests import factories
from tests.ledger.stories import OUTSTANDING, announce, confirm, decide, find, pin, plan_with_holders, tie

pytestmark = pytest.mark.django_db
DAY = date(1998, 12, 15)


@pytest.fixture
def story():
    plan, accounts = plan_with_holders()
    return plan, accounts, person(plan, "Holder O")


@pytest.fixture
def confirmed():
    plan, accounts = plan_with_holders()
    raider = announce(plan).person
    confirm(plan)
    return plan, accounts, raider


def test_who_was_found_to_own_is_asked_as_it_was_known():
    plan, accounts = plan_with_holders()
    fact = announce(plan)
    before = clock.now()
    find(plan, fact.person, accounts["raider"], 1_000_000)
    asked = list(TriggerCase.objects.filter(plan=plan))
    assert cases.found_to_own(plan, asked) == {fact.pk}
    assert cases.found_to_own(plan, asked, before) == set()
    assert [row.owns for row in standing.of(plan, known_at=before).cases] == [False]


def person(plan, name):
    return events.record_person(plan=plan, name=name, actor=factories.actor("clerk"))


def owned_by(plan, person, day, known_at=None):
    return beneficial.beneficial(plan, person, plan_day.end_of(day), known_at)


def withdraw(finding, reason="wrong account"):
    decide(ownership.propose_withdrawal(finding=finding, reason=reason, actor=factories.actor("clerk")))


def test_findings_of_every_kind_need_no_case_and_the_latest_of_each_counts(story):
    plan, accounts, holder = story
    find(plan, holder, accounts["raider"], 900_000)
    find(plan, holder, accounts["raider"], 1_000_000)
    find(plan, holder, accounts["cede"], 500_000)
    for kind, quantity in (
        (Owned.RIGHT_TO_ACQUIRE, 100_000),
        (Owned.RIGHT_TO_ACQUIRE, 50_000),
        (Owned.DERIVATIVE, 7),
    ):
        find(plan, holder, None, quantity, kind=kind)
    owned = owned_by(plan, holder, DAY)
    assert owned.shares == 1_550_000
    assert owned.percent.value == Fraction(155_000_000, OUTSTANDING)
    assert owned_by(plan, holder, date(1998, 12, 14)).shares == 0


def test_everything_sold_is_a_finding_too(story):
    plan, accounts, holder = story
    find(plan, holder, accounts["raider"], 1_000_000)
    plan = pin(plan, date(1998, 12, 21))
    find(plan, holder, accounts["raider"], 0, dated_on=date(1998, 12, 21))
    assert owned_by(plan, holder, date(1998, 12, 21)).shares == 0
    assert owned_by(plan, holder, date(1998, 12, 20)).shares == 1_000_000


def test_a_finding_is_of_its_day_and_not_of_the_papers(story):
    plan, accounts, holder = story
    find(plan, holder, accounts["raider"], 9, as_of=date(1998, 12, 10))
    assert BeneficialFinding.objects.get().as_of == date(1998, 12, 10)


def test_a_finding_that_names_a_group_ties_them_once(story):
    plan, accounts, holder = story
    ally = person(plan, "Ally Fund")
    find(plan, ally, accounts["widow"], 300_000, group=holder)
    find(plan, ally, accounts["cede"], 200_000, group=holder)
    assert PersonTie.objects.get().since == DAY
    find(plan, holder, accounts["raider"], 1_000_000)
    owned = owned_by(plan, holder, DAY)
    assert (owned.group, owned.shares) == (("Ally Fund", "Holder O"), 1_500_000)


def test_what_was_known_at_an_instant_leaves_out_later_findings_and_withdrawals(story):
    plan, accounts, holder = story
    find(plan, holder, accounts["raider"], 1_000_000)
    wrong = BeneficialFinding.objects.get()
    withdraw(wrong)
    withdrawal = BeneficialFinding.objects.get(withdraws=wrong)
    assert owned_by(plan, holder, DAY).shares == 0
    assert owned_by(plan, holder, DAY, wrong.recorded_at).shares == 1_000_000
    assert owned_by(plan, holder, DAY, withdrawal.recorded_at).shares == 0
    with pytest.raises(Conflict, match="withdrawn already"):
        withdraw(wrong)
    with pytest.raises(Conflict, match="withdrawn already"):
        withdraw(withdrawal)


def test_a_withdrawn_finding_voids_nothing_and_the_right_one_does(confirmed):
    plan, accounts, raider = confirmed
    find(plan, raider, accounts["widow"], 500_000)
    withdraw(BeneficialFinding.objects.get())
    find(plan, raider, accounts["raider"], 1_000_000)
    approval = voiding.propose(plan=plan, actor=factories.actor("clerk"))
    assert approval.payload["accounts"][0]["account"] == accounts["raider"].number
    decide(approval)
    posted = BeneficialFinding.objects.get(account=accounts["raider"])
    with pytest.raises(RuleViolation, match="counsel's confirmation that the voiding was wrong"):
        withdraw(posted)


def test_a_withdrawal_proposed_before_the_voiding_falls_with_it(confirmed):
    plan, accounts, raider = confirmed
    find(plan, raider, accounts["raider"], 1_000_000)
    waits = ownership.propose_withdrawal(
        finding=BeneficialFinding.objects.get(), reason="wrong", actor=factories.actor("clerk")
    )
    decide(voiding.propose(plan=plan, actor=factories.actor("clerk")))
    with pytest.raises(RuleViolation, match="were posted as void on this finding"):
        decide(waits)
    assert not BeneficialFinding.objects.filter(withdraws__isnull=False).exists()


def test_why_a_finding_was_wrong_is_said(story):
    plan, accounts, holder = story
    find(plan, holder, accounts["raider"], 1)
    with pytest.raises(RuleViolation, match="Say why"):
        withdraw(BeneficialFinding.objects.get(), reason=" ")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    quantities=st.lists(st.integers(0, 1_000_000), min_size=1, max_size=3),
    wrong=st.integers(0, 890_739),
    name=st.sampled_from(["raider", "cede", "widow"]),
)
def test_a_withdrawal_restores_the_preview_of_before(confirmed, quantities, wrong, name):
    plan, accounts, raider = confirmed  # with the findings of the examples before
    tell = inspect.unwrap(find)  # each time anew: the examples are of one test
    for quantity in quantities:
        tell(plan, raider, accounts["raider"], quantity)
    before = voidings.preview(plan).payload()
    tell(plan, raider, accounts[name], wrong)
    for decision in voidings.preview(plan).decisions:
        live = sum(voidings.rights_in(plan, int(decision.account)).live.values())
        assert 0 <= decision.to_void <= live
    withdraw(BeneficialFinding.objects.latest("pk"))
    assert voidings.preview(plan).payload() == before


# ------------------------------------------------------------------------------------------------ ties


def test_a_tie_ends_on_its_day_and_one_that_never_was_counts_on_none(story):
    plan, accounts, holder = story
    find(plan, person(plan, "Ally Fund"), accounts["widow"], 300_000)
    tie(plan, "Holder O", "Ally Fund", DAY)
    standing = PersonTie.objects.get()
    assert owned_by(plan, holder, DAY).shares == 300_000
    tie(plan, "Holder O", "Ally Fund", DAY, until=date(1998, 12, 20), replaces=standing)
    later = PersonTie.objects.get(replaces=standing)
    assert owned_by(plan, holder, date(1998, 12, 19)).shares == 300_000
    assert owned_by(plan, holder, date(1998, 12, 20)).shares == 0
    assert owned_by(plan, holder, date(1998, 12, 20), standing.recorded_at).shares == 300_000
    tie(plan, "Holder O", "Ally Fund", DAY, until=DAY, replaces=later)
    assert owned_by(plan, holder, DAY).shares == 0


def test_what_is_no_tie(story):
    plan, _, holder = story
    ally = person(plan, "Ally Fund")
    tie(plan, "Holder O", "Ally Fund", DAY)
    standing = PersonTie.objects.get()
    sound = {
        "plan": plan,
        "one": holder,
        "other": ally,
        "since": DAY,
        "basis": "Schedule 13D",
        "document": factories.document(plan),
        "actor": factories.actor("clerk"),
    }
    for told, changed in (
        ("of its own group", {"other": holder}),
        ("Say why", {"basis": " "}),
        ("correct the days", {"until": DAY}),
        ("correct the days", {"until": date(1998, 12, 1)}),
        ("of the same two persons", {"replaces": standing, "since": date(1998, 12, 1)}),
    ):
        with pytest.raises(RuleViolation, match=told):
            ties.propose(**sound | changed)
    tie(plan, "Holder O", "Ally Fund", DAY, until=DAY, replaces=standing)
    with pytest.raises(Conflict, match="ended or withdrawn already"):
        ties.propose(**sound | {"replaces": standing})


def test_a_finding_is_never_of_more_than_the_account_held_that_day(story, client):
    plan, accounts, holder = story
    with pytest.raises(
        RuleViolation, match="held 1,000,000 shares on 15 December 1998: a finding of 1,000,001"
    ):
        find(plan, holder, accounts["raider"], 1_000_001)
    with pytest.raises(RuleViolation, match="held 1,000,000 shares on 04 December 1998"):
        find(
            plan, holder, accounts["raider"], 1_000_001, as_of=date(1998, 11, 25)
        )  # before the register begins
    client.force_login(factories.actor("clerk").user)
    told = {
        "person": "Holder O",
        "kind": "held",
        "account": accounts["raider"].number,
        "quantity": "1000001",
        "as_of": "1998-12-15",
        "reason": "Schedule 13D",
        "paper_title": "Schedule 13D",
        "paper_kind": "schedule_13d",
        "paper_dated_on": "1998-12-15",
    }
    answer = client.post(reverse("ledger:finding-record", args=[plan.slug]), told)
    assert answer.status_code == 422
    assert "held 1,000,000 shares on 15 December 1998" in answer.content.decode()
    find(plan, holder, accounts["raider"], 1_000_000)
