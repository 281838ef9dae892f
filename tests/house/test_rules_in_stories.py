"""Every registered rule is called from a service or a selector while a story is told, not only by tests of its own.

The stories are tests told elsewhere: each is told once more while every call is noted.
"""

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from ledger.rules import registry
from ledger.selectors import rule_book
from tests.certificates import test_presentations
from tests.examples import test_story_through_the_services as through_the_services
from tests.house.recording import recorded
from tests.ledger import (
    test_adjustments,
    test_agent,
    test_amendments,
    test_board,
    test_entitlements,
    test_instructions,
    test_ownership,
    test_rights_number,
    test_separation,
    test_shares,
    test_splits,
    test_transferees,
)
from tests.ledger.acts import test_exchange, test_expiration, test_redemption

# Each story with the rules it is told for; what decides the Distribution Date is asked in nearly all of them.
STORIES: dict[Callable[..., Any], tuple[str, ...]] = {
    through_the_services.test_at_any_time_prior_to_the_distribution_date_the_company_may_redeem_the_rights_in_whole: (
        "redemption.redemption_amount",
        "redemption.redemption_findings",
        "resolutions.verdict",
        "voiding.void_rights",
        "carrying.rights_of",
        "postings.at_once.redemption",
        "postings.of_rights.voiding",
        "course.expiration_date.expiration_date",
        "course.extensions.extend",
    ),
    through_the_services.test_the_company_may_exchange_the_rights_other_than_those_of_an_acquiring_person: (
        "exchange.exchange_amount",
        "exchange.exchange_findings",
        "postings.at_once.exchange",
        "ledger.selectors.alive.alive_by_holder",
    ),
    test_redemption.test_a_redemption_in_common_delivers_whole_shares_and_pays_the_fraction: (
        "redemption.redemption_in_common",
    ),
    test_exchange.test_an_exchange_in_part_keeps_the_rest_and_the_plan: ("carrying.ratio_after_exchange",),
    test_amendments.test_none_in_the_freeze: (
        "amendments.amendment_findings",
        "continuing_directors.freeze_at",
        "continuing_directors.freezes",
    ),
    test_amendments.test_after_separation_only_with_a_category_and_never_the_redemption_period: (
        "amendments.category_findings",
    ),
    test_adjustments.test_a_rights_offering_lowers_the_price_and_raises_the_units: (
        "adjustment.factors.price_factor",
        "adjustment.worksheet.apply_step",
        "reserve.reserve_for",
    ),
    test_splits.test_three_for_two_delivers_whole_shares_with_their_rights: ("splits.split_line",),
    test_rights_number.test_each_right_becomes_more_rights_that_buy_the_units_of_before: (
        "adjustment.election.election_findings",
        "adjustment.election.rights_for_each_right",
    ),
    test_agent.test_change_names_the_successor_from_its_day_and_ends_the_old_signatories: (
        "agent.change_findings",
    ),
    test_instructions.test_certified_officer_with_his_specimen_is_obeyed: ("authority.authority_findings",),
    test_expiration.test_a_clerk_proposes_and_a_supervisor_expires: ("postings.at_once.expiration",),
    test_shares.test_dividend_gives_each_share_its_right_on_a_second_persons_word: (
        "postings.at_once.dividend",
    ),
    test_shares.test_transfer_takes_its_rights_along_in_one_batch: ("postings.attached.transfer",),
    test_shares.test_issue_brings_its_rights_once_the_control_book_says_so: ("postings.attached.issue",),
    test_board.test_loss_of_majority_by_dates_is_a_fact_and_freezes: ("continuing_directors.board_on",),
    test_board.test_history_of_the_board_says_of_each_director_whether_he_is_a_continuing_one: (
        "continuing_directors.director_status",
    ),
    test_entitlements.test_a_flip_over_buys_the_principal_party_at_the_price_before_the_first_event: (
        "continuing_directors.majority_is_lost",
        "flip_in.units_for_exercise_price",
        "flip_in.unit_price",
        "course.flips.flip_in_facts",
        "course.flips.flip_over",
        "course.flips.gates",
        "flip_in.entitlement_findings",
        "flip_over.shares_for_exercise_price",
        "prices.exercise_price",
        "ledger.selectors.entitlements.exercise_price_before",
    ),
    test_transferees.test_counsels_word_makes_void_what_is_void_and_frees_the_rest: ("transferees.trace",),
    test_ownership.test_everything_sold_is_a_finding_too: ("acquiring_person.beneficial_ownership",),
    test_separation.test_separation_splits_every_account_and_posts_one_batch: (
        "separation.separate",
        "postings.of_rights.separation",
        "course.distribution_date.distribution_date",
        "deadlines.plan_deadlines",
        "course.prongs.same_day.prong_iii",
        "course.prongs.same_day.prong_iv",
        "course.acquisitions.acquisitions",
        "course.acquisitions.becomings",
        "course.prongs.stock_acquisition.prong_i",
        "course.prongs.tender_offer.prong_ii",
        "business_days.BusinessCalendar",
        "business_days.close_of_business",
    ),
    test_presentations.test_exercise_for_too_little_money_is_a_defect: (
        "exercise.exercise_findings",
        "exercise.settle_election",
    ),
}


def registered() -> dict[str, Callable[..., Any]]:
    """The short name of everything that registered as deciding a rule or a term."""
    rule_book.rules()
    deciders = [each for rule in registry.rules() for each in rule.functions]
    deciders += [each for found in registry.terms().values() for each in found]
    return {registry.name_of(each).removeprefix("ledger.rules."): each for each in deciders}


def given(function: Callable[..., Any], made: dict[str, Any] | None = None) -> dict[str, Any]:
    """The arguments of a story: the fixtures of its own module, each made once."""
    made = {"db": None} if made is None else made
    names = inspect.signature(function).parameters
    for name in names:
        if name not in made:
            fixture = vars(inspect.getmodule(function))[name].__wrapped__
            made[name] = fixture(**given(fixture, made))
    return {name: made[name] for name in names}


def test_the_stories_together_are_told_for_every_registered_rule():
    claimed = {name for names in STORIES.values() for name in names}
    assert claimed == set(registered()), (
        "a rule that no story calls is not connected: ledger/rules/undecided.py"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_a_rule_is_called_from_a_service_or_a_selector_in_its_story(story):
    arguments = given(story)
    with recorded(registered()) as called:
        story(**arguments)
    assert set(STORIES[story]) <= called


def test_a_rule_that_only_a_test_calls_is_not_counted():
    with recorded(registered()) as called:
        registered()["flip_in.units_for_exercise_price"](20, 4)
    assert called == set()
