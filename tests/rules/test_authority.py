from dataclasses import replace
from datetime import date

import pytest

from ledger.rules.authority import (
    Incumbency,
    Instruction,
    Signer,
    authority_findings,
    may_certify,
    outcome,
)

SIGNED, RECEIVED = date(1999, 3, 1), date(1999, 3, 3)
POSNER = Signer(
    name="Barry A. Posner",
    title="Vice President and General Counsel",
    capacity="issuer",
    from_on=date(1998, 11, 24),
    incumbency=Incumbency(date(1999, 1, 1), date(1999, 12, 31), "Eleanor M. Whitcomb"),
    specimen_on_file=True,
)
GOOD = Instruction(
    SIGNED,
    RECEIVED,
    by_telephone=False,
    signer=POSNER,
    signer_name=POSNER.name,
    compared_by="N. W.",
    agrees=True,
)


def asked(instruction: Instruction = GOOD, **signer: object) -> tuple[str, str]:
    if signer:
        instruction = replace(instruction, signer=replace(POSNER, **signer))
    found = authority_findings(instruction)
    return outcome(found), " ".join(finding.sentence for finding in found)


def test_good_instruction_is_accepted_without_a_word():
    assert asked() == ("accepted", "")


@pytest.mark.parametrize(
    ("title", "may"),
    [
        ("Chairman", True),
        ("Chairman of the Board", True),
        ("Chairman and Chief Executive Officer", True),
        ("PRESIDENT", True),
        ("Executive Vice President", True),
        ("Vice President, Finance", True),
        ("Vice President - Tax", True),
        ("General Counsel & Secretary", True),
        ("Treasurer", True),
        ("Assistant Secretary", False),
        ("Vice Chairman", False),
        ("Former President", False),
        ("Assistant Vice President", False),
        ("General Counsel", False),
        ("", False),
    ],
)
def test_officers_whose_certificate_may_be_relied_on(title, may):
    assert may_certify(title) is may


@pytest.mark.parametrize(("day", "word"), [(date(1999, 2, 28), "signed"), (date(1999, 3, 2), "received")])
def test_officer_who_left_is_refused(day, word):
    result, words = asked(until_on=day)
    assert result == "refused"
    assert f"when it was {word}" in words


def test_officer_on_his_last_day_is_in_office():
    assert asked(until_on=RECEIVED)[0] == "accepted"


def test_telephone_never_suffices():
    assert asked(replace(GOOD, by_telephone=True))[0] == "refused"


def test_unknown_signer_is_refused():
    result, words = asked(replace(GOOD, signer=None, signer_name="A. Stranger"))
    assert result == "refused"
    assert "A. Stranger is not in the register" in words


def test_missing_evidence_holds_and_all_of_it_is_said_at_once():
    result, words = asked(
        replace(GOOD, compared_by="", agrees=False, signer=replace(POSNER, incumbency=None))
    )
    assert result == "held"
    assert "No incumbency certificate" in words
    assert "Nobody has compared" in words
    assert asked(specimen_on_file=False)[0] == "held"


def test_lapsed_certificate_holds():
    result, words = asked(incumbency=Incumbency(date(1998, 1, 1), date(1999, 3, 2), "E. W."))
    assert result == "held"
    assert words.count("was not in force") == 1


def test_signature_that_differs_is_refused():
    assert asked(replace(GOOD, agrees=False))[0] == "refused"


def test_certifying_oneself_is_a_warning_only():
    result, words = asked(incumbency=Incumbency(date(1999, 1, 1), None, "barry a. posner"))
    assert (result, "himself" in words) == ("accepted", True)


def test_agent_cannot_instruct_itself_and_counsel_advises():
    assert asked(capacity="agent", title="Vice President")[0] == "refused"
    result, words = asked(capacity="counsel", title="Partner", incumbency=None)
    assert (result, "no order of the company" in words) == ("accepted", True)


def test_paper_dated_after_it_came_is_refused():
    assert asked(replace(GOOD, signed_on=date(1999, 3, 4)))[0] == "refused"
