"""What must know every kind of fact has every one: the closed list of the models, the forms, the suppositions."""

import pytest
from django.urls import reverse

from ledger.enums import EventKind
from ledger.errors import RuleViolation
from ledger.models import Person, PlanEvent
from ledger.pages.events.forms import FORMS
from ledger.pages.whatif.forms import SUPPOSITIONS
from ledger.rules.wire import KINDS
from ledger.services import events, late_facts
from tests import factories


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


@pytest.mark.parametrize("kind", FORMS)
def test_the_form_asks_who_it_is_where_the_law_turns_on_it(kind):
    assert FORMS[kind].base_fields["person"].required == KINDS[kind].needs_person


@pytest.mark.parametrize("kind", [kind.word for kind in KINDS.values() if kind.prongs and not kind.is_act])
def test_who_may_set_off_a_prong_is_named_or_the_prong_asks_the_company(kind):
    assert KINDS[kind].needs_person == (kind != "flip_over_transaction_completed")


@pytest.mark.django_db
def test_a_fact_that_names_nobody_is_refused_where_the_law_turns_on_who():
    plan = factories.mim_plan()
    told = {
        "plan": plan,
        "kind": "tender_offer",
        "occurred_at": factories.new_york("1998-12-14T09:00"),
        "data": {"commenced_at": "1998-12-14T09:00", "would_own_pct": "51"},
    }
    with pytest.raises(RuleViolation, match="name the person or group"):
        events.record_event(**told, document=factories.document(plan), actor=factories.actor("clerk"))
    with pytest.raises(RuleViolation, match="name the person or group"):
        late_facts.propose(**told, document=factories.opinion(plan), actor=factories.actor("counsel"))


@pytest.mark.django_db
def test_a_person_shows_what_was_announced_of_it_and_the_number_of_a_report_is_kept(client):
    plan = factories.mim_plan()
    client.force_login(factories.actor("clerk").user)
    paper = {"paper_title": "Schedule 13D", "paper_kind": "schedule_13d", "paper_dated_on": "1998-12-14"}
    for kind, fields in (
        ("acquiring_person_announced", {"pct": "16.2", "person": "Raider LP"}),
        ("outstanding_reported", {"shares": "17890739"}),
    ):
        url = reverse("ledger:event-record", args=[plan.slug, kind])
        answer = client.post(url, {"occurred_at": "1998-12-14T09:00"} | paper | fields)
        assert answer.status_code == 302, answer.content.decode()
    assert PlanEvent.objects.get(kind="outstanding_reported").data == {"shares": "17890739"}
    person = Person.objects.get(plan=plan)
    for url in (
        reverse("ledger:persons", args=[plan.slug]),
        reverse("ledger:person", args=[plan.slug, person.pk]),
    ):
        page = client.get(url).content.decode()
        for words in ("Announcement that a person holds the percentage", "16.2%", "Schedule 13D"):
            assert words in page
