"""Plan files: every wrong place at once, and whatever is in one ends in sentences or in a plan."""

import json
import random
from contextlib import suppress
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from ledger.errors import BackOfficeError, BadFile
from ledger.models import Plan
from ledger.plan_files import BadPlanFile, read_plan_file, shipped
from ledger.services import plans
from rightsadmin.common.actor import Actor

SYSTEM = Actor.system("test")
TODAY = date(2026, 11, 20)
WHOLE = json.loads(shipped("mim-1998"))
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.text(max_size=400),
    st.sampled_from(
        [
            "",
            " ",
            "NaN",
            "1e400",
            "-1",
            "1/0",
            "0001-01-01",
            "9999-12-31",
            "2040-12-31",
            "\x00",
            "today-3bd",
            "x" * 6_000,
        ]
    ),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)


def places(value, path=()):
    """Every place in the file, each as the keys that lead to it."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield (*path, key)
        yield from places(part, (*path, key))


PLACES = list(places(WHOLE))


def with_changed(changes):
    data = json.loads(shipped("mim-1998"))
    for path, value in changes:
        *way, last = path
        at = data
        try:
            for key in way:
                at = at[key]
            at[last] = value
        except (KeyError, IndexError, TypeError):
            continue
    return json.dumps(data).encode()


def test_every_wrong_place_is_told_at_once():
    content = with_changed(
        [
            (("name",), ""),
            (("documents", 0, "dated_on"), "24 November"),
            (("terms", "rows", 0, "citation"), "Nobody wrote this."),
            (("terms", "rows", 3, "value"), 7),
            (("directors", 1, "joined_on"), None),
            (("issues", 2, "holds"), ["everything"]),
        ]
    )
    with pytest.raises(BadPlanFile) as refused:
        read_plan_file(content, today=TODAY)
    assert {problem.path for problem in refused.value.problems} == {
        "name",
        "documents[0].dated_on",
        "terms.rows[0].citation",
        "terms.rows[3].value",
        "directors[1].joined_on",
        "issues[2].holds",
    }


def test_what_is_no_object_is_told_once_and_not_for_each_of_its_keys():
    with pytest.raises(BadPlanFile) as refused:
        read_plan_file(with_changed([(("directors", 0), "Mr Smith"), (("terms",), [])]), today=TODAY)
    assert [problem.path for problem in refused.value.problems] == ["terms", "directors[0]"]


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.sampled_from(PLACES), JUNK), min_size=1, max_size=3))
def test_a_malformed_plan_file_ends_in_sentences_and_changes_nothing(changes):
    with transaction.atomic():
        before = Plan.objects.count()
        try:
            plans.load_plan(content=with_changed(changes), actor=SYSTEM)
        except BackOfficeError:
            assert Plan.objects.count() == before
        transaction.set_rollback(True)


@given(content=st.binary(max_size=200))
def test_any_bytes_end_in_a_sentence(content):
    with pytest.raises(BadPlanFile):
        read_plan_file(content, today=TODAY)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=60)
def test_a_damaged_file_ends_in_a_sentence_or_a_plan(seed):
    chance, content = random.Random(seed), bytearray(shipped("mim-1998"))  # noqa: S311 - damage, no secret
    for _ in range(chance.randint(1, 4)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    with suppress(BadPlanFile):
        read_plan_file(bytes(content), today=TODAY)


def test_a_file_that_cannot_be_loaded_tells_all_of_it_in_one_message(db):
    with pytest.raises(BadFile, match=r"name: must not be empty.*issues\[2\]"):
        plans.load_plan(
            content=with_changed([(("name",), " "), (("issues", 2, "severity"), "x")]), actor=SYSTEM
        )
