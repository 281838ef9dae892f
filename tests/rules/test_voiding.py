from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given, strategies as st

from ledger.rules.findings import Severity
from ledger.rules.vocabulary import Standing
from ledger.rules.voiding import (
    TAKEN_FIRST,
    BeneficialFinding,
    RightsInAccount,
    legend_required,
    taken_from,
    void_rights,
)

BECAME = datetime(1998, 12, 15, 14, tzinfo=UTC)
BEFORE = datetime(1998, 12, 10, 14, tzinfo=UTC)
LATER = datetime(1998, 12, 17, 14, tzinfo=UTC)
RAIDER = {"Raider LP", "Raider Affiliate"}


def finding(person, shares, account="CEDE", as_of=BEFORE):
    return BeneficialFinding(account, person, Decimal(shares), as_of)


def decide(findings, live, void=0, **terms):
    accounts = [RightsInAccount("CEDE", {Standing.VALID: Decimal(live)}, Decimal(void))]
    (decision,) = void_rights(findings, accounts, persons=RAIDER, at=BECAME, **terms)
    return decision


def test_finding_splits_a_nominees_account():
    decision = decide([finding("Raider LP", 2_683_611)], live=12_000_000)
    assert (decision.to_void, decision.void_after, decision.findings) == (2_683_611, 2_683_611, ())


def test_findings_of_related_persons_add_up_and_strangers_do_not_count():
    findings = [finding("Raider LP", 100), finding("Raider Affiliate", 50), finding("Somebody", 900)]
    assert decide(findings, live=1000).to_void == 150


def test_findings_count_in_rights_per_share():
    assert decide([finding("Raider LP", 100)], live=1000, rights_per_share=Decimal("0.5")).to_void == 50


def test_latest_finding_counts_and_an_earlier_larger_one_is_held_for_counsel():
    findings = [
        finding("Raider LP", 100),
        finding("Raider LP", 60, as_of=BECAME),
        finding("Raider LP", 9, as_of=LATER),
    ]
    decision = decide(findings, live=1000)
    assert decision.to_void == 60
    assert [each.severity for each in decision.findings] == [Severity.HOLD]


def test_void_is_never_undone_by_a_smaller_finding():
    decision = decide([finding("Raider LP", 60)], live=900, void=100)
    assert (decision.to_void, decision.void_after) == (0, 100)


def test_finding_beyond_the_account_voids_all_of_it_and_warns():
    decision = decide([finding("Raider LP", 2000)], live=900, void=100)
    assert (decision.to_void, decision.void_after) == (900, 1000)
    assert [each.severity for each in decision.findings] == [Severity.WARN]


def test_account_without_a_finding_is_left_alone():
    accounts = [RightsInAccount("X", {Standing.VALID: Decimal(10)})]
    (decision,) = void_rights([finding("Raider LP", 5)], accounts, persons=RAIDER, at=BECAME)
    assert (decision.to_void, decision.findings) == (0, ())


@given(st.integers(0, 2000), st.integers(0, 1000), st.integers(0, 1000))
def test_voiding_never_exceeds_the_account_nor_goes_back(found, live, void):
    decision = decide([finding("Raider LP", found)], live=live, void=void)
    assert decision.to_void >= 0
    assert void <= decision.void_after <= live + void


HELD = st.fixed_dictionaries({standing: st.integers(0, 500).map(Decimal) for standing in TAKEN_FIRST})


@given(HELD, st.integers(0, 2000).map(Decimal))
def test_what_is_voided_is_taken_from_where_it_is_and_never_more(live, rights):
    taken = taken_from(live, rights)
    assert sum(part for _, part in taken) == min(rights, sum(live.values()))
    assert all(0 < part <= live[standing] for standing, part in taken)


def test_rights_without_a_certificate_are_void_first():
    live = {Standing.CERTIFICATED: Decimal(90), Standing.WITHHELD: Decimal(10)}
    assert taken_from(live, Decimal(30)) == ((Standing.WITHHELD, 10), (Standing.CERTIFICATED, 20))


def test_legend_is_required_where_any_right_comes_of_a_void_one():
    assert legend_required([False, True])
    assert not legend_required([False, False])
