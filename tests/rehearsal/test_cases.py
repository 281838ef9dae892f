"""Each case of the files here answers what it expects, and leaves nothing."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from rightsadmin.rehearsal.comparing import agrees
from rightsadmin.rehearsal.reading import read_file
from rightsadmin.rehearsal.story import rehearse

FILES = sorted((Path(__file__).parent / "cases").glob("*.json"))
CASES = [
    pytest.param(case, id=f"{file.stem}: {case.name}") for file in FILES for case in read_file(str(file))
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES)
def test_every_step_answers_what_is_expected(case):
    answers = rehearse(case)["steps"]
    otherwise = [
        f"step {step.number}: expected {json.dumps(step.expected, default=str)}, got {json.dumps(answer)[:600]}"
        for step, answer in zip(case.steps, answers, strict=True)
        if step.has_expectation and not agrees(step.expected, answer)
    ]
    assert not otherwise, "\n".join(otherwise)


def test_every_case_expects_something_and_has_its_own_name():
    cases = [parameter.values[0] for parameter in CASES]
    assert all(any(step.has_expectation for step in case.steps) for case in cases)
    assert len({case.name for case in cases}) == len(cases)


@pytest.mark.django_db
def test_the_command_prints_one_answer_a_case_in_order(capsys):
    shortest = sorted(FILES, key=lambda file: len(read_file(str(file))))
    names = [str(shortest[place]) for place in (2, 0)]
    call_command("rehearse", *names)
    told = json.loads(capsys.readouterr().out)
    cases = [case for name in names for case in read_file(name)]
    assert [(each["name"], len(each["steps"])) for each in told] == [
        (case.name, len(case.steps)) for case in cases
    ]
