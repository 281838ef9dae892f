"""The published schema of plan files is what the declarations say, and real plans of 1997 to 2022 agree with it."""

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ledger.plan_files import PLANS, read_plan_file
from ledger.plan_files.schema import plan_schema
from ledger.rules.facts import BadInput
from ledger.rules.wire.moments import EXCHANGE_WINDOWS
from ledger.terms import HELD_ACTS, REGISTRY, SECTIONS, checked, in_one_line
from ledger.terms.groups import AmendmentWindowShape, Group, MomentShape, Rows, WindowShape
from ledger.terms.shapes import (
    Choice,
    Day,
    Days,
    Money,
    Number,
    Percent,
    Ratio,
    Several,
    Shape,
    Text,
    Titles,
    Whole,
    YesNo,
)

DOCS = Path(__file__).parents[2] / "docs" / "plan.schema.json"
DATA = Path(__file__).parent / "data"
SCHEMA = plan_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
REAL = json.loads((DATA / "real-plans.json").read_text())
TODAY = date(2026, 11, 20)


def plan_of(slug):
    """A real plan's terms as a plan file; whom and what the filings leave out is invented."""
    told = REAL["plans"][slug]
    rows = [
        {"key": key, "value": value, "citation": told["paper"]}
        for key, value in (REAL["usual"] | told["terms"]).items()
    ]
    day = told["agreement_date"]
    adopted = {"number": "A-1", "kind": "adoption", "document": "paper", "text": "The plan is adopted."}
    book = {
        "outstanding": "1000000",
        "treasury": "0",
        "reserved": "0",
        "document": "paper",
        "citation": "p. 1",
    }
    return {
        "slug": slug,
        "name": told["name"],
        "agreement_date": day,
        "pinned_on": told["pinned_on"],
        "documents": [{"id": "paper", "title": told["paper"], "kind": "rights agreement", "dated_on": day}],
        "terms": {"document": "paper", "basis": "agreement", "effective_on": day, "rows": rows},
        "directors": [{"name": "Director A", "joined_on": "1980-01-01"}],
        "signatories": [{"party": "agent", "name": "A", "title": "B", "from_on": "1980-01-01"}],
        "resolutions": [adopted | {"adopted_at": f"{day}T12:00", "effective_at": f"{day}T12:00"}],
        "control_book": [book | {"as_of": day}],
        "issues": [],
    }


def test_the_published_schema_is_current():
    assert json.loads(DOCS.read_text()) == SCHEMA, "run `./run manage plan_schema > docs/plan.schema.json`"
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("slug", REAL["plans"])
def test_real_plans_agree_with_the_schema_and_are_read(slug):
    plan = plan_of(slug)
    VALIDATOR.validate(plan)
    assert read_plan_file(json.dumps(plan).encode(), today=TODAY).slug == slug


@pytest.mark.parametrize(
    "file", [*sorted(PLANS.glob("*[0-9s].json")), DATA / "tideway-2004.json"], ids=lambda file: file.stem
)
def test_our_plans_agree_with_the_schema(file):
    VALIDATOR.validate(json.loads(file.read_text()))


# ------------------------------------------------------------------------------------- one shape, three readers

SAMPLES = {
    Text: ["words"],
    Day: ["1998-12-04"],
    Number: ["0.5", "2"],
    Money: ["0", "20.00"],
    Ratio: ["1", "0.5", "1/343.65"],
    Percent: ["15", "4.99", 10],
    Whole: [1, 10],
    YesNo: [True, False],
    Days: [[], ["1998-12-04"]],
    Titles: [{}, {"4.1": "Rights Agreement"}],
    MomentShape: [
        "2011-05-05",
        {"moment": "merger_effective"},
        {"after": "distribution_date", "n": 3, "unit": "years"},
        {"earlier_of": [{"date": "2011-05-05"}, {"moment": "repeal of section 382", "fact": True}]},
        {"unless": {"moment": "ownership_reaches", "pct": "50"}, "then": "2011-05-05", "else": "2012-05-05"},
    ],
    WindowShape: [{"from": None, "until": "distribution_date"}, {"until": {"date": "2011-05-05"}}],
    AmendmentWindowShape: [{"free_until": {"moment": "acquiring_person"}, "then": ["cure"]}],
}
JUNK = [
    None,
    True,
    7,
    -1,
    "",
    " ",
    "0",
    "words",
    "1998-13-04",
    "1/0",
    [],
    ["1998-12-04"],
    {},
    {"moment": "never"},
]


def samples(shape: Shape) -> list:
    """Values of the shape."""
    match shape:
        case Rows():
            # One of a percentage and points over what was held, never both.
            rows = [
                {part.name: samples(part.shape)[0] for part in shape.parts if part.name != left_out}
                for left_out in ("pct", "plus")
            ]
            return [[rows[1]], [rows[0]]]
        case Group():
            full = {part.name: samples(part.shape)[0] for part in shape.parts}
            return [full, {part.name: full[part.name] for part in shape.parts if part.is_needed}]
        case Several():
            return [[], list(shape.meanings)]
        case Choice():
            return list(shape.meanings)
        case WindowShape():
            return [*SAMPLES[WindowShape], *shape.words_of_old]
    return SAMPLES[type(shape)]


def of_value(kind):
    schema = kind.shape.schema()
    return Draft202012Validator({"$defs": SCHEMA["$defs"], **schema})


@pytest.mark.parametrize("kind", REGISTRY.values(), ids=lambda kind: kind.key)
def test_check_schema_and_words_are_of_one_shape(kind):
    for value in samples(kind.shape):
        checked(kind.key, value)
        of_value(kind).validate(value)
        words = in_one_line(kind.key, value)
        assert words
        assert "{" not in words, words
    for value in JUNK:
        if value is None:
            continue
        try:
            checked(kind.key, value)
        except BadInput:
            assert not of_value(kind).is_valid(value) or isinstance(kind.shape, Day | Days | MomentShape), (
                value
            )
        else:
            of_value(kind).validate(value)


@pytest.mark.parametrize(
    "kind", [kind for kind in REGISTRY.values() if isinstance(kind.shape, Group)], ids=lambda kind: kind.key
)
def test_the_parts_of_a_term_are_those_its_reader_asks_for(kind):
    is_list = isinstance(kind.shape, Rows)
    told = samples(kind.shape)[0]
    whole = told[0] if is_list else told

    def refused(value):
        with pytest.raises(BadInput):
            checked(kind.key, [value] if is_list else value)

    refused(whole | {"more": 1})
    for part in kind.shape.parts:
        if part.is_needed:
            refused({name: value for name, value in whole.items() if name != part.name})
        elif part.otherwise is not None:
            part.shape.check(part.otherwise, part.name)


def test_every_declaration_is_whole():
    for kind in REGISTRY.values():
        assert kind.section in SECTIONS, kind.key
        assert set(kind.holds) <= set(HELD_ACTS), kind.key
        assert bool(kind.unsaid) == (kind.may_be_unsaid and kind.otherwise is None), kind.key
        if kind.otherwise is not None:
            checked(kind.key, kind.otherwise)
    assert set(EXCHANGE_WINDOWS) <= set(samples(REGISTRY["exchange.window"].shape)[2:])
