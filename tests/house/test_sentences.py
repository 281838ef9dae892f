"""A sentence that asks people to do an act carries the act, and the page that shows it leads to that act's page."""

import ast
import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import reverse

import certificates.urls  # noqa: F401 - the certificates add their doors to the table there
from ledger.enums import Act, Role
from ledger.errors import Held
from ledger.pages.base import PlanPage
from ledger.pages.doors import DOORS, with_way_on
from ledger.permissions import MATRIX
from ledger.selectors import debts
from rightsadmin.common.actor import Actor
from tests import factories
from tests.house import doors
from tests.house.code import Code, dotted_words, program

# Words that send the reader to another act. "... again" sends him back to the page he is on.
ASKS = re.compile(
    r"\b(first\b(?! (used|of them|sent|Flip-In|event|user))"
    r"|closes? (DQ|\{|the (open )?question)|[Cc]onfirm (it|the Trigger)|by reversal|[Ll]ift (it|the stop|its stop)"
    r"|[Rr]ecord (the (confirmation|term|fact(?! again)|issuer|officers|adopting|Board)|it with|its recovery)"
    r"|[Rr]ecord amendments"
    r"|[Pp]ost (it|the voiding)\b(?! then)|[Ll]oad the (holder|shipped)|propose it again|reconcile before"
    r"|posted as issues and transfers|[Ss]top the certificates|Go on with that)"
)
TELLS = frozenset(
    {
        "RuleViolation",
        "Held",
        "Conflict",
        "NotAuthorised",
        "BadFile",
        "BackOfficeError",
        "hold",
        "block",
        "warn",
    }
)
ROOMS = (".services.", ".selectors.", ".rules.")


def without_act(code: Code) -> set[str]:
    """The functions with a sentence that asks for an act and carries none: "node: the words that ask"."""
    lacking = set()
    for node, function in code.functions.items():
        if any(room in node for room in ROOMS):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and dotted_words(call.func).rpartition(".")[2] in TELLS:
                    found = ASKS.search(sentence(call))
                    if found and not any(each.arg == "next_act" for each in call.keywords):
                        lacking.add(f"{node}: {found.group().strip()}")
    return lacking


def sentence(call: ast.Call) -> str:
    """What a call tells, as far as it is written there; {} for what is put in."""
    return " ".join(_texts(argument) for argument in call.args)


def _texts(node: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.FormattedValue):
        return "{}"
    return "".join(map(_texts, ast.iter_child_nodes(node)))


def asked_acts(code: Code) -> Iterator[str]:
    """The name of every act that a sentence of the program asks for."""
    for function in code.functions.values():
        for call in ast.walk(function):
            if isinstance(call, ast.Call):
                for keyword in call.keywords:
                    words = dotted_words(keyword.value)
                    if keyword.arg == "next_act" and words.startswith("Act."):
                        yield words.removeprefix("Act.")
                    elif (
                        keyword.arg == "next_act"
                        and isinstance(keyword.value, ast.Constant)
                        and keyword.value.value
                    ):
                        yield Act(keyword.value.value).name


def test_every_sentence_that_asks_for_an_act_carries_it():
    assert without_act(program()) == set(debts.of_kind("sentence"))


def test_a_sentence_that_asks_without_an_act_is_found():
    code = Code(
        {
            "ledger.services.holding": (
                "def held(plan):\n    raise Held(f'{plan} waits: post the voiding before.', rule='R32')\n"
                "def led(plan):\n    raise Held('Post the voiding before.', next_act=Act.VOIDING)\n"
                "def told(plan):\n    raise Held('There is nothing to post.')\n"
            )
        }
    )
    assert without_act(code) == {"ledger.services.holding.held: post the voiding"}


def not_made_here(code: Code) -> set[str]:
    """Every function that refuses what the law allows, because the program does not do it: its sentence says so."""
    return {
        name
        for name, function in code.functions.items()
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and "not made here" in sentence(call)
    }


def test_what_is_refused_because_the_program_does_not_do_it_is_a_debt():
    assert not_made_here(program()) == set(debts.of_kind("refusal"))


def test_every_act_has_a_door_in_the_table_or_is_a_debt():
    assert {act.name for act in Act if act not in DOORS} == set(debts.of_kind("act without a page"))


def test_every_act_that_a_sentence_asks_for_has_a_door_or_is_a_debt():
    asked = set(asked_acts(program()))
    assert len(asked) > 10
    assert {name for name in asked if Act[name] not in DOORS} <= set(debts.of_kind("act without a page"))


@pytest.mark.parametrize("act", [act for act in Act if act in DOORS])
def test_the_door_of_an_act_lets_a_role_in_that_may_do_it(act):
    page = dict(doors.views())[DOORS[act].page]
    entry = getattr(page, "act", "")
    roles = set(Role.values) & MATRIX[act].propose
    assert roles & (MATRIX[entry].propose if entry else roles)


@pytest.mark.django_db
def test_a_page_leads_from_a_refusal_to_the_act_it_asks_for():
    plan = factories.mim_plan(date(1998, 12, 15))
    clerk, examiner = factories.actor("clerk"), factories.actor("examiner")
    url = reverse("ledger:control-book", args=[plan.slug])
    supervisor = factories.actor("supervisor")
    said = with_way_on("Record <it> first.", Act.CONTROL_BOOK, plan=plan, actor=supervisor)
    assert said == f'Record &lt;it&gt; first. <a href="{url}">Change the control book</a>'
    assert url in with_way_on("Record it.", Act.CONTROL_BOOK, plan=plan, actor=clerk)
    assert with_way_on("Record it.", Act.CONTROL_BOOK, plan=plan, actor=examiner) == "Record it."
    for act, door in DOORS.items():
        assert door.address(plan), act


@pytest.mark.django_db
def test_the_page_of_a_plan_says_a_refusal_with_its_way_on(rf):
    plan = factories.mim_plan(date(1998, 12, 15))
    page = PlanPage()
    page.setup(rf.get("/"), slug=plan.slug)
    page.request.made_actor = Actor.of_user(factories.actor("clerk").user)
    said = page.words_of(Held("Close DQ2 first.", next_act=Act.QUALITY))
    assert said.startswith("Close DQ2 first. <a href=")
    assert page.words_of(Held("It waits.")) == "It waits."
