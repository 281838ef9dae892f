"""The pages of facts: what is told of one, and why it sets nothing off where it does not."""

from datetime import date

from django.urls import reverse

from ledger.models import PlanEvent
from ledger.services.terms import record_term
from tests import factories


def test_a_fact_below_its_persons_own_threshold_says_that_it_sets_nothing_off(plan, as_role):
    fact = PlanEvent.objects.get()
    client, url = as_role("examiner"), reverse("ledger:event", args=[plan.slug, fact.pk])
    assert "Sets nothing off" not in client.get(url).content.decode()
    record_term(
        plan=plan,
        key="distribution.person_thresholds",
        value=[{"person": fact.person.name, "pct": "20"}],
        citation="Amendment No. 1",
        basis="amendment",
        document=fact.document,
        effective_on=date(1998, 12, 1),
        actor=factories.actor("supervisor"),
    )
    words = client.get(url).content.decode()
    assert "Sets nothing off" in words
    assert "has a threshold of its own, 20%" in words
