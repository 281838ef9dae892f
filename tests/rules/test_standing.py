"""The answers by the rules alone: each is no, held or yes on the course and on what the back office has."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from ledger.rules.course.answers import Case, Unapproved
from ledger.rules.course.distribution import Break, Distribution
from ledger.rules.course.expiration_date import Expiration
from ledger.rules.course.standing import QUESTIONS
from ledger.rules.facts import Computed, Exchanged, Redeemed
from ledger.rules.findings import Finding, hold
from ledger.rules.rights_at import RightsAt

AT = datetime(1999, 1, 5, 16, tzinfo=UTC)
DAY, CLOSE = date(1998, 12, 30), datetime(1998, 12, 30, 22, tzinfo=UTC)
ENDS = datetime(2008, 11, 24, 22, tzinfo=UTC)


def distribution(day=DAY):
    return Distribution(Computed(day, "", "", "", instant=CLOSE), ("i",), (), (), None, ())


def ending(instant=ENDS, how="expired", *findings):
    return Expiration(Computed(instant.date(), "Then.", "", "", instant=instant), how, (), findings)


@dataclass
class Told:
    at: datetime = AT
    rights: RightsAt = field(default_factory=lambda: RightsAt(AT, DAY, CLOSE))
    distribution: Distribution = field(default_factory=distribution)
    ending: Expiration = field(default_factory=ending)
    record: Any = field(
        default_factory=lambda: SimpleNamespace(terms_at=lambda _: SimpleNamespace(record_date=DAY))
    )
    cases: tuple[Case, ...] = ()
    led: tuple[str, ...] = ()
    unapproved: tuple[Unapproved, ...] = ()
    breaks: tuple[Break, ...] = ()
    undecided: tuple[Finding, ...] = ()
    ordered: tuple[Redeemed | Exchanged, ...] = ()
    is_automatic: bool = False
    is_dividend_posted: bool = True
    is_separated: bool = False
    has_notice: bool = True
    is_strictly_otherwise: bool = False
    holds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    about: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def holding(self, act):
        return self.holds.get(act, ())

    def open_about(self, term):
        return self.about.get(term, ())


def ask(question, **told):
    return QUESTIONS[question](Told(**told))


def test_nothing_stands_against_a_separation_whose_day_is_over():
    assert ask("separable").verdict == "yes"


@pytest.mark.parametrize(
    ("told", "verdict", "words"),
    [
        ({"distribution": distribution(None)}, "held", "No prong"),
        ({"rights": RightsAt(CLOSE, DAY, CLOSE)}, "held", "must have passed"),
        ({"is_separated": True}, "no", "have separated"),
        ({"is_dividend_posted": False}, "no", "no Right has been distributed"),
        ({"has_notice": False}, "held", "written notice"),
        ({"holds": {"issue": ("DQ2",)}}, "held", "DQ2 is open"),
        ({"cases": (Case("Raider LP", "i", is_confirmed=False),)}, "held", "officer's certificate"),
        (
            {"is_strictly_otherwise": True, "about": {"business_day.calendar": ("DQ16",)}},
            "held",
            "close DQ16",
        ),
    ],
)
def test_what_stands_against_a_separation(told, verdict, words):
    answer = ask("separable", **told)
    assert (answer.verdict, words in answer.sentence) == (verdict, True)


def test_a_tender_offer_that_nobody_confirmed_stands_against_no_separation():
    assert ask("separable", cases=(Case("Raider LP", "ii", is_confirmed=False),)).verdict == "yes"


def test_an_item_before_the_distribution_date_is_returned_and_none_is_worked_on_after_the_end():
    early = ask("transferable", rights=RightsAt(CLOSE - timedelta(days=1), DAY, CLOSE))
    assert [finding.rule for finding in early.findings] == ["R11"]
    late = ask("transferable", rights=RightsAt(AT, DAY, CLOSE, expires_at=CLOSE))
    assert [finding.rule for finding in late.findings] == ["R24"]


def test_the_rights_are_held_while_their_expiration_is_in_doubt_and_a_redemption_is_none():
    doubt = hold("R24", "The paper does not say whether it moves.")
    assert ask("rights_exist", ending=ending(AT, "expired", doubt)).verdict == "held"
    assert ask("ends_at", ending=ending(AT, "expired", doubt)).verdict == "held"
    assert ask("ends_at", ending=ending(AT, "redeemed", doubt)).verdict == "yes"
    assert ask("expiration_due", ending=ending(AT, "expired", doubt)).verdict == "held"
    assert ask("expiration_due", ending=ending(AT)).verdict == "yes"
    assert ask("expiration_due").verdict == "no"


def test_whose_rights_are_void_is_decided_by_a_confirmed_case():
    waiting, confirmed = (Case("Raider LP", "i", is_confirmed=each) for each in (False, True))
    assert ask("void").verdict == "no"
    assert ask("void", cases=(waiting,)).verdict == "held"
    assert ask("redeemable", rights=RightsAt(AT), cases=(waiting,)).findings[-1].next_act == "trigger_case"
    assert "Raider LP" in ask("void", cases=(confirmed,)).sentence


def test_an_order_that_waits_for_a_second_person_holds_what_turns_on_it():
    whole, part = Unapproved("Redemption R-3", is_whole=True), Unapproved("Exchange R-4", is_whole=False)
    for question in ("rights_exist", "ends_at", "exercisable", "separable"):
        found = ask(question, unapproved=(whole,))
        assert found.verdict == "held"
        assert "Redemption R-3 waits for a second person" in found.sentence
    assert ask("rights_exist", unapproved=(part,)).verdict == "yes"
    assert ask("exercisable", unapproved=(part,)).findings[-1].next_act == "board_act"
    # What has ended is not asked again.
    assert (
        ask("ends_at", unapproved=(whole,), rights=RightsAt(AT, ended_at=AT, ended_by="redeemed")).verdict
        == "yes"
    )


@pytest.mark.parametrize(
    "question", ["exercisable", "transferable", "redeemable", "exchangeable", "rights_attached"]
)
def test_while_an_act_of_the_board_may_move_the_date_what_rests_on_it_is_held(question):
    waits = hold(
        "R19", "Resolution R-3 waits for a second person: it may move that date.", next_act="board_act"
    )
    found = ask(question, undecided=(waits,))
    assert (found.verdict, found.sentence) == ("held", waits.sentence)


def test_an_answer_holds_until_an_end_that_the_board_ordered_and_never_until_what_is_past():
    tomorrow = AT + timedelta(days=1)
    before = RightsAt(AT)
    for question in ("rights_exist", "rights_attached", "shares_carry_rights", "redeemable", "amendable"):
        assert ask(question, rights=before, ordered=(Exchanged(tomorrow),)).until == tomorrow
    assert ask("ends_at", ordered=(Redeemed(tomorrow),)).until == tomorrow
    for question in ("amendable", "exercisable", "rights_exist"):
        assert ask(question).until in {None, ENDS}


def test_from_the_close_of_the_distribution_date_the_rights_are_not_redeemable():
    assert (
        ask(
            "redeemable",
            at=CLOSE - timedelta(hours=1),
            rights=RightsAt(CLOSE - timedelta(hours=1), DAY, CLOSE),
        ).verdict
        == "held"
    )
    assert ask("redeemable", at=CLOSE, rights=RightsAt(CLOSE, DAY, CLOSE)).verdict == "no"
