"""What the pages of the law cost, and that nobody without a role sees them."""

from datetime import date

import pytest
from django.urls import reverse

from ledger.services import board, events
from tests import factories


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("asof-positions", "?on=1998-12-22"),
        ("asof-entries", "?on=1998-12-22"),
        ("asof", "?tab=facts&on=1998-12-22"),
        ("asof", "?tab=totals&on=1998-12-22"),
        ("board", ""),
        ("whatif", "?ask=1&with_recorded=on&announced_at=1998-12-18T10:00&announced_pct=15"),
    ],
)
def test_page_costs_the_same_with_one_row_and_three(
    plan, as_role, django_assert_max_num_queries, name, query
):
    client = as_role("examiner")
    url = reverse(f"ledger:{name}", args=[plan.slug]) + query

    def cost():
        with django_assert_max_num_queries(40) as counted:
            assert client.get(url).status_code == 200
        return len(counted)

    one = cost()
    clerk = factories.actor("clerk")
    factories.give_common(
        plan, {factories.account(plan): 3, factories.account(plan): 4}, on=date(1998, 12, 7)
    )
    for number in range(2):
        board.record_director(
            plan=plan, name=f"New {number}", joined_on=date(1998, 12, 20), evidence="Minutes", actor=clerk
        )
        at = factories.new_york(f"1998-12-1{6 + number}T10:00")
        events.record_event(
            plan=plan,
            kind="became_acquiring_person",
            occurred_at=at,
            document=factories.document(plan),
            data={"at": at.isoformat()},
            person=events.record_person(plan=plan, name="Raider LP", actor=factories.actor("clerk")),
            actor=clerk,
        )
    assert cost() == one


def test_nobody_without_a_role_sees_them(plan, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody"))
    for url in (
        reverse("ledger:rules"),
        reverse("ledger:matrix"),
        *(
            reverse(f"ledger:{name}", args=[plan.slug])
            for name in ("whatif", "asof", "asof-entries", "board")
        ),
    ):
        assert client.get(url).status_code == 403
