"""What each open question really holds stands on its page: the acts that it names, and what waits on its terms."""

import ast
import json
from pathlib import Path

import pytest
from django.urls import reverse

from ledger.models import DataQualityIssue
from ledger.rules import questions
from ledger.rules.questions import held_words
from tests import factories

ROOT = Path(questions.__file__).resolve().parents[1]
ISSUES = [
    (path.stem, issue)
    for path in sorted((ROOT / "data" / "plans").glob("*.json"))
    for issue in json.loads(path.read_text()).get("issues", [])
]


def words(issue):
    return held_words(issue["holds"], issue["term_keys"], is_hold=issue["severity"] == "hold")


@pytest.mark.parametrize(
    ("plan", "issue"), ISSUES, ids=lambda each: each if isinstance(each, str) else each["code"]
)
def test_a_question_that_holds_says_what(plan, issue):
    told = words(issue)
    if issue["severity"] == "hold":
        assert "nothing" not in told, (plan, issue["code"])
    else:
        assert told == "nothing: it warns"


def test_every_term_that_a_rule_asks_an_open_question_about_is_told():
    asked = {
        call.args[0].id
        for path in ROOT.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "open_about"
        and isinstance(call.args[0], ast.Name)
    }
    assert {getattr(questions, name) for name in asked} == set(questions.HELD_WHERE)


@pytest.mark.django_db
def test_the_pages_of_every_question_say_what_it_holds(client):
    plan = factories.mim_plan()
    client.force_login(factories.actor("examiner").user)
    listed = client.get(reverse("ledger:questions", args=[plan.slug]) + "?per_page=100").content.decode()
    assert "issue where the Distribution Date lies before the Record Date" in listed
    for issue in DataQualityIssue.objects.filter(plan=plan):
        page = client.get(reverse("ledger:question", args=[plan.slug, issue.code])).content.decode()
        assert held_words(issue.holds, issue.term_keys, is_hold=issue.severity == "hold") in page
