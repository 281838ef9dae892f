"""The list of deadlines: one that was only worked out anew, to the same instant, is listed once."""

from dataclasses import fields

import pytest
from django.urls import reverse

from ledger.models import Deadline
from ledger.services.deadlines import rows
from ledger.services.deadlines.drafts import Draft
from tests import factories
from tests.ledger.stories import announce, plan_with_holders

pytestmark = pytest.mark.django_db


def test_a_deadline_worked_out_anew_to_the_same_instant_is_listed_once(as_role):
    plan, _ = plan_with_holders()
    announce(plan)
    first = Deadline.objects.get(plan=plan, key="prong.i", status="current")
    told = {field.name: getattr(first, field.name) for field in fields(Draft)}
    (anew,) = rows.bring(
        plan,
        [Draft(**told | {"reason": f"{first.reason} So it stays."})],
        {first.key: first},
        factories.actor("supervisor"),
    )
    page = as_role("clerk").get(reverse("ledger:deadlines", args=[plan.slug]))
    listed = {row.pk for row in page.context["table"].data}
    assert anew.pk in listed
    assert first.pk not in listed
