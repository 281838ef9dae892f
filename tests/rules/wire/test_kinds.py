"""Each kind of fact is declared once, and what is written of it is read back as the same event."""

from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest

from ledger.rules.facts import PRONGS, BadInput, Event
from ledger.rules.wire import KINDS, read_event, read_fact, write_fields
from ledger.rules.wire.shapes import (
    DAY,
    FLAG,
    INSTANT,
    PERCENT,
    PRICE,
    PRICE_OF,
    PRONG,
    RELEASE_REASON,
    SCHEDULE,
    TEXT,
    TRANSACTION,
)

EXAMPLES = {
    INSTANT: datetime(1998, 12, 15, 14, 0, tzinfo=UTC),
    DAY: date(1999, 1, 15),
    PERCENT: Fraction("16.2"),
    FLAG: True,
    TEXT: "merger",
    PRONG: "i",
    PRICE: Fraction("0.0125"),
    PRICE_OF: "unit",
    RELEASE_REASON: "exempt",
    SCHEDULE: "13G",
    TRANSACTION: "merger",
}
OF_EVENTS = [kind for kind in KINDS.values() if kind.event]
NOTES = [kind for kind in KINDS.values() if kind.is_note]


def of_word(kind):
    return kind.word


def test_every_event_of_the_rules_is_one_kind():
    assert len(OF_EVENTS) == len(get_args(Event))
    assert {kind.event for kind in OF_EVENTS} == set(get_args(Event))


@pytest.mark.parametrize("kind", KINDS.values(), ids=of_word)
def test_a_kind_speaks_of_the_fields_it_has(kind):
    names = [field.name for field in kind.fields]
    assert kind.event is None or set(names) == {field.name for field in fields(kind.event)}
    assert kind.is_note or kind.at in names
    assert set(kind.prongs) <= set(PRONGS)
    assert not (kind.is_note and (kind.prongs or kind.is_act))


@pytest.mark.parametrize("kind", OF_EVENTS, ids=of_word)
@pytest.mark.parametrize("whole", [True, False])
def test_what_is_written_is_read_as_the_same_event(kind, whole):
    asked = [field for field in kind.fields if whole or not field.is_optional]
    event = kind.event(
        **{field.name: field.otherwise for field in kind.fields}
        | {field.name: EXAMPLES[field.shape] for field in asked}
    )
    written = write_fields(kind, vars(event))
    assert read_event({"type": kind.word, **written}, "fact") == event
    assert read_fact(kind.word, written, "fact") == event


def test_what_a_form_cleans_is_written_exactly_and_empty_fields_are_left_out():
    told = {"pct": Decimal("16.20"), "declared_at": EXAMPLES[INSTANT], "announced_at": None, "memo": "aside"}
    assert write_fields(KINDS["adverse_person_declared"], told) == {
        "declared_at": "1998-12-15T14:00:00+00:00",
        "pct": "16.2",
    }


@pytest.mark.parametrize("kind", NOTES, ids=of_word)
def test_a_note_of_a_paper_is_no_event_and_has_no_fields_but_its_own(kind):
    own = {field.name: field.shape.write(EXAMPLES[field.shape]) for field in kind.fields}
    assert read_fact(kind.word, own, "the fact") is None
    with pytest.raises(BadInput, match=r"the fact\.pct"):
        read_fact(kind.word, own | {"pct": "15"}, "the fact")
    with pytest.raises(BadInput, match="unknown type"):
        read_event({"type": kind.word}, "the fact")


def test_a_kind_that_none_is_names_those_that_are():
    with pytest.raises(BadInput, match=r"events\[0\]\.type: unknown type 'flip' ?.*board_extension"):
        read_fact("flip", {}, "events[0]")
