"""A story file is read strictly: what is wrong is named by its place, and nothing is carried."""

import json

import pytest
from django.core.management import CommandError, call_command

from ledger.rules.facts import BadInput
from rightsadmin.rehearsal import format as words, questions, verbs
from rightsadmin.rehearsal.bases import DATA, bases
from rightsadmin.rehearsal.reading import read_cases, read_file
from tests.rehearsal.stories import ask, case, do

SOUND = case(do("issue", "2019-03-01T10:00", to="B JONES", quantity="5"))


def changed(**more):
    return {**SOUND, **more}


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ([SOUND, {}], "[1]"),
        (changed(name=7), "name"),
        (changed(steps={}), "steps"),
        (changed(surprise=1), "surprise"),
        (changed(plan={"base": "nowhere"}), "plan.base"),
        (changed(plan={"base": "plain", "term": {}}), "plan.term"),
        (changed(plan={"base": "plain", "terms": {"no.term": 1}}), "plan.terms.no.term"),
        (changed(plan={"base": "plain", "terms": {"exchange.ratio": "one"}}), "plan.terms.exchange.ratio"),
        (changed(plan={"base": "plain", "terms": {"agreement.date": "soon"}}), "plan.terms.agreement.date"),
        (changed(holders={"B JONES": "-4"}), "holders.B JONES"),
        (changed(holders={"B JONES": {"shares": "4", "of": "A"}}), "holders.B JONES"),
        (changed(holders={}), "holders"),
        (changed(steps=[{"at": "2019-03-01T10:00"}]), "steps[0]"),
        (changed(steps=[do("issue", "2019-03-01T10:00"), do("fly", "2019-03-01T10:00")]), "steps[1].do"),
        (changed(steps=[ask("why", "2019-03-01T10:00")]), "steps[0].ask"),
        (changed(steps=[do("issue", "yesterday")]), "steps[0].at"),
        (changed(steps=[do("issue", "2019-03-01T10:00", whom="B JONES")]), "steps[0].whom"),
        (changed(steps=[ask("totals", "2019-03-01T10:00", known_at="then")]), "steps[0].known_at"),
        (
            changed(steps=[ask("totals", "2019-03-01T10:00", recorded_at="2019-03-01")]),
            "steps[0].recorded_at",
        ),
    ],
)
def test_what_is_wrong_is_named_by_its_place(told, place):
    with pytest.raises(BadInput) as refused:
        read_cases(json.dumps(told))
    assert refused.value.path.startswith(place), refused.value


@pytest.mark.parametrize("text", ["", "{", '{"name": "a", "name": "b"}', "[" * 100_000])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(BadInput):
        read_cases(text)


def test_the_command_names_file_and_place_on_one_line_and_exits_with_two(tmp_path):
    file = tmp_path / "story.json"
    file.write_text(json.dumps(changed(steps=[do("fly", "2019-03-01T10:00")])))
    with pytest.raises(CommandError) as refused:
        call_command("rehearse", str(file))
    assert refused.value.returncode == 2
    assert str(refused.value).startswith(f"{file}: steps[0].do: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["missing.json", "latin.json"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, name):
    (tmp_path / "latin.json").write_bytes(b'{"name": "Soci\xe9t\xe9"}')
    with pytest.raises(BadInput, match=name):
        read_file(str(tmp_path / name))


def test_a_plan_is_named_by_its_path_from_the_file_and_never_from_a_page(tmp_path):
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "mine.json").write_text(words_of_plain := _plain())
    story = tmp_path / "story.json"
    story.write_text(json.dumps(changed(plan={"base": "plans/mine.json"})))
    (read,) = read_file(str(story))
    assert read.plan.data["name"] == json.loads(words_of_plain)["name"]
    with pytest.raises(BadInput, match=r"for the command alone"):
        read_cases(story.read_text())


def _plain():
    return (DATA / "plain.json").read_text()


def test_the_control_book_is_the_sum_of_the_holders_and_follows_the_dates():
    told = case(
        terms={"agreement.date": "2012-05-16", "record_date": "2012-05-29", "expiration.final": "2013-05-16"},
        holders={"CEDE & CO": "900.5", "B JONES": "99"},
    )
    (read,) = read_cases(json.dumps(told))
    file = read.plan.file(read.plan.adopted_at.date())
    assert [(row.as_of.isoformat(), f"{row.outstanding}") for row in file.control_book] == [
        ("2012-05-29", "999.5")
    ]
    assert file.agreement_date.isoformat() == "2012-05-16"
    assert read.plan.adopted_at.isoformat() == "2012-05-16T16:00:00+00:00"
    assert {row.effective_on.isoformat() for row in file.terms} == {"2012-05-16"}


def test_a_shipped_plan_without_holders_has_all_its_shares_at_the_depository():
    (read,) = read_cases(json.dumps(case(base="mim-1998")))
    assert [(each.registration, each.shares) for each in read.plan.holders] == [("CEDE & CO", 17_890_739)]


def test_every_shipped_plan_can_be_told_of():
    assert set(bases()) == {"plain", "mim-1998", "halyard-instruments"}
    for base in bases():
        assert read_cases(json.dumps(case(base=base)))


def test_every_word_of_the_format_has_its_function_and_no_other_has():
    assert set(words.VERBS) == set(verbs.VERBS)
    assert set(words.QUESTIONS) == set(questions.QUESTIONS)


@pytest.mark.parametrize("text", ['{"name": "\\ud800"}', '{"name": "\\u0000"}'])
def test_what_no_database_keeps_is_told(text):
    with pytest.raises(BadInput, match=r"zero byte|surrogates"):
        read_cases(text)


def test_a_name_that_no_file_can_have_is_no_plan(tmp_path):
    story = json.dumps({"name": "a story", "plan": {"base": "x" * 300}, "steps": []})
    with pytest.raises(BadInput, match="is none of the plans"):
        read_cases(story, folder=tmp_path)
