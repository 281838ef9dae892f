"""`manage.py simulate` and `manage.py business_days`: what they print and how they refuse."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

DATA = Path(__file__).parent / "data"


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def refusal(*arguments: str) -> str:
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command(*arguments, stdout=out)
    assert refused.value.returncode == 2
    assert out.getvalue() == ""
    message = str(refused.value)
    assert "\n" not in message
    return message


@pytest.fixture
def case():
    """The first worked case, to be spoilt."""
    return json.loads((DATA / "distribution.json").read_text(encoding="utf-8"))[0]


@pytest.fixture
def scenario(tmp_path):
    """Writes a scenario file and answers its path."""

    def write(content: object) -> str:
        path = tmp_path / "scenario.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    return write


def test_simulate_prints_one_answer_a_line_in_order():
    answers = [json.loads(line) for line in run("simulate", str(DATA / "distribution.json")).splitlines()]
    cases = json.loads((DATA / "distribution.json").read_text(encoding="utf-8"))
    assert [answer["name"] for answer in answers] == [case["name"] for case in cases]
    assert set(answers[0]) == {
        "name", "distribution_date", "governing_prong", "close_of_business_utc", "prongs", "deadlines", "warnings",
    }  # fmt: skip


def test_simulate_answers_a_single_case_without_a_name(scenario, case):
    del case["name"]
    (line,) = run("simulate", scenario(case)).splitlines()
    assert json.loads(line)["distribution_date"] == "1998-12-30"


def test_simulate_answers_calculations_in_place(scenario):
    thresholds = {"kind": "thresholds", "outstanding": "17890739", "percents": ["15"]}
    answer = json.loads(run("simulate", scenario([{"name": "T", "calculations": [thresholds]}])))
    assert answer == {"name": "T", "calculations": [{"shares": [2683611]}]}


def spoilt(case, place, value):
    *way, last = place
    target = case
    for step in way:
        target = target[step]
    target[last] = value
    return case


@pytest.mark.parametrize(
    ("place", "value", "complaint"),
    [
        (("terms", "surprise"), 1, "terms.surprise: unknown key"),
        (("events", 0, "type"), "landed", "events[0].type: unknown type 'landed'"),
        (("events", 0, "at"), "1998-13-45T09:00", "events[0].at: '1998-13-45T09:00' is no ISO date and time"),
        (("events", 0, "at"), 5, "events[0].at: 5 is no ISO date and time"),
        (
            ("events", 0, "at"),
            "2041-01-02T09:00",
            "events[0].at: '2041-01-02T09:00' is outside the calendars",
        ),
        (("events", 0, "pct"), "many", "events[0].pct: a percentage from 0 to 100 is needed, not 'many'"),
        (("events", 0, "pct"), 101, "events[0].pct: a percentage from 0 to 100 is needed, not 101"),
        (("events", 0, "extra"), None, "events[0].extra: unknown key"),
        (("events",), {}, "events: a list of events is needed"),
        (("terms", "record_date"), "1998-02-30", "terms.record_date: '1998-02-30' is no date"),
        (("terms", "closings"), ["soon"], "terms.closings[0]: 'soon' is no date"),
        (("terms", "closings"), "1998-12-04", "terms.closings: a list of dates is needed"),
        (("terms", "business_day"), "lunar", "terms.business_day: 'lunar' is none of ny-banking"),
        (("terms", "tender", "n"), -1, "terms.tender.n: a whole number from 0 to 1000"),
        (("terms", "flip_over"), "yes", "terms.flip_over: true or false is needed"),
        (
            ("terms", "stock_acquisition", "unit"),
            ["days"],
            "terms.stock_acquisition.unit: ['days'] is none of",
        ),
        (("terms",), 3, "terms: an object is needed"),
        (("calculations",), [], "terms: unknown key"),
    ],
)
def test_simulate_names_the_place_of_bad_input(scenario, case, place, value, complaint):
    message = refusal("simulate", scenario([case, spoilt(json.loads(json.dumps(case)), place, value)]))
    assert message.startswith(f"case 2 (D001 MIM-1998): {complaint}")


def test_simulate_names_what_is_missing(scenario, case):
    del case["events"][0]["pct"]
    assert refusal("simulate", scenario(case)) == "case 1 (D001 MIM-1998): events[0].pct: is missing"


def test_simulate_keeps_a_hostile_name_on_one_line(scenario, case):
    case["name"] = "a\nb\x1b[31m"
    case["events"][0]["type"] = "x"
    assert refusal("simulate", scenario(case)).startswith("case 1 (a b [31m): events[0].type: ")


def test_simulate_names_the_calculation(scenario):
    message = refusal("simulate", scenario({"calculations": [{"kind": "magic"}]}))
    assert message.startswith("case 1: calculations[0].kind: ")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "line 1, column 2: not JSON"),
        ('{"a": NaN}', "NaN is no exact number"),
        ('{"a": 1, "a": 2}', "the key 'a' stands twice in one object"),
        ("[" * 100_000, "not a scenario: it is nested too deeply"),
        ("9" * 10_000, "not a scenario: "),
        ("3", "case 1: an object is needed here, not 3"),
    ],
)
def test_simulate_refuses_what_is_no_scenario(scenario, text, complaint):
    assert refusal("simulate", scenario(text)).startswith(complaint)


def test_simulate_refuses_a_file_it_cannot_read(tmp_path):
    assert "cannot be read" in refusal("simulate", str(tmp_path / "none.json"))
    (tmp_path / "latin.json").write_bytes(b"\xff\xfe")
    assert "is not UTF-8 text" in refusal("simulate", str(tmp_path / "latin.json"))


def test_business_days_prints_one_date():
    assert run("business_days", "ny-banking", "1998-12-15", "10") == "1998-12-30\n"
    assert run("business_days", "ny-banking", "2007-01-02", "-13") == "2006-12-12\n"
    assert run("business_days", "xnys-trading", "1994-04-27", "0") == "1994-04-28\n"


def test_business_days_of_a_file_keeps_the_rows_and_adds_the_date():
    path = DATA / "business_days.csv"
    given = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    answered = list(csv.DictReader(run("business_days", "--csv", str(path)).splitlines()))
    assert [row.pop("date") for row in answered] == [row["expected_date"] for row in given]
    assert answered == given


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ("ny-banking", "2041-01-01", "1"),
            "2041-01-01 is outside the calendar ny-banking, which runs from 1986-01-01",
        ),
        (
            ("ny-banking", "1985-12-31", "1"),
            "1985-12-31 is outside the calendar ny-banking, which runs from 1986-01-01",
        ),
        (("lunar", "1998-12-15", "1"), "'lunar' is no calendar"),
        (("ny-banking", "1998-12-32", "1"), "start_date: '1998-12-32' is no date"),
        (("ny-banking", "19981215", "1"), "start_date: '19981215' is no date"),
        (("ny-banking", "1998-12-15", "ten"), "n: 'ten' is no whole number"),
        (("ny-banking", "1998-12-15"), "give CALENDAR START N, or --csv FILE"),
    ],
)
def test_business_days_refuses_bad_input(arguments, complaint):
    assert refusal("business_days", *arguments).startswith(complaint)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "line 1: the columns calendar, start_date, n are needed"),
        (
            "calendar,start_date\nny-banking,1998-12-15\n",
            "line 1: the columns calendar, start_date, n are needed; n lacks",
        ),
        (
            "calendar,start_date,n\nny-banking,1998-12-15,1\nny-banking,x,1\n",
            "line 3: start_date: 'x' is no date",
        ),
        ("calendar,start_date,n\nny-banking,1998-12-15\n", "line 2: 3 cells are needed"),
        ("calendar,start_date,n\nny-banking,1998-12-15,1,2\n", "line 2: 3 cells are needed"),
    ],
)
def test_business_days_of_a_file_names_the_line(tmp_path, text, complaint):
    path = tmp_path / "days.csv"
    path.write_text(text, encoding="utf-8")
    assert refusal("business_days", "--csv", str(path)).startswith(complaint)
