"""What must know every kind of fact has every one: the closed list of the models, the forms, the suppositions."""

import pytest

from ledger.enums import EventKind
from ledger.pages.events.forms import FORMS
from ledger.pages.whatif.forms import SUPPOSITIONS
from ledger.rules.wire import KINDS


def test_the_closed_list_is_the_declared_kinds():
    assert EventKind.choices == [kind.choice for kind in KINDS.values()]


@pytest.mark.parametrize("kind", [kind for kind in EventKind if not KINDS[kind].is_act])
def test_a_kind_has_a_form_that_asks_for_its_fields(kind):
    form, declared = FORMS[kind], KINDS[kind]
    asked = {declared.at} - ({"at"} if declared.is_note else set()) | set(form.facts)
    # The person stands on every form; what an act of the Board makes of an offer is no fact's to tell.
    told_otherwise = {"person", "board_permitted_at", "withdrawn_at"}
    judged = {field.name for field in declared.fields if not field.is_supposed}
    assert asked == judged - told_otherwise
    assert set(form.facts) <= set(form.base_fields)


def test_an_act_is_never_recordable_as_a_fact():
    assert {kind.word for kind in KINDS.values() if kind.is_act}.isdisjoint(FORMS)


@pytest.mark.parametrize("supposition", SUPPOSITIONS, ids=lambda each: each.type)
def test_a_supposition_speaks_of_the_fields_of_its_kind(supposition):
    fields = KINDS[supposition.type].fields
    told, needed = ({f.name for f in fields}, {f.name for f in fields if not f.is_optional})
    assert needed <= set(supposition.fields.values()) <= told - {"person", "schedule"}
    assert set(supposition.needed) <= set(supposition.fields)
